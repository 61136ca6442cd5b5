// Files sent in through the pages, from the form to the load, by people who may and may not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <thread>

#include "base/csv.hpp"
#include "journeys/site_home.hpp"
#include "service/import_jobs.hpp"
#include "store/audit_log.hpp"
#include "store/import_task_store.hpp"
#include "store/load_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests::imports_journey {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string authority = "680";

// One authority whose schools and first census are known; its later census is sent by hand.
SiteHome& home() {
  static SiteHome made({.name = "imports", .learners = "1500", .years = "2", .imported = {"organisations"}, .prepared = false});
  return made;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int newest_year() {
  int newest = 0;
  for (const auto& entry : std::filesystem::directory_iterator(home().nation() / "census")) newest = std::max(newest, std::stoi(entry.path().filename().string()));
  return newest;
}

std::string census(int year) { return bytes_of(home().nation() / "census" / std::to_string(year) / "680.csv"); }

std::string officer(const std::string& purpose = "improvement") { return home().signed_in("authority-data-officer", authority, purpose); }

std::string form(const std::string& bytes, const std::map<std::string, std::string>& fields, const std::string& name = "680.csv") {
  std::string body;
  for (const auto& [field, value] : fields) body += "--bound\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
  return body + "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/csv\r\n\r\n" + bytes + "\r\n--bound--\r\n";
}

app::HttpRequest sending(const std::string& body, const std::string& cookies, const std::string& address = "/en/send-file") {
  return {.method = "POST", .path = address, .query = {},
          .headers = {{"sec-fetch-site", "same-origin"}, {"cookie", cookies}, {"content-type", "multipart/form-data; boundary=bound"},
                      {"content-length", std::to_string(body.size())}},
          .body = body, .peer = "192.0.2.9"};
}

// The page of what was sent, once it is no longer being worked on.
struct Sent {
  std::string address;
  app::HttpResponse page;
};

app::HttpResponse when_done(const std::string& address, const std::string& cookies) {
  auto page = home().get_page(address, cookies);
  for (int tries = 0; tries < 600 && page.body.find("Look again") != std::string::npos; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    page = home().get_page(address, cookies);
  }
  return page;
}

Sent send(const std::string& bytes, const std::string& cookies, int year = newest_year(), const std::string& name = "680.csv") {
  const auto answer = home().send(sending(form(bytes, {{"year", year ? std::to_string(year) : ""}, {"profile", ""}}, name), cookies));
  EXPECT_EQ(answer.status, 303u) << answer.body;
  const auto address = header(answer, "Location");
  return {address, when_done(address, cookies)};
}

std::string number_of(const std::string& address) { return address.substr(address.rfind('/') + 1); }

app::HttpResponse import(const Sent& sent, const std::string& cookies) {
  EXPECT_EQ(home().post("/en/import-rows/" + number_of(sent.address), "key=" + number_of(sent.address), cookies).status, 303u);
  return when_done(sent.address, cookies);
}

std::string load_in(const app::HttpResponse& page) {
  for (const auto& link : links_of(page.body))
    if (link.starts_with("/en/load/")) return link;
  return {};
}

std::size_t loads() { return store::loads(home().ledger()).size(); }

// A column of some rows made unreadable; the headings are the first line.
std::string with_broken(const std::string& text, const std::string& column, double share) {
  std::string made;
  std::size_t place = 0, row = 0, broken = 0;
  CsvCells cells(text);
  while (cells.next()) {
    std::string line;
    for (std::size_t i = 0; i < cells.cells().size(); ++i) {
      std::string cell(cells.cells()[i]);
      if (row == 0 && cell == column) place = i;
      if (row > 0 && i == place && static_cast<double>(broken) < share * static_cast<double>(row)) cell = "31/31/1999", ++broken;
      line += (i ? "," : "") + cell;
    }
    made += line + "\n";
    ++row;
  }
  return made;
}

}  // namespace

