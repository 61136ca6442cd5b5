// Searches asked for through the pages: from the button on the page of imports to the findings, stopped, and cut short.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "journeys/site_home.hpp"
#include "service/find_jobs.hpp"
#include "store/audit_log.hpp"
#include "store/find_task_store.hpp"
#include "store/finding_store.hpp"

namespace potensial::tests::searches_journey {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace std::chrono_literals;
using store::FindState;

// One authority that is imported and not searched yet.
SiteHome& home() {
  static SiteHome made({.name = "searches", .learners = "14000", .years = "3", .imported = {""}, .prepared = false});
  return made;
}

std::string officer(const std::string& purpose = "improvement", const std::string& authority = "680") {
  return home().signed_in("authority-data-officer", authority, purpose);
}
std::string statistician() { return home().signed_in("government-statistician", "W92000004", "improvement"); }

// By the form of the page of searches.
app::HttpResponse start(const std::string& form, const std::string& cookies) {
  return home().post("/en/start-search", form + "&page=searches%2F%3Fscope%3D680", cookies);
}

// By a program, which does not wait a moment for it to be done.
std::string started(const std::string& values, const std::string& cookies) {
  const auto token = cookies.substr(cookies.find('=') + 1);
  const auto answer = home().send({.method = "POST", .path = "/api/v1/start-search", .query = {}, .headers = {{"authorization", "Bearer " + token}}, .body = values, .peer = "192.0.2.9"});
  EXPECT_EQ(answer.status, 200u) << answer.body;
  const auto from = answer.body.find("/en/searches/");
  return from == std::string::npos ? std::string() : answer.body.substr(from, answer.body.find('"', from) - from);
}
const std::string own = R"({"scope":"680"})";

std::string number_of(const std::string& address) { return address.substr(address.rfind('/') + 1); }
store::FindTask task_at(const std::string& address) { return store::find_task(home().ledger(), std::stoll(number_of(address))).value(); }

app::HttpResponse when_done(const std::string& address, const std::string& cookies) {
  for (int tries = 0; tries < 600 && task_at(address).state == FindState::searching; ++tries) std::this_thread::sleep_for(100ms);
  return home().get_page(address, cookies);
}

// Pages are looked at anew only after a while, and worked out anew beside.
app::HttpResponse when_prepared(const std::string& address, const std::string& cookies) {
  auto page = home().get_page(address, cookies);
  for (int tries = 0; tries < 600 && page.status != 200; ++tries) {
    std::this_thread::sleep_for(100ms);
    home().now += 1s;
    page = home().get_page(address, cookies);
  }
  return page;
}

}  // namespace

TEST(Searches, OneStartedFromTheImportsLeadsToItsFindingsOnThePages) {
  const auto cookies = officer();
  EXPECT_THAT(store::findings(home().ledger()), IsEmpty());
  EXPECT_THAT(home().get_page("/en/imports", cookies).body, AllOf(HasSubstr("action=\"/en/start-search\""), HasSubstr("Search now"), HasSubstr("/en/searches?scope=680")));
  const auto address = started(own, cookies);
  EXPECT_THAT(home().get_page(address, cookies).body, AllOf(HasSubstr("Look again"), HasSubstr("Stop this search"), HasSubstr("Asked for")));
  const auto done = when_done(address, cookies);
  EXPECT_THAT(done.body, AllOf(HasSubstr(" made; findings: "), HasSubstr("The pages are being worked out anew"), Not(HasSubstr("Stop this search"))));
  const auto task = task_at(address);
  const auto findings = store::findings(home().ledger(), "", "680");
  ASSERT_FALSE(findings.empty());
  EXPECT_GT(task.searches, 0u);
  EXPECT_EQ(static_cast<std::int64_t>(task.changed), store::count_of_records(home().ledger()));
  const auto groups = "/en/groups/680-" + findings.front().indicator;
  EXPECT_THAT(links_of(done.body), Contains(groups));
  const auto page = when_prepared(groups, cookies);
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("Search now"));
  const auto lines = store::audit_lines(home().ledger(), "searches/" + number_of(address), 10);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.front().entry.actor, task.actor);
  const auto list = home().get_page("/cy/chwiliadau?scope=680", cookies);
  EXPECT_THAT(list.body, AllOf(HasSubstr("Chwiliad " + number_of(address)), HasSubstr("wedi gorffen"), HasSubstr("Chwilio a chofnodi")));
}

