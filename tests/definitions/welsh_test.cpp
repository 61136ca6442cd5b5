// Both languages everywhere (NAT-08): no sentence is missing, none is the same in both by accident, and what no native
// speaker has read is listed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>

#include "catalogue/catalogue.hpp"
#include "catalogue/messages.hpp"

namespace potensial::tests {
namespace welsh {

const catalogue::Messages& messages() {
  static const auto loaded = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return loaded;
}

// Without what stands in braces, which both languages share.
std::string words_of(const std::string& pattern) {
  std::string words;
  int depth = 0;
  for (const char c : pattern) {
    depth += c == '{';
    if (depth == 0) words += c;
    depth -= c == '}';
  }
  return words;
}

bool says_something(const std::string& words) {
  return std::ranges::count_if(words, [](unsigned char c) { return std::isalpha(c); }) > 2;
}

// The same word is right in both: names, and words that both languages share.
const std::set<std::string, std::less<>> the_same_in_both{"method.term", "release.cell", "page.product", "page.title",
                                                          "page.form.csv", "page.form.pdf", "page.form.workbook"};

}  // namespace welsh

TEST(Nat08Welsh, NoSentenceIsTheSameInBothLanguagesByAccident) {
  for (const auto& [id, message] : welsh::messages().all()) {
    const bool same = message.pattern.en == message.pattern.cy && welsh::says_something(welsh::words_of(message.pattern.en));
    EXPECT_EQ(same, welsh::the_same_in_both.contains(id)) << id << ": " << message.pattern.en;
  }
}

TEST(Nat08Welsh, DefinitionsOfPlaceAndSchoolApartHaveNamesOfTheirOwnInBoth) {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  for (const char* kind : {"indicator", "characteristic", "rule", "role", "purpose", "access", "disclosure-policy", "core-data-set", "key-stage", "form", "stages"})
    for (const auto* each : catalogue.of_kind(kind)) EXPECT_NE(each->name.en, each->name.cy) << each->file << " " << each->id;
}

// The document says whether anything was read; the list of what was not stands beside the test program.
TEST(Nat08Welsh, WhatNoNativeSpeakerHasReadIsListedAndTheDocumentSaysSo) {
  std::size_t read = 0;
  std::ofstream list("welsh-not-reviewed.txt");
  for (const auto& [id, message] : welsh::messages().all()) {
    read += message.reviewed;
    if (!message.reviewed) list << id << '\t' << message.pattern.cy << '\n';
  }
  std::ostringstream document;
  document << std::ifstream(POTENSIAL_ROOT "/docs/reference/welsh-review.md").rdbuf();
  EXPECT_EQ(document.str().find("so far none has it") != std::string::npos, read == 0);
}

}  // namespace potensial::tests
