// What a fund's money is for in one financial year, and what not, as those who give it publish it (FND-01, FND-02,
// FND-04; Estyn 2008, paragraphs 4 to 7). Definitions in catalogue/guidance/. Value types.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/financial_year.hpp"
#include "model/pence.hpp"
#include "model/text.hpp"

namespace potensial {

struct Initiative {
  std::string code;
  Text name;
};

struct ActivityArea {
  std::string code;
  Text name;
  std::vector<Initiative> initiatives;
};

struct GuidedPriority {
  std::string id;
  Text name;
  std::optional<Pence> amount = {};  // meant for it; nothing: the guidance names no amount
};

// What money is spent on, whether it may be, and the rule that says so.
struct KindOfSpend {
  std::string code;
  Text name, rule;
  bool eligible = true;
};

// A part of the formula by which the total is allocated to authorities: weights are whole, only their proportions count.
struct GuidedPart {
  std::string id;  // "learners", "lump" (the same for each), or a characteristic: its learners at the first level
  std::int64_t weight = 0;
};

struct Guidance {
  std::string id;  // "bsf-2007-08"
  int version = 1;
  std::string fund;
  FinancialYear year;
  Text name, fund_name;      // its own, "Better Schools Fund guidance 2007-08", and that of the fund
  std::optional<Text> remark;  // what those who read it must know about it
  Pence total;               // grant and contribution together
  std::int64_t rate = 10'000;  // grant, in basis points of a cost
  std::string form, stages;  // of a bid; empty: the fund takes no bids
  std::string assessment_form, assessment_stages;
  std::vector<ActivityArea> areas;
  std::vector<GuidedPriority> priorities;
  std::size_t most_priorities = 0;
  std::vector<KindOfSpend> spend;
  std::vector<GuidedPart> formula;
  std::map<std::string, Date, std::less<>> deadlines;  // last days by name: "submission", "assessment"; others have none

  // Where no last day is set, the last there is: a step may always be taken (form::Attempt::deadlines wants a day).
  Date last_day(std::string_view deadline) const {
    const auto set = deadlines.find(deadline);
    return set == deadlines.end() ? Date(9999, 12, 31) : set->second;
  }
};

}  // namespace potensial
