// A CSV text as lines and cells that can be changed one by one, for making faults. For files without quoted cells;
// columns are counted from 0, rows of data from 0. Single thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace potensial::demonstration {

class CsvLines {
 public:
  explicit CsvLines(std::string_view text);

  std::size_t rows() const { return lines_.empty() ? 0 : lines_.size() - 1; }
  std::size_t column(std::string_view name) const;
  std::string cell(std::size_t row, std::size_t column) const;
  void set(std::size_t row, std::size_t column, std::string_view value);
  void append_copy(std::size_t row) { lines_.push_back(lines_[row + 1]); }
  std::string text() const;

 private:
  std::vector<std::string> lines_;   // the header first
};

// In windows-1252, which has no ŵ or ŷ: those become `for_w`, with y in place of w where the letter is ŷ.
std::string in_windows_1252(std::string_view utf8, std::string_view for_w);
// With another separator and line end; for texts without quoted cells.
std::string with_separators(std::string_view text, char separator, char line_end);

}  // namespace potensial::demonstration
