// A sentence that has not yet chosen its language: a message id and the values that belong into it.
//
// Areas build phrases, `report` turns them into words: the message text stands in
// catalogue/messages/*.yaml under the id, as an ICU MessageFormat pattern in Welsh and in English
// (plurals included), and numbers are formatted there and nowhere else. Value types, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "model/academic_year.hpp"
#include "model/text.hpp"

namespace potensial {

// How a number is read by people.
enum class Unit {
  count,            // 1,234
  percent,          // value 58.04 -> 58.0%
  whole_percent,    // value 58.04 -> 58%
  points,           // percentage points, signed: +8.2 points
  standard,         // standard deviations, signed, two decimals: −0.31
  score,            // scores and points of an examination, one decimal
  probability,      // q and p: three decimals, "under 0.001"
  per_thousand,     // rate, one decimal
  months,           // whole months
  pence,            // money; value 123456 -> £1,234.56
  index,            // from -1 to 1, signed, three decimals: −0.170
};

struct Quantity {
  double value = 0;
  Unit unit = Unit::count;
  bool is_signed = false;  // print a plus sign for values above 0
};

struct Phrase;
using Argument = std::variant<std::int64_t, Quantity, std::string, Text, AcademicYear, Date, std::vector<Phrase>>;

struct Phrase {
  std::string message;  // id in catalogue/messages; empty: `arguments` holds one value that stands for itself
  std::vector<std::pair<std::string, Argument>> arguments;
};

inline Phrase phrase(std::string message, std::vector<std::pair<std::string, Argument>> arguments = {}) {
  return {std::move(message), std::move(arguments)};
}
// A name or another text that exists in both languages, standing for itself.
inline Phrase verbatim(Text text) { return {{}, {{"text", std::move(text)}}}; }
// A name that is the same in both languages (a school, a file).
inline Phrase verbatim(std::string text) { return {{}, {{"text", std::move(text)}}}; }
// A phrase within another.
inline Argument one(Phrase text) { return std::vector<Phrase>{std::move(text)}; }

}  // namespace potensial
