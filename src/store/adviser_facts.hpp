// The days that advisers spent at schools, summed: visits of a school year, as they were imported. Collection "adviser-visit".
// Refusals: those of the engine. One connection at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

struct AdviserDays {
  std::string school;
  std::int64_t visits = 0;
  std::int64_t hundredths = 0;  // of a day, all visits together

  bool operator==(const AdviserDays&) const = default;
};

// Of every school with a visit in that school year, by number; a visit told of twice is counted once.
Result<std::vector<AdviserDays>> adviser_days(DuckdbConnection& facts, const CurrentFacts& visits, AcademicYear year);

}  // namespace potensial::store
