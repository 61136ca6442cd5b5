// Bids of earlier years: they come in through the form, the stages and the fund that officers use, every planted defect that the
// form can see is seen and no other, and the money is what the files say, to the penny.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "command_line.hpp"
#include "service/opened_submission.hpp"
#include "service/submission_context.hpp"
#include "store/award_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::tests {
namespace bid_history_cases {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;

using Codes = std::set<std::string>;

class BidHistory : public CommandLine {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"synthesise", "--authorities", "22", "--learners", "8800", "--years", "5", "--seed", "1", "--without-faults", "--out", files().string()}).status, 0);
    ASSERT_LE(run({"import", (files() / "organisations").string()}).status, 1);
    for (const auto* later : {"plans.csv", "spend.csv"}) std::filesystem::remove(files() / "money" / later);   // spend_history_test.cpp
  }

  std::filesystem::path files() const { return folder() / "files"; }
  Told load() const { return run({"--json", "import-money", (files() / "money").string()}); }
  json::value truth() const { return json::parse(read_file(folder() / "files.truth.json").value()); }
  store::Ledger ledger() const { return std::move(store::Ledger::open(folder() / "home/ledger.sqlite").value()); }

  // Pence in the last column of a file of money, by its second.
  std::map<std::string, std::int64_t> totals(const std::string& name) const {
    const auto text = read_file(files() / "money" / name).value();
    CsvCells cells(text);
    std::map<std::string, std::int64_t> all;
    cells.next();
    while (cells.next()) all[std::string(cells.cells()[1])] += pence(cells.cells().back()).value().count;
    return all;
  }
  // Owners of the bids of each year as they were handed in at last: a joint bid has two.
  std::map<std::string, std::size_t> owners() const {
    const auto text = read_file(files() / "money/bids.csv").value();
    CsvCells cells(text);
    std::map<std::string, std::pair<std::string, std::size_t>> last;
    cells.next();
    while (cells.next()) last[std::string(cells.cells()[0])] = {std::string(cells.cells()[3]), cells.cells()[7] == "Y" ? 2u : 1u};
    std::map<std::string, std::size_t> all;
    for (const auto& [bid, year_and_owners] : last) all[year_and_owners.first] += year_and_owners.second;
    return all;
  }
  void replace(const std::string& name, const std::string& what, const std::string& with) const {
    auto text = read_file(files() / "money" / name).value();
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << name;
    ASSERT_TRUE(write_file(files() / "money" / name, text.replace(at, what.size(), with)));
  }
};

// Which defect a problem at this place of the form tells of. A line without a purpose is a bare amount; one with a purpose and
// without an evaluation says only that it is not evaluated.
Codes codes_of(const std::vector<form::Problem>& problems) {
  const std::map<std::string, std::string> by_question{{"baseline", "B01"}, {"priority-rank", "B02"}, {"outcomes", "B04"}, {"purpose", "B06"},
                                                       {"activity", "B06"}, {"total-cost", "B08"},    {"lead", "B12"},     {"lead-share", "B14"}};
  Codes codes;
  std::set<std::string> bare;
  for (const auto& each : problems)
    if (each.path.steps.back().question == "purpose") bare.insert(each.path.text().substr(0, each.path.text().rfind('/')));
  for (const auto& each : problems) {
    const auto& question = each.path.steps.back().question;
    const auto line = each.path.text().substr(0, each.path.text().rfind('/'));
    if (question == "evaluation") codes.insert(bare.contains(line) ? "B06" : "B13");
    else codes.insert(by_question.contains(question) ? by_question.at(question) : "unexpected " + each.path.text() + " " + each.objection.code);
  }
  return codes;
}

// "BSF-2007-680" of the authority and the guidance "bsf-2007-08".
std::string id_in_files(const Submission& bid) { return "BSF-" + bid.about.substr(4, 4) + "-" + bid.organisation; }

TEST_F(BidHistory, Fnd12EveryDefectThatTheFormCanSeeIsSeenAndNoOther) {
  const Codes visible{"B01", "B02", "B04", "B06", "B08", "B12", "B13", "B14"};
  ASSERT_EQ(load().status, 0);
  std::map<std::string, Codes> planted, found;
  const auto told = truth();
  for (const auto& each : told.at("bids").as_array()) {
    auto& codes = planted[std::string(each.at("id").as_string())];
    for (const auto& defect : each.at("defects").as_array())
      if (visible.contains(std::string(defect.as_string()))) codes.insert(std::string(defect.as_string()));
    EXPECT_TRUE(each.at("quality").as_string() != "good" || each.at("defects").as_array().empty()) << each.at("id");
  }
  const auto definitions = catalogue::Catalogue::load(std::filesystem::path(POTENSIAL_ROOT) / "catalogue").value();
  auto home = service::Home::open(folder() / "home", definitions, 1).value();
  for (const auto& each : store::submissions_of(home.ledger(), "bsf-bid")) {
    auto opened = service::opened_submission(home, each.id).value();
    opened.answers = service::answers_at(home, opened, 1).value();
    found[id_in_files(each)] = codes_of(service::problems_of(home, opened));
  }
  EXPECT_EQ(found, planted);
  Codes all;
  for (const auto& [id, codes] : planted) all.insert(codes.begin(), codes.end());
  EXPECT_EQ(all, visible) << "each of them is planted somewhere";
}

