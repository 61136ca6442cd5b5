// The stages of the catalogue: every transition from every state, with what the definition says read a second time from
// its tree, and what two persons must do (SEC-8, SEC-9).
#include <gtest/gtest.h>

#include <set>

#include "catalogue/access_policy.hpp"
#include "form/stages_reader.hpp"
#include "form_example.hpp"

namespace potensial::form {
namespace real_stages {

const catalogue::Catalogue& real() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  return loaded;
}

std::vector<std::pair<const Definition*, Stages>> all() {
  std::vector<std::pair<const Definition*, Stages>> read;
  for (const auto* each : real().of_kind("stages")) read.emplace_back(each, read_stages(*each).value());
  return read;
}

bool names(const Node& node, std::string_view member, const std::string& word) {
  return std::ranges::any_of(node.list(member), [&](const Node& each) { return each.scalar() && *each.scalar() == word; });
}

const std::set<std::string, std::less<>> every_need = [] {
  std::set<std::string, std::less<>> needs;
  for (const auto& [definition, stages] : all())
    for (const auto& transition : stages.transitions)
      for (const auto& need : transition.needs) needs.insert(need.id);
  return needs;
}();

// All that a transition wants, by somebody who has done nothing before.
Attempt perfect(const Transition& transition, const std::string& state) {
  Attempt attempt{.state = state, .transition = transition.id, .person = "newcomer", .roles = transition.roles, .today = Date(2006, 10, 1),
                  .history = {}, .holding = every_need, .deadlines = {}, .said = {}};
  if (!transition.deadline.empty()) attempt.deadlines[transition.deadline] = Date(2006, 10, 31);
  for (const auto& ask : transition.asks) attempt.said[ask.id] = "because";
  return attempt;
}

std::string outcome(const Stages& stages, const Attempt& attempt) {
  const auto stepped = stages.step(attempt);
  return stepped ? *stepped : stepped.error().code;
}

TEST(RealStages, Sec9EveryTransitionFromEveryOtherStateIsRefused) {
  std::size_t legal = 0, refused = 0;
  for (const auto& [definition, stages] : all())
    for (const auto& node : definition->body.list("transitions"))
      for (const auto& state : stages.states) {
        const auto& transition = *stages.transition(node.text("id"));
        const bool may = names(node, "from", state.id);
        ++(may ? legal : refused);
        EXPECT_EQ(outcome(stages, perfect(transition, state.id)), may ? node.text("to") : "step.not-from-here") << state.id << " " << transition.id;
      }
  EXPECT_GE(legal, 44u);
  EXPECT_GE(refused, 174u);
}

TEST(RealStages, EachWantsItsRoleItsDayWhatMustHoldAndWhatIsAsked) {
  for (const auto& [definition, stages] : all())
    for (const auto& transition : stages.transitions) {
      const auto whole = perfect(transition, transition.from.front());
      auto attempt = whole;
      attempt.roles = {"class-teacher", "governor"};
      EXPECT_EQ(outcome(stages, attempt), "step.role") << transition.id;
      attempt = whole;
      attempt.today = Date(2006, 11, 1);
      EXPECT_EQ(outcome(stages, attempt), transition.deadline.empty() ? transition.to : "step.too-late") << transition.id;
      attempt = whole;
      attempt.holding.clear();
      EXPECT_EQ(outcome(stages, attempt), transition.needs.empty() ? transition.to : "step.need") << transition.id;
      attempt = whole;
      attempt.said.clear();
      EXPECT_EQ(outcome(stages, attempt), transition.asks.empty() ? transition.to : "step.not-said") << transition.id;
    }
}

TEST(RealStages, Sec8WhoeverDidWhatExcludesATransitionIsRefusedInAnyRole) {
  std::size_t excluded = 0;
  for (const auto& [definition, stages] : all())
    for (const auto& node : definition->body.list("transitions"))
      for (const auto& deed : node.list("not-after")) {
        auto attempt = perfect(*stages.transition(node.text("id")), node.list("from").front().scalar()->c_str());
        attempt.history = {{"other", "somebody"}, {*deed.scalar(), "newcomer"}, {"other", "somebody"}};
        const auto code = outcome(stages, attempt);
        EXPECT_TRUE(code == "step.same-person" || code == "step.own") << node.text("id");
        attempt.history = {{*deed.scalar(), "somebody"}};
        EXPECT_EQ(outcome(stages, attempt), node.text("to")) << node.text("id");
        ++excluded;
      }
  EXPECT_GE(excluded, 39u);
}

TEST(RealStages, Sec8NobodyAssessesDecidesOrApprovesTheirOwnBid) {
  const auto stages = stages_on(real(), "bsf-bid", Date(2007, 4, 1)).value();
  const auto excludes = [&](const char* transition, const std::string& deed) {
    const auto& deeds = stages.transition(transition)->not_after;
    return std::ranges::find(deeds, deed) != deeds.end();
  };
  for (const auto* decision : {"assess-first", "assess-second", "propose-award", "propose-refusal", "award", "award-conditionally", "confirm-award", "refuse"})
    EXPECT_TRUE(excludes(decision, "write") && excludes(decision, "submit")) << decision;
  EXPECT_TRUE(excludes("assess-second", "assess-first"));
  EXPECT_TRUE(excludes("award", "propose-award") && excludes("award-conditionally", "propose-award") && excludes("refuse", "propose-refusal"));
}

TEST(RealStages, ExamplesLeadFromTheStartToAnEnd) {
  EXPECT_GE(all().size(), 4u);
  for (const auto& [definition, stages] : all()) {
    const auto& example = *definition->body.find("example");
    auto state = stages.start;
    int person = 0;
    std::vector<Deed> history;
    for (const auto& each : example.list("path")) {
      auto attempt = perfect(*stages.transition(*each.scalar()), state);
      attempt.person = std::to_string(++person);
      attempt.history = history;
      state = stages.step(attempt).value();
      history.push_back({*each.scalar(), attempt.person});
    }
    EXPECT_EQ(state, example.text("ends")) << definition->file;
    EXPECT_TRUE(stages.state(state)->is_final) << definition->file;
  }
}

// A plain walk of the tree beside the one of the reader.
TEST(RealStages, EveryStateIsReached) {
  for (const auto& [definition, stages] : all()) {
    std::set<std::string> reached{definition->body.text("start")};
    for (std::size_t round = 0; round < stages.states.size(); ++round)
      for (const auto& node : definition->body.list("transitions"))
        if (std::ranges::any_of(reached, [&](const std::string& state) { return names(node, "from", state); })) reached.insert(node.text("to"));
    EXPECT_EQ(reached.size(), stages.states.size()) << definition->file;
  }
}

// The roles of the catalogue, and one that is to be added to it: the grants and finance officer of an authority.
TEST(RealStages, NameFormsAndRolesThatExist) {
  for (const auto& [definition, stages] : all()) {
    EXPECT_TRUE(stages.form.empty() || real().newest("form", stages.form)) << definition->file;
    for (const auto& transition : stages.transitions)
      for (const auto& role : transition.roles)
        EXPECT_TRUE(real().newest("role", role)) << definition->file << " " << role;
  }
}

TEST(RealStages, SayWhatMustHoldAndWhatIsAskedInBothLanguages) {
  for (const auto& [definition, stages] : all())
    for (const auto& transition : stages.transitions) {
      EXPECT_NE(transition.name.en, transition.name.cy);
      for (const auto& need : transition.needs) EXPECT_NE(need.sentence.en, need.sentence.cy);
      for (const auto& ask : transition.asks) EXPECT_NE(ask.label.en, ask.label.cy);
    }
}

}  // namespace real_stages
}  // namespace potensial::form
