// The progress page of a learner (GRP-12), as the school meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "journeys/site_home.hpp"

namespace potensial::tests {
namespace progress_journey {

using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }

std::string subject_in(const std::string& page) {
  static const std::regex choice("<input[^>]*name=\"subject\"[^>]*value=\"([^\"]+)\"");
  std::smatch found;
  return std::regex_search(page, found, choice) ? found[1].str() : "";
}

std::string agreement(const std::string& subject, const std::string& next, const std::string& version) {
  return "subject=" + subject + "&next=" + next + "&how=Ten+minutes+a+day&agreed=yes&version=" + version;
}

TEST(Progress, TheSchoolAgreesWithALearnerWhatIsNext) {
  const auto school = home().schools().front(), learner = home().learner_of(school);
  const auto head = home().signed_in("headteacher", school, "improvement");
  EXPECT_THAT(home().get_page("/en/learner/" + learner, head).body, HasSubstr("/en/progress/" + learner));
  const auto subject = subject_in(home().get_page("/en/progress/" + learner, head).body);
  ASSERT_FALSE(subject.empty());
  const auto action = "/en/agree-next-step/" + learner;
  EXPECT_EQ(home().post(action, agreement(subject, "Fractions", "0"), head).status, 303u);
  EXPECT_THAT(home().get_page("/cy/cynnydd/" + learner, head).body, HasSubstr("Fractions"));
  const auto late = home().post(action, agreement(subject, "Area", "0") + "&page=progress%2F" + learner, head);
  EXPECT_EQ(late.status, 409u);
  EXPECT_THAT(late.body, HasSubstr("Area</textarea>"));
  EXPECT_EQ(home().post(action, agreement("no-such-subject", "Area", "1"), head).status, 422u);
  EXPECT_EQ(home().post(action, "subject=" + subject + "&next=x&how=y&version=1", head).status, 422u);
}

TEST(Progress, IsRecordedByTheSchoolAloneAndSeenByNobodyElse) {
  const auto school = home().schools().front(), learner = home().learner_of(school);
  const auto adviser = home().signed_in("school-adviser", school, "improvement");
  EXPECT_THAT(home().get_page("/en/progress/" + learner, adviser).body, Not(HasSubstr("agree-next-step")));
  EXPECT_EQ(home().post("/en/agree-next-step/" + learner, agreement("ks2-mathematics", "x", "0"), adviser).status, 404u);
  const auto other = home().signed_in("headteacher", home().schools().back(), "improvement");
  EXPECT_EQ(home().get_page("/en/progress/" + learner, other).status, 404u);
  EXPECT_EQ(home().get_page("/en/progress/" + learner, home().signed_in("governor", school, "")).status, 404u);
}

}  // namespace progress_journey
}  // namespace potensial::tests
