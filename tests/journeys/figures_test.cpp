// What stands behind a figure (DATA-11): every figure that a page links is counted anew, told with its definition and loads,
// and to people entitled to them with its learners.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <boost/json.hpp>

#include "journeys/site_home.hpp"
#include "store/audit_log.hpp"
#include "store/finding_store.hpp"
#include "store/load_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::tests {
namespace figure_journey {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }

std::string quoted(const std::string& value) {
  std::string text;
  for (const char c : value) text += c == ':' ? std::string("%3A") : c == ',' ? std::string("%2C") : std::string(1, c);
  return text;
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

// "/en/figure/680.json?indicator=ks2-points&year=2010": where a cell leads.
std::string address_of(const json::object& link, const char* ending) {
  std::string address = "/en/" + text_of(link.at("noun")) + "/" + quoted(text_of(link.at("id"))) + ending;
  char sign = '?';
  if (link.contains("query"))
    for (const auto& [name, value] : link.at("query").as_object()) {
      address += sign + std::string(name) + "=" + quoted(text_of(value));
      sign = '&';
    }
  return address;
}

void collect_tables(const json::array& blocks, std::vector<json::object>& tables) {
  for (const auto& block : blocks) {
    if (block.at("kind") == "table") tables.push_back(block.as_object());
    if (block.at("kind") == "details") collect_tables(block.at("blocks").as_array(), tables);
  }
}

std::vector<json::object> tables_of(const std::string& page) {
  std::vector<json::object> tables;
  collect_tables(json::parse(page).at("blocks").as_array(), tables);
  return tables;
}

// The number under a heading; nothing where the table has no such column or the cell no number.
std::optional<double> number_under(const json::object& table, const json::array& row, std::string_view heading) {
  const auto& columns = table.at("columns").as_array();
  for (std::size_t at = 0; at < columns.size(); ++at)
    if (columns[at].as_string() == heading)
      if (const auto* value = row[at].as_object().if_contains("value"); value && value->is_number()) return value->to_number<double>();
  return std::nullopt;
}

// The row of the tables of a figure page that is of its only year, or of its years together.
struct Behind {
  json::object counts, scale;
  std::optional<double> searched;  // of several years: learners as a search takes them

  std::optional<double> counted(std::string_view heading) const { return number(counts, heading); }
  std::optional<double> on_scale(std::string_view heading) const { return number(scale, heading); }
  static const json::array& whole_row(const json::array& rows) {
    const bool once = text_of(rows.back().at(0).at("text")) == "each learner once";
    return rows[rows.size() - (once ? 2 : 1)].as_array();
  }
  static std::optional<double> number(const json::object& table, std::string_view heading) {
    return table.empty() ? std::nullopt : number_under(table, whole_row(table.at("rows").as_array()), heading);
  }
};

// The number in the sentence about searches: "...: 836 learners with an earlier result."
std::optional<double> searched_in(const std::string& page) {
  const auto begin = page.find("A search of groups"), colon = page.find(": ", begin);
  if (begin == std::string::npos || colon == std::string::npos) return std::nullopt;
  std::string digits;
  for (auto at = colon + 2; at < page.size() && page[at] != ' '; ++at)
    if (page[at] != ',') digits += page[at];
  return std::stod(digits);
}

Behind behind(const std::string& page) {
  Behind found;
  found.searched = searched_in(page);
  for (auto& table : tables_of(page)) {
    if (table.at("id") == "counts") found.counts = table;
    if (table.at("id") == "scale") found.scale = table;
  }
  return found;
}

bool is(const std::string& id, std::string_view part) { return id.find(part) != std::string::npos; }

// One person, who opens every figure of a page and compares it with what is counted behind it.
class Reader {
 public:
  explicit Reader(std::string cookies) : cookies_(std::move(cookies)) {}

  std::string page(const std::string& address) { return home().get_page(address, cookies_).body; }

  // How many figures of each kind of table were compared.
  std::map<std::string, std::size_t> compare(const std::string& address) {
    std::map<std::string, std::size_t> compared;
    for (const auto& table : tables_of(page(address)))
      for (const auto& row : table.at("rows").as_array())
        for (std::size_t at = 0; at < row.as_array().size(); ++at) compare_cell(table, row.as_array(), at, compared);
    return compared;
  }

 private:
  void compare_cell(const json::object& table, const json::array& row, std::size_t at, std::map<std::string, std::size_t>& compared) {
    const auto* link = row[at].as_object().if_contains("link");
    if (!link || link->at("noun") != "figure" || link->at("query").as_object().contains("of")) return;
    const auto address = address_of(link->as_object(), ".json");
    const auto& figure = opened(address);
    if (!figure) return;  // of a place that is not the reader's: the page itself has no link there
    SCOPED_TRACE(text_of(table.at("id")) + ": " + address);
    compare_with(table, row, at, *figure, compared);
  }

  // Many tables lead to one figure.
  const std::optional<Behind>& opened(const std::string& address) {
    const auto [known, fresh] = opened_.try_emplace(address);
    if (fresh)
      if (const auto answer = home().get_page(address, cookies_); answer.status != 404u) {
        EXPECT_EQ(answer.status, 200u) << address;
        known->second = behind(answer.body);
      }
    return known->second;
  }

  static bool of_group(const json::object& cell) { return cell.at("link").at("query").as_object().contains("group"); }

  static void compare_with(const json::object& table, const json::array& row, std::size_t at, const Behind& figure, std::map<std::string, std::size_t>& compared) {
    const auto id = text_of(table.at("id"));
    const auto learners = number_under(table, row, "Learners");
    const auto& cell = row[at].as_object();
    const auto same = [&](const char* kind, std::optional<double> shown, std::optional<double> counted) {
      ASSERT_TRUE(shown && counted) << kind;
      EXPECT_NEAR(*shown, *counted, 1e-9) << kind;
      ++compared[kind];
    };
    const bool first = at == 0, only_expected = !is(id, "previous") && !is(id, "comparable");
    if (const auto* unit = cell.if_contains("unit"); !first && unit && *unit == "percent") {
      same("share elsewhere", cell.at("value").to_number<double>(), figure.counted("Share"));
    } else if (is(id, "comparisons") && learners > 0 && text_of(cell.at("text")) == "what is expected of similar learners") {
      same("finding", learners, figure.searched);
    } else if (is(id, "furthest") || is(id, "better")) {
      same("school of finding", learners, figure.searched);
    } else if (is(id, "comparisons") && learners > 0) {
      same("comparison", learners, figure.on_scale(column_of_comparison(row)));
    } else if (is(id, "groups-") && first) {
      same("group", learners, figure.on_scale("On roll"));
      if (const auto attained = number_under(table, row, "Reached the expected level")) same("numerator", attained, figure.counted("Numerator"));
      if (const auto share = number_under(table, row, "Share")) same("share", share, figure.counted("Share"));
    } else if (is(id, "groups-") && only_expected && of_group(cell)) {
      same("judged", number_under(table, row, "Attained"), figure.on_scale("Attained"));
    } else if (is(id, "trend-")) {
      same("trend", learners, figure.counted("Denominator"));
    } else if (is(id, "within") && of_group(cell)) {
      same("within", learners, figure.on_scale("Beside learners from the same start"));
    } else if (is(id, "schools-")) {
      same("school", learners, figure.on_scale("Beside learners in the same circumstances"));
    } else if (is(id, "authorities-")) {
      same("authority", learners, figure.on_scale("On roll"));
    } else if (is(id, "years")) {
      same("year", learners, figure.on_scale("Of these with an earlier result"));
    } else if (is(id, "results")) {
      same("family", learners, figure.on_scale("With a result"));
    }
  }

  static const char* column_of_comparison(const json::array& row) {
    const auto head = text_of(row[0].at("text"));
    if (is(head, "earlier standard")) return "Beside their own earlier standard";
    return is(head, "comparable") ? "With a result" : "Beside learners in the same circumstances";
  }

  std::string cookies_;
  std::map<std::string, std::optional<Behind>> opened_;
};

std::string officer() { return home().signed_in("authority-data-officer", "680", "improvement"); }

std::string statistician() { return home().signed_in("government-statistician", "W92000004", ""); }

void expect_compared(const std::map<std::string, std::size_t>& compared, std::initializer_list<const char*> kinds) {
  for (const char* kind : kinds) EXPECT_TRUE(compared.contains(kind)) << kind;
}

// Links that a page of this person holds to a kind of page.
std::set<std::string> links_to(const std::string& address, const std::string& noun, const std::string& cookies) {
  std::set<std::string> found;
  for (const auto& link : links_of(home().get_page(address, cookies).body))
    if (link.starts_with("/en/" + noun + "/")) found.insert(link);
  return found;
}

std::string secondary_school() {
  for (const auto& each : store::organisations(home().ledger()))
    if (each.kind == OrganisationKind::school && each.phase == "secondary") return each.id;
  return {};
}

std::vector<std::string> addresses_walked() {
  const auto primary = home().schools().front(), secondary = secondary_school();
  const auto cookies = statistician();
  std::vector<std::string> addresses{"/en/home.json", "/en/wales.json", "/en/authority/680.json", "/en/school/" + primary + ".json",
                                     "/en/groups.json?indicator=ks2-points&scope=680"};
  for (const auto* noun : {"family", "body"})
    for (const auto& link : links_to("/en/school/" + primary, noun, cookies)) addresses.push_back(link.substr(0, link.find('#')) + ".json");
  addresses.push_back("/en/family/" + primary + ".json");
  for (const auto* topic : {"attendance", "exclusions", "completeness", "curriculum", "gaps", "trends", "acquisition", "eligibility"})
    for (const auto& place : {std::string("680"), secondary}) addresses.push_back("/en/" + std::string(topic) + "/" + place + ".json");
  const auto findings = store::findings(home().ledger(), "", "680");
  if (!findings.empty()) addresses.push_back("/en/finding/" + findings.front().id + ".json");
  return addresses;
}

// Levels, points of an examination, yes or no; of the youngest and the oldest.
TEST(Figures, EveryFigureOfASchoolPageIsCountedAnewBehindIt) {
  Reader reader(home().signed_in("authority-data-officer", "680", "attendance"));  // who sees every school and no learner's results
  for (const auto& school : {home().schools().front(), secondary_school()})
    expect_compared(reader.compare("/en/school/" + school + ".json"), {"comparison", "group", "numerator", "share", "trend"});
}

TEST(Figures, SharesOfOtherPlacesAreCountedThere) {
  Reader reader(statistician());
  expect_compared(reader.compare("/en/school/" + home().schools().front() + ".json"), {"share elsewhere", "group"});
}

TEST(Figures, EveryFigureOfAnAuthorityAndOfWalesIsCountedAnewBehindIt) {
  expect_compared(Reader(officer()).compare("/en/authority/680.json"), {"group", "numerator", "share", "school"});
  expect_compared(Reader(statistician()).compare("/en/wales.json"), {"group", "numerator", "share"});
}

TEST(Figures, EveryFigureOfAFamilyIsCountedAnewBehindIt) {
  const auto cookies = statistician();
  const auto families = links_to("/en/school/" + home().schools().front(), "family", cookies);
  ASSERT_FALSE(families.empty());
  const auto page = families.begin()->substr(0, families.begin()->find('#'));
  expect_compared(Reader(cookies).compare(page + ".json"), {"group", "family"});
}

TEST(Figures, OfAFindingTheyAreOfItsGroupInItsYears) {
  const auto cookies = officer();
  std::map<std::string, std::size_t> compared;
  for (const auto& finding : store::findings(home().ledger(), "", "680"))
    compared.merge(Reader(cookies).compare("/en/finding/" + finding.id + ".json"));
  expect_compared(compared, {"year", "finding", "school of finding"});
}

// ---- every number of every page

// Numbers that are no figures, by a part of their table's name and by their heading, each with the reason. Where the row is
// said to open, it must hold a link to a figure.
enum class Row { opens, need_not };
struct NoFigure {
  const char* table;
  const char* heading;
  Row row;
  const char* why;
};
constexpr NoFigure no_figures[] = {
    {"", "Difference", Row::opens, "estimated by a model, or the difference of two figures"},
    {"", "Gap within schools", Row::opens, "estimated by a model"},
    {"", "Beyond its parts", Row::opens, "estimated by a model"},
    {"", "Compared with", Row::opens, "expected by a model, or the mean of other schools, weighted"},
    {"", "Chance of a false alarm (q)", Row::opens, "of a test"},
    {"schools-", "From the same start only", Row::opens, "estimated by a model"},
    {"schools-", "Plain difference of averages", Row::opens, "the difference of what was attained from what a model expects"},
    {"schools-", "Reliability", Row::opens, "of an estimate"},
    {"variation", "Within schools", Row::opens, "a share of variance, not of learners"},
    {"variation", "Between schools", Row::opens, "a share of variance, not of learners"},
    {"variation", "Between years of a school", Row::opens, "a share of variance, not of learners"},
    {"variation", "Between authorities", Row::opens, "a share of variance, not of learners"},
    {"", "Schools", Row::opens, "a number of schools"},
    {"within", "Others", Row::opens, "the rest of those with whom the row is compared"},
    {"better", "Groups and indicators", Row::need_not, "a number of groups"},
    {"not-searched", "Groups", Row::need_not, "a number of groups"},
    {"changes-", "Smallest change that could be seen", Row::opens, "of a test"},
    {"changes-", "Chance of such a change in the levels by chance alone (p)", Row::opens, "of a test"},
    {"members", "Index of challenge", Row::opens, "a sum of weighted circumstances"},
    {"members", "Distance", Row::opens, "between circumstances"},
    {"nearest", "Index of challenge", Row::opens, "a sum of weighted circumstances"},
    {"nearest", "Distance", Row::opens, "between circumstances"},
    {"who-is-missed", "Learners", Row::need_not, "the support register of the school says who they are"},
    {"who-is-missed", "Of", Row::need_not, "the support register of the school says who they are"},
    {"who-is-missed", "Share", Row::need_not, "of the two numbers before it"},
    {"balance", "Middle of these schools", Row::opens, "of the schools in the table above, each of which opens"},
    {"balance", "Lowest", Row::opens, "of the schools in the table above, each of which opens"},
    {"balance", "Highest", Row::opens, "of the schools in the table above, each of which opens"},
    {"balance", "Apart, in units of the usual spread", Row::opens, "between circumstances"},
};

using Number = std::pair<std::string, double>;  // unit and value

std::vector<Number> numbers_of(const std::string& page) {
  std::vector<Number> numbers;
  for (const auto& table : tables_of(page))
    for (const auto& row : table.at("rows").as_array())
      for (const auto& each : row.as_array())
        if (const auto* value = each.as_object().if_contains("value"); value && value->is_number())
          numbers.emplace_back(text_of(each.at("unit")), value->to_number<double>());
  if (const auto searched = searched_in(page)) numbers.emplace_back("count", *searched);
  return numbers;
}

// Opens every figure of a page and looks for its number on what stands behind it.
class Opener {
 public:
  explicit Opener(std::string cookies) : cookies_(std::move(cookies)) {}

  void open(const std::string& address) {
    const auto page = home().get_ready(address, cookies_);
    ASSERT_EQ(page.status, 200u) << address;
    std::map<std::string, std::size_t> alike;  // tables by their headings: two of each are enough
    for (const auto& table : tables_of(page.body)) {
      if (++alike[json::serialize(table.at("columns"))] > 2) continue;
      const auto& rows = table.at("rows").as_array();
      for (std::size_t place = 0; place < rows.size(); ++place)
        for (std::size_t at = 0; at < rows[place].as_array().size() && is_looked_at(place); ++at) check(address, table, rows[place].as_array(), at);
    }
  }

  std::size_t opened() const { return opened_; }
  const std::map<std::string, std::string>& closed() const { return closed_; }  // a table and heading, with a page that has it
  bool used(const NoFigure& rule) const { return used_.contains(&rule); }

 private:
  // The first row of a table, and then one in twenty: its rows are made alike.
  static bool is_looked_at(std::size_t row) { return row % 20 == 0; }

  void check(const std::string& address, const json::object& table, const json::array& row, std::size_t at) {
    const auto* value = row[at].as_object().if_contains("value");
    if (!value || !value->is_number()) return;
    const Number number{text_of(row[at].at("unit")), value->to_number<double>()};
    bool row_opens = false;
    found_ = false;
    for (const auto& cell : row) row_opens = stands_behind(cell, number) || row_opens;
    if (found_) return void(++opened_);
    const auto id = text_of(table.at("id")), heading = text_of(table.at("columns").as_array()[at]);
    for (const auto& rule : no_figures)
      if (is(id, rule.table) && heading == rule.heading && (rule.row == Row::need_not || row_opens)) return void(used_.insert(&rule));
    closed_.emplace(id + " | " + heading, address + ": " + text_of(row[0].at("text")) + " " + std::to_string(number.second));
  }

  // Whether the cell leads to a figure; notes whether the number stands there.
  bool stands_behind(const json::value& cell, const Number& number) {
    const auto* link = cell.as_object().if_contains("link");
    if (!link || link->at("noun") != "figure") return false;
    for (const auto& each : behind_of(address_of(link->as_object(), ".json")))
      if (each.first == number.first && std::abs(each.second - number.second) <= 1e-9 * (1 + std::abs(number.second))) found_ = true;
    return true;
  }

  const std::vector<Number>& behind_of(const std::string& address) {
    const auto [known, fresh] = behind_.try_emplace(address);
    if (fresh) {
      const auto page = home().get_page(address, cookies_);
      EXPECT_EQ(page.status, 200u) << address;
      if (page.status == 200) known->second = numbers_of(page.body);
    }
    return known->second;
  }

  std::string cookies_;
  std::map<std::string, std::vector<Number>> behind_;
  std::map<std::string, std::string> closed_;
  std::set<const NoFigure*> used_;
  std::size_t opened_ = 0;
  bool found_ = false;
};

TEST(Figures, EveryNumberOfEveryPageOpensToWhatStandsBehindItOrIsNamedAsNoFigure) {
  Opener opener(statistician());
  for (const auto& address : addresses_walked()) opener.open(address);
  for (const auto& [what, where] : opener.closed()) ADD_FAILURE() << what << "  on " << where;
  for (const auto& rule : no_figures) EXPECT_TRUE(opener.used(rule)) << rule.table << " | " << rule.heading << " is no longer needed";
  EXPECT_GT(opener.opened(), 200u);
}

// The learners of a figure, as everything of them is downloaded.
struct Listed {
  std::size_t all = 0, numerator = 0, denominator = 0;
};

Listed listed(const std::string& address, const std::string& cookies) {
  Listed found;
  for (const auto& table : tables_of(home().get_page(address, cookies).body))
    if (table.at("id") == "learners")
      for (const auto& row : table.at("rows").as_array()) {
        const auto word = text_of(row.at(1).at("text"));
        ++found.all;
        found.numerator += word == "in the numerator";
        found.denominator += word == "in the numerator" || word == "in the denominator alone";
      }
  return found;
}

TEST(Figures, ThoseEntitledSeeWhoIsInTheNumeratorAndInTheDenominator) {
  const auto cookies = officer();
  const std::string figure = "/en/figure/680.json?indicator=ks2-csi&group=sex%3AM";
  const auto counted = behind(home().get_page(figure, cookies).body);
  const auto all = listed(figure + "&rows=all", cookies);
  EXPECT_EQ(double(all.all), counted.on_scale("On roll"));
  EXPECT_EQ(double(all.numerator), counted.counted("Numerator"));
  EXPECT_EQ(double(all.denominator), counted.counted("Denominator"));
  EXPECT_EQ(listed(figure, cookies).all, 25u);
  EXPECT_GT(all.all, 50u);
}

// Additional needs are a purpose that opens results and characteristics, and no attendance.
TEST(Figures, TheListTellsNoMoreOfALearnerThanThePurposeOpens) {
  const auto school = home().schools().front(), of_school = "/en/figure/" + school;
  const auto needs = home().signed_in("authority-data-officer", "680", "additional-needs");
  for (const auto& closed : {of_school + "?of=attendance&year=2010", of_school + "?of=exclusions&year=2010"}) {
    EXPECT_EQ(home().get_page(closed, needs).status, 200u) << closed;
    EXPECT_TRUE(links_to(closed, "learner", needs).empty()) << closed;
    EXPECT_FALSE(links_to(closed, "learner", officer()).empty()) << closed;
  }
  for (const auto& open : {of_school + "?of=circumstances&item=fsm&since=2008&year=2010", of_school + "?of=completeness&item=fsm&year=2010",
                           of_school + "?indicator=ks2-points&group=sex%3AM"})
    EXPECT_FALSE(links_to(open, "learner", needs).empty()) << open;
}

// Of a descriptive page, too, the list holds whom the counts count.
TEST(Figures, OfDescriptionsTheListIsWhoIsCounted) {
  const auto cookies = officer();
  for (const auto& figure : {"680.json?of=exclusions&since=2009&year=2010&group=sex%3AM", "680.json?of=trends&indicator=ks2-csi&year=2010",
                             "680.json?of=completeness&item=ethnic-group&year=2010"}) {
    const auto address = "/en/figure/" + std::string(figure);
    const auto counted = behind(home().get_page(address, cookies).body);
    const auto all = listed(address + "&rows=all", cookies);
    EXPECT_EQ(double(all.numerator), counted.counted("Numerator")) << figure;
    EXPECT_EQ(double(all.denominator), counted.counted("Denominator")) << figure;
    EXPECT_EQ(double(all.all), counted.counted("On roll")) << figure;
    EXPECT_GT(all.denominator, 0u) << figure;
  }
}

TEST(Figures, OfDescriptionsWhatIsNotThereIsNotFound) {
  const auto cookies = officer();
  for (const char* query : {"of=no-such&year=2010", "of=attendance", "of=attendance&year=1999", "of=attendance&since=2009&year=2010", "of=attendance&year=2010&group=no%3Asuch",
                            "of=completeness&item=height&year=2010", "of=circumstances&item=fsm&year=2010", "of=gaps&indicator=ks2-csi&year=2010&item=no%3Asuch",
                            "of=trends&indicator=no-such&year=2010", "of=acquisition&indicator=ks2-csi&year=2010&item=no-such", "of=exclusions&year=2010&without=6802801",
                            "of=fallen-back&indicator=no-such&year=2010", "of=curriculum&year=x"}) {
    const auto status = home().get_page("/en/figure/680?" + std::string(query), cookies).status;
    EXPECT_TRUE(status == 404u || status == 422u) << query << ": " << status;
  }
}

TEST(Figures, ThePagesOfTheListHoldEachLearnerOnceAndItsFileHoldsAll) {
  const auto cookies = officer();
  const std::string figure = "/en/figure/680?indicator=ks2-csi&group=sex%3AM";
  const auto all = listed("/en/figure/680.json?indicator=ks2-csi&group=sex%3AM&rows=all", cookies).all;
  std::set<std::string> learners;
  for (std::size_t page = 1; page <= (all + 24) / 25; ++page) {
    const auto here = links_to(figure + "&page=" + std::to_string(page), "learner", cookies);
    learners.insert(here.begin(), here.end());
  }
  EXPECT_EQ(learners.size(), all);
  const auto links = links_of(home().get_page(figure, cookies).body);
  const auto file = std::ranges::find_if(links, [](const std::string& link) { return link.starts_with("/en/figure/680.csv?") && is(link, "rows=all"); });
  ASSERT_NE(file, links.end());
  const auto csv = home().get_page(*file, cookies);
  EXPECT_EQ(csv.status, 200u);
  EXPECT_GT(std::size_t(std::ranges::count(csv.body, '\n')), all);
}

TEST(Figures, EveryLearnerWhoIsShownHasALineInTheAuditLog) {
  const auto school = home().schools().front();
  const auto cookies = home().signed_in("headteacher", school, "improvement");
  const auto shown = links_to("/en/figure/" + school + "?indicator=ks2-points", "learner", cookies);
  ASSERT_FALSE(shown.empty());
  for (const auto& link : shown) {
    const auto lines = store::audit_lines(home().ledger(), link.substr(4), 1);
    ASSERT_FALSE(lines.empty()) << link;
    EXPECT_EQ(lines.back().entry.operation, "see-figure");
    EXPECT_EQ(lines.back().entry.reason, "improvement");
  }
}

TEST(Figures, OthersSeeNoLearnerAndNoPlaceThatIsNotTheirs) {
  const auto school = home().schools().front(), other = home().schools().back();
  const std::string figure = "/en/figure/" + school + "?indicator=ks2-points";
  for (const auto& cookies : {statistician(), home().signed_in("authority-data-officer", "680", "attendance")}) {
    const auto page = home().get_page(figure, cookies);
    EXPECT_EQ(page.status, 200u);
    EXPECT_THAT(page.body, Not(HasSubstr("/en/learner/")));
    EXPECT_THAT(page.body, Not(HasSubstr("id=\"learners\"")));
  }
  const auto head = home().signed_in("headteacher", other, "improvement");
  EXPECT_EQ(home().get_page(figure, head).status, 404u);
  EXPECT_EQ(home().get_page("/en/figure/680?indicator=ks2-points", head).status, 404u);
  EXPECT_EQ(home().get_page("/en/figure/loaded?indicator=ks2-points", head).status, 404u);
  EXPECT_EQ(home().get_page(figure, home().signed_in("governor", school, "")).status, 404u);
}

TEST(Figures, WhatIsNotThereIsNotFound) {
  const auto cookies = officer();
  for (const char* query : {"indicator=no-such", "indicator=ks2-points&group=no%3Asuch", "indicator=ks2-points&year=1999", "indicator=ks2-points&year=x",
                            "indicator=ks2-points&since=2010&year=2009", "indicator=ks2-points&without=6809999"})
    EXPECT_EQ(home().get_page("/en/figure/680?" + std::string(query), cookies).status, 404u) << query;
  EXPECT_EQ(home().get_page("/en/figure/680", cookies).status, 422u) << "of which outcome?";
}

TEST(Figures, NameTheLoadsOfItsLearnersAndTheDefinitionThatHeld) {
  const auto cookies = officer();
  const std::string figure = "/en/figure/680?indicator=ks2-csi&year=2009";
  const auto loads = links_to(figure, "load", cookies);
  std::set<std::string> collections;
  for (const auto& link : loads) {
    const auto load = store::load_with_id(home().ledger(), std::stoll(link.substr(9))).value();
    EXPECT_TRUE(load.year == AcademicYear{2009} || load.year == AcademicYear{0}) << load.file;
    EXPECT_THAT(load.organisation, ::testing::StartsWith("680"));
    collections.insert(load.collection);
  }
  EXPECT_TRUE(collections.contains("assessment") && collections.contains("census"));
  EXPECT_THAT(home().get_page(figure, cookies).body, HasSubstr("/en/definition/ks2-csi"));
  EXPECT_EQ(links_to(figure, "load", statistician()).size(), 0u) << "a load is opened by whoever may see it";
}

// The return of the authority is a later load than the census.
TEST(Figures, OfDescriptionsNameTheLoadsOfEveryCollectionTheyRead) {
  std::set<std::string> of_authority;
  for (const auto& link : links_to("/en/figure/680?of=attendance&year=2010", "load", officer())) {
    const auto load = store::load_with_id(home().ledger(), std::stoll(link.substr(9))).value();
    if (load.organisation == "680") of_authority.insert(load.collection);
  }
  EXPECT_THAT(of_authority, ::testing::ElementsAre("attendance", "census"));
}

TEST(Figures, ThoseOutsideComeFromTheCoreDataToTheDefinition) {
  const auto governor = home().signed_in("governor", home().schools().front(), "");
  const auto definitions = links_to("/en/core-data/" + home().schools().front(), "definition", governor);
  ASSERT_TRUE(definitions.contains("/en/definition/ks2-csi"));
  EXPECT_EQ(home().get_page("/en/definition/ks2-csi", governor).status, 200u);
  EXPECT_THAT(links_to("/en/core-data/" + home().schools().front(), "figure", governor), ::testing::IsEmpty());
}

}  // namespace figure_journey
}  // namespace potensial::tests
