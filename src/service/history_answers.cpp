#include "service/history_answers.hpp"

#include <algorithm>

namespace potensial::service {

void put_texts(const HistoryRow& row, std::span<const AnswerCell> cells, form::Answers& answers) {
  for (const auto& each : cells)
    if (row.has(each.column)) answers.values.emplace(each.question, row.text(each.column));
}

std::string group_named(std::string written) {
  std::ranges::replace(written, '=', ':');
  std::ranges::replace(written, ' ', ',');
  return written;
}

void put_group(const HistoryRow& row, AnswerCell cell, form::Answers& answers) {
  if (row.has(cell.column)) answers.values.emplace(cell.question, group_named(row.text(cell.column)));
}

AnswerTaker& AnswerTaker::money(const char* question, const char* column) {
  if (!row_.has(column) || fault_) return *this;
  const auto amount = row_.money(column);
  if (amount) answers_.values.emplace(question, amount->count);
  else fault_ = amount.error();
  return *this;
}

}  // namespace potensial::service
