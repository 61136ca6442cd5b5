// What must hold for every operation, however it is asked: by numbers of the assurance list.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <iostream>
#include <regex>
#include <set>
#include <thread>

#include "app/http/cookies.hpp"
#include "journeys/operations_asked.hpp"
#include "service/operations.hpp"
#include "store/identity_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace every_operation_journey {

using service::Effect;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }

bool is_known(const service::Operation& operation, std::string_view name) {
  return name == "key" || name == "page" || std::ranges::find(operation.parameters, name, &service::Parameter::name) != operation.parameters.end();
}

// Every field of any form, and what the records behind them hold.
std::set<std::string> every_field_name() {
  std::set<std::string> names{"id", "person", "actor", "at", "ended", "state", "place", "sha256", "password", "code-secret", "hash", "admin", "number"};
  for (const auto& operation : service::operations())
    for (const auto& parameter : operation.parameters) names.emplace(parameter.name);
  return names;
}

std::vector<AskedOperation> changing() {
  auto all = every_operation(home());
  std::erase_if(all, [](const AskedOperation& each) { return each.operation->effect == Effect::reads; });
  return all;
}

TEST(EveryOperation, Sec7RefusesEveryFieldThatItsFormDoesNotHave) {
  const auto asked = every_operation(home());
  const auto before = kept_rows(home());
  std::size_t tried = 0;
  for (const auto& each : asked)
    for (const auto& name : every_field_name()) {
      if (is_known(*each.operation, name)) continue;
      auto values = each.values;
      values[name] = "1";
      EXPECT_EQ(ask(home(), each, values).status, 422u) << each.operation->name << " " << name;
      const auto answer = ask_api(home(), each, values);
      EXPECT_EQ(answer.status, 422u) << each.operation->name << " " << name << answer.body;
      EXPECT_THAT(answer.body, HasSubstr("operation.unknown-parameter")) << each.operation->name << " " << name;
      ++tried;
    }
  EXPECT_EQ(kept_rows(home()), before);
  std::cout << tried << " foreign fields of " << asked.size() << " operations\n";
}

TEST(EveryOperation, Sec17ChangesNothingForAPageOfAnotherSite) {
  const std::vector<app::HttpHeaders> foreign{{}, {{"sec-fetch-site", "cross-site"}}, {{"sec-fetch-site", "none"}}, {{"origin", "https://evil.example"}}, {{"origin", "null"}}};
  const auto asked = changing();
  const auto before = kept_rows(home());
  for (const auto& each : asked)
    for (const auto& headers : foreign) EXPECT_EQ(ask(home(), each, each.values, headers).status, 403u) << each.operation->name;
  for (const char* step : {"/en/sign-in", "/cy/mewngofnodi", "/en/sign-in-code", "/en/link/x", "/en/sign-out", "/en/end-sessions"})
    for (const auto& headers : foreign)
      EXPECT_EQ(home().send({.method = "POST", .path = step, .query = {}, .headers = headers, .body = "mail=a&password=b", .peer = "192.0.2.1"}).status, 403u) << step;
  EXPECT_EQ(kept_rows(home()), before);
}

// By GET and HEAD, the addresses of forms as well as of pages.
TEST(EveryOperation, Sec17IsOnlyLookedAtByGet) {
  const auto asked = every_operation(home());
  const auto before = kept_rows(home());
  for (const auto& each : asked)
    for (const char* method : {"GET", "HEAD"}) {
      const auto answer = home().send({.method = method, .path = each.address(), .query = form_text(each.values), .headers = {{"cookie", each.cookies}, {"sec-fetch-site", "same-origin"}},
                                       .body = {}, .peer = "192.0.2.1"});
      EXPECT_NE(answer.status, 500u) << each.operation->name;
    }
  EXPECT_EQ(kept_rows(home()), before);
}

// Forename and surname of some learners, as pages write them.
std::vector<std::string> names_of_learners() {
  std::vector<std::string> names;
  for (const auto& each : store::all_identities(home().ledger())) {
    if (names.size() == 60) break;
    names.push_back(each.forename + " " + each.surname);
    names.push_back(each.surname + ", " + each.forename);
  }
  return names;
}

