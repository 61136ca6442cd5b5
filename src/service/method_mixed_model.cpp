#include "service/method_mixed_model.hpp"

#include <boost/json.hpp>
#include <cmath>

#include "stats/formula.hpp"
#include "stats/mixed_model.hpp"
#include "stats/model_frame.hpp"
#include "stats/text_table.hpp"

namespace potensial::service {
namespace {

namespace json = boost::json;
using stats::MixedModelFit;
using stats::ModelFrame;

// Writes numbers; what is not finite becomes null, and its place is remembered.
class NumberWriter {
 public:
  json::value number(double value, const std::string& place) {
    if (std::isfinite(value)) return value;
    reasons_.push_back({{"where", place}, {"reason", "not a finite number"}});
    return nullptr;
  }

  json::array numbers(const double* first, std::size_t count, const std::string& place) {
    json::array list;
    for (std::size_t i = 0; i < count; ++i) list.push_back(number(first[i], place));
    return list;
  }

  void add_reasons_to(json::object& document) const {
    if (!reasons_.empty()) document["reasons"] = reasons_;
  }

 private:
  json::array reasons_;
};

json::array fixed_json(const MixedModelFit& fit, NumberWriter& write) {
  json::array list;
  for (const auto& effect : fit.fixed)
    list.push_back({{"name", effect.name},
                    {"estimate", write.number(effect.estimate, "fixed " + effect.name)},
                    {"se", write.number(effect.se, "fixed " + effect.name)}});
  return list;
}

json::array random_json(const MixedModelFit& fit, NumberWriter& write) {
  json::array list;
  for (const auto& random : fit.random) {
    const std::size_t q = random.terms.size();
    json::array covariance;
    for (std::size_t row = 0; row < q; ++row)
      covariance.push_back(write.numbers(&random.covariance[row * q], q, "random " + random.name));
    list.push_back({{"group", random.name}, {"terms", json::value_from(random.terms)}, {"covariance", std::move(covariance)}});
  }
  return list;
}

json::array effects_json(const MixedModelFit& fit, const ModelFrame& frame, NumberWriter& write) {
  json::array list;
  for (std::size_t f = 0; f < fit.random.size(); ++f) {
    const auto& random = fit.random[f];
    const std::size_t q = random.terms.size();
    for (std::size_t level = 0; level < random.rows.size(); ++level) {
      const std::string place = "effects " + random.name + " " + frame.random[f].factor.levels[level];
      list.push_back({{"group", random.name},
                      {"level", frame.random[f].factor.levels[level]},
                      {"n", random.rows[level]},
                      {"estimates", write.numbers(&random.effects[level * q], q, place)},
                      {"se", write.numbers(&random.conditional_sd[level * q], q, place)},
                      {"se_comparative", write.numbers(&random.comparative_se[level * q], q, place)}});
    }
  }
  return list;
}

json::array partition_json(const MixedModelFit& fit, NumberWriter& write) {
  json::array list;
  for (const auto& random : fit.random)
    list.push_back({{"group", random.name}, {"share", write.number(random.variance_share, "variance_partition")}});
  list.push_back({{"group", "Residual"}, {"share", write.number(fit.residual_share, "variance_partition")}});
  return list;
}

json::array dropped_json(const MixedModelFit& fit, const ModelFrame& frame) {
  json::array list;
  for (const std::size_t j : fit.dropped) list.emplace_back(frame.fixed[j].name);
  return list;
}

std::string json_of(const MixedModelFit& fit, const ModelFrame& frame, bool ml) {
  NumberWriter write;
  json::object document{{"criterion", write.number(fit.criterion, "criterion")},
                        {"fixed", fixed_json(fit, write)},
                        {"random", random_json(fit, write)},
                        {"residual_variance", write.number(fit.residual_variance, "residual_variance")},
                        {"effects", effects_json(fit, frame, write)},
                        {"n", fit.n},
                        {"n_missing", frame.n_missing + fit.n_missing},
                        {"dropped", dropped_json(fit, frame)},
                        {"singular", fit.singular},
                        {"converged", fit.converged},
                        {"variance_partition", partition_json(fit, write)},
                        {"method", ml ? "ML" : "REML"}};
  write.add_reasons_to(document);
  return json::serialize(document);
}

MethodTable fixed_table(const MixedModelFit& fit) {
  MethodTable table{"method.fixed-title", {"method.coefficient", "method.estimate", "method.standard-error"}, {}};
  for (const auto& effect : fit.fixed) table.rows.push_back({effect.name, effect.estimate, effect.se});
  return table;
}

// One row for each variance; covariances as correlations with the terms before.
MethodTable variance_table(const MixedModelFit& fit) {
  MethodTable table{"method.random-title", {"method.group", "method.term", "method.variance", "method.correlation", "method.share"}, {}};
  for (const auto& random : fit.random) {
    const std::size_t q = random.terms.size();
    for (std::size_t a = 0; a < q; ++a) {
      const double variance = random.covariance[a * q + a], scale = std::sqrt(variance * random.covariance[0]);
      std::vector<MethodCell> row{random.name, random.terms[a], variance, std::string(), std::string()};
      if (a > 0 && scale > 0) row[3] = random.covariance[a * q] / scale;
      if (a == 0) row[4] = random.variance_share;
      table.rows.push_back(std::move(row));
    }
  }
  table.rows.push_back({MethodRemark{"method.residual", {}}, std::string(), fit.residual_variance, std::string(), fit.residual_share});
  return table;
}

MethodTable summary_table(const MixedModelFit& fit, const ModelFrame& frame, bool ml) {
  MethodTable table{ml ? "method.summary-ml" : "method.summary-reml", {"method.quantity", "method.value"}, {}};
  table.rows = {{MethodRemark{"method.criterion", {}}, fit.criterion},
                {MethodRemark{"method.rows-used", {}}, static_cast<double>(fit.n)}};
  for (std::size_t f = 0; f < fit.random.size(); ++f)
    table.rows.push_back({MethodRemark{"method.levels-of", {{"group", fit.random[f].name}}},
                          static_cast<double>(frame.random[f].factor.levels.size())});
  return table;
}

std::vector<MethodRemark> remarks_on(const MixedModelFit& fit, const ModelFrame& frame) {
  std::vector<MethodRemark> remarks;
  const std::size_t missing = frame.n_missing + fit.n_missing;
  if (missing > 0) remarks.push_back({"method.rows-left-out", {{"n", std::to_string(missing)}}});
  for (const std::size_t j : fit.dropped) remarks.push_back({"method.column-dropped", {{"column", frame.fixed[j].name}}});
  if (fit.singular) remarks.push_back({"method.singular", {}});
  if (!fit.converged) remarks.push_back({"method.not-converged", {}});
  return remarks;
}

MethodAnswer answer_of(const MixedModelFit& fit, const ModelFrame& frame, bool ml) {
  return {json_of(fit, frame, ml),
          {summary_table(fit, frame, ml), fixed_table(fit), variance_table(fit)},
          remarks_on(fit, frame)};
}

}  // namespace

Result<MethodAnswer> method_mixed_model(const MixedModelRequest& request) {
  const auto formula = stats::parse_formula(request.formula);
  if (!formula) return std::unexpected(formula.error());
  if (formula->random.empty()) return refuse(Blame::input, "method.no-group");
  const auto table = stats::read_text_table(request.csv);
  if (!table) return std::unexpected(table.error());
  const auto frame = stats::model_frame(*table, *formula, {.references = request.references});
  if (!frame) return std::unexpected(frame.error());
  auto input = stats::mixed_model_input(*frame);
  input.reml = !request.ml;
  const auto fit = stats::fit_mixed_model(input);
  if (!fit) return std::unexpected(fit.error());
  return answer_of(*fit, *frame, request.ml);
}

}  // namespace potensial::service
