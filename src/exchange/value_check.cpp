#include "exchange/value_check.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/date.hpp"

namespace potensial::exchange {
namespace values {
namespace {

constexpr std::size_t kShort = 8;

// Up to eight bytes as a number; texts of one length class never collide, since no text holds NUL.
std::uint64_t packed(std::string_view text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), text.size());
  return word;
}

std::size_t slot_of(std::uint64_t key, std::size_t slots) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 32) & (slots - 1);
}

template <class Number>
bool parse_all(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool is_digit_at(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

// Takes out thousands separators that stand where they should, before three digits, and puts a point for
// the decimal separator. Empty when a separator stands elsewhere.
std::string plain_number(std::string_view text, const ValueForm& form) {
  std::string plain;
  bool decimals = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == form.thousands) {
      const bool three = is_digit_at(text, i + 1) && is_digit_at(text, i + 2) && is_digit_at(text, i + 3) &&
                         !is_digit_at(text, i + 4);
      if (decimals || !three || plain.empty()) return {};
    } else if (text[i] == form.decimal) {
      decimals = true;
      plain += '.';
    } else if (text[i] == '.') {
      return {};
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::optional<Date> day_first_date(std::string_view text) {
  if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
  const std::string iso = std::string(text.substr(6)) + "-" + std::string(text.substr(3, 2)) + "-" +
                          std::string(text.substr(0, 2));
  return Date::parse(iso);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const auto word : words)
    if (text == word) return true;
  return false;
}

std::string_view read_date(std::string_view text, const ValueForm& form, StagedValue& value) {
  const auto day = form.day_first ? day_first_date(text) : Date::parse(text);
  if (!day) return "rule.date";
  value = {StagedValue::Kind::integer, {}, day->days()};
  return {};
}

std::string_view read_yes_no(std::string_view text, StagedValue& value) {
  const bool yes = is_one_of(text, {"Y", "true", "1"});
  if (!yes && !is_one_of(text, {"N", "false", "0"})) return "rule.yes-no";
  value = {StagedValue::Kind::integer, {}, yes};
  return {};
}

}  // namespace
}  // namespace values

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

ValueCheck::ValueCheck(const CollectionColumn& column, const CodeSet* codes) : column_(&column), coded_(codes) {
  if (!codes) return;
  std::size_t texts = 0;
  for (const auto& code : codes->codes) texts += 1 + code.aliases.size();
  short_codes_.resize(std::bit_ceil(texts * 2 + 2));
  const auto add = [&](const std::string& text, const std::string& code) {
    if (text.empty()) return;
    if (text.size() > values::kShort) {
      long_codes_.emplace(text, &code);
      return;
    }
    const auto key = values::packed(text);
    auto slot = values::slot_of(key, short_codes_.size());
    while (short_codes_[slot].second && short_codes_[slot].first != key) slot = (slot + 1) & (short_codes_.size() - 1);
    if (!short_codes_[slot].second) short_codes_[slot] = {key, &code};
  };
  for (const auto& code : codes->codes) add(code.code, code.code);
  for (const auto& code : codes->codes)
    for (const auto& alias : code.aliases) add(alias, code.code);
}

std::string_view ValueCheck::read(std::string_view text, const ValueForm& form, StagedValue& value) const {
  text = trimmed(text);
  value = {};
  if (text.empty()) return {};
  if (coded_) return read_code(text, value);
  switch (column_->type) {
    case ColumnType::text: value = {StagedValue::Kind::text, text}; return {};
    case ColumnType::integer: return read_integer(text, form, value);
    case ColumnType::real: return read_real(text, form, value);
    case ColumnType::date: return values::read_date(text, form, value);
    case ColumnType::boolean: return values::read_yes_no(text, value);
  }
  return {};
}

std::string_view ValueCheck::read_code(std::string_view text, StagedValue& value) const {
  if (text.size() <= values::kShort) {
    const auto key = values::packed(text);
    auto slot = values::slot_of(key, short_codes_.size());
    while (short_codes_[slot].second && short_codes_[slot].first != key) slot = (slot + 1) & (short_codes_.size() - 1);
    if (!short_codes_[slot].second) return "rule.code";
    value = {StagedValue::Kind::text, *short_codes_[slot].second};
    return {};
  }
  const auto found = long_codes_.find(text);
  if (found == long_codes_.end()) return "rule.code";
  value = {StagedValue::Kind::text, *found->second};
  return {};
}

std::string_view ValueCheck::read_integer(std::string_view text, const ValueForm& form, StagedValue& value) const {
  std::int64_t number = 0;
  if (!values::parse_all(text, number)) {
    double real = 0;
    if (const auto plain = values::plain_number(text, form); plain.empty() || !values::parse_all(plain, real))
      return "rule.number";
    if (std::abs(real) > 1e15 || real != std::floor(real)) return "rule.whole-number";
    number = static_cast<std::int64_t>(real);
  }
  value = {StagedValue::Kind::integer, {}, number};
  return in_range(static_cast<double>(number));
}

std::string_view ValueCheck::read_real(std::string_view text, const ValueForm& form, StagedValue& value) const {
  double number = 0;
  const bool plain_as_written = form.decimal == '.' && values::parse_all(text, number);
  if (!plain_as_written) {
    const auto plain = values::plain_number(text, form);
    if (plain.empty() || !values::parse_all(plain, number)) return "rule.number";
  }
  if (!std::isfinite(number)) return "rule.number";
  value = {StagedValue::Kind::real, {}, 0, number};
  return in_range(number);
}

std::string_view ValueCheck::in_range(double number) const {
  const bool low = column_->least && number < *column_->least;
  const bool high = column_->greatest && number > *column_->greatest;
  return low || high ? "rule.range" : std::string_view{};
}

}  // namespace potensial::exchange
