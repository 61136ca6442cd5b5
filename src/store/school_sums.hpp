// A quantity of a collection summed by school in hundredths, each entry of a school counted once. Refusals: those of the engine.
// One connection at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

struct SummedColumns {
  std::string collection;   // with a column "school"
  std::string entry;        // column by which an entry is known: of several with one, the largest counts
  std::string quantity;     // column that is summed; entries without it are left out
};

struct SchoolSum {
  std::string school;
  std::int64_t entries = 0, hundredths = 0;
};

Result<std::vector<SchoolSum>> school_sums(DuckdbConnection& facts, const CurrentFacts& current, const SummedColumns& columns, AcademicYear year);  // by school

}  // namespace potensial::store
