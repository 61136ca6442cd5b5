#include "insight/support_page.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace potensial::insight {
namespace support_example {

LearnerOnRegister learner(int number, const char* name, bool entitled, bool served, std::optional<Third> earlier) {
  LearnerOnRegister made{.learner = LearnerId(number), .name = name, .year_group = 5, .placed = {entitled ? Criterion::met : Criterion::not_met, served, earlier},
                         .disadvantages = {}, .progress = {}, .progress_year = {}, .support = {}};
  if (entitled) made.disadvantages = {{"entitled to free school meals", "â hawl i brydau ysgol am ddim"}};
  if (served) made.support = {{{"Groups", "Grwpiau"}, "6802801", "raise", {"in a small group", "mewn grŵp bach"}, Date(2008, 10, 1), Date(2009, 3, 31), 41}};
  return made;
}

SupportPageInput register_of(std::vector<LearnerOnRegister> learners) {
  SupportPageInput input;
  input.school.id = "6802801";
  input.school.name = {"A school", "Ysgol"};
  input.year = {2009};
  input.years = {{2008}, {2009}};
  input.learners = std::move(learners);
  input.funds = {{"raise", {"RAISE", "RAISE"}}};
  Fund fund;
  fund.id = "raise";
  fund.name = {"RAISE", "RAISE"};
  input.missed = {.school = "6802801", .fund = fund, .meeting = {{"entitled", "â hawl"}}, .year = AcademicYear{2009}, .counts = {}};
  for (const auto& each : input.learners) input.missed.counts.add(each.placed);
  return input;
}

const Table* table(const Page& page, std::string_view id) {
  for (const auto& block : page.blocks)
    if (const auto* found = std::get_if<Table>(&block); found && found->id == id) return found;
  return nullptr;
}

bool says(const Page& page, std::string_view message) {
  return std::ranges::any_of(page.blocks, [&](const Block& block) {
    const auto* sentence = std::get_if<Sentence>(&block);
    return sentence && sentence->text.message == message;
  });
}

std::string link_of(const Table& of, std::size_t row) { return of.rows.at(row).cells.front().link->id; }

// Six learners: Ann and Bet entitled with nothing (average, more able), Cai entitled and less able with nothing, Dai entitled with
// support, Eve and Fay with support whom the grant is not for.
SupportPageInput six() {
  return register_of({learner(1, "Ann", true, false, Third::middle), learner(2, "Bet", true, false, Third::upper), learner(3, "Cai", true, false, Third::lower),
                      learner(4, "Dai", true, true, Third::lower), learner(5, "Eve", false, true, Third::lower), learner(6, "Fay", false, true, Third::lower)});
}

TEST(SupportPage, AbleLearnersWithNothingStandFirstAndLessAbleOnesNotAmongThem) {
  const auto page = support_page(six());
  const auto* missed = table(page, "missed");
  ASSERT_TRUE(missed);
  ASSERT_EQ(missed->rows.size(), 2u);
  EXPECT_EQ(link_of(*missed, 0), text(LearnerId(2))) << "more able before average";
  EXPECT_EQ(link_of(*missed, 1), text(LearnerId(1)));
  EXPECT_EQ(table(page, "disadvantaged")->rows.size(), 4u) << "whatever they receive";
  EXPECT_EQ(table(page, "support")->rows.size(), 3u) << "whoever receives it";
}

TEST(SupportPage, TheFourNumbersStandInOneTable) {
  const auto page = support_page(six());
  const auto* numbers = table(page, "who-is-missed-numbers");
  ASSERT_TRUE(numbers);
  const auto value = [&](std::size_t row, std::size_t column) { return std::get<Quantity>(numbers->rows.at(row).cells.at(column).value).value; };
  EXPECT_EQ(value(0, 1), 1) << "Dai";
  EXPECT_EQ(value(0, 3), 4) << "of four who are entitled";
  EXPECT_EQ(value(1, 1), 2) << "Eve and Fay";
  EXPECT_EQ(value(1, 3), 3) << "of three with support";
  EXPECT_EQ(value(2, 1), 3) << "Ann, Bet and Cai";
  EXPECT_EQ(value(3, 1), 1) << "Bet";
  EXPECT_TRUE(says(page, "support.missed.warning"));
}

TEST(SupportPage, ASchoolThatChoosesByTheCriterionIsNotWarned) {
  const auto page = support_page(register_of({learner(1, "Ann", true, true, Third::middle), learner(2, "Bet", true, false, Third::upper)}));
  EXPECT_FALSE(says(page, "support.missed.warning"));
  EXPECT_TRUE(says(page, "support.missed.able-key"));
}

TEST(SupportPage, ALearnerOfNoCensusHereStandsOnTheRegisterAndIsCountedNowhere) {
  auto input = six();
  auto left = learner(7, "Gwen", false, true, {});
  left.year_group = 0;
  input.learners.push_back(left);
  const auto page = support_page(input);
  EXPECT_EQ(table(page, "support")->rows.size(), 4u);
  EXPECT_EQ(table(page, "disadvantaged")->rows.size(), 4u);
}

TEST(SupportPage, WithoutSupportOfTheFundItIsSaidWhatIsMissing) {
  auto input = six();
  input.missed.year.reset();
  const auto page = support_page(input);
  EXPECT_TRUE(says(page, "support.missed.none"));
  EXPECT_FALSE(table(page, "who-is-missed-numbers"));
}

}  // namespace support_example
}  // namespace potensial::insight
