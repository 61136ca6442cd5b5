// A head saw the figures of everybody else's learners beside the school's own on the descriptive pages (decision 0013).
#include <gtest/gtest.h>

#include <algorithm>

#include "insight/attendance_page.hpp"
#include "insight/exclusions_page.hpp"

namespace potensial::tests::figures_of_others {

using namespace insight;

DescribedScope school(bool figures_of_others) {
  DescribedScope scope;
  scope.noun = "school";
  scope.organisation = "6802801";
  scope.name = {"Ysgol y Bryn", "Ysgol y Bryn"};
  scope.population = {"Wales", "Cymru"};
  scope.figures_of_others = figures_of_others;
  return scope;
}

std::size_t columns_of_first_table(const Page& page) {
  for (const auto& block : page.blocks)
    if (const auto* table = std::get_if<Table>(&block)) return table->columns.size();
  return 0;
}

std::ptrdiff_t key_sentences(const Page& page) {
  return std::ranges::count_if(page.blocks, [](const Block& block) {
    const auto* sentence = std::get_if<Sentence>(&block);
    return sentence && sentence->weight == Weight::key;
  });
}

Page attendance(bool others) {
  AttendancePageInput input{.scope = school(others)};
  input.years = {{{2009}, {.learners = 9}, {.learners = 90}, 1}, {{2010}, {.learners = 9}, {.learners = 90}, 1}};
  return attendance_page(input);
}

Page exclusions(bool others) {
  ExclusionsPageInput input{.scope = school(others)};
  input.years = {{{2009}, {}, {}}, {{2010}, {}, {}}};
  input.pooled = {{2009}, {2010}};
  return exclusions_page(input);
}

TEST(FiguresOfOthersInDescriptions, StandBesideTheSchoolOnlyForThoseWhoMaySeeThem) {
  for (const auto& page : {&attendance, &exclusions}) {
    EXPECT_LT(columns_of_first_table(page(false)), columns_of_first_table(page(true)));
    EXPECT_LT(key_sentences(page(false)), key_sentences(page(true)));
  }
}

}  // namespace potensial::tests::figures_of_others
