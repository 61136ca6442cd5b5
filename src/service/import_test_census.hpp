// Censuses for tests of sending and importing: real files for the real catalogue, of learners with sound numbers.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "exchange/upn.hpp"

namespace potensial::service::import_tests {

struct CensusAsked {
  int learners = 200;
  std::string authority = "680";
  int broken = 0;          // of them, without a day of birth that exists
  int entitled = 0;        // of them, to free meals
};

inline std::string sound_upn(const std::string& authority, int number) {
  const auto twelve = fmt::format("{}{:04}{:02}{:03}", authority, 2800 + number / 1000 % 200, number / 200'000, number % 1000);
  return exchange::upn_check_letter(twelve).value() + twelve;
}

// Of year 6 in one year: at home in January of their eleventh year.
inline std::string census_text(const CensusAsked& asked) {
  std::string text = "upn,surname,forename,dob,sex,school,enrolment_status,nc_year,fsm_eligible\n";
  for (int i = 0; i < asked.learners; ++i)
    text += fmt::format("{},Prys{},Anna,{},F,{}2801,C,6,{}\n", sound_upn(asked.authority, i), i,
                        i < asked.broken ? "31/31/1999" : fmt::format("1999-{:02}-{:02}", 1 + i % 8, 1 + i % 28), asked.authority, i < asked.entitled ? "Y" : "N");
  return text;
}

}  // namespace potensial::service::import_tests
