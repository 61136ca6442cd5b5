#include "service/history_answers.hpp"

namespace potensial::service {

void put_texts(const HistoryRow& row, std::span<const AnswerCell> cells, form::Answers& answers) {
  for (const auto& each : cells)
    if (row.has(each.column)) answers.values.emplace(each.question, row.text(each.column));
}

AnswerTaker& AnswerTaker::money(const char* question, const char* column) {
  if (!row_.has(column) || fault_) return *this;
  const auto amount = row_.money(column);
  if (amount) answers_.values.emplace(question, amount->count);
  else fault_ = amount.error();
  return *this;
}

}  // namespace potensial::service
