// The tables of a page as one CSV file (RFC 4180, UTF-8 with byte order mark for spreadsheets).
//
// The head of the page, then each table: its title, its columns, its rows and what its marks mean, with an empty
// line between. A text that a spreadsheet would take for a formula (= + - @, their full-width forms, tab, return)
// gets an apostrophe before it; numbers never do. Pure function, thread-safe.
#pragma once

#include <string>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

std::string page_csv(const Page& page, const Words& words);

// One text as a CSV field: made harmless and, where needed, quoted.
std::string csv_text(const std::string& text);

}  // namespace potensial::report
