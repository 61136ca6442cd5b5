// A home in which a bid goes its way by commands, from its guidance to the award, and the people who decide about it.
#pragma once

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include <fstream>

#include "base/file.hpp"
#include "command_line.hpp"
#include "store/ledger.hpp"
#include "store/need_analysis_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {

inline std::string bid_answers(const NeedAnalysis& analysis, const NeedFigure& figure) {
  return "joint: \"no\"\nneed-analysis: " + analysis.id + "\nneed: The group falls short.\n" +
         "priorities:\n  - {priority-rank: 1, priority: Reading, priority-reason: The gap is the widest., priority-analysis: " + analysis.id + "}\n" +
         "left-out: Nothing that is ready.\nlines:\n  - line-title: Small groups\n    line-priority: 1\n    activity-area: 2C\n    initiative: thinking-skills\n" +
         "    purpose: Learners of the group read as well as others.\n    activity: Two teachers lead groups of three.\n    activity-ends: 2008-03-31\n    serves: group\n" +
         "    line-group: \"" + figure.group + "\"\n    learners-reached: 60\n    staff-reached: 4\n    support: capacity\n    cost: \"£84,000.01\"\n" +
         "    outcomes:\n      - {outcome-group: \"" + figure.group + "\", outcome-indicator: " + figure.indicator + ", target: " + std::to_string(figure.value + 1) + ", outcome-date: 2008-08-31}\n" +
         "    evaluation: Compared with like learners elsewhere.\nno-evaluation-reason: It is the first year.\nlast-year-issues: It is the first year.\n" +
         "schools-asked: 2006-09-29\nconsultation: All heads were asked.\n";
}

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
  void add(const std::string& mail, const std::string& role, const std::string& organisation, const std::string& purpose = "") const {
    auto opened = ledger();
    store::Transaction transaction(opened);
    const auto id = store::add_person(opened, {.id = {}, .name = "Person of " + role, .mail = mail, .roles = {}}).value();
    store::give_role(opened, id, {.role = role, .organisation = organisation, .purpose = purpose, .from = Date(2009, 9, 1), .until = {}});
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
    const auto address = told.status == 0 ? std::string(boost::json::parse(told.out).at("address").as_string()) : std::string();
    return address.substr(address.rfind('/') + 1);
  }
  void done(const std::string& who, std::vector<std::string> words) const {
    const auto told = as(who, words);
    EXPECT_EQ(told.status, 0) << words[1] << ": " << told.err;
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
    done(who, {"do", "save-answers", assessment, "version=1", "answers=" + file("assessment.yaml", answers)});
    done(who, {"do", "take-step", assessment, "step=sign"});
  }
  // From the guidance to the confirmed award, with an improvement required by the first assessor and made; gives the bid.
  std::string awarded_bid() const {
    const auto bid = led_to("officer", {"do", "begin-bid", "680", "guidance=bsf-2007-08"});
    led_to("officer", {"do", "freeze-need", "680"});
    auto opened = ledger();
    const auto analysis = store::need_analyses_of(opened, "680").front();
    done("officer", {"do", "save-answers", bid, "version=1", "answers=" + file("bid.yaml", bid_answers(analysis, analysis.figures.front()))});
    done("officer", {"do", "take-step", bid, "step=submit"});
    assess("first", bid, "below");
    assess("second", bid, "meets");
    done("first", {"do", "take-step", bid, "step=propose-award", "said.reason=Strong on need"});
    EXPECT_THAT(as("first", {"do", "take-step", bid, "step=award-conditionally", "said.conditions=First the schools"}).err, testing::HasSubstr("needs another person"));
    done("third", {"do", "take-step", bid, "step=award-conditionally", "said.conditions=First the schools"});
    done("officer", {"do", "take-step", "required-improvement-1", "step=report-done", "said.evidence=They are named now"});
    done("first", {"do", "take-step", "required-improvement-1", "step=close"});
    done("third", {"do", "take-step", bid, "step=confirm-award"});
    return bid;
  }
};

}  // namespace potensial::tests
