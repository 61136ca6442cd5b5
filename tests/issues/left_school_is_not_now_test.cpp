// A learner of a secondary school was said to be at the primary school until "now", because no leaving was recorded.
#include <gtest/gtest.h>

#include "insight/learner_page.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {
namespace left_school {

std::string end_said(const Page& page, std::size_t row) { return std::get<Phrase>(tests::table_of(page, "schools")->rows[row].cells[2].value).message; }

}  // namespace left_school

TEST(LearnerPage, SaysNowOnlyOfTheSchoolTheLearnerIsAt) {
  LearnerPageInput input;
  input.school = "6604400";
  input.schools = {{"6602001", "1997-09-01", ""}, {"6602002", "2003-09-01", "2005-07-20"}, {"6604400", "2005-09-01", ""}};
  const Page page = learner_page(input);
  EXPECT_EQ(left_school::end_said(page, 0), "insight.day-unknown");
  EXPECT_EQ(left_school::end_said(page, 1), "insight.day");
  EXPECT_EQ(left_school::end_said(page, 2), "insight.day-open");
}

}  // namespace potensial::insight
