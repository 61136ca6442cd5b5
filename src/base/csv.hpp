// Cells of separated text (RFC 4180) and back. Knows nothing of what the cells mean.
//
// `CsvCells` walks a buffer without copying it: each record is a list of views into the buffer, or into
// its own scratch where a cell held doubled quotes. Records end at LF, CRLF or a lone CR; a quoted cell
// may hold separators and line breaks. Lines with nothing on them are passed over. Tolerant where RFC
// 4180 is silent: a quote inside an unquoted cell is text, and text after a closing quote is appended.
// The buffer must be UTF-8 (or any superset of ASCII), without a byte order mark, and outlive the views;
// views of one record are valid until the next call of next(). Not thread-safe; make one per thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace potensial {

class CsvCells {
 public:
  explicit CsvCells(std::string_view text, char separator = ',');

  // Reads the next record; false at the end of the text or at a quote that is never closed.
  bool next();
  const std::vector<std::string_view>& cells() const { return cells_; }
  // Line of the text on which the record begins, from 1.
  std::uint64_t line() const { return record_line_; }
  // Place in the text after the record and its line break.
  std::size_t offset() const { return at_; }
  // Whether the record was followed by a line break; false for a last line without one.
  bool closed() const { return closed_; }
  // Line of the opening quote that is never closed, once next() has met it.
  std::optional<std::uint64_t> unterminated() const { return unterminated_; }

 private:
  bool read_cell();
  bool read_quoted_cell();
  void read_plain_cell();
  std::string& new_scratch();
  void pass_empty_lines();
  bool at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }
  void pass_line_break();

  std::string_view text_;
  char separator_;
  bool stops_[256] = {};
  std::size_t at_ = 0;
  std::uint64_t line_ = 1, record_line_ = 1;
  bool closed_ = false;
  std::optional<std::uint64_t> unterminated_;
  std::vector<std::string_view> cells_;
  std::deque<std::string> scratch_;
  std::size_t scratch_used_ = 0;
};

// The separator among `candidates` that splits the text's first lines into the most cells, the same
// number in most of them; the first candidate when none splits anything.
char csv_separator(std::string_view text, std::string_view candidates);

// Writes records into `out`: cells quoted only where RFC 4180 asks for it, lines ended by LF.
class CsvWriter {
 public:
  explicit CsvWriter(std::string& out, char separator = ',') : out_(out), separator_(separator) {}

  CsvWriter& cell(std::string_view text);
  CsvWriter& cell(std::int64_t number);
  CsvWriter& empty() { return cell(std::string_view{}); }
  void end_record();
  void record(std::span<const std::string_view> cells);

 private:
  std::string& out_;
  char separator_;
  bool first_ = true;
};

}  // namespace potensial
