#include "demonstration/csv_lines.hpp"

namespace potensial::demonstration {
namespace csv_lines {

// First and past-last character of a cell.
std::pair<std::size_t, std::size_t> bounds(const std::string& line, std::size_t column) {
  std::size_t start = 0;
  for (; column > 0; --column) start = line.find(',', start) + 1;
  const auto end = line.find(',', start);
  return {start, end == std::string::npos ? line.size() : end};
}

}  // namespace csv_lines

CsvLines::CsvLines(std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines_.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

std::size_t CsvLines::column(std::string_view name) const {
  std::size_t place = 0;
  for (std::string_view rest = lines_.front(); !rest.empty(); ++place) {
    const auto end = rest.find(',');
    if (rest.substr(0, end) == name) return place;
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return 0;
}

std::string CsvLines::cell(std::size_t row, std::size_t column) const {
  const auto [start, end] = csv_lines::bounds(lines_[row + 1], column);
  return lines_[row + 1].substr(start, end - start);
}

void CsvLines::set(std::size_t row, std::size_t column, std::string_view value) {
  const auto [start, end] = csv_lines::bounds(lines_[row + 1], column);
  lines_[row + 1].replace(start, end - start, value);
}

std::string CsvLines::text() const {
  std::string all;
  for (const auto& line : lines_) all += line + "\n";
  return all;
}

std::string in_windows_1252(std::string_view utf8, std::string_view for_w) {
  std::string text;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      text += utf8[i];
      continue;
    }
    if (i + 1 >= utf8.size()) break;
    const unsigned code = (lead & 0x1Fu) << 6 | (static_cast<unsigned char>(utf8[++i]) & 0x3Fu);
    if (code < 0x100) text += static_cast<char>(code);
    else if (for_w.size() == 2) text += std::string(1, code == 0x177 || code == 0x176 ? 'y' : 'w') + for_w[1];
    else text += for_w;
  }
  return text;
}

std::string with_separators(std::string_view text, char separator, char line_end) {
  std::string changed(text);
  for (auto& letter : changed)
    if (letter == ',') letter = separator;
    else if (letter == '\n') letter = line_end;
  return changed;
}

}  // namespace potensial::demonstration
