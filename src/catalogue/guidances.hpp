// Guidance of funds, one for each financial year (kind `guidance`): members
//   fund: id;  year: 2007-08;  total: money, "38,400,000";  rate: percent of a cost that is grant, to two decimals
//   remark?: {en, cy}
//   form?, stages?, assessment-form?, assessment-stages?: ids, of a fund that takes bids
//   areas?, initiatives?: code sets; the codes are those of the first day of the year, an initiative's group is its area
//   most-priorities: number;  priorities?: list of {id, name, amount?}
//   spend?: list of {code, name, rule: {en, cy}, eligible}
//   formula?: list of {id, weight}: learners, lump, or a characteristic
//   deadlines?: {submission: 2006-12-15, ...}
//   example: {areas: number, initiatives: number, ...}
// Refuses, beside what is missing or of the wrong form: "guidance.too-many-priorities", "guidance.priorities-above-total";
// "guidance.code-set-unknown"; "guidance.initiative-without-area"; a code or id that stands twice.
// A fund that is not defined has the name of its guidance.
// A year's guidance that was changed while it was in force is a new version of it. Pure functions, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/guidance.hpp"

namespace potensial::catalogue {

Result<Guidance> read_guidance(const Catalogue& catalogue, const Definition& definition);

// The newest version of each of a fund's, the latest year first.
Result<std::vector<Guidance>> guidances_of(const Catalogue& catalogue, std::string_view fund);
// The newest version of that year's; refuses "guidance.none-for-year".
Result<Guidance> guidance_of(const Catalogue& catalogue, std::string_view fund, FinancialYear year);
// By its id, the newest version or the one that is named; refuses "guidance.unknown".
Result<Guidance> guidance_named(const Catalogue& catalogue, std::string_view id);
Result<Guidance> guidance_named(const Catalogue& catalogue, std::string_view id, int version);

}  // namespace potensial::catalogue
