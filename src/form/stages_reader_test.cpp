#include "form/stages_reader.hpp"

#include <gtest/gtest.h>

#include "form_example.hpp"

namespace potensial::form {
namespace stages_reader_test {

Result<Stages> stages_of(const std::string& states, const std::string& transitions, const std::string& more = "") {
  const auto yaml = "- {kind: stages, id: s, version: 1, name: {en: n, cy: e}, source: s, example: e, start: a" + more + ", states: [" + states +
                    "], transitions: [" + transitions + "]}";
  return read_stages(catalogue::definitions_in(yaml, "s.yaml").value().front());
}

std::string state(const std::string& id, const std::string& more = "") { return "{id: " + id + ", name: {en: " + id + ", cy: " + id + "}" + more + "}"; }

std::string going(const std::string& id, const std::string& from, const std::string& to, const std::string& more = "") {
  return "{id: " + id + ", name: {en: n, cy: e}, from: [" + from + "], to: " + to + ", roles: [r]" + more + "}";
}

std::string fault(const std::string& states, const std::string& transitions, const std::string& more = "") {
  const auto stages = stages_of(states, transitions, more);
  return stages ? "read" : stages.error().code;
}

const auto two = state("a") + "," + state("z", ", final: true");

TEST(ReadStages, ReadsAllMembers) {
  const auto stages = stages_of(two, going("t", "a", "z", ", deadline: d, needs: [{id: n, sentence: {en: x, cy: y}}], not-after: [write], "
                                           "asks: [{id: q, label: {en: x, cy: y}, required: false, most-words: 9}]"), ", form: f, deeds: [write]").value();
  EXPECT_EQ(stages.form, "f");
  EXPECT_TRUE(stages.state("z")->is_final);
  const auto& read = *stages.transition("t");
  EXPECT_EQ(read.deadline, "d");
  EXPECT_EQ(read.needs.front().sentence.cy, "y");
  EXPECT_EQ(read.not_after, std::vector<std::string>{"write"});
  EXPECT_FALSE(read.asks.front().required);
  EXPECT_EQ(read.asks.front().most_words, 9u);
}

TEST(ReadStages, RefusesWhatDoesNotExistOrStandsTwice) {
  EXPECT_EQ(fault(two, going("t", "a", "y")), "catalogue.stages-state-unknown");
  EXPECT_EQ(fault(two, going("t", "y", "z")), "catalogue.stages-state-unknown");
  EXPECT_EQ(fault(state("z", ", final: true"), ""), "catalogue.stages-state-unknown");  // no start
  EXPECT_EQ(fault(two, going("t", "a", "z", ", not-after: [write]")), "catalogue.stages-deed-unknown");
  EXPECT_EQ(fault(two + "," + state("a"), going("t", "a", "z")), "catalogue.code-twice");
  EXPECT_EQ(fault(two, going("t", "a", "z") + "," + going("t", "a", "a")), "catalogue.code-twice");
  EXPECT_EQ(fault(two, going("t", "a", "z", ", speed: fast")), "catalogue.member-unknown");
  EXPECT_EQ(fault(two, "{id: t, name: {en: n, cy: e}, from: [a], to: z}"), "catalogue.member-missing");  // nobody may
  EXPECT_EQ(fault(two, going("t", "a", "z", ", asks: [{id: q, label: {en: x, cy: y}}]")), "catalogue.member-bad");
}

TEST(ReadStages, RefusesStatesThatNothingLeadsToOrNothingLeadsFrom) {
  EXPECT_EQ(fault(two + "," + state("b"), going("t", "a, b", "z")), "catalogue.stages-unreachable");
  EXPECT_EQ(fault(two + "," + state("b"), going("t", "a", "z") + "," + going("u", "a", "b")), "catalogue.stages-no-way-out");
  EXPECT_EQ(fault(two + "," + state("b") + "," + state("c"), going("t", "a", "z") + "," + going("u", "a, c", "b") + "," + going("v", "b", "c")),
            "catalogue.stages-no-way-out");  // round and round
  EXPECT_EQ(fault(two, going("t", "a", "z") + "," + going("u", "z", "a")), "catalogue.stages-final-left");
  EXPECT_EQ(fault(two, going("t", "a", "z")), "read");
}

TEST(ReadStages, NamesFileLineAndState) {
  const auto refusal = stages_of(two + "," + state("b"), going("t", "a, b", "z")).error();
  EXPECT_EQ(tests::sentences().text(refusal, Language::en),
            "In the stages “s” at s.yaml:1, the state “b” cannot be reached from the start. Add a transition to it or remove it.");
}

TEST(StagesOn, RefusesADayWithoutAVersion) {
  EXPECT_EQ(stages_on(*catalogue::Catalogue::of({}), "s", Date(2008, 1, 1)).error().code, "catalogue.no-stages");
}

}  // namespace stages_reader_test
}  // namespace potensial::form
