#include "base/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace potensial {

CsvCells::CsvCells(std::string_view text, char separator) : text_(text), separator_(separator) {
  for (const unsigned char stop : {'\n', '\r', separator}) stops_[stop] = true;
}

bool CsvCells::next() {
  cells_.clear();
  scratch_used_ = 0;
  if (unterminated_) return false;
  pass_empty_lines();
  if (at_ == text_.size()) return false;
  record_line_ = line_;
  while (read_cell()) {
  }
  if (unterminated_) {
    cells_.clear();
    return false;
  }
  closed_ = at_ < text_.size();
  pass_line_break();
  return true;
}

void CsvCells::pass_empty_lines() {
  while (at_ < text_.size() && at_line_end()) pass_line_break();
}

void CsvCells::pass_line_break() {
  if (at_ == text_.size()) return;
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

// Reads one cell; true when a separator follows, so that another cell must be read.
bool CsvCells::read_cell() {
  if (at_ < text_.size() && text_[at_] == '"') {
    if (!read_quoted_cell()) return false;
  } else {
    read_plain_cell();
  }
  if (at_line_end()) return false;
  ++at_;
  return true;
}

void CsvCells::read_plain_cell() {
  const auto begin = at_;
  const char* const data = text_.data();
  const auto size = text_.size();
  while (at_ < size && !stops_[static_cast<unsigned char>(data[at_])]) ++at_;
  cells_.emplace_back(data + begin, at_ - begin);
}

std::string& CsvCells::new_scratch() {
  if (scratch_used_ == scratch_.size()) scratch_.emplace_back();
  auto& fresh = scratch_[scratch_used_++];
  fresh.clear();
  return fresh;
}

bool CsvCells::read_quoted_cell() {
  const auto opening_line = line_;
  std::string* joined = nullptr;  // only when the cell is not one stretch of the buffer
  auto begin = ++at_;
  const auto take = [&](std::size_t end) { joined->append(text_.substr(begin, end - begin)); };
  while (true) {
    const auto quote = text_.find('"', at_);
    const auto end = std::min(quote, text_.size());
    for (auto each = at_; each < end; ++each)
      line_ += text_[each] == '\n' || (text_[each] == '\r' && (each + 1 == text_.size() || text_[each + 1] != '\n'));
    if (quote == std::string_view::npos) {
      at_ = text_.size();
      unterminated_ = opening_line;
      return false;
    }
    at_ = quote + 1;
    if (at_ == text_.size() || text_[at_] != '"') break;
    if (!joined) joined = &new_scratch();
    take(at_);
    begin = ++at_;
  }
  const auto end = at_ - 1;
  if (!joined && (at_line_end() || text_[at_] == separator_)) {
    cells_.push_back(text_.substr(begin, end - begin));
    return true;
  }
  if (!joined) joined = &new_scratch();
  take(end);
  read_plain_cell();
  joined->append(cells_.back());
  cells_.back() = *joined;
  return true;
}

char csv_separator(std::string_view text, std::string_view candidates) {
  char best = candidates.empty() ? ',' : candidates.front();
  std::size_t best_weight = 0;
  for (const char candidate : candidates) {
    CsvCells lines(text.substr(0, 64 * 1024), candidate);
    std::vector<std::size_t> widths;
    while (widths.size() < 50 && lines.next()) widths.push_back(lines.cells().size());
    std::size_t weight = 0;
    for (const auto width : widths)
      if (width > 1) weight = std::max(weight, static_cast<std::size_t>(std::ranges::count(widths, width)) * width);
    if (weight > best_weight) {
      best = candidate;
      best_weight = weight;
    }
  }
  return best;
}

CsvWriter& CsvWriter::cell(std::string_view text) {
  if (!first_) out_ += separator_;
  first_ = false;
  const char special[] = {'"', '\n', '\r', separator_};
  if (text.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
    out_ += text;
    return *this;
  }
  out_ += '"';
  for (const char each : text) {
    if (each == '"') out_ += '"';
    out_ += each;
  }
  out_ += '"';
  return *this;
}

CsvWriter& CsvWriter::cell(std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return cell(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void CsvWriter::end_record() {
  out_ += '\n';
  first_ = true;
}

void CsvWriter::record(std::span<const std::string_view> cells) {
  for (const auto each : cells) cell(each);
  end_record();
}

}  // namespace potensial
