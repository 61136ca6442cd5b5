// Rules of the catalogue (kind `rule`): members
//   sentence: {en, cy}: the rule in words, printed with what it decided
//   numbers: {name: number, ...}: its thresholds
//   weights?: list of {id, name: {en, cy}, weight}: a weighted index, weights at least 0
// Each area turns the rules it follows into its own types. Value types; pure functions; thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/text.hpp"

namespace potensial::catalogue {

struct RuleWeight {
  std::string id;
  Text name;
  double weight = 0;
};

struct Rule {
  std::string id;
  int version = 1;
  Date from;  // first day; 1970-01-01 when it always held
  Text name, sentence;
  std::map<std::string, double, std::less<>> numbers;
  std::vector<RuleWeight> weights;
  std::vector<std::string> characteristics;  // by which learners are compared

  // A threshold by name; a name that the rule does not have is a fault of the program and throws std::out_of_range.
  double number(std::string_view threshold) const;
};

Result<Rule> read_rule(const Definition& definition);
// The version that holds on a day; refuses when there is none.
Result<Rule> rule_on(const Catalogue& catalogue, std::string_view id, Date day);

}  // namespace potensial::catalogue
