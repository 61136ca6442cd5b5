// An authority with eleven secondary schools, too few to search, read "No group falls short by more than chance allows.
// That is a result, not an error."
#include <gtest/gtest.h>

#include "insight/area_page.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {

TEST(NotSearchedIsSaid, WhereThereAreTooFewSchools) {
  AreaPageInput input;
  input.not_searched = NotSearched{11, 20};
  const tests::PagePhrases phrases(area_page(input));
  EXPECT_TRUE(phrases.says("insight.area.not-searched"));
  EXPECT_FALSE(phrases.says("insight.area.findings-key"));
  EXPECT_TRUE(phrases.faults(tests::messages()).empty());
}

TEST(NotSearchedIsSaid, SilenceOfASearchIsStillAResult) {
  EXPECT_TRUE(tests::PagePhrases(area_page({})).says("insight.area.findings-key"));
}

}  // namespace potensial::insight
