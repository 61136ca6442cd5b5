#include "store/ledger_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace potensial::store {
namespace {

constexpr std::array<std::string_view, 4> blame_words{"input", "permission", "file", "fault"};

}  // namespace

std::string instant_text(std::chrono::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", Date(day).iso(), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::chrono::sys_seconds instant_of(const std::string& text) {
  int hours = 0, minutes = 0, seconds = 0;
  const auto day = Date::parse(text.substr(0, 10));
  if (!day || std::sscanf(text.c_str() + 10, "T%d:%d:%dZ", &hours, &minutes, &seconds) != 3) return {};
  return std::chrono::sys_days(day->parts()) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds);
}

std::string arguments_text(const Arguments& arguments) {
  boost::json::array pairs;
  for (const auto& [name, value] : arguments) pairs.push_back(boost::json::array{name, value});
  return boost::json::serialize(pairs);
}

Arguments arguments_of(const std::string& text) {
  Arguments arguments;
  const auto pairs = boost::json::parse(text);
  for (const auto& pair : pairs.as_array())
    arguments.emplace_back(pair.at(0).as_string().c_str(), pair.at(1).as_string().c_str());
  return arguments;
}

std::string refusal_text(const std::optional<Refusal>& refusal) {
  return refusal ? std::string(blame_words[static_cast<std::size_t>(refusal->blame)]) + " " + refusal->code : std::string();
}

std::optional<Refusal> refusal_of(const std::string& text, const std::string& arguments) {
  const auto blank = text.find(' ');
  if (blank == std::string::npos) return std::nullopt;
  const auto blame = std::ranges::find(blame_words, text.substr(0, blank)) - blame_words.begin();
  return Refusal{static_cast<Blame>(blame), text.substr(blank + 1), arguments_of(arguments)};
}

}  // namespace potensial::store
