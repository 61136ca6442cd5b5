// Money from an authority to its schools: what if need weighed more (DEL-03, TGT-01), options, the Forum's view before a
// release (DEL-01) by a second person (SEC-8), and whether the money follows need (TGT-04, DEL-02) against what was planted.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "journeys/submission_steps.hpp"
#include "model/pence.hpp"
#include "store/audit_log.hpp"
#include "store/delegation_store.hpp"

namespace potensial::tests {
namespace delegation_journey {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }

json::value page(const std::string& address, const std::string& cookies) {
  const auto answer = home().get_ready(address, cookies);
  EXPECT_EQ(answer.status, 200u) << address << answer.body.substr(0, 500);
  return json::parse(answer.body);
}

const json::object* table(const json::value& page, std::string_view id) {
  for (const auto& block : page.at("blocks").as_array())
    if (block.at("kind").as_string() == "table" && block.at("id").as_string() == id) return &block.as_object();
  return nullptr;
}

double number(const json::value& cell) { return cell.at("value").to_number<double>(); }

// What the file of the nation says of a financial year: pence of each school, and all that was kept.
struct OfFile {
  std::map<std::string, std::int64_t> schools;
  std::int64_t delegated = 0, central = 0;
};

OfFile of_file(std::string_view year) {
  const auto text = read_file(home().nation() / "money/delegation.csv").value();
  CsvCells file(text);
  const auto& row = file.cells();
  OfFile found;
  file.next();
  while (file.next()) {
    if (row[1] != year) continue;
    const auto amount = pence(row[7]).value().count;
    if (row[3].empty()) found.central += amount;
    else found.schools[std::string(row[3])] = amount, found.delegated += amount;
  }
  return found;
}

TEST(Delegation, LastYearIsWhatTheFileTells) {
  const auto file = of_file("2009-10");
  ASSERT_GT(file.schools.size(), 10u);
  const auto shown = page("/en/allocation/680.json?year=2010-11", officer());
  const auto* schools = table(shown, "schools");
  ASSERT_TRUE(schools);
  std::size_t compared = 0;
  for (const auto& row : schools->at("rows").as_array()) {
    const auto& heading = row.at(0).as_object();
    if (!heading.contains("link") || heading.at("link").is_null()) continue;
    const auto known = file.schools.find(std::string(heading.at("link").at("id").as_string()));
    if (known == file.schools.end()) continue;
    EXPECT_EQ(std::llround(number(row.at(4))), known->second);
    ++compared;
  }
  EXPECT_GT(compared, 10u);
}

// Whatever the weights: what the schools would get is the sum, to the penny.
TEST(Delegation, EveryFormulaSharesTheWholeSum) {
  const auto cookies = officer();
  for (const char* formula : {"learners=1&lump=0&need=0", "learners=7&lump=3&need=90", "need=1", "learners=50&lump=10&need=40&floor=98&cap=150&damping=50"}) {
    const auto shown = page(std::string("/en/allocation/680.json?year=2010-11&total=1000000.01&") + formula, cookies);
    const auto* schools = table(shown, "schools");
    ASSERT_TRUE(schools) << formula;
    const auto& rows = schools->at("rows").as_array();
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) sum += std::llround(number(rows[i].at(2)));
    EXPECT_EQ(sum, 100000001) << formula;
    EXPECT_EQ(std::llround(number(rows.back().at(2))), 100000001) << formula;
  }
}

