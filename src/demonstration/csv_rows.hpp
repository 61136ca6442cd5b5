// Rows of a CSV file (RFC 4180, UTF-8, LF) built in one growing buffer: fast, and whole before it is written.
// Cells are quoted when they must be. Single thread.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace potensial::demonstration {

// At least 0: 175 is "1.75".
inline std::string two_decimals(int hundredths) { return std::to_string(hundredths / 100) + "." + std::to_string(100 + hundredths % 100).substr(1); }

class CsvRows {
 public:
  explicit CsvRows(std::string_view header) : text_(header) { text_ += '\n'; }

  CsvRows& operator<<(std::string_view cell) {
    separate();
    if (cell.find_first_of(",\"\n\r") == std::string_view::npos) text_ += cell;
    else quote(cell);
    return *this;
  }
  CsvRows& operator<<(const char* cell) { return *this << std::string_view(cell); }
  CsvRows& operator<<(const std::string& cell) { return *this << std::string_view(cell); }
  CsvRows& operator<<(int number) {
    separate();
    char digits[16];
    text_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    return *this;
  }
  CsvRows& operator<<(Date day) {
    separate();
    append_iso(text_, day);
    return *this;
  }
  CsvRows& operator<<(bool yes) { return *this << (yes ? std::string_view("Y") : std::string_view("N")); }
  void blank(int cells = 1) {
    for (; cells > 0; --cells) separate();
  }
  void end() {
    text_ += '\n';
    at_start_ = true;
    ++rows_;
  }
  void append(const CsvRows& part, std::string_view header) {   // the rows of a part with the same header
    text_.append(part.text_, header.size() + 1);
    rows_ += part.rows_;
  }

  std::int64_t rows() const { return rows_; }
  const std::string& text() const { return text_; }
  std::string& text() { return text_; }

  static void append_iso(std::string& text, Date day) {
    const auto parts = day.parts();
    const int year = static_cast<int>(parts.year());
    const auto month = static_cast<unsigned>(parts.month()), of_month = static_cast<unsigned>(parts.day());
    const auto digit = [](unsigned n) { return static_cast<char>('0' + n); };
    const auto y = static_cast<unsigned>(year);
    const char iso[] = {digit(y / 1000), digit(y / 100 % 10), digit(y / 10 % 10), digit(y % 10), '-',
                        digit(month / 10), digit(month % 10), '-', digit(of_month / 10), digit(of_month % 10)};
    text.append(iso, sizeof iso);
  }

 private:
  void separate() {
    if (!at_start_) text_ += ',';
    at_start_ = false;
  }
  void quote(std::string_view cell) {
    text_ += '"';
    for (const char letter : cell) {
      if (letter == '"') text_ += '"';
      text_ += letter;
    }
    text_ += '"';
  }

  std::string text_;
  bool at_start_ = true;
  std::int64_t rows_ = 0;
};

}  // namespace potensial::demonstration
