// Money that lines of bids, awards and spending plans of one financial year give to groups of learners: of every line that was
// handed on and names a group, as whom it is for or in an outcome, the whole cost. A line that names two groups counts at both. One
// thread at a time, as the home.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/financial_year.hpp"
#include "model/finding.hpp"
#include "model/organisation.hpp"
#include "model/pence.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct GroupMoney {
  Pence asked, awarded, planned;   // by bids, of awards, by spending plans

  bool operator==(const GroupMoney&) const = default;
};

// One text for one group, in whatever order its conditions stand: "fsm:yes,sex:M"; "all" for all learners. Nothing for a text that
// names no group.
std::string group_key(std::span<const Condition> conditions);
std::optional<std::string> group_key(std::string_view group);

// By group_key. Of a place and the schools below it; of the nation everybody's. Under "" everything that names any group, each line once.
std::map<std::string, GroupMoney> money_of_groups(Home& home, const Organisation& place, FinancialYear year);

}  // namespace potensial::service
