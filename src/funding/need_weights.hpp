// Weights of a need index as somebody typed them, beside those that are published.
//
// Typed weights are whole numbers from 0 to 1,000,000; only their proportions count. Published ones stand in the form in
// hundredths of the whole where each is a whole number of them, else in millionths. Where nothing was typed the published
// weights hold; where something was, an empty one is 0. Refuses, with the id of the measure: "need-index.weight-form" {text};
// with "" what is wrong with all of them: "need-index.all-zero", "need-index.unknown-measure" {measure, measures}. Pure,
// thread-safe.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "funding/delegation_asked.hpp"
#include "funding/need_order.hpp"
#include "model/need_index.hpp"

namespace potensial::funding {

using WeightsAsked = std::map<std::string, std::string, std::less<>>;  // by id of the measure; what was not typed is absent

WeightsAsked published_as_typed(const NeedIndex& index);
std::expected<NeedWeights, AskedFault> read_weights(const NeedIndex& index, const WeightsAsked& asked);

// Whether they weigh as those that are published do.
bool weigh_alike(const NeedIndex& index, const NeedWeights& weights);

}  // namespace potensial::funding