// By teachers alone: what schools get stands to each other as the sums of full time in the file of teachers.
TEST(Delegation, Del03ATeachersPartOfFullTimeCounts) {
  std::map<std::string, std::int64_t> parts;   // of full time, in hundredths
  const auto text = read_file(home().nation() / "staff/2010/680.csv").value();
  CsvCells cells(text);
  cells.next();
  while (cells.next()) parts[std::string(cells.cells()[1])] += std::llround(100 * std::strtod(std::string(cells.cells()[5]).c_str(), nullptr));
  const auto shown = page("/en/allocation/680.json?year=2010-11&total=1000000&staff=1", officer());
  std::int64_t all = 0;
  std::map<std::string, double> pence;
  for (const auto& row : table(shown, "schools")->at("rows").as_array()) {
    const auto& heading = row.at(0).as_object();
    if (!heading.contains("link")) continue;
    const std::string school(heading.at("link").at("id").as_string());
    all += parts.at(school);
    pence[school] = number(row.at(2));
  }
  ASSERT_GT(pence.size(), 10u);
  for (const auto& [school, amount] : pence) EXPECT_NEAR(amount, 1e8 * double(parts.at(school)) / double(all), 1) << school;
  EXPECT_THAT(home().get_ready("/en/allocation/680?year=2010-11&total=1000000&staff=1", officer()).body, HasSubstr("Teachers, full-time equivalent"));
}

TEST(Delegation, MoreWeightOfNeedBringsMoreToTheNeediestFifth) {
  const auto cookies = officer();
  double before = -1, index = 1;
  for (const char* need : {"0", "20", "40", "80"}) {
    const auto shown = page(std::string("/en/allocation/680.json?year=2010-11&total=1000000&learners=60&lump=0&need=") + need, cookies);
    const auto& rows = table(shown, "follows")->at("rows").as_array();
    const auto now = number(rows[0].as_array().back()), at = number(rows[3].as_array().back());
    EXPECT_GT(now, before);
    EXPECT_LT(at, index);
    before = now;
    index = at;
  }
}

TEST(Delegation, AWrongWeightIsSaidAtItsField) {
  const auto english = home().get_ready("/en/allocation/680?year=2010-11&learners=many", officer()).body;
  EXPECT_THAT(english, AllOf(HasSubstr("“many” is no weight"), HasSubstr("id=\"weights-learners-fault\""), HasSubstr("value=\"many\""), Not(HasSubstr("What each school would get"))));
  EXPECT_THAT(home().get_ready("/cy/dyraniad/680?year=2010-11&floor=200", officer()).body, HasSubstr("Gostyngwch y llawr"));
  EXPECT_THAT(home().get_ready("/en/allocation/680?year=2010", officer()).body, HasSubstr("is no financial year"));
}

// Authorities of the catalogue that sent nothing are there too, for whoever may see them.
TEST(Delegation, Sec1AnOfficerOfOneAuthorityAsksNothingOfAnother) {
  const auto cookies = officer(), data_officer = home().signed_in("authority-data-officer", "680", "improvement"), statistician = home().signed_in("government-statistician", "W92000004", "");
  for (const char* noun : {"allocation", "forum", "alignment"}) {
    const auto address = std::string("/en/") + noun + "/681";
    EXPECT_EQ(home().get_ready(address, cookies).status, 404u) << noun;
    EXPECT_EQ(home().get_ready(address, data_officer).status, 404u) << noun;
    EXPECT_EQ(home().get_ready(address, statistician).status, 200u) << noun;
  }
  EXPECT_EQ(home().post("/en/keep-option/681", "year=2010-11&total=1&name=A&reason=A&on-schools=A&on-services=A", cookies).status, 404u);
  EXPECT_EQ(home().post("/en/release-delegation/680", "option=1", data_officer).status, 404u);
}

TEST(Delegation, SaysWhosePlaceHangsOnAWeight) {
  const auto shown = page("/en/allocation/680.json?year=2010-11", officer());
  const auto* depends = table(shown, "depends");
  ASSERT_TRUE(depends);
  EXPECT_EQ(depends->at("rows").as_array().size(), 3u);
}

