#include "form/question.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "form/words.hpp"

namespace potensial::form {
namespace question_detail {

using enum QuestionKind;
constexpr std::array<std::pair<std::string_view, QuestionKind>, 14> kinds{{{"text", text},
                                                                          {"long-text", long_text},
                                                                          {"whole-number", whole_number},
                                                                          {"number", number},
                                                                          {"money", money},
                                                                          {"date", date},
                                                                          {"yes-no", yes_no},
                                                                          {"choice", choice},
                                                                          {"organisation", organisation},
                                                                          {"indicator", indicator},
                                                                          {"group", group},
                                                                          {"learner-count", learner_count},
                                                                          {"attachment", attachment},
                                                                          {"part", part}}};

template <class Number>
std::optional<Answer> read_number(std::string_view written) {
  Number value{};
  const auto [end, fault] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (written.empty() || fault != std::errc() || end != written.data() + written.size()) return std::nullopt;
  return Answer(value);
}

std::optional<Answer> read_value(QuestionKind kind, std::string_view written) {
  switch (kind) {
    case whole_number:
    case money:
    case learner_count: return read_number<std::int64_t>(written);
    case number: return read_number<double>(written);
    case date: return Date::parse(written);
    case yes_no:
      if (written != "yes" && written != "no") return std::nullopt;
      return Answer(written == "yes");
    case part: return std::nullopt;
    default: return Answer(std::string(written));
  }
}

bool is_text(const Answer& answer) {
  const auto* text = std::get_if<std::string>(&answer);
  return text && is_utf8(*text);
}

bool is_not_negative(const Answer& answer) {
  const auto* whole = std::get_if<std::int64_t>(&answer);
  return whole && *whole >= 0;
}

bool is_finite_number(const Answer& answer) {
  const auto* value = std::get_if<double>(&answer);
  return value && std::isfinite(*value);
}

}  // namespace question_detail

std::optional<QuestionKind> question_kind(std::string_view word) {
  const auto found = std::ranges::find(question_detail::kinds, word, &std::pair<std::string_view, QuestionKind>::first);
  return found == question_detail::kinds.end() ? std::nullopt : std::optional(found->second);
}

bool is_of_kind(QuestionKind kind, const Answer& answer) {
  switch (kind) {
    case QuestionKind::whole_number: return std::holds_alternative<std::int64_t>(answer);
    case QuestionKind::money:
    case QuestionKind::learner_count: return question_detail::is_not_negative(answer);
    case QuestionKind::number: return question_detail::is_finite_number(answer);
    case QuestionKind::date: return std::holds_alternative<Date>(answer);
    case QuestionKind::yes_no: return std::holds_alternative<bool>(answer);
    case QuestionKind::part: return std::holds_alternative<Parts>(answer);
    default: return question_detail::is_text(answer);
  }
}

std::optional<Answer> read_answer(QuestionKind kind, std::string_view written) {
  auto value = question_detail::read_value(kind, written);
  return value && is_of_kind(kind, *value) ? value : std::nullopt;
}

}  // namespace potensial::form
