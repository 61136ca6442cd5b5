// A class teacher sees the own classes of the newest census, and agrees next steps with their learners; nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "journeys/site_home.hpp"
#include "store/audit_log.hpp"
#include "store/identity_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace class_teacher_journey {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

SiteHome& home() { return SiteHome::get(); }

std::vector<std::string> learners_on(const std::string& html) {
  std::vector<std::string> learners;
  for (const auto& link : links_of(html))
    if (link.starts_with("/en/learner/") && std::ranges::find(learners, link.substr(12)) == learners.end()) learners.push_back(link.substr(12));
  return learners;
}

struct Place {
  std::string school, of, learner;  // school, class and one of its learners
};

const Place& own() {
  static const Place place = [] {
    const auto school = home().schools_with_classes().front(), learner = home().learner_of(school);
    return Place{school, home().class_of(school, learner), learner};
  }();
  return place;
}

std::string teacher() { return home().signed_in("class-teacher", own().of, "improvement"); }

std::string another_class() {
  const auto classes = home().classes_of(own().school);
  return *std::ranges::find_if(classes, [](const std::string& each) { return each != own().of; });
}

std::vector<std::string> learners_of(const std::string& of) {
  return learners_on(home().get_page("/en/class/" + of, home().signed_in("headteacher", own().school, "improvement")).body);
}

TEST(ClassTeacher, StartsWithTheOwnClassAndReachesItsLearners) {
  const auto cookies = teacher();
  const auto first = home().get_page("/en/home", cookies);
  EXPECT_EQ(first.status, 200u);
  EXPECT_THAT(links_of(first.body), Contains("/en/class/" + own().of));
  const auto page = home().get_page("/en/class/" + own().of, cookies);
  EXPECT_EQ(page.status, 200u);
  const auto learners = learners_on(page.body);
  EXPECT_THAT(learners, Contains(own().learner));
  for (const auto& each : learners) EXPECT_EQ(home().get_page("/en/learner/" + each, cookies).status, 200u);
  EXPECT_EQ(home().get_page("/cy/dosbarth/" + own().of, cookies).status, 200u);
}

// SEC-1: what is the school's or another class's is not found.
TEST(ClassTeacher, Sec1SeesNothingOfTheSchoolNorOfAnotherClass) {
  const auto cookies = teacher();
  const auto other = another_class();
  for (const auto& each : learners_of(other))
    for (const char* page : {"/en/learner/", "/en/progress/"}) EXPECT_EQ(home().get_page(page + each, cookies).status, 404u) << page << each;
  for (const auto& page : {"/en/class/" + other, "/en/school/" + own().school, "/en/learners/" + own().school + "?indicator=ks2-points", "/en/attendance/" + own().school,
                           "/en/figure/" + own().school + "?indicator=ks2-points", std::string("/en/authority/680"), std::string("/en/class/6802801-1999-1A")})
    EXPECT_EQ(home().get_page(page, cookies).status, 404u) << page;
}

TEST(ClassTeacher, AgreesTheNextStepWithALearner) {
  const auto cookies = teacher();
  const auto learner = learners_of(own().of).back();
  const auto form = "subject=ks2-mathematics&next=Ffracsiynau&how=Pob+dydd&agreed=yes&version=0";
  EXPECT_THAT(home().get_page("/en/progress/" + learner, cookies).body, HasSubstr("agree-next-step"));
  EXPECT_EQ(home().post("/en/agree-next-step/" + learner, form, cookies).status, 303u);
  EXPECT_THAT(home().get_page("/en/progress/" + learner, cookies).body, HasSubstr("Ffracsiynau"));
  EXPECT_EQ(home().post("/en/agree-next-step/" + learners_of(another_class()).front(), form, cookies).status, 404u);
}

TEST(ClassTeacher, Sec4SeesNothingAfterTheRoleHasEndedOrOfAClassThatHas) {
  const auto ended = home().signed_in("class-teacher", own().of, "improvement", Date(2010, 11, 21));
  const auto year = own().of.find("-2010-");
  ASSERT_NE(year, std::string::npos);
  auto before = own().of;
  before.replace(year, 6, "-2009-");
  const auto last_year = home().signed_in("class-teacher", before, "improvement");
  for (const auto& cookies : {ended, last_year}) {
    for (const auto& page : {"/en/class/" + own().of, "/en/class/" + before, "/en/learner/" + own().learner}) EXPECT_EQ(home().get_page(page, cookies).status, 404u) << page;
    EXPECT_THAT(learners_on(home().get_page("/en/home", cookies).body), SizeIs(0));
  }
}