std::string post_option(const std::string& name, const std::string& cookies) {
  const auto kept = home().post("/en/keep-option/680", "year=2010-11&total=900000&learners=50&lump=10&need=40&name=" + name + "&reason=More+for+need&on-schools=Heads+train+more&on-services=Two+advisers+fewer", cookies);
  EXPECT_EQ(kept.status, 303u) << kept.body.substr(0, 300);
  return std::to_string(store::delegation_options(home().ledger(), {"680", better_schools_fund, {2010}}).back().id);
}

std::string meeting(const std::string& view) {
  return "year=2010-11&day=2010-02-10&paper=Paper+3&options=A+and+B&members=Nine+of+twelve&view=" + view + "&words=Good";
}

TEST(Delegation, Sec8Del01IsReleasedByASecondPersonAfterTheForumsView) {
  const auto first = officer(), second = officer();
  const auto option = post_option("B", first), body = "page=allocation%2F680&option=" + option;
  EXPECT_THAT(home().get_ready("/en/allocation/680?year=2010-11", second).body, AllOf(HasSubstr("until one is, nothing can be released"), HasSubstr("Option B")));
  EXPECT_THAT(home().post("/en/release-delegation/680", body, second).body, HasSubstr("Record the meeting"));
  EXPECT_EQ(home().post("/en/record-forum/680", meeting("none"), first).status, 303u);
  EXPECT_EQ(home().post("/en/release-delegation/680", body, second).status, 422u) << "no view was given";
  EXPECT_EQ(home().post("/en/record-forum/680", meeting("agrees"), first).status, 303u);
  EXPECT_THAT(home().post("/en/release-delegation/680", body, first).body, HasSubstr("You kept this option yourself"));
  EXPECT_EQ(home().post("/en/release-delegation/680", "page=allocation%2F680&option=1", second).status, 422u) << "the Forum said nothing of an earlier year";
  EXPECT_FALSE(store::released_delegation(home().ledger(), "680", better_schools_fund, {2010}));
  EXPECT_EQ(home().post("/en/release-delegation/680", body, second).status, 303u);
  const auto released = store::released_delegation(home().ledger(), "680", better_schools_fund, {2010});
  ASSERT_TRUE(released);
  EXPECT_EQ(std::to_string(released->id), option);
  EXPECT_EQ(released->delegated().count, 90000000);
  EXPECT_EQ(home().post("/en/release-delegation/680", "page=allocation%2F680&option=" + post_option("C", first), second).status, 422u) << "a year has one";
  const auto lines = store::audit_lines(home().ledger(), "delegation-option/" + option, 10);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines.front().entry.operation, "keep-option");
  EXPECT_EQ(lines.back().entry.operation, "release-delegation");
  EXPECT_THAT(home().get_ready("/cy/fforwm/680", second).body, AllOf(HasSubstr("Nine of twelve"), HasSubstr("yn cytuno")));
}

// Before it is asked for its view, the Forum has every option with what it would change; its members read that and record nothing.
TEST(Delegation, Del06TheForumHasTheOptionsWithTheirEffectsBeforeIt) {
  const auto first = officer(), member = home().signed_in("forum-member", "680", "");
  const auto no_effect = home().post("/en/keep-option/680", "page=allocation%2F680&year=2010-11&total=900000&learners=1&name=D&reason=Other", first);
  EXPECT_EQ(no_effect.status, 422u) << "an option says what it changes";
  post_option("E", first);
  const auto paper = home().get_page("/en/forum/680?year=2010-11", member);
  ASSERT_EQ(paper.status, 200u);
  EXPECT_THAT(paper.body, AllOf(HasSubstr("The Forum is asked for its view"), HasSubstr("Effect on schools’ own capacity"), HasSubstr("Heads train more"), HasSubstr("Two advisers fewer"),
                                HasSubstr("What every school would get"), HasSubstr("Kept centrally in 2009-10"), Not(HasSubstr("/en/record-forum/"))));
  EXPECT_THAT(home().get_page("/cy/fforwm/680?year=2010-11", member).body, AllOf(HasSubstr("Gofynnir i’r Fforwm"), HasSubstr("Effaith ar wasanaethau canolog")));
  EXPECT_EQ(home().get_page("/en/forum/680?year=soon", member).status, 422u);
  const auto start = home().get_page("/en/home", member).body;
  for (const auto* noun : {"forum", "allocation", "alignment", "need-index"}) {
    EXPECT_THAT(links_of(start), ::testing::Contains(std::string("/en/") + noun + "/680")) << noun;
    EXPECT_EQ(home().get_ready(std::string("/en/") + noun + "/680", member).status, 200u) << noun;
    EXPECT_EQ(home().get_ready(std::string("/en/") + noun + "/681", member).status, 404u) << noun;
  }
  for (const auto* closed : {"/en/authority/680", "/en/spend/680", "/en/plans/680", "/en/school/6802801"}) EXPECT_EQ(home().get_page(closed, member).status, 404u) << closed;
  EXPECT_EQ(home().post("/en/record-forum/680", meeting("agrees"), member).status, 404u);
  EXPECT_EQ(home().post("/en/keep-option/680", "year=2010-11&total=1&name=A&reason=A&on-schools=A&on-services=A", member).status, 404u);
}

