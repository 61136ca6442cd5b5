#include "form/catalogue_names.hpp"

#include <gtest/gtest.h>

namespace potensial::form {
namespace catalogue_names_test {

TEST(NamedIn, KnowsCodesOfTheirGroupAndIndicatorsOfTheDay) {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto exists = named_in(catalogue, Date(2007, 4, 1));
  const Question area{.id = "area", .kind = QuestionKind::choice, .code_set = "bsf-activity-area"};
  const Question initiative{.id = "initiative", .kind = QuestionKind::choice, .code_set = "bsf-initiative", .within = "area"};
  const Question indicator{.id = "i", .kind = QuestionKind::indicator};
  const Question school{.id = "s", .kind = QuestionKind::organisation};
  EXPECT_TRUE(exists({area, "2C", ""}));
  EXPECT_FALSE(exists({area, "1C", ""}));  // of the year before
  EXPECT_TRUE(named_in(catalogue, Date(2006, 4, 1))({area, "1C", ""}));
  EXPECT_TRUE(exists({initiative, "thinking-skills", "2C"}));
  EXPECT_FALSE(exists({initiative, "thinking-skills", "inclusion"}));
  EXPECT_FALSE(exists({initiative, "thinking-skills", ""}));
  EXPECT_FALSE(exists({initiative, "healthy-schools", "2C"}));
  EXPECT_TRUE(exists({indicator, "ks2-reading", ""}));
  EXPECT_FALSE(exists({indicator, "ks2-dancing", ""}));
  EXPECT_TRUE(exists({school, "6812001", ""}));  // known elsewhere
}

}  // namespace catalogue_names_test
}  // namespace potensial::form
