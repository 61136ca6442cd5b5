// What somebody asks of a delegation, as it was typed, and read: the sum, the weights of the formula, and its limits.
//
// Where no weight was typed, the formula stands at 50 for learners, 10 for a lump sum and 40 for need, 0 for teachers and the index;
// where one was, an empty weight is 0. An empty sum is the one suggested. Weights are whole numbers from 0 to a thousand million.
// Percentages have at most two decimals; empty: none. Refuses, with the name of the field: "delegation.weight-form",
// "allocation.percent-form", "delegation.no-total", "delegation.nothing-to-share" and those of model/pence.hpp. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "funding/delegation.hpp"

namespace potensial::funding {

// The per cent of a limit in basis points; nothing where nothing was typed.
Result<std::optional<std::int64_t>> basis_points(const std::string& text);
// "12.5": basis points as a person types them.
std::string percent_text(std::int64_t points);

struct DelegationAsked {
  std::string total, learners, lump, need, floor, cap, damping, staff = {}, index = {};
};

// The fields of the formula by name, in the order in which they are asked for: what was typed in each.
std::vector<std::pair<const char*, std::string>> fields_of(const DelegationAsked& asked);

struct DelegationRead {
  Pence total;
  DelegationWeights weights;
};

struct AskedFault {
  std::string field;
  Refusal refusal;
};

std::expected<DelegationRead, AskedFault> read_delegation(const DelegationAsked& asked, std::optional<Pence> suggested);

// As it stands in the fields of a form.
DelegationAsked typed(const DelegationRead& read);

}  // namespace potensial::funding