// What the paper says every school would get is what was kept, to the penny.
TEST(Delegation, Del03ThePaperShowsEverySchoolsAmountUnderEachOption) {
  const auto first = officer();
  post_option("F", first);
  const auto kept = store::delegation_options(home().ledger(), {"680", better_schools_fund, {2010}}).back();
  const auto shown = page("/en/forum/680.json?year=2010-11", first);
  const auto* schools = table(shown, "paper-schools");
  ASSERT_TRUE(schools);
  const auto& titles = schools->at("columns").as_array();
  std::size_t column = 0;
  while (column < titles.size() && json::serialize(titles[column]).find("\"F\"") == std::string::npos) ++column;
  ASSERT_LT(column, titles.size());
  std::int64_t sum = 0;
  for (const auto& row : schools->at("rows").as_array()) sum += std::llround(number(row.at(column)));
  EXPECT_EQ(sum, kept.delegated().count);
  EXPECT_EQ(sum, 90000000);
}

TEST(Delegation, AMeetingOfTomorrowIsRefused) {
  auto later = meeting("agrees");
  later.replace(later.find("2010-02-10"), 10, "2011-02-10");
  EXPECT_THAT(home().post("/en/record-forum/680", later + "&page=forum%2F680", officer()).body, HasSubstr("Correct the date"));
}

// Only tests read what was planted.
TEST(Delegation, A11TheIndexIsThatOfTheTruth) {
  const auto truth = json::parse(read_file(home().nation().string() + ".truth.json").value());
  const auto& planted = truth.at("authorities").as_array().front().as_object();
  const auto shown = page("/en/alignment/680.json?year=2009-10", officer());
  const auto& row = table(shown, "authorities")->at("rows").as_array().front().as_array();
  EXPECT_NEAR(number(row[4]), planted.at("concentration_index").to_number<double>(), 0.02);
  EXPECT_NEAR(number(row[1]), planted.at("delegated_percent").to_number<double>(), 0.01);
  const auto file = of_file("2009-10");
  EXPECT_EQ(std::llround(number(row[2])), file.delegated);
  EXPECT_EQ(std::llround(number(row[3])), file.central);
}

// Read from the census that was imported, and not from the counts of the file: the same index.
TEST(Delegation, A11TheIndexFromTheCensusIsThatOfTheTruth) {
  const auto truth = json::parse(read_file(home().nation().string() + ".truth.json").value());
  const auto shown = page("/en/allocation/680.json?year=2009-10&total=1000000", officer());
  const auto* follows = table(shown, "follows");
  const auto& columns = follows->at("columns").as_array();
  const auto loaded = std::find_if(columns.begin(), columns.end(), [](const json::value& each) { return each.as_string() == "as loaded from earlier years"; });
  ASSERT_NE(loaded, columns.end());
  const auto& cell = follows->at("rows").at(3).at(static_cast<std::size_t>(loaded - columns.begin()));
  EXPECT_NEAR(number(cell), truth.at("authorities").at(0).at("concentration_index").to_number<double>(), 0.02);
}

