// The gaps of groups year by year, and over the years not used to find them (the inference specification,
// section 4.5). What does not depend on the group is fitted once, so asking for one more group is cheap.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "insight/indicator_standards.hpp"
#include "insight/searched_table.hpp"
#include "model/cohort.hpp"
#include "model/finding.hpp"
#include "stats/gap.hpp"

namespace potensial::insight {

struct Stability {
  std::vector<GapOfYear> by_year;        // oldest first
  std::optional<GapOfYear> replication;  // over all years not used to find; none when all were
  bool lasting = false;                  // short in every year, of at least two
};

// Const use is thread-safe. The cohort must outlive it.
class YearlyGaps {
 public:
  // `schools`: empty for all. `from`, `to`: the years used to find. Model 1A of the standards must be there.
  YearlyGaps(const Cohort& cohort, const IndicatorStandards& standards, std::span<const std::uint32_t> schools,
             AcademicYear from, AcademicYear to);

  Stability of(std::span<const Condition> conditions) const;

 private:
  struct Learners {
    GapOfYear unknown;  // what is said of a group without a gap
    Rows rows;
    std::optional<stats::GapModel> model;
  };
  Learners learners(const IndicatorStandards& standards, GapOfYear unknown, Rows rows) const;
  static GapOfYear gap(const Learners& among, std::span<const std::uint8_t> marks);

  const Cohort* cohort_;
  std::vector<Learners> years_;
  std::optional<Learners> unused_;
};

}  // namespace potensial::insight
