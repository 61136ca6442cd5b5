// A bid from its guidance to the award as commands: what the pages do, done by programs and by people who prefer a file
// (requirements FND-08 to FND-14).
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include <fstream>

#include "base/file.hpp"
#include "command_line.hpp"
#include "exchange/threesixty_giving.hpp"
#include "store/award_store.hpp"
#include "store/ledger.hpp"
#include "store/need_analysis_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace bid_command_cases {

namespace json = boost::json;
using testing::HasSubstr;

class BidCommands : public CommandLine {
 protected:
  void SetUp() override {
    const auto files = folder() / "files";
    ASSERT_EQ(run({"synthesise", "--authorities", "1", "--learners", "1500", "--years", "1", "--seed", "1", "--out", files.string()}).status, 0);
    ASSERT_LE(run({"import", files.string()}).status, 1);
    add("officer@e.invalid", "authority-grants-officer", "680");
    for (const auto* mail : {"first@e.invalid", "second@e.invalid", "third@e.invalid"}) add(mail, "grants-officer", "W92000004");
  }

  store::Ledger ledger() const { return std::move(store::Ledger::open(folder() / "home/ledger.sqlite").value()); }
  void add(const std::string& mail, const std::string& role, const std::string& organisation) const {
    auto opened = ledger();
    store::Transaction transaction(opened);
    const auto id = store::add_person(opened, {.id = {}, .name = "Person of " + role, .mail = mail, .roles = {}}).value();
    store::give_role(opened, id, {.role = role, .organisation = organisation, .purpose = "", .from = Date(2009, 9, 1), .until = {}});
    transaction.commit();
  }
  Told as(const std::string& who, std::vector<std::string> words) const {
    words.insert(words.begin(), {"--as", who + "@e.invalid"});
    return run(std::move(words));
  }
  // The last part of the address to which the command led.
  std::string led_to(const std::string& who, std::vector<std::string> words) const {
    words.insert(words.begin(), "--json");
    const auto told = as(who, std::move(words));
    EXPECT_EQ(told.status, 0) << told.err;
    const auto address = told.status == 0 ? std::string(json::parse(told.out).at("address").as_string()) : std::string();
    return address.substr(address.rfind('/') + 1);
  }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(folder() / name) << text;
    return "@" + (folder() / name).string();
  }
  // Begun by one and signed, with a grade for every criterion.
  void assess(const std::string& who, const std::string& bid, const std::string& need_grade) const {
    const auto assessment = led_to(who, {"do", "begin-assessment", bid});
    std::string answers = "bid: " + bid + "\nimprovements-read: \"yes\"\n";
    for (const std::string criterion : {"need", "outcomes", "priorities", "collaboration", "evaluation"})
      answers += criterion + "-grade: " + (criterion == "need" ? need_grade : "meets") + "\n" + criterion + "-reason: The bid shows it.\n";
    const bool below = need_grade == "below";
    if (below) answers += "need-improvement: Name the schools.\nneed-owner: Principal adviser\nneed-by: 2030-05-31\n";
    answers += std::string("recommendation: ") + (below ? "conditional" : "award") + "\n";
    EXPECT_EQ(as(who, {"do", "save-answers", assessment, "version=1", "answers=" + file("assessment.yaml", answers)}).status, 0);
    const auto signed_one = as(who, {"do", "take-step", assessment, "step=sign"});
    EXPECT_EQ(signed_one.status, 0) << signed_one.err;
  }
};