// Whatever became of what was sent before; others are not held up by it.
TEST(Imports, Sec27NobodySendsMoreThanALimitInADay) {
  const auto cookies = officer();
  const auto people = store::people(home().ledger());
  const auto sender = std::ranges::max(people, {}, [](const Person& each) { return static_cast<std::int64_t>(each.id); });
  const auto add = [&](std::chrono::hours ago) {
    store::Transaction transaction(home().ledger());
    store::add_import_task(home().ledger(), {.organisation = authority, .file = "a.csv", .bytes = std::uint64_t{2} << 30, .actor = signature(sender), .at = home().now - ago, .state = store::TaskState::dropped});
    transaction.commit();
  };
  const auto body = form("upn\n", {{"year", std::to_string(newest_year())}, {"profile", ""}, {"organisation", authority}, {"page", "imports/"}});
  add(std::chrono::hours(24 * 2));
  EXPECT_EQ(home().send(sending(body, cookies)).status, 303u) << "the day before yesterday does not count";
  add(std::chrono::hours(23));
  const auto refused = home().send(sending(body, cookies));
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, HasSubstr("more than 2 GiB within 24 hours"));
  EXPECT_EQ(home().send(sending(body, officer())).status, 303u);
}

TEST(Imports, AFileIsPreviewedImportedAndKnownWhenItComesAgain) {
  const auto cookies = officer();
  const auto before = loads();
  EXPECT_THAT(home().get_page("/en/imports", cookies).body, AllOf(HasSubstr("enctype=\"multipart/form-data\""), HasSubstr("type=\"file\"")));
  const auto sent = send(census(newest_year() - 1), cookies, newest_year() - 1);
  EXPECT_EQ(sent.page.status, 200u);
  EXPECT_THAT(sent.page.body, AllOf(HasSubstr("Nothing has changed yet"), HasSubstr("would be loaded"), HasSubstr("Import these rows"), HasSubstr("School census")));
  EXPECT_EQ(loads(), before);
  const auto done = import(sent, cookies);
  EXPECT_EQ(loads(), before + 1);
  const auto load = home().get_page(load_in(done), cookies);
  EXPECT_THAT(load.body, AllOf(HasSubstr("in use"), HasSubstr("680.csv"), HasSubstr("rows read")));
  const auto newest = store::loads(home().ledger()).back();
  EXPECT_EQ(newest.read, newest.loaded + newest.unchanged + newest.rejected);
  EXPECT_EQ(store::audit_lines(home().ledger(), "load/" + std::to_string(newest.id), 10).front().entry.actor, newest.actor);
  const auto again = send(census(newest_year() - 1), cookies, newest_year() - 1);
  EXPECT_THAT(again.page.body, HasSubstr("Nothing new"));
  EXPECT_THAT(home().get_page("/en/imports", cookies).body, AllOf(HasSubstr("waits for you"), HasSubstr("in use")));
  EXPECT_EQ(home().post("/en/drop-import/" + number_of(again.address), "", cookies).status, 303u);
  EXPECT_THAT(home().get_page(again.address, cookies).body, HasSubstr("was dropped"));
}

