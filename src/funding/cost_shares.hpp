// The money of joint work divided among its owners by whole shares of 100 per cent (FND-15, COL-02), to the penny: over all
// lines each owner has its share of the total by largest remainders, ties to the earlier owner, and every line is divided
// without rest, so that rows and columns both add up.
//
// The owners take their totals one after the other: the first has its total spread over the lines in proportion to them, by
// largest remainders, the next over what is left of each line, the last has the rest. As no part is more than what is left of
// its line, none is below 0. A single line may so differ by a few pence from its share; a total never does.
// Refuses "shares.not-whole" {sum} where the shares do not add up to 100 or one is below 1, "shares.negative" {line} (from 1) and
// "money.too-large". Pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/award.hpp"
#include "model/pence.hpp"

namespace potensial::funding {

struct OwnerShare {
  std::string organisation;
  std::int64_t share = 0;  // per cent
};

// One amount for each owner.
Result<std::vector<Pence>> share_amount(Pence amount, std::span<const OwnerShare> owners);
// For each owner one amount for each line.
Result<std::vector<std::vector<Pence>>> share_lines(std::span<const Pence> lines, std::span<const OwnerShare> owners);

// The award of the whole as one award for each owner, in their order: grants and contributions divided each for itself, lines
// with the numbers that they have in the whole. Lines of which an owner has not a penny are left out, and owners without lines.
Result<std::vector<Award>> awards_of_owners(const Award& whole, std::span<const OwnerShare> owners);

}  // namespace potensial::funding
