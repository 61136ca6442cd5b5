// Cells of a row of history as answers to the questions of a form: an empty cell is a question that was not answered. Refuses the
// cells that are of another kind (history_rows.hpp). One thread at a time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "form/answers.hpp"
#include "service/history_rows.hpp"

namespace potensial::service {

using HistoryRows = std::vector<const HistoryRow*>;

struct AnswerCell {
  const char* question;
  const char* column;
};

// A group as files write it, "fsm=yes sex=M", named as figures of need and forms name it: "fsm:yes,sex:M".
std::string group_named(std::string written);
void put_group(const HistoryRow& row, AnswerCell cell, form::Answers& answers);

void put_texts(const HistoryRow& row, std::span<const AnswerCell> cells, form::Answers& answers);

// Answers of another kind than text; the first cell that is wrong is kept.
class AnswerTaker {
 public:
  AnswerTaker(const HistoryRow& row, form::Answers& answers) : row_(row), answers_(answers) {}

  AnswerTaker& whole(const char* question, const char* column) { return take(question, column, &HistoryRow::whole); }
  AnswerTaker& number(const char* question, const char* column) { return take(question, column, &HistoryRow::number); }
  AnswerTaker& day(const char* question, const char* column) { return take(question, column, &HistoryRow::day); }
  AnswerTaker& money(const char* question, const char* column);
  Result<void> done() const { return fault_ ? Result<void>(std::unexpected(*fault_)) : Result<void>{}; }

 private:
  template <class Value>
  AnswerTaker& take(const char* question, const char* column, Result<Value> (HistoryRow::*read)(std::string_view) const) {
    if (!row_.has(column) || fault_) return *this;
    auto value = (row_.*read)(column);
    if (value) answers_.values.emplace(question, *value);
    else fault_ = value.error();
    return *this;
  }

  const HistoryRow& row_;
  form::Answers& answers_;
  std::optional<Refusal> fault_;
};

}  // namespace potensial::service
