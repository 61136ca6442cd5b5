#include "service/method_regress.hpp"

#include <boost/json.hpp>
#include <cmath>

#include "stats/formula.hpp"
#include "stats/linear_model.hpp"
#include "stats/model_frame.hpp"
#include "stats/text_table.hpp"

namespace potensial::service {
namespace {

namespace json = boost::json;
using stats::ErrorKind;
using stats::LinearModelFit;
using stats::ModelFrame;

struct RegressAnswer {
  const LinearModelFit& fit;
  const ModelFrame& frame;
  ErrorKind errors;
};

const char* word_of(ErrorKind errors) {
  if (errors == ErrorKind::cr1) return "cr1";
  return errors == ErrorKind::hc1 ? "hc1" : "classic";
}

json::value finite_or_null(double value, const std::string& place, json::array& reasons) {
  if (std::isfinite(value)) return value;
  reasons.push_back({{"where", place}, {"reason", "not a finite number"}});
  return nullptr;
}

std::string regress_json(const RegressAnswer& answer) {
  const auto& fit = answer.fit;
  json::array fixed, reasons;
  for (std::size_t j = 0; j < fit.names.size(); ++j)
    fixed.push_back({{"name", fit.names[j]},
                     {"estimate", finite_or_null(fit.estimates[j], "fixed " + fit.names[j], reasons)},
                     {"se", finite_or_null(fit.se[j], "fixed " + fit.names[j], reasons)}});
  json::object document{{"fixed", std::move(fixed)},
                        {"n", fit.n},
                        {"n_missing", answer.frame.n_missing + fit.n_missing},
                        {"dropped", json::value_from(fit.dropped)},
                        {"df", fit.df},
                        {"residual_variance", finite_or_null(fit.sigma2, "residual_variance", reasons)},
                        {"r_squared", finite_or_null(fit.r_squared, "r_squared", reasons)},
                        {"errors", word_of(answer.errors)}};
  if (!reasons.empty()) document["reasons"] = std::move(reasons);
  return json::serialize(document);
}

MethodTable coefficient_table(const LinearModelFit& fit) {
  MethodTable table{"method.regress-title", {"method.coefficient", "method.estimate", "method.standard-error"}, {}};
  for (std::size_t j = 0; j < fit.names.size(); ++j) table.rows.push_back({fit.names[j], fit.estimates[j], fit.se[j]});
  table.rows.push_back({MethodRemark{"method.rows-used", {}}, static_cast<double>(fit.n), std::string()});
  table.rows.push_back({MethodRemark{"method.r-squared", {}}, fit.r_squared, std::string()});
  return table;
}

std::vector<MethodRemark> regress_remarks(const RegressAnswer& answer) {
  std::vector<MethodRemark> remarks{{std::string("method.errors-") + word_of(answer.errors), {}}};
  const std::size_t missing = answer.frame.n_missing + answer.fit.n_missing;
  if (missing > 0) remarks.push_back({"method.rows-left-out", {{"n", std::to_string(missing)}}});
  for (const auto& column : answer.fit.dropped) remarks.push_back({"method.column-dropped", {{"column", column}}});
  return remarks;
}

ErrorKind errors_of(const RegressRequest& request) {
  if (!request.cluster.empty()) return ErrorKind::cr1;
  return request.robust ? ErrorKind::hc1 : ErrorKind::classic;
}

stats::LevelCodes level_codes(const stats::FrameFactor& factor) { return {factor.codes, factor.levels.size()}; }

Result<ModelFrame> regress_frame(const RegressRequest& request) {
  if (request.robust && !request.cluster.empty()) return refuse(Blame::input, "method.robust-and-cluster");
  const auto formula = stats::parse_formula(request.formula);
  if (!formula) return std::unexpected(formula.error());
  if (!formula->random.empty()) return refuse(Blame::input, "method.group-not-here");
  const auto table = stats::read_text_table(request.csv);
  if (!table) return std::unexpected(table.error());
  stats::FrameOptions options{.references = request.references, .further = {}};
  for (const auto& name : {request.absorb, request.cluster})
    if (!name.empty()) options.further.push_back(name);
  return stats::model_frame(*table, *formula, options);
}

}  // namespace

Result<MethodAnswer> method_regress(const RegressRequest& request) {
  const auto frame = regress_frame(request);
  if (!frame) return std::unexpected(frame.error());
  stats::LinearModelInput input{.y = frame->y,
                                .columns = stats::lent_columns(frame->fixed),
                                .intercept = frame->intercept,
                                .errors = errors_of(request)};
  if (!request.absorb.empty()) input.absorb = level_codes(frame->further.front());
  if (!request.cluster.empty()) input.cluster = level_codes(frame->further.back());
  const auto fit = stats::fit_linear_model(input);
  if (!fit) return std::unexpected(fit.error());
  const RegressAnswer answer{*fit, *frame, input.errors};
  return MethodAnswer{regress_json(answer), {coefficient_table(*fit)}, regress_remarks(answer)};
}

}  // namespace potensial::service