std::string place_for(const Role& role) {
  for (const auto& [kind, place] : {std::pair{OrganisationKind::nation, std::string("W92000004")}, {OrganisationKind::authority, std::string("680")}, {OrganisationKind::school, home().schools().back()}})
    if (std::ranges::find(role.held_at, kind) != role.held_at.end()) return place;
  return "W92000004";
}

// Roles that see no learner ask every operation for every form of its page: the canaries are ids, numbers and names.
TEST(EveryOperation, Sec3ShowsNoLearnerToARoleWithoutLearners) {
  static const std::regex number("[A-Z][0-9]{12}");
  const auto names = names_of_learners();
  const auto learner = home().learner_of(home().schools().back());
  const auto asked = every_operation(home());
  std::size_t pages = 0;
  for (const auto& role : home().door().policy().roles) {
    if (!role.purposes.empty()) continue;
    const auto cookies = home().signed_in(role.id, place_for(role), "");
    for (const auto& each : asked)
      for (const char* form : {"", ".csv", ".json", ".txt", ".print"}) {
        if (each.operation->effect == Effect::changes) continue;
        const auto page = home().get_ready(each.address() + form + "?" + form_text(each.values), cookies);
        pages += page.status == 200;
        const auto where = role.id + " " + each.address() + form;
        if (page.status == 200) {  // else it names what was asked for, that its switch of language leads there
          EXPECT_THAT(page.body, AllOf(Not(HasSubstr("/learner/")), Not(HasSubstr(learner)))) << where;
        }
        EXPECT_FALSE(std::regex_search(page.body, number)) << where;
        for (const auto& name : names) EXPECT_EQ(page.body.find(name), std::string::npos) << where << " " << name;
      }
  }
  EXPECT_GT(pages, 50u);
  std::cout << pages << " pages of roles without learners\n";
}

// Texts that end a statement, a literal or a path, or that mean something to what stands behind the pages.
const std::vector<std::string> hostile{"'", "\"", "' OR '1'='1", "1'; DROP TABLE person; --", "') UNION SELECT password FROM person --", "\\'; SELECT 1", "%' OR name LIKE '%", ":1", "$1", "{0}",
                                       "99999999999999999999", "../../etc/passwd", "read_csv('/etc/passwd')", "a\nb", "＇ OR 1=1"};

bool is_an_answer(unsigned status) { return status == 200 || status == 303 || status == 404 || status == 409 || status == 422 || status == 503; }

TEST(EveryOperation, Sec21TakesWhatIsTypedAsItIs) {
  const auto asked = every_operation(home());
  std::size_t tried = 0;
  for (const auto& each : asked) {
    for (const auto& text : hostile) {
      for (const auto& parameter : each.operation->parameters) {
        auto values = each.values;
        values[std::string(parameter.name)] = text;
        EXPECT_TRUE(is_an_answer(ask(home(), each, values).status)) << each.operation->name << " " << parameter.name << " " << text;
        ++tried;
      }
      if (!each.operation->of_object) continue;
      auto other = each;
      other.id = text;
      const auto path = "/en/" + std::string(each.operation->noun) + "/" + percent_encoded(text);
      app::HttpRequest request{.method = each.operation->effect == Effect::reads ? "GET" : "POST", .path = path, .query = {}, .headers = {{"cookie", each.cookies}, {"sec-fetch-site", "same-origin"}},
                               .body = each.operation->effect == Effect::reads ? "" : form_text(each.values), .peer = "192.0.2.9"};
      EXPECT_TRUE(is_an_answer(home().send(std::move(request)).status)) << path;
      ++tried;
    }
  }
  EXPECT_TRUE(store::person_with_mail(home().ledger(), "whole@form.invalid")) << "the table is there, and holds who was invited";
  std::cout << tried << " texts that mean something to a database\n";
}

TEST(EveryOperation, Sec21NamesAreKeptToTheLetter) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  int number = 0;
  for (const auto& text : hostile) {
    const auto mail = "letter" + std::to_string(++number) + "@e.invalid";
    if (home().post("/en/invite-person", form_text({{"name", text}, {"mail", mail}, {"language", "en"}}), cookies).status != 200) continue;
    EXPECT_EQ(store::person_with_mail(home().ledger(), mail)->name, text);
  }
}

