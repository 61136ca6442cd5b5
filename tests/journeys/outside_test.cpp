// Disclosure to outside audiences (DATA-12): all that a governor, an elected member, the head of another school and an
// anonymous visitor can reach is walked, and what it says of learners is given to the attacker.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <regex>
#include <set>

#include <boost/json.hpp>

#include "attack/attack.hpp"
#include "catalogue/messages.hpp"
#include "base/file.hpp"
#include "journeys/site_home.hpp"
#include "service/core_data.hpp"
#include "store/release_store.hpp"
#include "workbook_cells.hpp"

namespace potensial::tests {
namespace outside {

namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }

struct Walked {
  std::map<std::string, std::string> pages;  // by address
  std::set<std::string> nouns;
};

bool is_local_page(const std::string& link) { return link.starts_with("/en/") || link.starts_with("/cy/"); }

std::string noun_of(const std::string& address) { return address.substr(4, address.find_first_of("/?.#", 4) - 4); }

// The page itself, or the page for paper.
bool is_markup(const std::string& address) { return address.find('.') == std::string::npos || address.find(".print") != std::string::npos; }

std::string without_fragment(const std::string& link) { return link.substr(0, link.find('#')); }

// A PDF is the page for paper, printed: the journeys of forms compare the two.
bool is_printed(const std::string& address) { return address.find(".pdf") != std::string::npos; }

// Every page that links lead to, and each of its other forms.
Walked walk(const std::string& cookies, std::initializer_list<std::string> first, const std::set<std::string>& not_into = {}) {
  Walked walked;
  std::deque<std::string> waiting(first);
  while (!waiting.empty()) {
    const auto address = waiting.front();
    waiting.pop_front();
    if (walked.pages.contains(address)) continue;
    const auto answer = home().get_page(address, cookies);
    if (answer.status != 200) continue;
    walked.pages[address] = answer.body;
    walked.nouns.insert(noun_of(address));
    if (address.find('.') != std::string::npos) continue;
    const auto question = address.find('?');
    for (const char* form : {".json", ".csv", ".txt", ".xlsx", ".print"}) waiting.push_back(address.substr(0, question) + form + (question == std::string::npos ? "" : address.substr(question)));
    for (const auto& link : links_of(answer.body))
      if (is_local_page(link) && !is_printed(link) && !not_into.contains(noun_of(link))) waiting.push_back(without_fragment(link));
  }
  return walked;
}

const DataRelease& release() {
  static const auto all = store::releases(home().ledger());
  return all.at(0);
}

json::array labels_of(const Text& name) { return {name.en, name.cy}; }

json::object level(json::array labels, json::array members) { return {{"labels", std::move(labels)}, {"members", std::move(members)}}; }

json::object place_variable(const CountTable& table) {
  const auto& variable = table.variables.front();
  json::array levels;
  for (const auto& each : variable.levels) {
    json::array members;
    for (const auto place : each.members) members.push_back(json::value(variable.categories[place]));
    levels.push_back(level(labels_of(each.name), std::move(members)));
  }
  return {{"name", "place"}, {"titles", {"School or area", "Ysgol neu ardal"}}, {"sensitive", false}, {"known_inside", true},
          {"categories", json::value_from(variable.categories)}, {"levels", std::move(levels)}};
}

json::object reached_variable() {
  return {{"name", "reached"}, {"titles", {"reached"}}, {"sensitive", true}, {"known_inside", false}, {"categories", {"reached", "not-reached"}},
          {"levels", {level({"Learners who reached it", "Dysgwyr a’i cyrhaeddodd"}, {"reached"}),
                      level({"Learners", "Dysgwyr"}, {"reached", "not-reached"})}}};
}

// What stands on a page about one table: from the heading of its stage to the next.
std::string part_about(const std::string& html, const std::string& indicator) {
  const auto begin = html.find("id=\"stage-" + indicator + "\"");
  if (begin == std::string::npos) return {};
  const auto next = std::min(html.find("id=\"stage-", begin + 10), html.find("class=\"pt-note\"", html.find("</figure>", begin)));
  return "<html><body><p " + html.substr(begin, next - begin) + "</body></html>";
}

// The pages that speak of one table, in a folder of their own: tables of different stages share no pupil.
class Published {
 public:
  Published(const std::string& who, const CoreDataTable& table) : folder_(home().folder() / ("outside-" + who + "-" + table.indicator)), table_(table) {
    std::filesystem::create_directories(folder_);
  }

  void put(const Walked& walked) {
    for (const auto& [address, body] : walked.pages)
      if (const auto part = part_about(body, table_.indicator); is_markup(address) && !part.empty()) put_page(part);
    EXPECT_TRUE(write_file(folder_ / "manifest.json", json::serialize(manifest())));
    put_truth();
  }