std::string answers_of(const NeedAnalysis& analysis, const NeedFigure& figure) {
  return "joint: \"no\"\nneed-analysis: " + analysis.id + "\nneed: The group falls short.\n" +
         "priorities:\n  - {priority-rank: 1, priority: Reading, priority-reason: The gap is the widest., priority-analysis: " + analysis.id + "}\n" +
         "left-out: Nothing that is ready.\nlines:\n  - line-title: Small groups\n    line-priority: 1\n    activity-area: 2C\n    initiative: thinking-skills\n" +
         "    purpose: Learners of the group read as well as others.\n    activity: Two teachers lead groups of three.\n    activity-ends: 2008-03-31\n    serves: group\n" +
         "    line-group: \"" + figure.group + "\"\n    learners-reached: 60\n    staff-reached: 4\n    support: capacity\n    cost: \"£84,000.01\"\n" +
         "    outcomes:\n      - {outcome-group: \"" + figure.group + "\", outcome-indicator: " + figure.indicator + ", target: " + std::to_string(figure.value + 1) + ", outcome-date: 2008-08-31}\n" +
         "    evaluation: Compared with like learners elsewhere.\nno-evaluation-reason: It is the first year.\nlast-year-issues: It is the first year.\n" +
         "schools-asked: 2006-09-29\nconsultation: All heads were asked.\n";
}

TEST_F(BidCommands, TakeABidFromItsGuidanceToTheAward) {
  const auto bid = led_to("officer", {"do", "begin-bid", "680", "guidance=bsf-2007-08"});
  EXPECT_THAT(as("officer", {"see", "guidance", "bsf-2007-08"}).out, HasSubstr("£38,400,000.00"));
  const auto early = as("officer", {"do", "take-step", bid, "step=submit"});
  EXPECT_EQ(early.status, 1);
  EXPECT_THAT(early.err, HasSubstr("Need analysis: this has not been answered."));
  led_to("officer", {"do", "freeze-need", "680"});
  auto opened = ledger();
  const auto analysis = store::need_analyses_of(opened, "680").front();
  ASSERT_FALSE(analysis.figures.empty());
  const auto saved = as("officer", {"do", "save-answers", bid, "version=1", "answers=" + file("bid.yaml", answers_of(analysis, analysis.figures.front()))});
  ASSERT_EQ(saved.status, 0) << saved.err;
  const auto submitted = as("officer", {"do", "take-step", bid, "step=submit"});
  ASSERT_EQ(submitted.status, 0) << submitted.err;
  assess("first", bid, "below");
  assess("second", bid, "meets");
  EXPECT_EQ(as("first", {"do", "take-step", bid, "step=propose-award", "said.reason=Strong on need"}).status, 0);
  EXPECT_THAT(as("first", {"do", "take-step", bid, "step=award-conditionally", "said.conditions=First the schools"}).err, HasSubstr("needs another person"));
  EXPECT_EQ(as("third", {"do", "take-step", bid, "step=award-conditionally", "said.conditions=First the schools"}).status, 0);
  const auto improvement = std::string("required-improvement-1");
  EXPECT_EQ(as("officer", {"do", "take-step", improvement, "step=report-done", "said.evidence=They are named now"}).status, 0);
  EXPECT_EQ(as("first", {"do", "take-step", improvement, "step=close"}).status, 0);
  EXPECT_EQ(as("third", {"do", "take-step", bid, "step=confirm-award"}).status, 0);
  const auto awards = store::awards_of(opened, "680", {2007});
  ASSERT_EQ(awards.size(), 1u);
  EXPECT_EQ(awards.front().source, bid);
  EXPECT_EQ(awards.front().lines.front().grant, (Pence{5'040'001}));
  EXPECT_EQ(awards.front().lines.front().contribution, (Pence{3'360'000}));
  EXPECT_THAT(as("officer", {"see", "bid", bid}).out, HasSubstr("Awarded"));
  const auto published = run({"awards", "2007-08", "--funder-id", "GB-GOR-X1", "--funder", "A government"});
  ASSERT_EQ(published.status, 0) << published.err;
  const auto read = exchange::read_grants(published.out);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->grants.size(), 1u);
  EXPECT_EQ(read->grants.front().awarded, (Pence{5'040'001}));
  EXPECT_EQ(read->grants.front().recipient.id, "360G-potensial-ORG:680");
  EXPECT_THAT(run({"awards", "2007", "--funder-id", "GB-GOR-X1", "--funder", "A government"}).err, HasSubstr("is no financial year"));
}

}  // namespace bid_command_cases
}  // namespace potensial::tests
