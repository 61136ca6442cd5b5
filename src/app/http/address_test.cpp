#include "app/http/address.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

TEST(WebAddress, IsTheSamePageInBothLanguages) {
  const auto english = address_of("/en/school/6812001"), welsh = address_of("/cy/ysgol/6812001");
  ASSERT_TRUE(english && welsh);
  EXPECT_EQ(english->noun, "school");
  EXPECT_EQ(welsh->noun, "school");
  EXPECT_EQ(welsh->id, "6812001");
  EXPECT_EQ(welsh->language, Language::cy);
  EXPECT_FALSE(welsh->foreign_noun);
  EXPECT_TRUE(address_of("/cy/school/6812001")->foreign_noun);
}

TEST(WebAddress, EndsWithItsForm) {
  EXPECT_EQ(address_of("/en/school/6812001.csv")->form, service::PageForm::csv);
  EXPECT_EQ(address_of("/en/school/6812001.csv")->id, "6812001");
  EXPECT_EQ(address_of("/en/wales.json")->noun, "wales");
  EXPECT_EQ(address_of("/en/school/.csv")->id, ".csv");
}

TEST(WebAddress, IsRefusedWhenItIsNone) {
  for (const char* path : {"", "en", "/", "/fr/school/1", "/en//1", "/en/school/1/2", "/en/school/%zz", "/en/school/%00", "/en/school/%ff",
                           "/en/school/a%0"})
    EXPECT_FALSE(address_of(path)) << path;
}

TEST(WebAddress, EndsWithTheFormOfThePage) {
  const std::pair<std::string, service::PageForm> endings[] = {{"", service::PageForm::html}, {".csv", service::PageForm::csv}, {".xlsx", service::PageForm::workbook},
                                                               {".print", service::PageForm::print}, {".pdf", service::PageForm::pdf}, {".json", service::PageForm::json}, {".txt", service::PageForm::text}};
  for (const auto& [ending, form] : endings) {
    const auto address = address_of("/cy/ysgol/6812001" + ending);
    EXPECT_EQ(address->form, form) << ending;
    EXPECT_EQ(address->id, "6812001") << ending;
  }
}

TEST(WebAddress, IsDecodedOnce) { EXPECT_EQ(address_of("/en/school/%2541")->id, "%41"); }

TEST(WebAddress, Sec22NothingClimbsOutOfIt) {  // SEC-22: ids never name files; what looks like a path stays a text
  EXPECT_EQ(address_of("/en/school/%2e%2e%2fetc")->id, "../etc");
}

TEST(WebValues, AreReadFromQueriesAndForms) {
  const auto values = values_of("a=1&b=x+y%26z&c=&d").value();
  EXPECT_EQ(values, (service::Values{{"a", "1"}, {"b", "x y&z"}, {"c", ""}, {"d", ""}}));
}

TEST(WebValues, AreRefusedWhenANameStandsTwiceOrTheEncodingIsWrong) {
  for (const char* text : {"a=1&a=2", "a=%", "a=%0", "%00=1", "a=%c3%28"}) EXPECT_FALSE(values_of(text)) << text;
}

}  // namespace
}  // namespace potensial::app