TEST(Imports, Rel1TooManyBrokenRowsAreHeldAndOneWithANameReleasesThem) {
  const auto cookies = officer();
  const auto broken = with_broken(census(newest_year()), "dob", 0.3);
  const auto sent = send(broken, cookies);
  EXPECT_THAT(sent.page.body, AllOf(HasSubstr("too many"), HasSubstr("31/31/1999"), HasSubstr("1 to 25 of"), HasSubstr("Send it in to be held")));
  const auto second = home().get_page(sent.address + "?page=2", cookies);
  EXPECT_THAT(second.body, AllOf(HasSubstr("26 to 50 of"), HasSubstr("The 25 before")));
  const auto csv = home().get_page(sent.address + ".csv?rows=all", cookies);
  EXPECT_GT(std::ranges::count(csv.body, '\n'), 60);
  const auto done = import(sent, cookies);
  EXPECT_THAT(done.body, HasSubstr("is held"));
  const auto load = load_in(done), number = number_of(load);
  EXPECT_THAT(home().get_page("/en/imports", cookies).body, HasSubstr("held: waits for a decision"));
  EXPECT_THAT(home().get_page("/en/quarantine/" + number, cookies).body, AllOf(HasSubstr("31/31/1999"), HasSubstr("Row"), HasSubstr("Download all")));
  const auto attendance = officer("attendance");
  EXPECT_EQ(home().get_page(load, attendance).status, 200u);
  EXPECT_THAT(home().get_page(load, attendance).body, AllOf(Not(HasSubstr("31/31/1999")), Not(HasSubstr("release-load"))));
  EXPECT_EQ(home().get_page("/en/quarantine/" + number, attendance).status, 404u);
  EXPECT_EQ(home().post("/en/release-load/" + number, "reason=x", attendance).status, 404u);
  EXPECT_EQ(home().post("/en/release-load/" + number, "reason=&page=load%2F" + number, cookies).status, 422u);
  const auto released = home().post("/en/release-load/" + number, "reason=Agreed+with+the+schools", cookies);
  ASSERT_EQ(released.status, 303u);
  EXPECT_THAT(when_done(header(released, "Location"), cookies).body, HasSubstr("imported"));
  EXPECT_THAT(home().get_page(load, cookies).body, AllOf(HasSubstr("was held, then released"), HasSubstr("Agreed with the schools")));
  const auto held = store::load_with_id(home().ledger(), std::stoll(number)).value();
  EXPECT_EQ(held.decided->reason, "Agreed with the schools");
  std::set<std::string> recorded;
  for (const auto& line : store::audit_lines(home().ledger(), "load/" + number, 20)) recorded.insert(line.entry.operation);
  EXPECT_THAT(recorded, testing::IsSupersetOf({"import", "release-load", "accept-load"}));
  EXPECT_TRUE(store::verify_audit(home().ledger()));
}

TEST(Imports, AHeldLoadIsDroppedWithAReason) {
  const auto cookies = officer();
  const auto sent = send(with_broken(census(newest_year()), "dob", 0.5), cookies);
  const auto load = load_in(import(sent, cookies)), number = number_of(load);
  EXPECT_EQ(home().post("/en/drop-load/" + number, "reason=Wrong+export", cookies).status, 303u);
  EXPECT_THAT(home().get_page(load, cookies).body, AllOf(HasSubstr("then dropped"), HasSubstr("Wrong export")));
  EXPECT_EQ(home().post("/en/drop-load/" + number, "reason=again", cookies).status, 422u);
}

TEST(Imports, ACorrectedFileSaysWhatItReplaces) {
  const auto cookies = officer();
  const auto whole = census(newest_year());
  import(send(whole, cookies), cookies);
  const auto corrected = send(std::regex_replace(whole, std::regex(",Y,"), ",N,", std::regex_constants::format_first_only), cookies);
  EXPECT_THAT(corrected.page.body, AllOf(HasSubstr("all rows of load"), HasSubstr("1 changed")));
  import(corrected, cookies);
  EXPECT_THAT(home().get_page("/en/imports", cookies).body, HasSubstr("replaced by later loads"));
}

TEST(Imports, AnotherAuthoritysFileIsRefusedWhole) {
  const auto cookies = officer();
  const auto before = loads();
  const auto foreign = std::regex_replace(census(newest_year()), std::regex(",680(\\d{4}),"), ",681$1,");
  const auto sent = send(foreign, cookies);
  EXPECT_THAT(sent.page.body, AllOf(HasSubstr("681"), Not(HasSubstr("Import these rows"))));
  EXPECT_EQ(home().post("/en/import-rows/" + number_of(sent.address), "", cookies).status, 422u);
  EXPECT_EQ(loads(), before);
}

