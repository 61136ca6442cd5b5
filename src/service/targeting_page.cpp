#include "service/targeting_page.hpp"

#include <algorithm>

#include "insight/page_parts.hpp"

namespace potensial::service {
namespace targeting_block {

using insight::cell;
using insight::number_column;
using insight::text_column;

Argument index_of(std::int64_t millionths) { return Quantity{double(millionths) / 10'000, Unit::score}; }

Phrase criterion_phrase(const TargetingCriterion& criterion) {
  if (criterion.most) return phrase("targeting.by-most", {{"n", *criterion.most}, {"year", criterion.year}});
  return phrase("targeting.by-least", {{"least", index_of(criterion.least.value_or(0))}, {"year", criterion.year}});
}

Phrase state_phrase(const Targeting& targeting) {
  if (!targeting.is_applied()) return phrase("targeting.waiting", {{"day", targeting.in_force}});
  return phrase("targeting.applied", {{"who", targeting.applied_by}, {"day", Date::of(targeting.applied_at)}});
}

Phrase published_phrase(const Targeting& targeting) { return phrase("targeting.published", {{"who", targeting.actor}, {"day", Date::of(targeting.at)}}); }

Row row_of(const Targeting& each) {
  return {{insight::link_cell(verbatim(each.name), {"targeting", std::to_string(each.id), ""}), cell(criterion_phrase(each.criterion)), cell(published_phrase(each)),
           cell(state_phrase(each)), cell(verbatim(each.reason))}};
}

// --- One decision ---

Phrase name_in(const TargetingPageInput& input, const std::string& school) {
  const auto found = input.names.find(school);
  return found == input.names.end() ? verbatim(school) : verbatim(found->second);
}

Cell school_cell(const TargetingPageInput& input, const std::string& school) { return insight::link_cell(name_in(input, school), {"school", school, ""}); }

Cell yes_no(bool yes) { return cell(phrase(yes ? "targeting.yes" : "targeting.no")); }

Row school_row(const TargetingPageInput& input, const TargetedSchool& each) {
  return {{school_cell(input, each.school), yes_no(input.targeting.holds(each)), yes_no(each.chosen), {Quantity{double(each.index) / 10'000, Unit::score}, {}},
           insight::count_cell(static_cast<std::size_t>(each.place))}};
}

std::vector<Block> schools(const TargetingPageInput& input) {
  Table table{"targeted", phrase("targeting.schools"),
              {text_column("targeting.school"), text_column("targeting.in-now"), text_column("targeting.by-criterion"), number_column("need-index.index"), number_column("need-index.place")},
              {}, phrase("targeting.none-seen")};
  auto order = input.targeting.schools;
  std::ranges::sort(order, {}, &TargetedSchool::place);
  for (const auto& each : order)
    if (input.is_seen(each.school)) table.rows.push_back(school_row(input, each));
  return {Heading{table.title, "targeted-heading"}, std::move(table)};
}

std::vector<Block> changes(const TargetingPageInput& input) {
  Table table{"changes", phrase("targeting.changes"),
              {text_column("targeting.school"), text_column("targeting.change"), text_column("targeting.change-reason"), text_column("targeting.who"), text_column("targeting.day")},
              {}, phrase("targeting.no-changes")};
  for (const auto& each : input.targeting.changes)
    if (input.is_seen(each.school))
      table.rows.push_back({{school_cell(input, each.school), cell(phrase(each.added ? "targeting.added" : "targeting.taken-out")), cell(verbatim(each.reason)), cell(verbatim(each.actor)),
                             cell(phrase("insight.day", {{"day", Date::of(each.at)}}))}});
  return {Heading{table.title, "changes-heading"}, std::move(table)};
}

Sentence counts(const Targeting& targeting) {
  const auto chosen = std::ranges::count_if(targeting.schools, &TargetedSchool::chosen);
  const auto in = std::ranges::count_if(targeting.schools, [&](const TargetedSchool& each) { return targeting.holds(each); });
  return {phrase("targeting.counts", {{"chosen", std::int64_t(chosen)}, {"all", std::int64_t(targeting.schools.size())}, {"changes", std::int64_t(targeting.changes.size())}, {"in", std::int64_t(in)}}),
          Weight::body};
}

}  // namespace targeting_block

Page targetings_page(const std::string& authority, const Text& name, const std::vector<Targeting>& targetings) {
  using namespace targeting_block;
  Page page;
  page.address = {"targetings", authority, ""};
  page.title = phrase("targeting.all");
  page.caption = verbatim(name);
  page.section = "target";
  page.trail = {{verbatim(name), Target{"authority", authority, ""}}};
  Table table{"targetings", page.title,
              {text_column("targeting.name"), text_column("targeting.criterion"), text_column("targeting.published-by"), text_column("targeting.state"), text_column("targeting.reason")},
              {}, phrase("targeting.none")};
  for (const auto& each : targetings) table.rows.push_back(row_of(each));
  page.blocks = {Sentence{phrase("targeting.what"), Weight::key}, std::move(table)};
  return page;
}

Page targeting_page(const TargetingPageInput& input) {
  using namespace targeting_block;
  const auto& targeting = input.targeting;
  Page page;
  page.address = {"targeting", std::to_string(targeting.id), ""};
  page.title = verbatim(targeting.name);
  page.caption = phrase("targeting.caption", {{"name", input.authority}});
  page.section = "target";
  page.trail = {{phrase("targeting.all"), Target{"targetings", targeting.authority, ""}}};
  page.blocks = {Sentence{criterion_phrase(targeting.criterion), Weight::key}, Sentence{phrase("targeting.why", {{"reason", targeting.reason}}), Weight::body},
                 Sentence{phrase("targeting.index-used", {{"id", targeting.criterion.index}, {"version", std::int64_t(targeting.criterion.version)}}), Weight::body},
                 Sentence{published_phrase(targeting), Weight::body}, Sentence{state_phrase(targeting), Weight::body}};
  if (!targeting.is_applied()) return page;
  page.blocks.push_back(counts(targeting));
  append(page.blocks, schools(input));
  append(page.blocks, changes(input));
  page.blocks.push_back(Sentence{phrase("targeting.frozen", {{"hash", targeting.hash}}), Weight::note});
  return page;
}

}  // namespace potensial::service
