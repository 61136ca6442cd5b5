// Answers to the questions of a form: a tree of values. A repeated part (the lines of a bid) holds one set of
// answers for each of them.
//
// Usage: Answers bid{{{"need", "finding 2006-0147"}, {"lines", Parts{{{{"line-cost", 8'400'000}}}}}}};
// Values: text, choices and what is named (organisation, indicator, group, attachment) are text in UTF-8; whole
// numbers, learner counts and money (whole pence) are std::int64_t; numbers are double. Value types, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace potensial::form {

struct Answers;
using Parts = std::vector<Answers>;
using Answer = std::variant<std::string, std::int64_t, double, bool, Date, Parts>;

struct Answers {
  std::map<std::string, Answer, std::less<>> values;  // by question

  const Answer* find(std::string_view question) const;  // nullptr when absent
  const Answer* answered(std::string_view question) const;  // nullptr also when it is blank
  const Parts& parts(std::string_view question) const;  // empty when absent or no part
  bool operator==(const Answers& other) const;
};

// Says nothing: text without a letter, digit or sign; a part that none was given of.
bool is_blank(const Answer& answer);

}  // namespace potensial::form
