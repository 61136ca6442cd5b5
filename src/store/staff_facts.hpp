// The teachers of schools as returns tell of them, counted: nobody reads one teacher. Collection "staff". Refusals: those of
// the engine. One connection at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

struct SchoolStaff {
  std::string school;
  std::int64_t teachers = 0;
  std::int64_t hundredths = 0;  // of full time, all of them together

  bool operator==(const SchoolStaff&) const = default;
};

// Of every school with a return of that January, by number; a teacher told of twice is counted once.
Result<std::vector<SchoolStaff>> school_staff(DuckdbConnection& facts, const CurrentFacts& staff, AcademicYear year);

}  // namespace potensial::store
