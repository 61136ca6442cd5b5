#include "insight/definition_page.hpp"

#include <algorithm>

#include "insight/description_parts.hpp"

namespace potensial::insight {
namespace {

namespace definition_block {

Phrase day(const std::optional<Date>& day, const char* open) {
  return day ? phrase("insight.day", {{"day", *day}}) : phrase(open);
}

Phrase validity(const DefinitionVersion& version) {
  return phrase("describe.definition.valid", {{"from", one(day(version.from, "describe.definition.always"))},
                                              {"to", one(day(version.to, "describe.definition.still"))}});
}

const DefinitionVersion* shown(const DefinitionPageInput& input) {
  const auto found = std::ranges::find(input.versions, input.indicator.version, &DefinitionVersion::version);
  return found == input.versions.end() ? nullptr : &*found;
}

Phrase years_list(std::span<const AcademicYear> years) {
  std::vector<Phrase> all;
  for (const auto year : years) all.push_back(phrase("insight.years.one", {{"year", year}}));
  return {"", {{"text", std::move(all)}}};
}

void add(Table& table, const char* term, Phrase description) {
  table.rows.push_back({{cell(phrase(term)), cell(std::move(description))}});
}

std::vector<Block> what(const DefinitionPageInput& input) {
  const auto& indicator = input.indicator;
  Table table{"definition", phrase("describe.definition.what"),
              {text_column("describe.column.part"), text_column("describe.column.meaning")}, {}, phrase("describe.empty.definition")};
  add(table, "describe.definition.numerator", verbatim(indicator.numerator));
  add(table, "describe.definition.denominator", verbatim(indicator.denominator));
  add(table, "describe.definition.exclusions",
      indicator.exclusions == Text{} ? phrase("describe.definition.nobody") : verbatim(indicator.exclusions));
  add(table, "describe.definition.learners", input.stage == Text{} ? phrase("describe.definition.every-year-group") : verbatim(input.stage));
  if (const auto* version = shown(input)) add(table, "describe.definition.validity", validity(*version));
  add(table, "describe.definition.breaks", indicator.breaks.empty() ? phrase("describe.definition.no-break") : years_list(indicator.breaks));
  add(table, "describe.definition.better", phrase(indicator.more_is_better ? "describe.definition.more" : "describe.definition.fewer"));
  add(table, "describe.definition.source", verbatim(indicator.source));
  return headed(std::move(table));
}

std::vector<Block> versions(const DefinitionPageInput& input) {
  Table table{"definition-versions", phrase("describe.definition.versions"),
              {text_column("describe.column.version"), text_column("describe.column.name"), text_column("describe.column.valid"),
               text_column("describe.definition.numerator"), text_column("insight.column.source")},
              {},
              phrase("describe.empty.definition")};
  for (const auto& each : input.versions)
    table.rows.push_back({{cell(phrase("describe.definition.version", {{"version", std::int64_t(each.version)}})), text_cell(each.name),
                           cell(validity(each)), text_cell(each.numerator), cell(verbatim(each.source))}});
  return headed(std::move(table));
}

// The leaves of an example as it is written in the catalogue: "rows 1 period: year".
void add_leaves(const Node& node, const std::string& path, List& list) {
  if (const auto* text = node.scalar()) {
    list.items.push_back({phrase("describe.definition.example-item", {{"name", path}, {"value", text->empty() ? "–" : *text}}), {}});
  } else if (const auto* members = std::get_if<Node::Members>(&node.value)) {
    for (const auto& [name, member] : *members) add_leaves(member, path.empty() ? name : path + " " + name, list);
  } else {
    std::size_t number = 0;
    for (const auto& each : std::get<Node::List>(node.value)) add_leaves(each, path + " " + std::to_string(++number), list);
  }
}

std::vector<Block> example(const DefinitionPageInput& input) {
  if (!input.example) return {};
  List list;
  add_leaves(*input.example, "", list);
  return {Heading{phrase("describe.definition.example"), "definition-example"},
          Sentence{phrase("describe.definition.example-note"), Weight::body}, std::move(list)};
}

std::vector<Block> expressions(const DefinitionPageInput& input) {
  Summary summary;
  const auto add_fact = [&](const char* term, const std::string& text) {
    if (!text.empty()) summary.facts.push_back({phrase(term), verbatim(text)});
  };
  for (const auto& item : input.indicator.items)
    summary.facts.push_back({phrase("describe.definition.item", {{"name", item.name}}),
                             item.where.empty() ? phrase("describe.definition.every-row", {{"collection", item.collection}})
                                                : phrase("describe.definition.rows-where", {{"collection", item.collection}, {"where", item.where}})});
  add_fact("describe.definition.value-expression", input.indicator.value);
  add_fact("describe.definition.attained-expression", input.indicator.attained);
  add_fact("describe.definition.counted-expression", input.indicator.counted);
  return {Details{phrase("describe.definition.exact"), {std::move(summary)}, false}};
}

std::vector<Block> rule(const DefinitionPageInput& input) {
  return {Heading{phrase("describe.definition.rule"), "definition-rule"},
          Sentence{phrase("describe.definition.rule-text", {{"name", input.rule_name},
                                                            {"version", std::int64_t(input.rule_version)},
                                                            {"sentence", input.rule}}),
                   Weight::body}};
}

std::vector<Block> links(const char* title, const char* anchor, std::span<const Indicator> indicators) {
  if (indicators.empty()) return {};
  List list;
  for (const auto& each : indicators) list.items.push_back({verbatim(each.name), Target{"definition", each.id, ""}});
  return {Heading{phrase(title), anchor}, std::move(list)};
}

std::vector<Block> loads(const DefinitionPageInput& input) {
  Table table{"definition-loads", phrase("describe.definition.loads"),
              {text_column("describe.column.collection"), number_column("describe.column.loads"), text_column("describe.column.load-numbers")},
              {},
              phrase("describe.empty.loads")};
  for (const auto& each : input.loads) {
    auto numbers = numbers_said(each.loads);
    table.rows.push_back({{text_cell(each.collection), count_cell(each.loads.size()),
                           cell(numbers.empty() ? phrase("describe.definition.no-load") : Phrase{"", {{"text", std::move(numbers)}}})}});
  }
  return {Details{table.title, {std::move(table)}, false}};
}

Page frame(const DefinitionPageInput& input) {
  Page page;
  page.address = {"definition", input.indicator.id, ""};
  page.title = verbatim(input.indicator.name);
  page.caption = phrase("describe.definition.caption", {{"id", input.indicator.id}, {"version", std::int64_t(input.indicator.version)}});
  page.section = "find";
  page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}}};
  page.invented = input.invented;
  page.not_for_publication = false;
  return page;
}

}  // namespace definition_block
}  // namespace

Page definition_page(const DefinitionPageInput& input) {
  Page page = definition_block::frame(input);
  auto& blocks = page.blocks;
  blocks.push_back(Sentence{phrase("describe.definition.key", {{"numerator", input.indicator.numerator},
                                                               {"denominator", input.indicator.denominator}}),
                            Weight::key});
  append(blocks, definition_block::what(input));
  append(blocks, definition_block::versions(input));
  append(blocks, definition_block::example(input));
  append(blocks, definition_block::rule(input));
  append(blocks, definition_block::links("describe.definition.earlier", "definition-earlier", input.earlier));
  append(blocks, definition_block::links("describe.definition.parts", "definition-parts", input.parts));
  append(blocks, definition_block::loads(input));
  append(blocks, definition_block::expressions(input));
  return page;
}

}  // namespace potensial::insight
