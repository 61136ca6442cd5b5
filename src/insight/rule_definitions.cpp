#include "insight/rule_definitions.hpp"

namespace potensial::insight {
namespace {

namespace rule_numbers {

template <class Number>
void take(Number& number, const Definition& definition, std::string_view name) {
  const Node* numbers = definition.body.find("numbers");
  const auto given = numbers ? numbers->number(name) : std::nullopt;
  if (given) number = static_cast<Number>(*given);
}

std::vector<ContextVariable> weights(const Definition& definition) {
  std::vector<ContextVariable> variables;
  for (const Node& each : definition.body.list("weights"))
    variables.push_back({each.text("id"), each.bilingual("name").value_or(Text{}), each.number("weight").value_or(0)});
  return variables;
}

}  // namespace rule_numbers
}  // namespace

VerdictRule verdict_rule(const Definition& definition) {
  VerdictRule rule;
  rule.id = definition.id;
  rule.version = definition.version;
  if (definition.from) rule.from = *definition.from;
  rule_numbers::take(rule.most_q, definition, "most-q");
  rule_numbers::take(rule.least_learners, definition, "least-learners");
  rule_numbers::take(rule.most_outcome_missing, definition, "most-outcome-missing");
  rule_numbers::take(rule.least_with_earlier, definition, "least-with-earlier");
  rule_numbers::take(rule.least_characteristic_known, definition, "least-characteristic-known");
  rule_numbers::take(rule.least_comparators, definition, "least-comparators");
  rule_numbers::take(rule.least_in_comparator, definition, "least-in-comparator");
  rule_numbers::take(rule.least_comparator_learners, definition, "least-comparator-learners");
  rule_numbers::take(rule.low_reliability, definition, "low-reliability");
  rule_numbers::take(rule.high_reliability, definition, "high-reliability");
  return rule;
}

FamilyRule family_rule(const Definition& definition) {
  FamilyRule rule;
  rule.version = definition.version;
  rule.variables = rule_numbers::weights(definition);
  rule_numbers::take(rule.schools_in_family, definition, "schools-in-family");
  rule_numbers::take(rule.split_by_size_above, definition, "split-by-size-above");
  rule_numbers::take(rule.frozen_years, definition, "frozen-years");
  return rule;
}

NearestRule nearest_rule(const Definition& definition) {
  NearestRule rule;
  rule.version = definition.version;
  rule.variables = rule_numbers::weights(definition);
  rule_numbers::take(rule.size_weight, definition, "size-weight");
  rule_numbers::take(rule.schools, definition, "schools");
  rule_numbers::take(rule.furthest, definition, "furthest");
  rule_numbers::take(rule.least_schools, definition, "least-schools");
  rule_numbers::take(rule.alike_within, definition, "alike-within");
  return rule;
}

stats::GroupSearchOptions search_options(const Definition& definition) {
  stats::GroupSearchOptions options;
  rule_numbers::take(options.depth, definition, "depth");
  rule_numbers::take(options.min_size, definition, "least-learners");
  rule_numbers::take(options.min_clusters, definition, "least-schools");
  rule_numbers::take(options.max_share, definition, "most-share");
  rule_numbers::take(options.draws.draws, definition, "draws");
  rule_numbers::take(options.draws.seed, definition, "seed");
  rule_numbers::take(options.level, definition, "most-p");
  rule_numbers::take(options.delta, definition, "delta");
  rule_numbers::take(options.max_stories, definition, "most-stories");
  return options;
}

}  // namespace potensial::insight
