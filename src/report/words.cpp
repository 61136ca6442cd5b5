#include "report/words.hpp"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>

#include <cmath>
#include <set>

#include "model/pence.hpp"

namespace potensial::report {
namespace words_detail {

constexpr auto minus_sign = "\u2212";
constexpr double least_probability = 0.001;

std::string grouped(std::string whole) {
  for (auto place = static_cast<std::ptrdiff_t>(whole.size()) - 3; place > 0; place -= 3)
    whole.insert(static_cast<std::size_t>(place), ",");
  return whole;
}

std::string with_groups(const std::string& number) {
  const auto point = number.find('.');
  if (point == std::string::npos) return grouped(number);
  return grouped(number.substr(0, point)) + number.substr(point);
}

bool is_zero(const std::string& number) {
  return number.find_first_not_of("0.") == std::string::npos;
}

std::string month_name(unsigned month, Language language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(language == Language::cy ? "cy_GB" : "en_GB"), status);
  int32_t count = 0;
  const icu::UnicodeString* names = symbols.getMonths(count);
  std::string name;
  names[month - 1].toUTF8String(name);
  return name;
}

const char* message_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::low: return "verdict.low";
    case Verdict::not_low: return "verdict.not-low";
    case Verdict::cannot_be_judged: break;
  }
  return "verdict.cannot-be-judged";
}

const char* message_of(Mark mark) {
  switch (mark) {
    case Mark::not_collected: return "mark.not-collected";
    case Mark::suppressed: return "mark.suppressed";
    case Mark::too_few: return "mark.too-few";
    case Mark::total: return "mark.total";
    case Mark::not_applicable: break;
  }
  return "mark.not-applicable";
}

std::string money(const Quantity& quantity) {
  const Pence amount{std::llround(quantity.value)};
  return quantity.is_signed ? signed_text(amount) : text(amount);
}

}  // namespace words_detail

std::string digits(double value, int decimals, bool plus) {
  const std::string number = words_detail::with_groups(fmt::format("{:.{}f}", std::abs(value), decimals));
  if (words_detail::is_zero(number)) return number;
  if (value < 0) return words_detail::minus_sign + number;
  return plus ? "+" + number : number;
}

int decimals(Unit unit) {
  switch (unit) {
    case Unit::count:
    case Unit::whole_percent:
    case Unit::months: return 0;
    case Unit::standard: return 2;
    case Unit::probability:
    case Unit::index: return 3;
    default: return 1;
  }
}

std::string Words::months(double value) const {
  return say("unit.months", {{"n", digits(std::round(value), 0)}});
}

std::string Words::say(const char* id, const Arguments& arguments) const {
  return messages_->text(id, arguments, language_);
}

std::string Words::say(const Quantity& quantity) const {
  if (!std::isfinite(quantity.value)) return say(Mark::not_applicable);
  const std::string number = digits(quantity.value, decimals(quantity.unit), quantity.is_signed);
  switch (quantity.unit) {
    case Unit::percent:
    case Unit::whole_percent: return number + "%";
    case Unit::points: return say("unit.points", {{"number", number}});
    case Unit::months: return months(quantity.value);
    case Unit::pence: return words_detail::money(quantity);
    case Unit::probability:
      return quantity.value < words_detail::least_probability ? say("unit.under", {{"number", "0.001"}}) : number;
    default: return number;
  }
}

std::string Words::say(const Interval& interval) const {
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return say(Mark::not_applicable);
  const int places = decimals(interval.unit);
  const char* sign = interval.unit == Unit::percent ? "%" : "";
  const std::string text = say("interval.from-to", {{"low", digits(interval.low, places) + sign},
                                                    {"high", digits(interval.high, places) + sign}});
  return interval.unit == Unit::months ? say("unit.months-between", {{"interval", text}}) : text;
}

std::string Words::say(Verdict verdict) const {
  return say(words_detail::message_of(verdict));
}

std::string Words::say(Mark mark) const {
  return say(words_detail::message_of(mark));
}

std::string Words::meaning(Mark mark) const {
  const std::string id = std::string(words_detail::message_of(mark)) + "-meaning";
  return say(id.c_str());
}

std::string Words::say(Date day) const {
  return fmt::format("{} {} {}", day.day(), words_detail::month_name(day.month(), language_), day.year());
}

std::string Words::say(AcademicYear year) const {
  return fmt::format("{}/{:02}", year.summer - 1, year.summer % 100);
}

std::string Words::say(const Value& value) const {
  return std::visit([this](const auto& each) { return say(each); }, value);
}

std::string Words::say(const Argument& argument) const {
  struct Say {
    const Words& words;
    std::string operator()(std::int64_t count) const { return digits(static_cast<double>(count), 0); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Text& text) const { return text.in(words.language()); }
    std::string operator()(const std::vector<Phrase>& phrases) const {
      std::string joined;  // commas only: Welsh "a" would mutate the word after it
      for (const auto& each : phrases) joined += (joined.empty() ? "" : ", ") + words.say(each);
      return joined;
    }
    std::string operator()(const Quantity& quantity) const { return words.say(quantity); }
    std::string operator()(AcademicYear year) const { return words.say(year); }
    std::string operator()(Date day) const { return words.say(day); }
  };
  return std::visit(Say{*this}, argument);
}

std::string Words::say(const Phrase& phrase) const {
  if (phrase.message.empty()) return phrase.arguments.empty() ? "" : say(phrase.arguments.front().second);
  Arguments arguments;
  for (const auto& [name, value] : phrase.arguments) arguments.emplace_back(name, say(value));
  return messages_->text(phrase.message, arguments, language_);
}

std::vector<std::string> meanings_of_marks(const Table& table, const Words& words) {
  std::set<Mark> used;
  for (const auto& row : table.rows)
    for (const auto& cell : row.cells)
      if (const auto* mark = std::get_if<Mark>(&cell.value)) used.insert(*mark);
  std::vector<std::string> meanings;
  for (const Mark mark : used) meanings.push_back(words.say("mark.explained", {{"mark", words.say(mark)}, {"meaning", words.meaning(mark)}}));
  return meanings;
}

}  // namespace potensial::report
