// A table of a page as plain columns of texts and numbers, for files that machines read.
//
// A column of intervals becomes two, from and to. A column whose numbers share a unit names it in its title; a
// column of several units is followed by a column that names the unit of each row. Numbers are exact, not
// rounded; marks stay marks. Where figures open, a last column holds the addresses of what stands behind each row, as the
// site serves them. Pure functions, thread-safe.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

using FlatCell = std::variant<std::string, Quantity>;

struct FlatTable {
  std::string id, title;
  std::vector<std::string> titles;
  std::vector<std::vector<FlatCell>> rows;  // each as long as titles
  std::vector<std::string> notes;           // what the marks mean; why it is empty
};

FlatTable flat_table(const Table& table, const Words& words);

// The tables of a page in reading order, those of folded details too.
std::vector<const Table*> tables_of(const std::vector<Block>& blocks);

// Title, caption, warnings and language of a page, as lines for the head of a file.
std::vector<std::string> head_lines(const Page& page, const Words& words);

std::string unit_name(Unit unit, const Words& words);

}  // namespace potensial::report
