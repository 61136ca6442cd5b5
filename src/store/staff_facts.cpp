#include "store/staff_facts.hpp"

#include <fmt/format.h>

#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace staff_rows {

std::string counts() {
  return fmt::format("SELECT school, count(*) AS teachers, CAST(sum(part) AS BIGINT) AS hundredths FROM "
                     "(SELECT school, staff_id, max(CAST(round(100 * TRY_CAST(fte AS DOUBLE)) AS BIGINT)) AS part FROM {} WHERE fte IS NOT NULL "
                     "GROUP BY school, staff_id) GROUP BY school ORDER BY school", rows_table("staff"));
}

SchoolStaff counted_at(const FactTable& table, std::size_t row) {
  return {table.find("school")->texts()[row], table.find("teachers")->integers()[row], table.find("hundredths")->integers()[row]};
}

}  // namespace staff_rows

Result<std::vector<SchoolStaff>> school_staff(DuckdbConnection& facts, const CurrentFacts& staff, AcademicYear year) {
  using namespace staff_rows;
  const auto made = make_rows_table(facts, staff, {}, {"staff", {}, {"staff_id", "school", "fte"}, year, year, {}, {}});
  if (!made) return std::unexpected(made.error());
  if (!*made) return std::vector<SchoolStaff>{};
  const auto table = facts.query(counts());
  if (!table) return std::unexpected(table.error());
  std::vector<SchoolStaff> schools;
  for (std::size_t row = 0; row < table->rows(); ++row) schools.push_back(counted_at(*table, row));
  return schools;
}

}  // namespace potensial::store
