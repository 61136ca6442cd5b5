#include "service/rules.hpp"

#include "catalogue/rules.hpp"
#include "insight/rule_definitions.hpp"

namespace potensial::service {
namespace {

// A rule with its definition, checked by the catalogue's own reader.
struct FoundRule {
  const Definition* definition = nullptr;
  catalogue::Rule rule;
};

Result<FoundRule> found_rule(const catalogue::Catalogue& catalogue, std::string_view id, Date day) {
  auto rule = catalogue::rule_on(catalogue, id, day);
  if (!rule) return std::unexpected(rule.error());
  return FoundRule{catalogue.on("rule", id, day), std::move(*rule)};
}

}  // namespace

Result<JudgingRules> judging_rules(const catalogue::Catalogue& catalogue, Date day) {
  const auto verdict = found_rule(catalogue, "verdict", day), families = found_rule(catalogue, "families", day),
             nearest = found_rule(catalogue, "nearest-schools", day), search = found_rule(catalogue, "group-search", day);
  for (const auto* each : {&verdict, &families, &nearest, &search})
    if (!*each) return std::unexpected((*each).error());
  JudgingRules rules;
  rules.verdict = insight::verdict_rule(*verdict->definition);
  rules.families = insight::family_rule(*families->definition);
  rules.nearest = insight::nearest_rule(*nearest->definition);
  rules.search = insight::search_options(*search->definition);
  return rules;
}

}  // namespace potensial::service
