// The family page showed shares of learners a hundred times too small: 0.2% for one learner in five.
#include <cmath>

#include <gtest/gtest.h>

#include "service/school_contexts.hpp"

namespace potensial::service {

TEST(FamilyShares, ArePercentagesOfTheLearners) {
  const std::string schools[] = {"6802801", "6802802"};
  const store::SchoolYearShares shares[] = {{"6802801", {2009}, 100, {0.20, std::nan("")}}, {"6802801", {2010}, 120, {0.30, 0.10}}};
  Organisation school;
  school.id = "6802801";
  school.phase = "primary";
  school.language_category = "WM";
  const auto known = [&](std::string_view id) { return id == school.id ? &school : nullptr; };
  const auto contexts = school_contexts(schools, shares, known, 2);
  ASSERT_EQ(contexts.size(), 2u);
  EXPECT_NEAR(contexts[0].values[0], 25, 1e-12);
  EXPECT_NEAR(contexts[0].values[1], 10, 1e-12) << "a year in which nobody was recorded takes no part";
  EXPECT_EQ(contexts[0].learners, 110);
  EXPECT_EQ(contexts[0].phase, "primary");
  EXPECT_TRUE(std::isnan(contexts[1].values[0]));
}

}  // namespace potensial::service
