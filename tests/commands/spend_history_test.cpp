// Spending plans and spend of earlier years: plans come in through the form and the stages of schools, every planted defect that the
// form can see is seen and no other; what must not be paid is stopped and named and nothing else is; and every line comes to what
// the file says, to the penny.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "command_line.hpp"
#include "service/opened_submission.hpp"
#include "service/spend_lines.hpp"
#include "service/submission_context.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::tests {
namespace spend_history_cases {

namespace fs = std::filesystem;
namespace json = boost::json;
using testing::ElementsAre;

using Cells = std::vector<std::string>;
using Codes = std::set<std::string>;

enum Column { cost, line, payer, posted, kind, spend, supplier_kind, source, share, amount, document, reverses };

std::vector<Cells> rows_of(const fs::path& file) {
  const auto text = read_file(file).value();
  CsvCells cells(text);
  std::vector<Cells> rows;
  cells.next();
  while (cells.next()) rows.emplace_back(cells.cells().begin(), cells.cells().end());
  return rows;
}

// Shares of an authority's lines that are expected to be left, in per cent, by financial year and authority.
using Left = std::map<std::pair<int, std::string>, double>;

// What is left is seen with the file as it was on 1 December of each year; then the rest of it is loaded, then all of it again.
class SpendHistory : public CommandLine {
 protected:
  static void SetUpTestSuite() {
    run_in(home(), {"synthesise", "--authorities", "22", "--learners", "8800", "--years", "5", "--seed", "1", "--without-faults", "--out", files().string()});
    run_in(home(), {"import", (files() / "organisations").string()});
    fs::copy(files() / "money", root() / "early");
    cut_before_december();
    early = told({"import-money", (root() / "early").string()});
    see_what_is_left();
    full = told({"import-money", (files() / "money/spend.csv").string()});
    again = told({"import-money", (files() / "money/spend.csv").string(), (files() / "money/plans.csv").string()});
  }
  static void TearDownTestSuite() { fs::remove_all(root()); }

  static fs::path root() { return fs::temp_directory_path() / ("potensial-spend-history-" + std::to_string(::getpid())); }
  static fs::path home() { return root() / "home"; }
  static fs::path files() { return root() / "files"; }
  static json::object told(std::vector<std::string> words) {
    words.insert(words.begin(), "--json");
    return json::parse(run_in(home(), std::move(words)).out).as_object();
  }
  static json::object truth() { return json::parse(read_file(root() / "files.truth.json").value()).as_object(); }
  static store::Ledger ledger() { return std::move(store::Ledger::open(home() / "ledger.sqlite").value()); }
  static const catalogue::Catalogue& definitions() {
    static const auto loaded = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
    return loaded;
  }

  static void cut_before_december() {
    const auto text = read_file(files() / "money/spend.csv").value();
    std::istringstream lines(text);
    std::string kept, each;
    while (std::getline(lines, each)) {
      const auto year = each.substr(each.find('-') + 1, 4);
      const bool is_heading = kept.empty();
      const auto cells = is_heading ? Cells{} : rows_of_line(each);
      if (is_heading || cells[posted] < year + "-12-01") kept += each + "\n";
    }
    ASSERT_TRUE(write_file(root() / "early/spend.csv", kept));
  }
  static Cells rows_of_line(const std::string& text) {
    CsvCells cells(text);
    cells.next();
    return {cells.cells().begin(), cells.cells().end()};
  }

  static void see_what_is_left() {
    auto opened = ledger();
    for (const int year : {2006, 2007, 2008, 2009}) {
      std::map<std::string, std::pair<double, double>> sums;
      const Date december(year, 12, 1);
      const auto rule = funding::spend_rule(definitions(), december).value();
      const auto awards = store::awards_in(opened, FinancialYear{static_cast<std::int16_t>(year)});
      for (const auto& each : service::spend_lines(opened, awards, "", rule, december)) {
        auto& [left, plan] = sums[each.award->is_delegated() ? each.award->delegated_by : each.award->organisation];
        left += double(each.expected.left.count), plan += double(each.money.plan.count);
      }
      for (const auto& [authority, sum] : sums) left_in_december[{year, authority}] = 100 * sum.first / sum.second;
    }
  }