TEST(Searches, TheSamePlaceIsSearchedOnceAtATimeAndOthersWait) {
  const auto cookies = officer(), of_wales = statistician();
  const auto first = started(own, cookies);
  const auto again = start("scope=680", cookies);
  EXPECT_EQ(again.status, 422u);
  EXPECT_THAT(again.body, HasSubstr("under way"));
  EXPECT_EQ(start("scope=all", of_wales).status, 422u);
  EXPECT_THAT(home().get_page("/en/searches?scope=680", cookies).body, AllOf(HasSubstr("A search here is under way"), Not(HasSubstr("action=\"/en/start-search\""))));
  const auto second = started(R"({"scope":"W92000004","indicator":"ks2-points","from":"2009","to":"2010"})", of_wales);
  EXPECT_THAT(home().get_page(second, of_wales).body, HasSubstr("Waits for 1 other search"));
  EXPECT_EQ(home().post("/en/stop-search/" + number_of(second), "", cookies).status, 404u);
  EXPECT_EQ(home().post("/en/stop-search/" + number_of(second), "", of_wales).status, 303u);
  const auto records = store::count_of_records(home().ledger());
  when_done(first, cookies);
  EXPECT_THAT(when_done(second, of_wales).body, AllOf(HasSubstr("stopped before anything was recorded"), HasSubstr("action=\"/en/start-search\""), HasSubstr("value=\"ks2-points\" selected")));
  EXPECT_EQ(task_at(second).state, FindState::stopped);
  EXPECT_EQ(store::count_of_records(home().ledger()), records);
  EXPECT_EQ(home().post("/en/stop-search/" + number_of(second), "", of_wales).status, 422u);
  const auto third = start("scope=680", cookies);
  ASSERT_EQ(third.status, 303u);
  when_done(header(third, "Location"), cookies);
}

TEST(Searches, OneThatIsStoppedWhileItWorksLeavesNothing) {
  const auto cookies = officer();
  const auto records = store::count_of_records(home().ledger());
  const auto address = started(own, cookies);
  EXPECT_EQ(home().post("/cy/atal-chwiliad/" + number_of(address), "", cookies).status, 303u);
  const auto page = when_done(address, cookies);
  EXPECT_EQ(task_at(address).state, FindState::stopped);
  EXPECT_THAT(page.body, HasSubstr("stopped before anything was recorded"));
  EXPECT_EQ(store::count_of_records(home().ledger()), records);
  EXPECT_THAT(store::audit_lines(home().ledger(), "searches/" + number_of(address), 10), testing::SizeIs(2));
}

// A second service on the same home, ended in the middle; and one that was killed.
TEST(Searches, AServiceThatEndsLeavesThemBrokenOff) {
  const auto definitions = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto records = store::count_of_records(home().ledger());
  const auto asked = [&] {
    store::Transaction transaction(home().ledger());
    const auto id = store::add_find_task(home().ledger(), {.scope = "680", .actor = "Ann", .at = home().now});
    transaction.commit();
    return id;
  };
  const auto state = [&](std::int64_t id) { return store::find_task(home().ledger(), id).value(); };
  const service::FindJobs::Settings settings{home().folder() / "home", definitions, 1};
  auto jobs = service::FindJobs::open(settings).value();
  const auto worked_on = asked(), waits = asked();
  jobs->start(worked_on);
  jobs->start(waits);
  EXPECT_EQ(jobs->progress(waits)->before, 1u);
  while (jobs->progress(worked_on)->progress.step.empty()) std::this_thread::yield();
  jobs.reset();
  const auto killed = asked();
  jobs = service::FindJobs::open(settings).value();
  for (const auto id : {worked_on, waits, killed}) {
    EXPECT_EQ(state(id).state, FindState::stopped) << id;
    EXPECT_EQ(state(id).refusal->code, "find-task.broken-off") << id;
    EXPECT_FALSE(jobs->progress(id)) << id;
  }
  EXPECT_EQ(store::count_of_records(home().ledger()), records);
  EXPECT_THAT(home().get_page("/en/searches/" + std::to_string(worked_on), officer()).body, HasSubstr("The service was started anew"));
}

TEST(Searches, NobodyStartsOrSeesThemWhereTheyMayNot) {
  const auto head = home().signed_in("headteacher", home().schools().front(), "improvement");
  const auto other = officer("improvement", "681"), attendance = officer("attendance");
  const auto records = store::find_tasks_of(home().ledger(), "680", 100).size();
  for (const auto& cookies : {head, other, attendance, home().signed_in("inspector", "W92000004", "inspection")}) EXPECT_EQ(start("scope=680", cookies).status, 404u);
  EXPECT_EQ(start("scope=all", officer()).status, 404u);
  EXPECT_EQ(start("scope=W92000004", officer()).status, 404u);
  EXPECT_EQ(home().get_page("/en/searches/1", head).status, 404u);
  EXPECT_EQ(home().get_page("/en/searches/1", other).status, 404u);
  EXPECT_EQ(home().get_page("/en/searches/1", attendance).status, 200u);
  EXPECT_THAT(home().get_page("/en/imports", attendance).body, Not(HasSubstr("Search now")));
  EXPECT_EQ(store::find_tasks_of(home().ledger(), "680", 100).size(), records);
}

TEST(Searches, WhatCannotBeSearchedIsSaidAtTheForm) {
  const auto cookies = officer(), of_wales = statistician();
  for (const char* form : {"scope=680&indicator=shoes", "scope=680&from=1999", "scope=680&from=2010&to=2009", "scope=680&to=soon"})
    EXPECT_EQ(start(form, cookies).status, 422u) << form;
  EXPECT_EQ(start("scope=" + home().schools().front(), of_wales).status, 422u);
  EXPECT_THAT(home().get_page("/en/searches", of_wales).body, AllOf(HasSubstr("Wales and each authority"), HasSubstr("<option value=\"680\">")));
}

}  // namespace potensial::tests::searches_journey
