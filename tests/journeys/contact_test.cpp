// One school asks another that does clearly better (CMP-04): as heads meet it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "journeys/site_home.hpp"
#include "store/contact_store.hpp"

namespace potensial::tests {
namespace contact_journey {

using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }

std::string head_of(const std::string& school) { return home().signed_in("headteacher", school, "improvement"); }

struct Asking {
  std::string school, cookies, other;
};

// A school whose page names one that does clearly better.
Asking asking() {
  static const std::regex choice("<input[^>]*name=\"to\"[^>]*value=\"([0-9]{7})\"");
  for (const auto& school : home().schools()) {
    const auto cookies = head_of(school);
    const auto page = home().get_page("/en/school/" + school, cookies).body;
    if (std::smatch found; std::regex_search(page, found, choice)) return {school, cookies, found[1]};
  }
  return {};
}

std::string asked(const Asking& from, const std::string& words) {
  return header(home().post("/en/ask-contact/" + from.school, "to=" + from.other + "&words=" + words, from.cookies), "Location");
}

TEST(Contact, AHeadAsksASchoolThatDoesBetterAndIsAnswered) {
  const auto from = asking();
  ASSERT_FALSE(from.other.empty()) << "no school of the authority is named as clearly better";
  const auto address = asked(from, "How+do+you+teach+reading%3F");
  EXPECT_THAT(address, HasSubstr("/en/contact/"));
  const auto other = head_of(from.other);
  EXPECT_THAT(home().get_page("/en/home", other).body, HasSubstr(address));
  const auto page = home().get_page(address, other).body;
  EXPECT_THAT(page, HasSubstr("How do you teach reading?"));
  const auto id = address.substr(address.rfind('/') + 1);
  EXPECT_EQ(home().post("/en/answer-contact/" + id, "answer=yes&words=Come+in+May", other).status, 303u);
  EXPECT_THAT(home().get_page(address, from.cookies).body, HasSubstr("Come in May"));
  EXPECT_THAT(home().get_page("/en/home", other).body, Not(HasSubstr(address)));
}

TEST(Contact, IsSeenByTheTwoSchoolsAloneAndAnsweredByTheOneAsked) {
  const auto from = asking();
  const auto address = asked(from, "May+we+come%3F"), id = address.substr(address.rfind('/') + 1);
  for (const auto& school : home().schools()) {
    if (school == from.school || school == from.other) continue;
    EXPECT_EQ(home().get_page(address, head_of(school)).status, 404u);
    break;
  }
  EXPECT_EQ(home().get_page(address, home().signed_in("authority-data-officer", "680", "improvement")).status, 404u);
  EXPECT_EQ(home().post("/en/answer-contact/" + id, "answer=yes&words=x", from.cookies).status, 404u);
  const auto other = head_of(from.other);
  EXPECT_EQ(home().post("/en/answer-contact/" + id, "answer=no&words=x", other).status, 303u);
  EXPECT_EQ(home().post("/en/answer-contact/" + id, "answer=yes&words=x", other).status, 409u);
  EXPECT_EQ(store::contact(home().ledger(), std::stoll(id))->answer, "no");
}

TEST(Contact, ASchoolThatIsNotNamedCannotBeAsked) {
  const auto from = asking();
  const auto response = home().post("/en/ask-contact/" + from.school, "to=" + from.school + "&words=x&page=school%2F" + from.school, from.cookies);
  EXPECT_EQ(response.status, 422u);
  EXPECT_THAT(response.body, HasSubstr("Choose one of the schools that do clearly better"));
}

}  // namespace contact_journey
}  // namespace potensial::tests