// Texts that would do something if they were taken for more than text.
const std::vector<std::string> active{"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'><img src=x onerror=alert(1)>", "</textarea><script>alert(1)</script>",
                                      "</title><img src=x onerror=alert(1)>", "\" onfocus=alert(1) autofocus x=\"", "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>", "<iframe src=//evil.example>",
                                      "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "{{7*7}}", "{{#x}}{{{y}}}{{/x}}", "<base href=//evil.example/>", "]]><script>alert(1)</script>",
                                      "<style>*{display:none}</style>", "<!--", "<form action=//evil.example>", "{n, plural, one {#} other {#}}", "\u2028<b>", "＜script＞alert(1)＜/script＞"};

// Every page has this one (decision 0016).
std::string without_own_script(std::string body) {
  constexpr std::string_view own = "<script src=\"/assets/language.js\" defer></script>";
  if (const auto at = body.find(own); at != std::string::npos) body.erase(at, own.size());
  return body;
}

// What a browser would take for a part of the page: none of it may come from what was typed.
void expect_only_text(const app::HttpResponse& page, const std::string& text) {
  static const std::regex attribute("<[a-z][^>]*\\s(on[a-z]+|style)\\s*=", std::regex::icase);
  static const std::regex address("(href|action|src|formaction)=\"(javascript:|//|data:)", std::regex::icase);
  for (const char* part : {"<script", "<img", "<iframe", "<base", "<style", "onerror=alert(1)>"}) EXPECT_THAT(without_own_script(page.body), Not(HasSubstr(part))) << text;
  const auto without_values = std::regex_replace(page.body, std::regex("\"[^\"]*\""), "");
  EXPECT_FALSE(std::regex_search(without_values, attribute)) << text;
  EXPECT_FALSE(std::regex_search(page.body, address)) << text;
}

TEST(EveryOperation, Sec20ShowsWhatWasTypedAsText) {
  const auto school = home().schools().back(), learner = home().learner_of(school);
  const auto head = home().signed_in("headteacher", school, "improvement"), administrator = home().signed_in("system-administrator", "W92000004", "");
  const auto asked = every_operation(home());
  int number = 0;
  for (const auto& text : active) {
    const auto mail = "active" + std::to_string(++number) + "@e.invalid";
    expect_only_text(home().post("/en/invite-person", form_text({{"name", text}, {"mail", mail}, {"language", "cy"}}), administrator), text);
    expect_only_text(home().post("/en/invite-person", form_text({{"name", text}, {"mail", text}, {"language", text}, {"page", "people/"}}), administrator), text);
    expect_only_text(home().post("/cy/chwilio", form_text({{"q", text}}), head), text);
    expect_only_text(home().post("/en/agree-next-step/" + learner, form_text({{"subject", text}, {"next", text}, {"how", text}, {"version", "0"}, {"page", "progress/" + learner}}), head), text);
    expect_only_text(home().post("/en/sign-in", form_text({{"mail", text}, {"password", text}, {"next", text}})), text);
    expect_only_text(home().get_page("/en/sign-in?next=" + percent_encoded(text)), text);
    expect_only_text(home().get_page("/en/groups?scope=" + percent_encoded(text), administrator), text);
    for (const auto& each : asked)
      if (each.operation->effect == Effect::reads && each.operation->of_object) expect_only_text(home().get_page("/en/" + std::string(each.operation->noun) + "/" + percent_encoded(text), each.cookies), text);
  }
  expect_only_text(home().get_page("/en/people", administrator), "all of them");
}

// A table that is gone under the service, and back again with this object.
class TableGone {
 public:
  explicit TableGone(std::string table) : table_(std::move(table)) { home().ledger().session() << "ALTER TABLE " << table_ << " RENAME TO gone_" << table_; }
  TableGone(const TableGone&) = delete;
  TableGone& operator=(const TableGone&) = delete;
  ~TableGone() { home().ledger().session() << "ALTER TABLE gone_" << table_ << " RENAME TO " << table_; }

 private:
  std::string table_;
};

const std::string canary = "Kanarienvogel";

void expect_nothing_of_inside(const app::HttpResponse& answer, const std::string& where) {
  if (answer.status < 400) return;
  for (const char* inside : {"SELECT", "INSERT", "sqlite", "SQL", "no such table", "audit_entry", "finding_decision", "soci", "exception", "/src/", ".cpp"})
    EXPECT_THAT(answer.body, Not(HasSubstr(inside))) << where;
  EXPECT_THAT(answer.body, Not(HasSubstr(home().folder().string()))) << where;
}

std::string reference_in(const std::string& body) {
  for (const auto& [incident, words] : home().faults)
    if (body.find(incident) != std::string::npos) return incident;
  return {};
}

// Each table that operations need is taken away in turn; every operation is asked, as a page in both languages and by the API.
TEST(EveryOperation, Sec34Sec36AFaultTellsAReferenceAndTheOperatorNothingThatWasTyped) {
  auto asked = every_operation(home());
  std::size_t faults = 0;
  home().faults.clear();
  for (const char* table : {"audit_entry", "held_role", "finding", "load_entry", "kept_answer"}) {
    const TableGone gone(table);
    for (auto& each : asked) {
      auto values = each.values;
      for (auto& [name, value] : values)
        if (value == "whole") value = canary;
      const auto english = ask(home(), each, values), program = ask_api(home(), each, values);
      auto request = app::HttpRequest{.method = "GET", .path = each.address(Language::cy), .query = form_text(each.values), .headers = {{"cookie", each.cookies}}, .body = {}, .peer = "192.0.2.9"};
      const auto welsh = home().send(std::move(request));
      for (const auto* answer : {&english, &welsh, &program}) {
        expect_nothing_of_inside(*answer, std::string(table) + " " + std::string(each.operation->name));
        if (answer->status != 500) continue;
        ++faults;
        EXPECT_NE(reference_in(answer->body), "") << table << " " << each.operation->name << " " << answer->body;
        EXPECT_THAT(answer->body, HasSubstr(answer == &welsh ? "Ein bai ni yw hyn" : "The fault is ours"));
        if (answer == &program) { EXPECT_EQ(header(*answer, "Content-Type"), "application/problem+json"); }
      }
    }
  }
  EXPECT_GT(faults, 100u);
  std::cout << faults << " faults\n";
  for (const auto& [incident, words] : home().faults) {
    EXPECT_EQ(incident.size(), 8u);
    EXPECT_THAT(words, Not(HasSubstr(canary)));
    EXPECT_THAT(words, Not(HasSubstr("@form.invalid")));
  }
}

struct Kind {
  std::string what;
  app::HttpResponse answer;
  unsigned status;
};

std::vector<Kind> every_kind_of_answer() {
  const auto school = home().schools().front(), cookies = home().signed_in("headteacher", school, "improvement");
  const auto administrator = home().signed_in("system-administrator", "W92000004", "");
  std::vector<Kind> kinds;
  for (const char* form : {"", ".csv", ".xlsx", ".json", ".txt", ".print"}) kinds.push_back({form, home().get_page("/en/school/" + school + form, cookies), 200});
  kinds.push_back({"front", home().get_page("/"), 200});
  kinds.push_back({"styles", home().get_page("/assets/potensial.css"), 200});
  kinds.push_back({"no such styles", home().get_page("/assets/none"), 404});
  kinds.push_back({"sign in", home().get_page("/cy/mewngofnodi"), 200});
  kinds.push_back({"to sign in", home().get_page("/en/home"), 303});
  kinds.push_back({"no address", home().get_page("/nowhere"), 404});
  kinds.push_back({"nothing there", home().get_page("/en/school/1", cookies), 404});
  kinds.push_back({"wrong question", home().get_page("/en/school/" + school + "?x=1", cookies), 422});
  kinds.push_back({"wrong form", home().post("/en/invite-person", "name=", administrator), 422});
  kinds.push_back({"from elsewhere", home().send({.method = "POST", .path = "/en/sign-out", .query = {}, .headers = {}, .body = {}, .peer = "192.0.2.1"}), 403});
  kinds.push_back({"another method", home().send({.method = "TRACE", .path = "/en/home", .query = {}, .headers = {{"cookie", cookies}}, .body = {}, .peer = "192.0.2.1"}), 200});
  kinds.push_back({"program", home().send({.method = "GET", .path = "/api/v1/home", .query = {}, .headers = {}, .body = {}, .peer = "192.0.2.1"}), 401});
  kinds.push_back({"document", home().send({.method = "GET", .path = "/api/v1/openapi.json", .query = {}, .headers = {}, .body = {}, .peer = "192.0.2.1"}), 200});
  app::HttpRequest large{.method = "POST", .path = "/en/send-file", .query = {}, .headers = {{"host", "127.0.0.1:8080"}, {"sec-fetch-site", "same-origin"}, {"cookie", cookies}, {"content-length", "999999999999"}}, .body = {}, .peer = "192.0.2.1"};
  kinds.push_back({"too large", home().before_body(large).value_or(app::HttpResponse{}), 413});
  const TableGone gone("held_role");
  kinds.push_back({"fault", home().get_page("/en/home", cookies), 500});
  kinds.push_back({"signed out", home().post("/en/sign-out", "", administrator), 500});
  return kinds;
}

TEST(EveryAnswer, Sec18Sec19CarriesTheHeadersThatProtectABrowser) {
  for (const auto& [what, answer, status] : every_kind_of_answer()) {
    if (what != "another method") { EXPECT_EQ(answer.status, status) << what; }
    EXPECT_EQ(header(answer, "Content-Security-Policy"),
              "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'") << what;
    EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff") << what;
    EXPECT_EQ(header(answer, "Referrer-Policy"), "same-origin") << what;
    EXPECT_EQ(header(answer, "Cross-Origin-Opener-Policy"), "same-origin") << what;
    EXPECT_EQ(header(answer, "Cross-Origin-Resource-Policy"), "same-origin") << what;
    EXPECT_THAT(header(answer, "Permissions-Policy"), HasSubstr("camera=()")) << what;
    EXPECT_EQ(header(answer, "Cache-Control"), what == "styles" ? "public, max-age=3600" : "no-store") << what;
    for (const auto& [name, value] : answer.headers) EXPECT_FALSE(name.starts_with("Access-Control")) << what;
  }
}

TEST(EveryAnswer, Sec16SetsNoCookieThatOthersCouldReadOrUse) {
  store::Transaction transaction(home().ledger());
  const auto id = store::add_person(home().ledger(), {.id = {}, .name = "Cookie", .mail = "cookie@e.invalid", .roles = {}}).value();
  transaction.commit();
  const auto opened = home().post("/en/link/" + home().door().accounts().demonstration_link(id, home().now), "");
  const auto session = std::string(app::session_cookie) + "=" + cookie_set(opened, app::session_cookie);
  const auto left = home().post("/en/sign-out", "", session);
  std::size_t cookies = 0;
  for (const auto* answer : {&opened, &left})
    for (const auto& [name, value] : answer->headers) {
      if (name != "Set-Cookie") continue;
      EXPECT_THAT(value, AllOf(testing::StartsWith("__Host-"), HasSubstr("; Secure"), HasSubstr("; HttpOnly"), HasSubstr("; SameSite=Lax"), HasSubstr("; Path=/"), Not(HasSubstr("Domain"))));
      ++cookies;
    }
  EXPECT_GE(cookies, 3u) << "a session, a language, and a session that ends";
}

TEST(Sessions, Sec14OneThatSomebodyElseChoseIsNeverTaken) {
  const std::string chosen(43, 'A'), planted = std::string(app::session_cookie) + "=" + chosen;
  EXPECT_EQ(home().get_page("/en/home", planted).status, 303u);
  store::Transaction transaction(home().ledger());
  const auto id = store::add_person(home().ledger(), {.id = {}, .name = "Fixed", .mail = "fixed@e.invalid", .roles = {}}).value();
  transaction.commit();
  const auto opened = home().post("/en/link/" + home().door().accounts().demonstration_link(id, home().now), "", planted);
  EXPECT_NE(cookie_set(opened, app::session_cookie), chosen);
  EXPECT_EQ(home().get_page("/en/home", planted).status, 303u);
  const auto open = std::string(app::session_cookie) + "=" + cookie_set(opened, app::session_cookie);
  ASSERT_EQ(home().get_page("/en/home", open).status, 200u);
  const auto again = home().post("/en/link/" + home().door().accounts().demonstration_link(id, home().now), "", open);
  EXPECT_EQ(home().get_page("/en/home", open).status, 303u) << "signing in again ends what was open here";
  EXPECT_EQ(home().get_page("/en/home", std::string(app::session_cookie) + "=" + cookie_set(again, app::session_cookie)).status, 200u);
}

TEST(Sessions, Sec13AWrongPasswordAndNoAccountAreAnsweredAlike) {
  store::Transaction transaction(home().ledger());
  const auto id = store::add_person(home().ledger(), {.id = {}, .name = "Known", .mail = "known@e.invalid", .roles = {}}).value();
  transaction.commit();
  auto& accounts = home().door().accounts();
  accounts.choose_password({"192.0.2.1", {}, home().now}, accounts.invite(id, home().now), "tri chwarter awr i fyny").value();
  const auto tried = [](const std::string& name) {
    auto answer = home().post("/en/sign-in", "mail=" + name + "%40e.invalid&password=anghywir+anghywir");
    answer.body = std::regex_replace(answer.body, std::regex(name), "name");
    return answer;
  };
  const auto known = tried("known"), unknown = tried("nobdy");
  EXPECT_EQ(known.status, 422u);
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.headers, unknown.headers);
  EXPECT_EQ(known.body, unknown.body);
}

// One asks without pause while the role is ended: whatever is asked after that must be refused.
TEST(Sessions, Sec4OfAHundredRacesNoneIsWonLate) {
  const auto address = "/en/account";
  const auto school = "/en/school/" + home().schools().front();
  std::size_t late = 0;
  for (int race = 0; race < 100; ++race) {
    const auto cookies = home().signed_in("headteacher", home().schools().front(), "improvement");
    const auto id = static_cast<std::int64_t>(std::ranges::max(store::people(home().ledger()), {}, [](const Person& each) { return static_cast<std::int64_t>(each.id); }).id);
    std::atomic<bool> ended = false, stop = false;
    std::thread asking([&] {
      while (!stop) {
        const bool after = ended;
        const auto status = home().get_page(race % 2 ? school : address, cookies).status;
        late += after && status == 200;
      }
    });
    store::Transaction transaction(home().ledger());
    if (race % 2) store::end_role(home().ledger(), store::person(home().ledger(), PersonId{id})->roles.front().id, Date(2010, 11, 21));
    else store::end_person(home().ledger(), PersonId{id});
    transaction.commit();
    ended = true;
    EXPECT_NE(home().get_page(race % 2 ? school : address, cookies).status, 200u);
    stop = true;
    asking.join();
  }
  EXPECT_EQ(late, 0u);
}

TEST(Sessions, Sec4ARoleEndsAtMidnightOfItsLastDay) {
  const auto cookies = home().signed_in("headteacher", home().schools().front(), "improvement", Date(2010, 11, 22));
  const auto address = "/en/school/" + home().schools().front();
  const auto noon = home().now;
  home().now = std::chrono::sys_days{std::chrono::year{2010} / 11 / 22} + std::chrono::minutes(14);
  EXPECT_EQ(home().get_page(address, cookies).status, 200u);
  home().now = std::chrono::sys_days{std::chrono::year{2010} / 11 / 23} - std::chrono::seconds(1);
  const auto later = home().signed_in("headteacher", home().schools().front(), "improvement", Date(2010, 11, 22));
  EXPECT_EQ(home().get_page(address, later).status, 200u);
  home().now += std::chrono::seconds(1);
  EXPECT_EQ(home().get_page(address, later).status, 404u);
  home().now = noon;
}

}  // namespace every_operation_journey
}  // namespace potensial::tests
