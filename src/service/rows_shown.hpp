// Long lists stand 25 rows a page (pages.md section 4, Long): which rows are asked for, and the ways to the others. Pure;
// thread-safe.
#pragma once

#include <cstddef>
#include <vector>

#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Which of many rows: a page of 25, from 1, or all of them.
struct RowsAsked {
  std::size_t page = 1;
  bool all = false;
};
RowsAsked rows_asked(const Call& call);  // of the parameters "page" and "rows"

struct RowsShown {
  std::size_t first = 0, last = 0, of = 0, page = 1;

  static RowsShown make(std::size_t of, RowsAsked asked);
  std::size_t size() const { return last - first; }
};

// Which rows stand here and links to those before and after; nothing where all stand here.
std::vector<Block> ways_to_others(const RowsShown& shown, const Target& page);
// A link to all of them as CSV; nothing where there is none.
std::vector<Block> download_of_all(Target page, std::size_t rows);

}  // namespace potensial::service
