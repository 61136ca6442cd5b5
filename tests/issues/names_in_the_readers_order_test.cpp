// Pages said "In order of name" and stood in the order of the English names, also in Welsh, or in that of numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "insight/completeness_page.hpp"
#include "page_phrases.hpp"
#include "report/page_csv.hpp"
#include "report/words.hpp"

namespace potensial::insight {
namespace names_in_order {

Page completeness_of_three() {
  CompletenessPageInput input;
  input.scope.name = {"Wales", "Cymru"};
  input.scope.year = AcademicYear{2010};
  input.names = {{"680", {"Newport", "Casnewydd"}}, {"681", {"Cardiff", "Caerdydd"}}, {"670", {"Swansea", "Abertawe"}}};
  input.characteristics = {{"fsm", {"free school meals", "prydau ysgol am ddim"}, {}}};
  input.whole = {{"", "fsm", 300, 60}};
  for (const char* id : {"670", "680", "681"}) input.parts.push_back({id, "fsm", 100, 20});
  return completeness_page(input);
}

std::vector<std::size_t> places_of(const std::string& text, std::initializer_list<const char*> names) {
  std::vector<std::size_t> places;
  for (const char* name : names) places.push_back(text.rfind(std::string("\n") + name + ","));
  return places;
}

std::string csv_in(Language language) {
  const auto messages = tests::messages();
  return report::page_csv(completeness_of_three(), report::Words(messages, language));
}

}  // namespace names_in_order

TEST(NamesInTheReadersOrder, InBothLanguages) {
  using namespace names_in_order;
  const auto welsh = places_of(csv_in(Language::cy), {"Abertawe", "Caerdydd", "Casnewydd"});
  const auto english = places_of(csv_in(Language::en), {"Cardiff", "Newport", "Swansea"});
  for (const auto& places : {welsh, english}) {
    EXPECT_THAT(places, testing::Not(testing::Contains(std::string::npos)));
    EXPECT_TRUE(std::ranges::is_sorted(places));
  }
}

}  // namespace potensial::insight