  // "BSF-2007-680", "PLAN-2007-6802800": the name that the files give what an award was made from.
  static std::string name_in_files(const Submission& from) {
    const bool is_plan = from.stages == "school-spending-plan";
    return (is_plan ? "PLAN-" + from.about.substr(0, 4) : "BSF-" + from.about.substr(4, 4)) + "-" + from.organisation;
  }
  static Codes refused_costs(const json::object& loaded) {
    Codes costs;
    for (const auto& each : loaded.at("spend").at("refusals").as_array()) costs.insert(std::string(each.at("cost").as_string()));
    return costs;
  }

  static inline json::object early, full, again;
  static inline Left left_in_december;
};

std::int64_t count_in(const json::object& loaded, const char* what) { return loaded.at("spend").at(what).as_int64(); }

TEST_F(SpendHistory, EveryRowIsLoadedUnchangedOrRefused) {
  for (const auto* each : {&early, &full, &again}) EXPECT_EQ(count_in(*each, "loaded") + count_in(*each, "unchanged") + count_in(*each, "refused"), count_in(*each, "read"));
  const auto rows = rows_of(files() / "money/spend.csv");
  EXPECT_EQ(count_in(full, "read"), static_cast<std::int64_t>(rows.size()));
  EXPECT_EQ(count_in(full, "unchanged"), count_in(early, "loaded") + std::ranges::count(rows, "plan", [](const Cells& each) { return each[kind]; }));
  EXPECT_GT(count_in(full, "loaded"), 1000);
  EXPECT_EQ(count_in(again, "loaded"), 0);
  EXPECT_EQ(again.at("plans").at("unchanged").as_int64(), early.at("plans").at("loaded").as_int64());
}

TEST_F(SpendHistory, Mon02Mon05WhatIsIneligibleOrClaimedTwiceIsStoppedAndNothingElse) {
  const std::map<std::string, std::string> codes{{"ineligible", "cost.ineligible"}, {"claimed-twice", "posting.same-document"}};
  std::map<std::string, std::string> planted, found;
  std::set<std::string> kinds;
  const auto spend_truth = truth().at("spend").as_object();
  for (const auto& each : spend_truth.at("stopped").as_array()) {
    planted[std::string(each.at("cost").as_string())] = codes.at(std::string(each.at("why").as_string()));
    kinds.insert(std::string(each.at("why").as_string()));
  }
  for (const auto& each : full.at("spend").at("refusals").as_array()) found[std::string(each.at("cost").as_string())] = std::string(each.at("code").as_string());
  EXPECT_EQ(found, planted);
  EXPECT_EQ(kinds.size(), codes.size()) << "both are planted";
  const auto rows = rows_of(files() / "money/spend.csv");
  for (const auto& each : full.at("spend").at("refusals").as_array())
    EXPECT_EQ(rows.at(static_cast<std::size_t>(each.at("line").as_int64()) - 2)[cost], std::string(each.at("cost").as_string())) << "the line of the file";
}

TEST_F(SpendHistory, Mon01EveryLineComesToWhatTheFileSaysToThePenny) {
  std::map<std::string, std::int64_t> said, kept;   // what each line paid, by its name and payer
  const auto stopped = refused_costs(full);
  std::map<std::string, std::int64_t> planned;
  for (const auto& row : rows_of(files() / "money/spend.csv")) {
    if (row[kind] == "plan") planned[row[line] + " " + row[payer]] += pence(row[amount]).value().count;
    const bool is_paid = (row[kind] == "actual" || row[kind] == "reversal") && row[source] == "better-schools-fund" && !stopped.contains(row[cost]);
    if (is_paid) said[row[line] + " " + row[payer]] += pence(row[amount]).value().count;
  }
  auto opened = ledger();
  std::map<std::string, std::int64_t> plans;
  for (const int year : {2006, 2007, 2008, 2009})
    for (const auto& award : store::awards_in(opened, FinancialYear{static_cast<std::int16_t>(year)})) {
      const auto name = name_in_files(*store::submission(opened, award.source));
      for (const auto& [id, money] : store::money_of(opened, award.id)) {
        const auto key = name + "/" + std::to_string(id.line) + " " + award.organisation;
        if (money.actual.count != 0) kept[key] = money.actual.count;
        plans[key] = money.plan.count;
        EXPECT_EQ(money.committed.count, 0) << key << " every order is settled";
      }
    }
  EXPECT_EQ(kept, said);
  EXPECT_EQ(plans, planned);
  EXPECT_GT(kept.size(), 1000u);
}

TEST_F(SpendHistory, Mon03UnderspendsOverAFifthAreSeenByDecemberAndNoOthers) {
  std::set<std::pair<int, std::string>> planted, found;
  const auto spend_truth = truth().at("spend").as_object();
  for (const auto& each : spend_truth.at("underspends").as_array())
    planted.emplace(static_cast<int>(each.at("financial_year").as_int64()), std::string(each.at("authority").as_string()));
  for (const auto& [place, left] : left_in_december)
    if (left > 20) found.insert(place);
  EXPECT_EQ(found, planted);
  EXPECT_EQ(planted.size(), 12u) << "three in each of four years";
  double others = 0;
  for (const auto& [place, left] : left_in_december)
    if (!planted.contains(place)) others += left;
  EXPECT_NEAR(others / double(left_in_december.size() - planted.size()), 6, 1) << "little is left elsewhere";
}

// Which defect a problem at this place of the form tells of.
Codes codes_of(const std::vector<form::Problem>& problems) {
  const std::map<std::string, std::string> by_question{{"plan-baseline", "B01"},   {"priority-number", "B02"}, {"plan-outcomes", "B04"},    {"activity-purpose", "B06"}, {"activity-done", "B06"},
                                                       {"activity-people", "B06"}, {"activity-days", "B06"},   {"activity-outcome", "B06"}, {"total", "B08"}};
  Codes codes;
  for (const auto& each : problems) {
    const auto& question = each.path.steps.back().question;
    codes.insert(by_question.contains(question) ? by_question.at(question) : "unexpected " + each.path.text() + " " + each.objection.code);
  }
  return codes;
}

// Of the newest year: the baselines of earlier plans are those of need analyses that are not the newest.
TEST_F(SpendHistory, Pln03EveryDefectThatTheFormCanSeeIsSeenAndNoOther) {
  const Codes visible{"B01", "B02", "B04", "B06", "B08"};
  std::map<std::string, Codes> planted, found;
  std::int64_t with_problems = 0;
  const auto told_truth = truth();
  for (const auto& each : told_truth.at("plans").as_array()) {
    Codes codes;
    for (const auto& defect : each.at("defects").as_array())
      if (visible.contains(std::string(defect.as_string()))) codes.insert(std::string(defect.as_string()));
    with_problems += !codes.empty();
    EXPECT_TRUE(each.at("quality").as_string() != "good" || each.at("defects").as_array().empty()) << each.at("id");
    if (each.at("id").as_string().starts_with("PLAN-2009")) planted[std::string(each.at("id").as_string())] = codes;
  }
  EXPECT_EQ(early.at("plans").at("with_problems").as_int64(), with_problems);
  auto home_opened = service::Home::open(home(), definitions(), 1).value();
  Codes all;
  for (const auto& each : store::submissions_of(home_opened.ledger(), "school-spending-plan")) {
    if (each.about != "2009-10") continue;
    auto opened = service::opened_submission(home_opened, each.id).value();
    opened.answers = service::answers_at(home_opened, opened, 1).value();
    const auto codes = found[name_in_files(each)] = codes_of(service::problems_of(home_opened, opened));
    all.insert(codes.begin(), codes.end());
  }
  EXPECT_EQ(found, planted);
  EXPECT_EQ(all, visible) << "each of them is planted somewhere";
}

TEST_F(SpendHistory, Pln05Del05EveryPlanIsScoredAndAgreedAndItsActivitiesAreLinesWithinWhatWasDelegated) {
  auto opened = ledger();
  std::map<std::string, std::int64_t> delegated;
  for (const auto& row : rows_of(files() / "money/delegation.csv"))
    if (!row[3].empty()) delegated["PLAN-" + row[1].substr(0, 4) + "-" + row[3]] = pence(row[7]).value().count;
  std::int64_t planned = 0, lines = 0, plans = 0;
  for (const auto& each : store::submissions_of(opened, "school-spending-plan")) {
    const auto deeds = store::deeds_of(opened, each.id);
    EXPECT_EQ(deeds.back().state, "agreed") << each.id;
    EXPECT_EQ(deeds.back().actor, "history load");
    EXPECT_EQ(store::submissions_about(opened, "school-plan-score", each.id).size(), 1u);
    const auto awards = store::awards_of(opened, each.organisation, *FinancialYear::parse(each.about));
    ASSERT_EQ(awards.size(), 1u) << each.id;
    std::int64_t of_plan = 0;
    for (const auto& line_of : awards.front().lines) of_plan += line_of.grant.count + line_of.contribution.count;
    EXPECT_LE(of_plan, delegated.at(name_in_files(each))) << each.id;
    lines += static_cast<std::int64_t>(awards.front().lines.size()), planned += of_plan, ++plans;
  }
  EXPECT_EQ(plans, early.at("plans").at("loaded").as_int64());
  EXPECT_EQ(lines, early.at("plans").at("lines").as_int64());
  EXPECT_EQ(planned, early.at("plans").at("planned").as_int64());
  EXPECT_GT(plans, 150);
}

// What no demonstration plants, by rows of our own beside the bids and plans that are on record.
TEST_F(SpendHistory, Mon09WhatIsWrongInOtherWaysIsRefusedRowByRow) {
  const auto wrong = root() / "wrong";
  fs::create_directories(wrong);
  for (const auto* each : {"bids.csv", "plans.csv"}) fs::copy_file(files() / "money" / each, wrong / each, fs::copy_options::overwrite_existing);
  const std::string fund = "better-schools-fund", of = ",BSF-2009-680/1,680,", day = "2010-02-01,";
  std::string text = "cost,line,payer,posted,kind,spend,supplier_kind,source,share,amount,document,reverses\n";
  text += "x1" + of + day + "reversal,,," + fund + ",100.00,-1.00,,nothing\n";
  text += "x2" + of + day + "actual,training,school," + fund + ",60.00,0.60,Invoice 2,\nx2" + of + day + "actual,training,school,RAISE,39.99,0.40,Invoice 2,\n";
  text += "x3" + of + day + "actual,training,school," + fund + ",100.00,\"£1.234,56\",Invoice 3,\n";
  text += "x4" + of + day + "actual,training,school," + fund + ",100.00,9999999.00,Invoice 4,\n";
  text += "x5,BSF-2009-680/99,680," + day + "actual,training,school," + fund + ",100.00,1.00,Invoice 5,\n";
  text += "x6" + of + day + "gift,training,school," + fund + ",100.00,1.00,Invoice 6,\n";
  text += "x7" + of + "2012-02-01,actual,training,school," + fund + ",100.00,1.00,Invoice 7,\n";
  text += "x8" + of + day + "plan,,," + fund + ",100.00,1.00,,\n";
  text += "x9" + of + day + "actual,training,school," + fund + ",60.00,0.50,Invoice 9,\nx9" + of + day + "actual,training,school,RAISE,40.00,0.50,Invoice 9,\n";
  ASSERT_TRUE(write_file(wrong / "spend.csv", text));
  const auto loaded = told({"import-money", (wrong / "spend.csv").string()});
  std::vector<std::string> codes;
  std::vector<std::int64_t> lines;
  for (const auto& each : loaded.at("spend").at("refusals").as_array()) {
    codes.emplace_back(each.at("code").as_string());
    lines.push_back(each.at("line").as_int64());
  }
  EXPECT_THAT(codes, ElementsAre("spend-history.reverses-nothing", "cost.shares", "money.table-cell", "posting.beyond-plan", "spend-history.no-line", "spend-history.no-kind",
                                 "cost.outside-year", "spend-history.plan", "spend-history.share-amount"));
  EXPECT_THAT(lines, ElementsAre(2, 3, 5, 6, 7, 8, 9, 10, 11));
  EXPECT_EQ(count_in(loaded, "loaded"), 0);
  EXPECT_EQ(count_in(loaded, "refused"), 11);
  const auto said = run_in(home(), {"import-money", (wrong / "spend.csv").string()});
  EXPECT_EQ(said.status, 1);
  EXPECT_THAT(said.out, testing::HasSubstr("spend.csv, line 2, x1: This takes back “nothing”, which is not on record on this line."));
}

}  // namespace spend_history_cases
}  // namespace potensial::tests