TEST_F(BidHistory, Fnd12TheyAreAssessedByTwoAndAwardedToThePenny) {
  const auto told = load();
  ASSERT_EQ(told.status, 0) << told.err;
  const auto loaded = json::parse(told.out);
  EXPECT_EQ(loaded.at("bids").as_int64(), 88);
  EXPECT_EQ(loaded.at("assessments").as_int64(), 176);
  EXPECT_EQ(loaded.at("awards").as_int64(), 88);
  auto opened = ledger();
  const auto funds = totals("funds.csv"), areas = totals("guidance.csv");
  EXPECT_EQ(funds.size(), 4u);
  EXPECT_EQ(funds, areas) << "the areas of a year add up to its total";
  EXPECT_GT(owners().at("2006-07"), 22u) << "some are joint";
  std::int64_t all = 0;
  for (const auto& [year, total] : funds) {
    const auto awards = store::awards_in(opened, *FinancialYear::parse(year));
    std::int64_t awarded = 0;
    for (const auto& award : awards) {
      EXPECT_EQ(award.actor, "history load");
      EXPECT_EQ(award.lines.size(), 6u);
      for (const auto& line : award.lines) awarded += line.grant.count + line.contribution.count;
    }
    EXPECT_EQ(awards.size(), owners().at(year)) << year;
    EXPECT_EQ(awarded, total) << year;
    all += awarded;
  }
  EXPECT_EQ(all, loaded.at("awarded").as_int64());
  for (const auto& each : store::submissions_of(opened, "bsf-bid")) EXPECT_EQ(store::deeds_of(opened, each.id).back().state, "awarded") << each.id;
}

// What the fund held: 39.3, 38.4, 39.0 and 39.6 million pounds, times 8,800 of 466,000 learners.
TEST_F(BidHistory, TheFundHoldsItsPartOfThePublishedTotals) {
  EXPECT_EQ(totals("funds.csv"), (std::map<std::string, std::int64_t>{{"2006-07", 3930000000 * 8800 / 466000}, {"2007-08", 3840000000 * 8800 / 466000},
                                                                      {"2008-09", 3900000000 * 8800 / 466000}, {"2009-10", 3960000000 * 8800 / 466000}}));
}

TEST_F(BidHistory, AgainNothingIsLoaded) {
  ASSERT_EQ(load().status, 0);
  const auto again = run({"import-money", (files() / "money").string()});
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.err, HasSubstr("is released already"));
  std::filesystem::remove(files() / "money/delegation.csv");
  EXPECT_THAT(run({"import-money", (files() / "money").string()}).err, HasSubstr("the authority has a bid of that year already"));
  auto opened = ledger();
  EXPECT_EQ(store::submissions_of(opened, "bsf-bid").size(), 88u);
}

TEST_F(BidHistory, AWrongSumOrCellLoadsNothing) {
  const auto refused = [&] {
    const auto told = run({"import-money", (files() / "money").string()});
    EXPECT_EQ(told.status, 1);
    auto opened = ledger();
    EXPECT_TRUE(store::submissions_of(opened, "bsf-bid").empty());
    return told.err;
  };
  std::filesystem::remove(files() / "money/delegation.csv");
  const auto amount = text(Pence{totals("funds.csv").at("2007-08")});
  replace("funds.csv", "2007-08,", "2007-08,1");
  EXPECT_THAT(refused(), AllOf(HasSubstr("funds.csv gives"), HasSubstr(amount)));
  replace("funds.csv", "2007-08,1", "2007-08,");
  replace("bid_lines.csv", ",capacity,", ",capacity,x");
  EXPECT_THAT(refused(), AllOf(HasSubstr("cannot stand in the column cost"), HasSubstr("line 2")));
  replace("bid_lines.csv", ",capacity,x", ",capacity,");
  replace("assessments.csv", "BSF-2006-660", "BSF-1999-660");
  EXPECT_THAT(refused(), HasSubstr("BSF-1999-660"));
}

}  // namespace bid_history_cases
}  // namespace potensial::tests