  attack::AttackReport attacked() const {
    const auto manifest = attack::read_manifest(folder_).value();
    const auto artefacts = attack::read_artefacts(folder_, manifest).value();
    EXPECT_THAT(artefacts.uneven_marks, testing::IsEmpty());
    const auto published = attack::published_cells(manifest, artefacts);
    EXPECT_THAT(published.conflicts, testing::IsEmpty());
    const auto truth = attack::Truth::read(folder_ / "truth.csv", published.variables).value();
    return attack::attack(manifest, artefacts, published, &truth).value();
  }

 private:
  void put_page(const std::string& html) {
    const auto name = "page-" + std::to_string(files_.size()) + ".html";
    EXPECT_TRUE(write_file(folder_ / name, html));
    files_.push_back(json::value(name));
  }

  json::object manifest() const {
    const json::object table{{"id", table_.indicator}, {"universe", table_.indicator}, {"percentages_of", "reached"}, {"files", files_},
                             {"variables", {place_variable(table_.member.table), reached_variable()}}};
    return {{"policy", {{"least_count", 5}, {"full_cell_group", 10}, {"hides_nobody", false}, {"insider_width", 2}, {"mark", "[c]"}}},
            {"tables", json::array{table}}, {"words", {{"count", {"Count"}}, {"percentage", {"Share who reached it", "Cyfran a’i cyrhaeddodd"}}, {"mean", json::array()}}}};
  }

  void put_truth() const {
    std::string text = "place,reached,count\n";
    const char* reached[] = {"reached", "not-reached"};
    const auto& table = table_.member.table;
    for (std::size_t i = 0; i < table.counts.size(); ++i)
      text += table.variables.front().categories[i / 2] + "," + reached[i % 2] + "," + std::to_string(table.counts[i]) + "\n";
    EXPECT_TRUE(write_file(folder_ / "truth.csv", text));
  }

  std::filesystem::path folder_;
  const CoreDataTable& table_;
  json::array files_;
};

const std::set<std::string> open_to_all{"core-data", "data-craidd", "definition", "diffiniad", "front", "", "sign-in", "mewngofnodi", "home", "hafan",
                                        "account", "cyfrif", "fund", "cronfa", "guidance", "canllawiau"};
// What those who give money see beside: totals of authorities, and what bids say of groups of at least 30 (decision 0021).
const std::set<std::string> of_money{"bids", "ceisiadau", "bid", "cais", "improvement", "gwelliant", "assessment", "asesiad", "need-analysis", "dadansoddiad-o-angen", "decisions", "penderfyniadau",
                                            "fund-allocation", "dyraniad-cronfa", "spend", "gwariant", "spend-line", "llinell-wariant", "claim", "hawliad", "money", "arian"};

std::size_t occurrences(const std::string& text, const std::string& of) {
  std::size_t count = 0;
  for (auto at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) ++count;
  return count;
}

std::size_t marked_cells(const std::string& workbook) {
  std::size_t count = 0;
  for (const auto& row : rows_of_tables(workbook)) count += static_cast<std::size_t>(std::ranges::count(row, "[c]"));
  return count;
}

void expect_protected(const std::string& who, const Walked& walked) {
  std::size_t marked = 0;
  for (const auto& table : release().tables) {
    Published published(who, table);
    published.put(walked);
    const auto report = published.attacked();
    marked += report.marked;
    EXPECT_EQ(report.false_claims, 0u) << table.indicator;
    for (const auto& each : report.recovered) ADD_FAILURE() << who << ": " << table.indicator << " " << each.cell << " by " << each.how;
  }
  EXPECT_GT(marked, 0u) << "nothing was hidden, so nothing is proven";
}

// The page of all schools, with the true count of one hidden cell printed in it.
Walked spoiled(Walked walked, const CoreDataTable& table) {
  const auto& released = table.member.table;
  const auto& places = released.variables.front();
  for (std::size_t place = 0; place < places.categories.size(); ++place) {
    const auto count = released.counts[2 * place];
    if (table.member.shown[2 * place] || count == 0) continue;
    const std::regex row(">" + places.levels[place].name.en + "</a></th><td[^>]*>[^<]*</td><td[^>]*>[^<]*</td><td[^>]*>\\[c\\]");
    for (auto& [address, body] : walked.pages)
      if (std::smatch found; address.find('.') == std::string::npos && std::regex_search(body, found, row)) {
        const auto end = static_cast<std::size_t>(found.position() + found.length()) - 3;
        body.replace(end, 3, std::to_string(count));
        return walked;
      }
  }
  return {};
}

// Workbooks hide what the pages hide: as many cells of each say so.
void expect_alike_in_workbooks(const Walked& walked) {
  std::size_t compared = 0, hidden = 0;
  for (const auto& [address, body] : walked.pages) {
    const auto form = address.find(".xlsx");
    if (form == std::string::npos) continue;
    const auto json = walked.pages.find(std::string(address).replace(form, 5, ".json"));
    ASSERT_NE(json, walked.pages.end()) << address;
    const auto marks = occurrences(json->second, "\"mark\":\"suppressed\"");
    EXPECT_EQ(marked_cells(body), marks) << address;
    hidden += marks;
    ++compared;
  }
  EXPECT_GT(compared, 50u);
  EXPECT_GT(hidden, 0u);
}

std::string the_school() { return home().schools().front(); }
std::string another_school() { return home().schools().back(); }

// Heads of columns that say how learners of other schools did.
std::vector<std::string> heads_of_others() {
  const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  std::vector<std::string> heads;
  for (const char* code : {"insight.column.reached-family", "insight.column.reached-authority", "insight.column.reached-nationally", "insight.column.family"})
    for (const auto language : {Language::en, Language::cy}) heads.push_back(">" + messages.text(code, {}, language) + "<");
  return heads;
}

}  // namespace outside

