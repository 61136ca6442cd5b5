#include "store/school_sums.hpp"

#include <fmt/format.h>

#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace school_sum_rows {

std::string sums(const SummedColumns& columns) {
  return fmt::format("SELECT school, count(*) AS entries, CAST(sum(part) AS BIGINT) AS hundredths FROM "
                     "(SELECT school, {0}, max(CAST(round(100 * TRY_CAST({1} AS DOUBLE)) AS BIGINT)) AS part FROM {2} WHERE {1} IS NOT NULL "
                     "GROUP BY school, {0}) GROUP BY school ORDER BY school", columns.entry, columns.quantity, rows_table(columns.collection));
}

SchoolSum sum_at(const FactTable& table, std::size_t row) {
  return {table.find("school")->texts()[row], table.find("entries")->integers()[row], table.find("hundredths")->integers()[row]};
}

}  // namespace school_sum_rows

Result<std::vector<SchoolSum>> school_sums(DuckdbConnection& facts, const CurrentFacts& current, const SummedColumns& columns, AcademicYear year) {
  using namespace school_sum_rows;
  const auto made = make_rows_table(facts, current, {}, {columns.collection, {}, {columns.entry, "school", columns.quantity}, year, year, {}, {}});
  if (!made) return std::unexpected(made.error());
  if (!*made) return std::vector<SchoolSum>{};
  const auto table = facts.query(sums(columns));
  if (!table) return std::unexpected(table.error());
  std::vector<SchoolSum> schools;
  for (std::size_t row = 0; row < table->rows(); ++row) schools.push_back(sum_at(*table, row));
  return schools;
}

}  // namespace potensial::store
