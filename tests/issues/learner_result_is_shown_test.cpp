// The column "as reported" of a learner's page was empty for every result.
#include <gtest/gtest.h>

#include "insight/learner_page.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {

TEST(LearnerPage, ShowsTheLevelOrPointsReported) {
  LearnerOutcome level, points;
  level.indicator.scale = Scale::ordered;
  level.result = 4;
  points.indicator.scale = Scale::points;
  points.result = 27.5;
  LearnerPageInput input;
  input.outcomes = {level, points};
  const auto page = learner_page(input);
  const Table* path = tests::table_of(page, "path");
  EXPECT_EQ(std::get<Quantity>(path->rows[0].cells[2].value).unit, Unit::count);
  EXPECT_EQ(std::get<Quantity>(path->rows[1].cells[2].value).value, 27.5);
}

}  // namespace potensial::insight
