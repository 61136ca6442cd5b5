#include "service/rules.hpp"

#include "catalogue/rules.hpp"

namespace potensial::service {
namespace {

insight::VerdictRule verdict_rule(const catalogue::Rule& rule) {
  const auto count = [&](std::string_view name) { return static_cast<std::size_t>(rule.number(name)); };
  return {.id = rule.id,
          .version = rule.version,
          .from = rule.from,
          .most_q = rule.number("most-q"),
          .least_learners = count("least-learners"),
          .most_outcome_missing = rule.number("most-outcome-missing"),
          .least_with_earlier = rule.number("least-with-earlier"),
          .least_characteristic_known = rule.number("least-characteristic-known"),
          .least_comparators = count("least-comparators"),
          .least_in_comparator = count("least-in-comparator"),
          .least_comparator_learners = count("least-comparator-learners"),
          .low_reliability = rule.number("low-reliability"),
          .high_reliability = rule.number("high-reliability")};
}

std::vector<insight::ContextVariable> context_variables(const catalogue::Rule& rule) {
  std::vector<insight::ContextVariable> variables;
  for (const auto& weight : rule.weights) variables.push_back({weight.id, weight.name, weight.weight});
  return variables;
}

insight::FamilyRule family_rule(const catalogue::Rule& rule) {
  return {.version = rule.version,
          .variables = context_variables(rule),
          .schools_in_family = static_cast<std::size_t>(rule.number("schools-in-family")),
          .split_by_size_above = static_cast<std::size_t>(rule.number("split-by-size-above")),
          .frozen_years = static_cast<int>(rule.number("frozen-years"))};
}

insight::NearestRule nearest_rule(const catalogue::Rule& rule) {
  return {.version = rule.version,
          .variables = context_variables(rule),
          .size_weight = rule.number("size-weight"),
          .schools = static_cast<std::size_t>(rule.number("schools")),
          .furthest = rule.number("furthest"),
          .least_schools = static_cast<std::size_t>(rule.number("least-schools")),
          .alike_within = rule.number("alike-within")};
}

stats::GroupSearchOptions search_options(const catalogue::Rule& rule) {
  stats::GroupSearchOptions options;
  options.depth = static_cast<unsigned>(rule.number("depth"));
  options.min_size = static_cast<std::uint32_t>(rule.number("least-learners"));
  options.min_clusters = static_cast<std::uint32_t>(rule.number("least-schools"));
  options.max_share = rule.number("most-share");
  options.draws.draws = static_cast<std::uint32_t>(rule.number("draws"));
  options.draws.seed = static_cast<std::uint64_t>(rule.number("seed"));
  options.level = rule.number("most-p");
  options.delta = rule.number("delta");
  options.max_stories = static_cast<unsigned>(rule.number("most-stories"));
  return options;
}

}  // namespace

Result<JudgingRules> judging_rules(const catalogue::Catalogue& catalogue, Date day) {
  JudgingRules rules;
  const auto verdict = catalogue::rule_on(catalogue, "verdict", day), families = catalogue::rule_on(catalogue, "families", day),
             nearest = catalogue::rule_on(catalogue, "nearest-schools", day), search = catalogue::rule_on(catalogue, "group-search", day);
  for (const auto* rule : {&verdict, &families, &nearest, &search})
    if (!*rule) return std::unexpected(rule->error());
  rules.verdict = verdict_rule(*verdict);
  rules.families = family_rule(*families);
  rules.nearest = nearest_rule(*nearest);
  rules.search = search_options(*search);
  rules.least_complete = verdict->number("least-characteristic-known");
  rules.verdict_sentence = verdict->sentence;
  rules.families_sentence = families->sentence;
  rules.search_sentence = search->sentence;
  return rules;
}

}  // namespace potensial::service