TEST(Imports, EverythingIsInWelshToo) {
  const auto cookies = officer();
  const auto list = home().get_page("/cy/mewnforion", cookies);
  EXPECT_THAT(list.body, AllOf(HasSubstr("<html lang=\"cy\""), HasSubstr("Mewnforion"), HasSubstr("action=\"/cy/anfon-ffeil\""), Not(HasSubstr("⟦"))));
  const auto answer = home().send(sending(form(with_broken(census(newest_year()), "dob", 0.01), {{"year", std::to_string(newest_year())}, {"profile", ""}}), cookies, "/cy/anfon-ffeil"));
  const auto address = header(answer, "Location");
  ASSERT_TRUE(address.starts_with("/cy/mewnforio/")) << address;
  when_done("/en/import/" + number_of(address), cookies);
  const auto preview = home().get_page(address, cookies);
  EXPECT_THAT(preview.body, AllOf(HasSubstr("Nid oes dim wedi newid eto"), HasSubstr("Mewnforio’r rhesi hyn"), HasSubstr("yn ddiwrnod"), Not(HasSubstr("⟦"))));
  home().post("/cy/gollwng-mewnforio/" + number_of(address), "", cookies);
}

TEST(Imports, NobodyElseSeesThemAndNobodySendsForOthers) {
  const auto sent = send(census(newest_year()), officer());
  const auto school = home().schools().front();
  for (const auto& [role, place, purpose] : {std::tuple<std::string, std::string, std::string>{"system-administrator", "W92000004", ""},
                                             {"government-statistician", "W92000004", ""},
                                             {"inspector", authority, "inspection"},
                                             {"school-adviser", school, "improvement"}}) {
    const auto cookies = home().signed_in(role, place, purpose);
    for (const auto& address : {std::string("/en/imports"), sent.address, std::string("/en/load/1"), std::string("/en/quarantine/1")})
      EXPECT_EQ(home().get_page(address, cookies).status, 404u) << role << " " << address;
    EXPECT_EQ(home().send(sending(form("a", {}), cookies)).status, 404u) << role;
    EXPECT_EQ(home().post("/en/import-rows/" + number_of(sent.address), "", cookies).status, 404u) << role;
  }
  const auto head = home().signed_in("headteacher", school, "improvement");
  EXPECT_EQ(home().get_page("/en/imports", head).status, 200u);
  EXPECT_EQ(home().get_page("/en/imports?organisation=680", head).status, 404u);
  EXPECT_EQ(home().get_page(sent.address, head).status, 404u);
  EXPECT_EQ(home().send(sending(form("a", {{"organisation", "680"}}), head)).status, 404u);
  EXPECT_EQ(home().get_page("/en/imports").status, 303u);
}

TEST(Imports, WhatIsMissingOrWrongIsSaidAtTheForm) {
  const auto cookies = officer();
  const auto empty = home().send(sending(form("", {{"year", ""}, {"organisation", authority}, {"page", "imports/"}}, ""), cookies));
  EXPECT_EQ(empty.status, 422u);
  EXPECT_THAT(empty.body, AllOf(HasSubstr("href=\"#send-file\""), HasSubstr("Choose a file that is not empty")));
  EXPECT_THAT(home().send(sending(form("a", {{"year", "1066"}, {"organisation", authority}, {"page", "imports/"}}), cookies)).body, HasSubstr("Choose one of those listed"));
  EXPECT_EQ(home().send(sending("nonsense", cookies)).status, 422u);
  EXPECT_EQ(home().send(sending(form("a", {{"place", "x"}}), cookies)).status, 422u);
}

TEST(Imports, Sec17AFileComesOnlyFromAPageOfThisSite) {
  auto request = sending(form("a", {}), officer());
  request.headers[0].second = "cross-site";
  EXPECT_EQ(home().send(request).status, 403u);
}

// Everything under the home but what was sent; names alone.
std::set<std::string> files_beside() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(home().folder()))
    if (entry.path().string().find("/home/sent/") == std::string::npos) names.insert(entry.path().string());
  return names;
}