TEST(OutsideAudiences, AVisitorReachesReleasedFiguresAloneAndNothingProtectedFollows) {
  const auto walked = outside::walk("", {"/en/front", "/cy/front", "/en/core-data/W92000004"});
  EXPECT_THAT(walked.nouns, testing::IsSubsetOf(outside::open_to_all));
  EXPECT_GT(walked.pages.size(), 100u);
  outside::expect_protected("visitor", walked);
  outside::expect_alike_in_workbooks(walked);
}

TEST(OutsideAudiences, OneHiddenCountPrintedOnOnePageIsFound) {
  const auto& table = *std::ranges::find(outside::release().tables, "ks2-csi", &CoreDataTable::indicator);
  const auto walked = outside::spoiled(outside::walk("", {"/en/core-data/W92000004"}, {"data-craidd"}), table);
  ASSERT_FALSE(walked.pages.empty());
  outside::Published published("spoiled", table);
  published.put(walked);
  EXPECT_FALSE(published.attacked().recovered.empty());
}

TEST(OutsideAudiences, AGovernorAndAnElectedMemberReachNoMore) {
  for (const auto& [role, place] : {std::pair<std::string, std::string>{"governor", outside::the_school()}, {"elected-member", "680"}, {"grants-officer", "W92000004"}}) {
    const auto walked = outside::walk(outside::home().signed_in(role, place, ""), {"/en/home", "/cy/hafan"});
    auto open = outside::open_to_all;
    if (role == "elected-member") open.insert({"forum", "fforwm"});  // money of schools, and nothing of learners
    if (role == "grants-officer") open.insert(outside::of_money.begin(), outside::of_money.end());
    EXPECT_THAT(walked.nouns, testing::IsSubsetOf(open)) << role;
    EXPECT_TRUE(walked.nouns.contains("core-data")) << role;
    outside::expect_protected(role, walked);
  }
}

TEST(OutsideAudiences, AHeadLearnsOfOtherSchoolsWhatEverybodyDoes) {
  const auto cookies = outside::home().signed_in("headteacher", outside::another_school(), "improvement");
  const auto walked = outside::walk(cookies, {"/en/home", "/cy/hafan"}, {"learner", "dysgwr", "learners", "dysgwyr", "class", "dosbarth", "progress", "cynnydd", "figure", "ffigur"});
  for (const auto& head : outside::heads_of_others())
    for (const auto& [address, body] : walked.pages) EXPECT_THAT(body, testing::Not(testing::HasSubstr(head))) << address;
  auto released = walked;
  std::erase_if(released.pages, [](const auto& page) { return page.second.find("own-figures") != std::string::npos; });
  outside::expect_protected("head", released);
}

TEST(OutsideAudiences, OfTheirOwnSchoolHeadsSeeTheTrueCountsBesideTheReleasedOnes) {
  const auto school = outside::another_school();
  const auto own = outside::home().get_page("/en/core-data/" + school, outside::home().signed_in("headteacher", school, "improvement"));
  const auto other = outside::home().get_page("/en/core-data/" + school, outside::home().signed_in("headteacher", outside::the_school(), "improvement"));
  EXPECT_THAT(own.body, testing::HasSubstr("own-figures"));
  EXPECT_THAT(other.body, testing::Not(testing::HasSubstr("own-figures")));
}

TEST(OutsideAudiences, NothingIsShownBeforeTheDayOfTheRelease) {
  auto& home = outside::home();
  const auto day = home.now;
  home.now = std::chrono::sys_days{std::chrono::year{2010} / 10 / 31};
  const auto early = home.get_page("/en/core-data/680");
  home.now = day;
  EXPECT_EQ(early.status, 200u);
  EXPECT_THAT(early.body, testing::HasSubstr("No core data set is public yet"));
  EXPECT_THAT(home.get_page("/en/core-data/680").body, testing::HasSubstr("core-ks2-csi"));
  EXPECT_EQ(home.get_page("/en/core-data/nowhere").status, 404u);
}

}  // namespace potensial::tests
