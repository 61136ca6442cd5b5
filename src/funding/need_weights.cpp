#include "funding/need_weights.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace potensial::funding {
namespace need_weights_detail {

constexpr std::int64_t hundredth = whole_of_need / 100;

Result<std::int64_t> weight_of(const std::string& text) {
  std::int64_t weight = 0;
  if (text.empty()) return weight;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, weight);
  if (error != std::errc{} || stopped != end || weight < 0 || weight > whole_of_need) return refuse(Blame::input, "need-index.weight-form", {{"text", text}});
  return weight;
}

std::string text_in(const WeightsAsked& asked, const std::string& measure) {
  const auto found = asked.find(measure);
  return found == asked.end() ? std::string() : found->second;
}

bool nothing_typed(const WeightsAsked& asked) {
  return std::ranges::all_of(asked, [](const auto& each) { return each.second.empty(); });
}

std::unexpected<AskedFault> fault(std::string field, std::string code, Arguments arguments) {
  return std::unexpected(AskedFault{std::move(field), {Blame::input, std::move(code), std::move(arguments)}});
}

std::string ids_of(const NeedIndex& index) {
  std::string ids;
  for (const auto& each : index.measures) ids += (ids.empty() ? "" : ", ") + each.id;
  return ids;
}

// A name that no measure has.
const std::string* stranger(const NeedIndex& index, const WeightsAsked& asked) {
  for (const auto& [measure, text] : asked)
    if (std::ranges::find(index.measures, measure, &NeedMeasure::id) == index.measures.end()) return &measure;
  return nullptr;
}

}  // namespace need_weights_detail

WeightsAsked published_as_typed(const NeedIndex& index) {
  using namespace need_weights_detail;
  const bool in_hundredths = std::ranges::all_of(index.measures, [](const NeedMeasure& each) { return each.weight % hundredth == 0; });
  WeightsAsked typed;
  for (const auto& each : index.measures) typed[each.id] = std::to_string(in_hundredths ? each.weight / hundredth : each.weight);
  return typed;
}

std::expected<NeedWeights, AskedFault> read_weights(const NeedIndex& index, const WeightsAsked& asked) {
  using namespace need_weights_detail;
  if (const auto* unknown = stranger(index, asked)) return fault("", "need-index.unknown-measure", {{"measure", *unknown}, {"measures", ids_of(index)}});
  NeedWeights weights;
  for (const auto& each : index.measures) {
    const auto weight = nothing_typed(asked) ? Result<std::int64_t>(each.weight) : weight_of(text_in(asked, each.id));
    if (!weight) return std::unexpected(AskedFault{each.id, weight.error()});
    weights.push_back(*weight);
  }
  if (std::ranges::all_of(weights, [](std::int64_t each) { return each == 0; })) return fault("", "need-index.all-zero", {});
  return weights;
}

bool weigh_alike(const NeedIndex& index, const NeedWeights& weights) {
  const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  for (std::size_t m = 0; m < weights.size(); ++m)
    if (weights[m] * whole_of_need != index.measures[m].weight * sum) return false;
  return true;
}

}  // namespace potensial::funding
