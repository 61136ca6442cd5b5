#include "catalogue/indicators.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {
namespace {

constexpr std::array<std::pair<std::string_view, Scale>, 6> scales{{{"ordered", Scale::ordered},
                                                                    {"points", Scale::points},
                                                                    {"score", Scale::score},
                                                                    {"yes-no", Scale::yes_no},
                                                                    {"share", Scale::share},
                                                                    {"rate", Scale::rate}}};

Scale read_scale(Entry& entry) {
  const auto found = std::ranges::find(scales, entry.text("scale"), &std::pair<std::string_view, Scale>::first);
  if (found != scales.end()) return found->second;
  entry.fault("catalogue.member-bad", {{"member", "scale"}});
  return Scale::ordered;
}

bool known_aggregate(std::string_view word) {
  return word == "max" || word == "sum" || word == "mean" || word == "count" || word == "best";
}

ResultItem read_item(Entry entry) {
  entry.allow({"collection", "where", "of", "code-column", "codes", "aggregate", "take"});
  ResultItem item{.name = entry.text("name"),
                  .collection = entry.text("collection"),
                  .where = entry.text_or("where", ""),
                  .of = entry.text_or("of", ""),
                  .code_column = entry.text_or("code-column", ""),
                  .codes = entry.text_or("codes", ""),
                  .aggregate = entry.text_or("aggregate", "max"),
                  .take = entry.whole_or("take", 0)};
  if (!known_aggregate(item.aggregate)) entry.fault("catalogue.member-bad", {{"member", "aggregate"}});
  if ((item.aggregate == "best") != (item.take > 0)) entry.fault("catalogue.member-bad", {{"member", "take"}});
  if (item.of.empty() && item.code_column.empty()) entry.fault("catalogue.member-missing", {{"member", "of"}});
  return item;
}

std::vector<AcademicYear> read_breaks(Entry& entry) {
  std::vector<AcademicYear> breaks;
  for (const auto& each : entry.texts("breaks")) {
    const auto first_day = Date::parse(each + "-01-01");
    if (!first_day) entry.fault("catalogue.member-bad", {{"member", "breaks"}});
    else breaks.push_back({static_cast<std::int16_t>(first_day->year())});
  }
  return breaks;
}

std::optional<AcademicYear> year_of(const std::optional<Date>& day) {
  if (!day) return std::nullopt;
  return AcademicYear::of(*day);
}

Result<void> check_unless_empty(const std::string& expression, ExpressionEvaluator& evaluator) {
  if (expression.empty()) return {};
  return evaluator.check(expression);
}

// Ids named as earlier results that are not among the indicators themselves.
std::set<std::string> earlier_ids(const std::vector<Indicator>& indicators) {
  std::set<std::string> named;
  for (const auto& each : indicators) {
    named.insert(each.priors.begin(), each.priors.end());
    if (!each.previous.empty()) named.insert(each.previous);
  }
  for (const auto& each : indicators) named.erase(each.id);
  return named;
}

}  // namespace

Result<Indicator> read_indicator(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"numerator", "denominator", "exclusions", "stage", "scale", "items", "value", "attained", "counted", "priors",
               "previous", "reliability", "delta", "more-is-better", "part-of", "breaks"});
  Indicator read{.id = definition.id,
                 .version = definition.version,
                 .name = definition.name,
                 .numerator = entry.bilingual("numerator"),
                 .denominator = entry.bilingual("denominator"),
                 .stage = entry.text_or("stage", ""),
                 .scale = read_scale(entry),
                 .value = entry.text("value"),
                 .attained = entry.text_or("attained", ""),
                 .counted = entry.text_or("counted", ""),
                 .priors = entry.texts("priors"),
                 .previous = entry.text_or("previous", ""),
                 .reliability = entry.number_or("reliability", 0.85),
                 .delta = entry.number_or("delta", 0.10),
                 .first = year_of(definition.from),
                 .last = year_of(definition.to),
                 .more_is_better = entry.yes_or("more-is-better", true),
                 .part_of = entry.text_or("part-of", ""),
                 .breaks = read_breaks(entry),
                 .exclusions = entry.bilingual_if_any("exclusions").value_or(Text{}),
                 .source = definition.source};
  for (const auto& each : entry.list("items")) read.items.push_back(read_item(Entry(entry, each)));
  if (read.items.empty()) entry.fault("catalogue.member-missing", {{"member", "items"}});
  return entry.finish(std::move(read));
}

Result<std::vector<Indicator>> indicators_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("indicator", day), read_indicator);
}

Result<std::vector<Indicator>> indicators_and_earlier_on(const Catalogue& catalogue, Date day) {
  auto found = indicators_on(catalogue, day);
  if (!found) return found;
  for (const auto& id : earlier_ids(*found)) {
    const auto* definition = catalogue.until("indicator", id, day);
    if (!definition) continue;
    auto read = read_indicator(*definition);
    if (!read) return std::unexpected(std::move(read.error()));
    found->push_back(std::move(*read));
  }
  return found;
}

Result<void> check_expressions(const Indicator& indicator, ExpressionEvaluator& evaluator) {
  for (const auto* each : {&indicator.value, &indicator.attained, &indicator.counted})
    if (auto checked = check_unless_empty(*each, evaluator); !checked) return checked;
  for (const auto& item : indicator.items)
    for (const auto* each : {&item.where, &item.of})
      if (auto checked = check_unless_empty(*each, evaluator); !checked) return checked;
  return {};
}

}  // namespace potensial::catalogue
