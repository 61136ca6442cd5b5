#include "catalogue/rules.hpp"

#include <stdexcept>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace {

RuleWeight read_weight(Entry entry) {
  entry.allow({"weight"});
  const auto weight = entry.number_or("weight", -1);
  if (weight < 0) entry.fault("catalogue.member-bad", {{"member", "weight"}});
  return {entry.text("id"), entry.bilingual("name"), weight};
}

void read_numbers(Entry& entry, Rule& rule) {
  const auto* node = entry.node().find("numbers");
  const auto* members = node ? std::get_if<Node::Members>(&node->value) : nullptr;
  if (!members || members->empty()) return entry.fault("catalogue.member-missing", {{"member", "numbers"}});
  for (const auto& [name, value] : *members) {
    const auto number = node->number(name);
    if (!number) entry.fault("catalogue.member-bad", {{"member", name}});
    rule.numbers.emplace(name, number.value_or(0));
  }
}

}  // namespace

double Rule::number(std::string_view threshold) const {
  const auto found = numbers.find(threshold);
  if (found == numbers.end()) throw std::out_of_range("rule " + id + " has no " + std::string(threshold));
  return found->second;
}

Result<Rule> read_rule(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"sentence", "numbers", "weights", "characteristics"});
  Rule rule{.id = definition.id,
            .version = definition.version,
            .from = definition.from.value_or(Date()),
            .name = definition.name,
            .sentence = entry.bilingual("sentence")};
  rule.characteristics = entry.texts("characteristics");
  read_numbers(entry, rule);
  for (const auto& each : entry.list("weights")) rule.weights.push_back(read_weight(Entry(entry, each)));
  return entry.finish(std::move(rule));
}

Result<Rule> rule_on(const Catalogue& catalogue, std::string_view id, Date day) {
  const auto* definition = catalogue.on("rule", id, day);
  if (!definition)
    return refuse(Blame::file, "catalogue.no-rule", {{"id", std::string(id)}, {"day", day.iso()}});
  return read_rule(*definition);
}

}  // namespace potensial::catalogue
