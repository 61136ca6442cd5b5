// What money kept centrally is for (DEL-04): a named activity across the county that takes part of one amount of the released
// delegation, with the outcome it is to have for learners and the day on which it is evaluated. Kept as it was entered. Value
// type, thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/date.hpp"
#include "model/financial_year.hpp"
#include "model/pence.hpp"
#include "model/person.hpp"

namespace potensial {

struct CentralActivity {
  std::int64_t id = 0;
  std::string authority, fund;
  FinancialYear year;
  int amount_place = 0;        // which of the amounts kept centrally it takes from, from 1 in the order of the delegation
  std::string name;
  Pence amount;
  std::string group, indicator;  // of the outcome, as findings and the catalogue name them
  std::string analysis;        // frozen need analysis from which the baseline comes
  double baseline = 0, target = 0;  // in the unit of the indicator
  Date outcome_day, evaluation_day;
  std::string evaluation;      // how it will be seen
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};

  bool operator==(const CentralActivity&) const = default;
};

}  // namespace potensial
