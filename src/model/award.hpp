// Money awarded from a fund for one financial year, line by line, with the terms under which it was awarded: the grant
// rate and the kinds of spend that may be paid from it. Neither an award nor a line changes afterwards; what is planned,
// bound and paid stands in postings (model/posting.hpp). Value types.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "model/financial_year.hpp"
#include "model/guidance.hpp"
#include "model/person.hpp"
#include "model/pence.hpp"
#include "model/text.hpp"

namespace potensial {

// A line of an award. Written "12-3": line 3 of award 12.
struct LineId {
  std::int64_t award = 0;
  int line = 0;

  auto operator<=>(const LineId&) const = default;
};

struct AwardLine {
  int number = 0;              // from 1
  std::string title;
  std::string area, initiative;  // codes of the guidance
  std::string school;          // empty: of the organisation as a whole
  Pence grant, contribution;   // as awarded; together what the line may cost
  std::string indicator;       // of the outcome; empty where it is told in words alone
  std::string outcome;         // expected of learners: who, from where to where, by when
  std::string evaluation;      // how it will be seen

  bool operator==(const AwardLine&) const = default;
};

struct Award {
  std::int64_t id = 0;
  std::string fund;
  FinancialYear year;
  std::string organisation;    // to which it is awarded
  std::string source;          // what it was made from, a bid or a plan; may be empty
  Text name;                   // of what gives the money
  std::int64_t rate = 10'000;  // grant, in basis points of a cost
  std::vector<KindOfSpend> spend;
  std::vector<AwardLine> lines;
  std::string actor;           // who awarded it
  PersonId person{};
  std::chrono::sys_seconds at{};
  std::string delegated_by = {};  // the authority whose delegated money it is; empty: the fund itself awards it

  bool is_delegated() const { return !delegated_by.empty(); }
  const AwardLine* line(int number) const {
    for (const auto& each : lines)
      if (each.number == number) return &each;
    return nullptr;
  }
  const KindOfSpend* kind(std::string_view code) const {
    for (const auto& each : spend)
      if (each.code == code) return &each;
    return nullptr;
  }
};

}  // namespace potensial