TEST(Delegation, NeedAndMoneyNamesWhoHasMostAndLeast) {
  const auto words = home().get_ready("/cy/aliniad/680?year=2009-10", officer()).body;
  EXPECT_THAT(words, AllOf(HasSubstr("Angen ac arian"), HasSubstr("Yn cael llawer llai"), HasSubstr("heb enwi gweithgaredd")));
  EXPECT_THAT(home().get_ready("/en/alignment/680?year=1999-00", officer()).body, HasSubstr("No delegation was released for this year"));
  const auto statistician = home().signed_in("government-statistician", "W92000004", "");
  EXPECT_THAT(home().get_ready("/en/alignment/W92000004?year=2009-10", statistician).body, HasSubstr("All authorities"));
  EXPECT_EQ(home().get_ready("/en/alignment/W92000004", officer()).status, 404u);
}

std::int64_t sum_of_central(const json::value& shown) {
  std::int64_t sum = 0;
  for (const auto& row : table(shown, "central")->at("rows").as_array()) sum += std::llround(number(row.at(1)));
  return sum;
}

TEST(Delegation, Del04MoneyKeptCentrallyIsForActivitiesWithOutcomesAndAddsUpToThePenny) {
  frozen_need(home());
  const auto figure = store::need_analyses_of(home().ledger(), "680").front().figures.front();
  const auto asked = [&](const std::string& amount, double target, const std::string& evaluated) {
    return form_body({{"year", "2008-09"}, {"of", "1"}, {"name", "Reading leaders of the county"}, {"amount", amount}, {"outcome", figure.group + "|" + figure.indicator},
                      {"target", std::to_string(target)}, {"outcome-day", "2009-08-31"}, {"evaluation-day", evaluated}, {"evaluation", "Beside like learners."}, {"page", "alignment/680?year=2008-09"}});
  };
  const auto add = [&](const std::string& form, const std::string& who) { return home().post("/en/add-central-activity/680", form, who); };
  const auto file = of_file("2008-09");
  EXPECT_EQ(sum_of_central(page("/en/alignment/680.json?year=2008-09", officer())), file.central);
  const auto sound = asked("100.01", figure.value + 1, "2009-10-31");
  EXPECT_EQ(add(sound, home().signed_in("authority-grants-officer", "681", "")).status, 404u);
  EXPECT_THAT(add(asked("100.01", figure.value - 1, "2009-10-31"), officer()).body, HasSubstr("must be a number higher than the baseline"));
  EXPECT_THAT(add(asked("100.01", figure.value + 1, "2009-08-30"), officer()).body, HasSubstr("evaluated on the day of its outcome or later"));
  EXPECT_THAT(add(asked("99,999,999.00", figure.value + 1, "2009-10-31"), officer()).body, HasSubstr("that is left of this amount"));
  ASSERT_EQ(add(sound, officer()).status, 303u);
  const auto shown = page("/en/alignment/680.json?year=2008-09", officer());
  EXPECT_EQ(sum_of_central(shown), file.central) << "to the penny, with what is left of the amount";
  const auto& first = table(shown, "central")->at("rows").as_array().front().as_array();
  EXPECT_EQ(std::llround(number(first[1])), 10'001);
  EXPECT_THAT(home().get_ready("/cy/aliniad/680?year=2008-09", officer()).body, AllOf(HasSubstr("Reading leaders of the county"), HasSubstr("erbyn 31 Awst 2009"), HasSubstr("heb enwi gweithgaredd")));
}

}  // namespace delegation_journey
}  // namespace potensial::tests
