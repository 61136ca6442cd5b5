#include "funding/delegation_asked.hpp"

#include <charconv>

namespace potensial::funding {
namespace delegation_asked_detail {

constexpr std::int64_t most_weight = 1000000000;
constexpr DelegationWeights usual{50, 10, 40, {}, {}, {}, 0, 0};

Result<std::int64_t> weight_of(const std::string& text) {
  std::int64_t weight = 0;
  if (text.empty()) return weight;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, weight);
  if (error != std::errc{} || stopped != end || weight < 0 || weight > most_weight) return refuse(Blame::input, "delegation.weight-form", {{"text", text}});
  return weight;
}

Result<Pence> total_of(const std::string& text, std::optional<Pence> suggested) {
  if (text.empty() && !suggested) return refuse(Blame::input, "delegation.no-total");
  const auto total = text.empty() ? Result<Pence>(*suggested) : pence(text);
  if (total && total->count <= 0) return refuse(Blame::input, "delegation.nothing-to-share", {{"total", potensial::text(*total)}});
  return total;
}

// Reads one field after the other; the first that is wrong is kept.
class Fields {
 public:
  template <class T, class Read>
  void take(const char* field, T& place, const Read& read) {
    auto value = read();
    if (value) place = *value;
    else if (!fault_) fault_ = AskedFault{field, std::move(value.error())};
  }
  const std::optional<AskedFault>& fault() const { return fault_; }

 private:
  std::optional<AskedFault> fault_;
};

bool no_weight_typed(const DelegationAsked& asked) {
  return asked.learners.empty() && asked.lump.empty() && asked.need.empty() && asked.staff.empty() && asked.index.empty();
}

void take_weights(Fields& fields, const DelegationAsked& asked, DelegationWeights& weights) {
  if (no_weight_typed(asked)) {
    weights = usual;
    return;
  }
  fields.take("learners", weights.learners, [&] { return weight_of(asked.learners); });
  fields.take("staff", weights.staff, [&] { return weight_of(asked.staff); });
  fields.take("lump", weights.lump, [&] { return weight_of(asked.lump); });
  fields.take("need", weights.need, [&] { return weight_of(asked.need); });
  fields.take("index", weights.index, [&] { return weight_of(asked.index); });
}

std::string some_or_nothing(std::int64_t weight) { return weight > 0 ? std::to_string(weight) : std::string(); }
std::string percent_or_nothing(const std::optional<std::int64_t>& points) { return points ? percent_text(*points) : ""; }

}  // namespace delegation_asked_detail

Result<std::optional<std::int64_t>> basis_points(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto points = pence(text);  // hundredths of a per cent are read as pence are of a pound
  if (!points || text.find_first_not_of("0123456789.") != std::string::npos) return refuse(Blame::input, "allocation.percent-form", {{"text", text}});
  return points->count;
}

std::string percent_text(std::int64_t points) {
  auto text = std::to_string(points / 100);
  if (points % 100 == 0) return text;
  text += "." + std::to_string(points / 10 % 10);
  return points % 10 == 0 ? text : text + std::to_string(points % 10);
}

std::vector<std::pair<const char*, std::string>> fields_of(const DelegationAsked& asked) {
  return {{"total", asked.total}, {"learners", asked.learners}, {"staff", asked.staff}, {"lump", asked.lump},
          {"need", asked.need}, {"index", asked.index}, {"floor", asked.floor}, {"cap", asked.cap}, {"damping", asked.damping}};
}

std::expected<DelegationRead, AskedFault> read_delegation(const DelegationAsked& asked, std::optional<Pence> suggested) {
  using namespace delegation_asked_detail;
  DelegationRead read;
  Fields fields;
  fields.take("total", read.total, [&] { return total_of(asked.total, suggested); });
  take_weights(fields, asked, read.weights);
  fields.take("floor", read.weights.floor, [&] { return basis_points(asked.floor); });
  fields.take("cap", read.weights.cap, [&] { return basis_points(asked.cap); });
  fields.take("damping", read.weights.damping, [&] { return basis_points(asked.damping); });
  if (fields.fault()) return std::unexpected(*fields.fault());
  return read;
}

DelegationAsked typed(const DelegationRead& read) {
  using delegation_asked_detail::percent_or_nothing;
  using delegation_asked_detail::some_or_nothing;
  const auto& weights = read.weights;
  return {text(read.total), std::to_string(weights.learners), std::to_string(weights.lump), std::to_string(weights.need),
          percent_or_nothing(weights.floor), percent_or_nothing(weights.cap), percent_or_nothing(weights.damping), some_or_nothing(weights.staff), some_or_nothing(weights.index)};
}

}  // namespace potensial::funding