TEST(Imports, Sec22TheNameOfAFileNamesNone) {
  const auto cookies = officer();
  send(census(newest_year()), cookies);  // whatever a first file makes is there
  const auto outside = std::filesystem::temp_directory_path() / "potensial-climbed.csv";
  const auto before = files_beside();
  for (const std::string& name : {std::string("../../../../potensial-climbed.csv"), outside.string(), std::string("..\\..\\potensial-climbed.csv"), std::string("C:\\potensial-climbed.csv"),
                                  std::string("\\\\host\\share\\x.csv"), std::string("%2e%2e%2fx.csv"), std::string("."), std::string(".."), std::string("~/x.csv"), std::string("-rf"),
                                  std::string("$(touch x).csv"), std::string("a;b|c.csv"), std::string("x.csv\0.exe", 10), std::string("\xff\xfe.csv"), std::string(5000, 'x') + ".csv",
                                  std::string("\u202Evsc.exe"), std::string("con.csv"), std::string("file:///etc/passwd")}) {
    const auto answer = home().send(sending(form("upn,school\n1,2\n", {{"year", std::to_string(newest_year())}, {"profile", ""}}, name), cookies));
    EXPECT_TRUE(answer.status == 303 || answer.status == 422) << name << answer.status;
    if (answer.status == 303) { EXPECT_EQ(when_done(header(answer, "Location"), cookies).status, 200u) << name; }
  }
  EXPECT_EQ(files_beside(), before);
  EXPECT_FALSE(std::filesystem::exists(outside));
  static const std::regex place("(/[A-Za-z0-9_-]{43}(/(file|preview\\.json))?)?");
  const auto sent = (home().folder() / "home/sent").string();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sent))
    EXPECT_TRUE(std::regex_match(entry.path().string().substr(sent.size()), place)) << entry.path();
}

TEST(Imports, Sec27WhatIsTooLargeIsSaidBeforeItComes) {
  const auto cookies = officer();
  auto request = sending("", cookies, "/cy/anfon-ffeil");
  request.headers.emplace_back("host", "127.0.0.1:8080");
  request.headers[3].second = std::to_string(std::uint64_t{300} << 20);
  const auto answer = home().before_body(request);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413u);
  EXPECT_THAT(answer->body, HasSubstr("Mae’r ffeil yn fwy na 256 MiB"));
  request.headers[3].second = "1000000";
  EXPECT_FALSE(home().before_body(request));
  request.headers[1].second = "";
  EXPECT_EQ(home().before_body(request)->status, 303u);
}

TEST(Imports, AProgramSendsAFileByTheApi) {
  const auto cookies = officer();
  const auto body = form(census(newest_year()), {{"year", std::to_string(newest_year())}});
  app::HttpRequest request = sending(body, "", "/api/v1/send-file");
  request.headers = {{"authorization", "Bearer " + cookies.substr(cookies.find('=') + 1)}, {"content-type", "multipart/form-data; boundary=bound"}, {"idempotency-key", "one"}};
  const auto first = home().send(request), second = home().send(request);
  EXPECT_EQ(first.status, 200u);
  EXPECT_THAT(first.body, HasSubstr("/en/import/"));
  EXPECT_EQ(first.body, second.body) << "sent twice with one key it is one file";
  request.headers[0].second = "Bearer x";
  EXPECT_EQ(home().send(request).status, 401u);
}

TEST(Imports, NothingIsLeftOfWhatWasNotKept) {
  for (const auto& entry : std::filesystem::directory_iterator(home().folder() / "home/sent")) {
    const auto place = entry.path().filename().string();
    bool waits = false;
    for (const auto state : {store::TaskState::ready, store::TaskState::checking, store::TaskState::importing, store::TaskState::stopped})
      for (const auto& task : store::import_tasks_in(home().ledger(), state)) waits |= task.place == place;
    EXPECT_TRUE(waits) << place;
  }
}

}  // namespace potensial::tests::imports_journey
