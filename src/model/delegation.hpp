// Money that an authority delegates to its schools: how many learners and how much need each school has, the formula, an
// option as it was kept for the School Budget Forum, and what the Forum said. Value types, thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/financial_year.hpp"
#include "model/pence.hpp"
#include "model/person.hpp"

namespace potensial {

struct SchoolNeed {
  std::string school;
  std::int64_t learners = 0, entitled = 0;  // of statutory age; of them entitled to free school meals
  std::int64_t staff = 0;                   // teachers, in hundredths of full time; 0 also where none are on record
  std::int64_t points = 0;                  // learners times the need index from 0 to 1, to the nearest whole; 0: not asked for
};

struct DelegationWeights {
  std::int64_t learners = 0, lump = 0, need = 0;
  std::optional<std::int64_t> floor, cap, damping;  // basis points, as of an allocation formula
  std::int64_t staff = 0, index = 0;                // of teachers, of the need index

  std::int64_t all() const { return learners + staff + lump + need + index; }
  bool operator==(const DelegationWeights&) const = default;
};

struct DelegatedAmount {
  SchoolNeed school;     // as it was counted then
  Pence amount;
};

// Money of the same fund and year that is kept centrally.
struct CentralAmount {
  std::string activity;  // empty: nobody said what for
  Pence amount;
};

struct DelegationOption {
  std::int64_t id = 0;
  std::string authority, fund;
  FinancialYear year;
  std::string name, reason;
  std::string actor;                     // who kept it
  PersonId person{};                     // of whoever kept it; 0: it was loaded as history
  std::chrono::sys_seconds at{};
  DelegationWeights weights;             // all 0: the formula is not known
  std::vector<DelegatedAmount> schools;  // by number
  std::vector<CentralAmount> central;
  std::string released_by;               // empty: not released
  std::chrono::sys_seconds released_at{};

  Pence delegated() const {
    Pence sum;
    for (const auto& each : schools) sum.count += each.amount.count;
    return sum;
  }
  Pence kept_centrally() const {
    Pence sum;
    for (const auto& each : central) sum.count += each.amount.count;
    return sum;
  }
  bool is_released() const { return !released_by.empty(); }
};

// A meeting of the School Budget Forum about a fund and a year.
struct ForumMeeting {
  std::int64_t id = 0;
  std::string authority, fund;
  FinancialYear year;
  Date day;
  std::string paper, options, members;   // what was put before it; who was present
  std::string view;                      // "agrees", "agrees-with-changes", "disagrees"; empty: none was given
  std::string words;                     // the view in its words
  std::string actor;
  std::chrono::sys_seconds at{};
};

// The one fund that is delegated to schools so far.
inline constexpr const char* better_schools_fund = "better-schools-fund";

}  // namespace potensial
