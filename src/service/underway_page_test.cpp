#include "service/underway_page.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "catalogue/messages.hpp"

namespace potensial::service {
namespace underway_tests {

using std::chrono::seconds;

std::vector<std::string> said(const Page& page) {
  std::vector<std::string> messages;
  for (const auto& block : page.blocks)
    if (const auto* sentence = std::get_if<Sentence>(&block)) messages.push_back(sentence->text.message);
  return messages;
}

bool has_form(const Page& page) {
  return std::ranges::any_of(page.blocks, [](const Block& block) { return std::holds_alternative<Form>(block); });
}

WorkProgress third_round() { return {.step = "combined", .round = 3, .done = 320, .of = 611}; }
Form stop() { return {"stop", {"stop-exploring", "", ""}, {}, phrase("work.stop")}; }

TEST(UnderwayPage, SaysStepRoundAndSinceWhen) {
  const auto page = underway_page({"groups", "", ""}, {0, seconds(12), third_round()}, stop());
  EXPECT_EQ(said(page), (std::vector<std::string>{"work.numbered", "work.round", "work.rounds", "work.elapsed", "page.working"}));
  EXPECT_TRUE(has_form(page));
  EXPECT_FALSE(has_form(underway_page({"groups", "", ""}, {0, seconds(12), third_round()}, {})));
}

TEST(UnderwayPage, SaysWhatComesBefore) {
  EXPECT_EQ(said(underway_page({"groups", "", ""}, {2, seconds(1), {}}, stop())), (std::vector<std::string>{"work.before", "work.elapsed", "page.working"}));
}

TEST(UnderwayPage, EveryStepHasItsSentence) {
  const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  for (const char* step : {"reading", "expecting", "searching", "counting", "single", "single-again", "combined", "combined-again", "refitting", "judging"})
    EXPECT_TRUE(messages.has("work.step." + std::string(step))) << step;
}

TEST(UnderwayPage, LoadsAgainMoreSeldomAfterAWhile) {
  EXPECT_EQ(again_after({0, seconds(1), {}}), seconds(2));
  EXPECT_EQ(again_after({0, seconds(30), {}}), seconds(10));
}

TEST(UnderwayPage, ProgramsGetTheNumbers) {
  const auto refusal = still_underway({1, seconds(4), third_round()});
  EXPECT_EQ(refusal.code, "page.working");
  EXPECT_EQ(refusal.arguments, (Arguments{{"before", "1"}, {"since", "4"}, {"step", "combined"}, {"round", "3"}, {"done", "320"}, {"of", "611"}}));
  EXPECT_EQ(still_underway({0, seconds(0), {}}).arguments.size(), 2u);
}

}  // namespace underway_tests
}  // namespace potensial::service
