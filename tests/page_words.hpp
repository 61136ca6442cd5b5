// What a page says, for tests that look for sentences and cells: its text with every run of white space as one blank, and then
// its tables as CSV, in which no cell is broken over lines. Fails where a phrase lacks its message or a row its cells.
#pragma once

#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "page_phrases.hpp"
#include "report/page_csv.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace potensial::tests {

inline std::string page_words(const Page& page, Language language) {
  static const auto known = messages();
  EXPECT_EQ(PagePhrases(page).faults(known), std::vector<std::string>{});
  EXPECT_EQ(shape_faults(page), std::vector<std::string>{});
  const report::Words words(known, language);
  std::istringstream text(report::terminal_text(page, words));
  std::string said;
  for (std::string word; text >> word;) said += word + " ";
  return said + "\n" + report::page_csv(page, words);
}

}  // namespace potensial::tests
