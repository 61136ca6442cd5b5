// Workbooks out: sheets of text and numbers as one XLSX file.
//
// A text is always written as text, whatever it begins with, so that no cell becomes a formula; numbers stay
// numbers, with a format for their unit. The same workbook gives the same bytes: its date is passed in.
// Knows no pages and no languages. Thread-safe for different files.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace potensial::exchange {

struct SheetNumber {
  double value = 0;
  std::string format = "General";  // Excel number format: "0.0", "#,##0", "0.0\"%\""
};
using SheetCell = std::variant<std::string, SheetNumber>;

struct Sheet {
  std::string name;                         // shown on its tab; shortened and cleaned of []:*?/\ when written
  std::vector<std::string> before;          // lines above the table, the first one bold
  std::vector<std::string> titles;          // headings of the columns
  std::vector<std::vector<SheetCell>> rows;
  std::vector<std::string> after;           // lines below the table
};

struct Workbook {
  std::string title;
  Date dated;                               // written as the date of its making
  std::vector<Sheet> sheets;                // one or more
};

// Replaces the file. Refuses with "workbook.not-written" when it cannot be written, and (Blame::input)
// "workbook.too-many-rows" {sheet} what no sheet holds.
Result<void> write_workbook(const Workbook& workbook, const std::filesystem::path& file);
// The same bytes in memory, to be sent; what it says never has a name on a disk.
Result<std::string> workbook_bytes(const Workbook& workbook);

// The name a sheet gets: its place and what fits of its name in 31 letters.
std::string sheet_name(std::size_t place, const std::string& name);

}  // namespace potensial::exchange