TEST(ClassTeacher, FindsByNameTheOwnLearnersAlone) {
  const auto cookies = teacher();
  const auto others = learners_of(another_class());
  const auto named = [&](const std::string& learner) {
    const auto identity = store::learner_identity(home().ledger(), *learner_id(learner));
    return home().post("/en/search", "q=" + identity->forename + "+" + identity->surname, cookies).body;
  };
  EXPECT_THAT(learners_on(named(own().learner)), Contains(own().learner));
  for (const auto& each : others) EXPECT_THAT(learners_on(named(each)), Not(Contains(each)));
}

TEST(ClassTeacher, Sec35EachLearnerSeenIsInTheLog) {
  const auto cookies = teacher();
  home().get_page("/en/class/" + own().of, cookies);
  const auto newest = store::audit_lines(home().ledger(), "learner/" + own().learner, 1);
  ASSERT_THAT(newest, SizeIs(1));
  EXPECT_EQ(newest.front().entry.operation, "see-class");
  EXPECT_EQ(newest.front().entry.reason, "improvement");
}

// Whoever gives roles writes the school's number and the name of the class, and sees no learner by it.
TEST(ClassTeacher, TheRoleIsGivenAtAClassOfTheNewestCensus) {
  const auto administrator = home().signed_in("system-administrator", "W92000004", "");
  store::Transaction transaction(home().ledger());
  const auto person = store::add_person(home().ledger(), {.id = {}, .name = "Newydd", .mail = "newydd@e.invalid", .roles = {}}).value();
  transaction.commit();
  const auto address = "/en/give-role/" + std::to_string(static_cast<std::int64_t>(person));
  const auto name = own().of.substr(own().of.rfind('-') + 1);
  const auto form = [&](const std::string& place) { return "role=class-teacher&organisation=" + place + "&purpose=improvement&from=2010-11-22"; };
  for (const auto& place : {own().school, own().school + "+", own().school + "+99Z", std::string("680")}) EXPECT_EQ(home().post(address, form(place), administrator).status, 422u) << place;
  EXPECT_EQ(home().post(address, form(own().school + "+" + name), administrator).status, 303u);
  const auto roles = store::person(home().ledger(), person)->roles;
  ASSERT_THAT(roles, SizeIs(1));
  EXPECT_EQ(roles.front().organisation, own().of);
  EXPECT_THAT(home().get_page("/en/person/" + std::to_string(static_cast<std::int64_t>(person)), administrator).body, HasSubstr(name + ", "));
}

TEST(ClassTeacher, IsToldToWaitUntilClassesAreKnown) {
  SiteHome early({.name = "early", .learners = "1500", .years = "2", .imported = {"organisations"}, .prepared = false});
  const auto told = [&](const std::string& role, const std::string& place) { return early.get_page("/en/home", early.signed_in(role, place, "improvement")).body; };
  EXPECT_THAT(told("class-teacher", "6802801-2010-6A"), AllOf(HasSubstr("being worked out"), Not(HasSubstr("no role"))));
  const auto without = early.signed_in("headteacher", early.schools().front(), "improvement", Date(2010, 1, 1));
  EXPECT_THAT(early.get_page("/en/home", without).body, HasSubstr("no role"));
}

TEST(ClassTeacher, TheHeadComesToEachClassFromTheSchool) {
  const auto classes = home().classes_of(own().school);
  EXPECT_GT(classes.size(), 3u);
  std::vector<std::string> all;
  for (const auto& each : classes)
    for (const auto& learner : learners_of(each)) {
      EXPECT_THAT(all, Not(Contains(learner))) << "nobody is in two classes";
      all.push_back(learner);
    }
  EXPECT_GT(all.size(), 20u);
}

}  // namespace class_teacher_journey
}  // namespace potensial::tests
