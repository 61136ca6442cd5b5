#include "attack/saying.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <regex>

namespace potensial::attack {
namespace saying_detail {

struct Number {
  double value = 0;
  int decimals = 0;
  bool percent = false;
};

std::optional<Number> number_in(std::string_view text) {
  static const std::regex form(R"(^\s*(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d+))?\s*(%)?\s*$)");
  std::cmatch found;
  if (!std::regex_match(text.data(), text.data() + text.size(), found, form)) return std::nullopt;
  auto digits = found[1].str();
  std::erase_if(digits, [](char c) { return c == ',' || c == ' '; });
  if (digits.size() > 15) return std::nullopt;
  Number number{0, static_cast<int>(found[2].length()), found[3].matched};
  digits += "." + found[2].str();
  std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
  return number;
}

bool names_percentage(const std::string& head, const Manifest& manifest) {
  return manifest.percentage_words.contains(head) || head.find('%') != std::string::npos;
}

SaidShare share_of(const Number& number, double unit) {
  const double half = 0.5 * std::pow(10.0, -number.decimals);
  return {std::max(0.0, (number.value - half) / unit), std::min(1.0, (number.value + half) / unit)};
}

}  // namespace saying_detail

Said said(const Saying& saying, const Manifest& manifest) {
  using namespace saying_detail;
  if (saying.text == manifest.promise.mark) return SaidMark{};
  if (saying.text == "[z]") return SaidImpossible{};
  const auto number = number_in(saying.text);
  if (!number || manifest.mean_words.contains(saying.head)) return {};
  if (number->percent || names_percentage(saying.head, manifest)) return share_of(*number, 100);
  if (number->decimals == 0) return SaidCount{std::llround(number->value)};
  return number->value <= 1 ? Said(share_of(*number, 1)) : Said();
}

std::optional<std::set<std::string>> members_of(std::string_view label, const PublishedVariable& variable) {
  for (const auto& level : variable.levels)
    if (std::ranges::find(level.labels, label) != level.labels.end()) return level.members;
  return std::nullopt;
}

namespace saying_detail {

struct Named {
  const PublishedLevel* level = nullptr;
  std::string label;
};

Named longest_named(std::string_view text, const PublishedVariable& variable) {
  Named found;
  for (const auto& level : variable.levels)
    for (const auto& label : level.labels)
      if (label.size() > found.label.size() && text.find(label) != std::string_view::npos) found = {&level, label};
  return found;
}

// Besides the label, which may contain others.
bool names_another(std::string text, const Named& found, const PublishedVariable& variable) {
  for (auto at = text.find(found.label); at != std::string::npos; at = text.find(found.label)) text.erase(at, found.label.size());
  const auto* other = longest_named(text, variable).level;
  return other && other->members != found.level->members;
}

}  // namespace saying_detail

std::optional<Atoms> atoms_named(std::string_view text, const PublishedTable& table) {
  Atoms atoms;
  bool named = false;
  for (const auto& variable : table.variables) {
    const auto [found, label] = saying_detail::longest_named(text, variable);
    if (!found) continue;
    if (saying_detail::names_another(std::string(text), {found, label}, variable)) return std::nullopt;
    named = true;
    if (found->members != variable.categories) atoms[variable.name] = found->members;
  }
  return named ? std::optional(std::move(atoms)) : std::nullopt;
}

std::optional<std::string> only_number(std::string_view text) {
  static const std::regex form(R"(\d+(?:[, ]\d{3})*(?:\.\d+)?(?:\s*%)?)");
  const std::string whole(text);
  std::sregex_iterator first(whole.begin(), whole.end(), form), end;
  if (first == end || std::next(first) != end) return std::nullopt;
  return first->str();
}

}  // namespace potensial::attack
