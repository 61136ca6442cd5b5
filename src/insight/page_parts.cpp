#include "insight/page_parts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "insight/figure.hpp"

namespace potensial::insight {
namespace {

namespace part {

constexpr double percent = 100;

bool in_points(Scale scale) { return scale == Scale::yes_no || scale == Scale::rate; }

std::string comparison_word(Comparison which) {
  switch (which) {
    case Comparison::expected: return "expected";
    case Comparison::previous: return "previous";
    case Comparison::comparable: return "comparable";
  }
  return "expected";
}

Argument count(std::size_t number) { return std::int64_t(number); }

// The size of a difference without its unit: whole points, or standard deviations with two decimals.
Argument bare_size(double value, Scale scale) {
  if (in_points(scale)) return std::int64_t(std::lround(std::abs(value) * percent));
  return Quantity{std::abs(value), Unit::standard};
}

Phrase size_phrase(double value, Scale scale) {
  if (in_points(scale)) return phrase("insight.size.points", {{"n", bare_size(value, scale)}});
  return phrase("insight.size.standard", {{"number", bare_size(value, scale)}});
}

Phrase directed_phrase(double value, Scale scale) {
  return phrase(value < 0 ? "insight.size.less" : "insight.size.more",
                {{"size", one(size_phrase(value, scale))}});
}

Fact fact(const char* term, Phrase description) { return {phrase(term), std::move(description)}; }

Quantity share(double value) { return {value * percent, Unit::percent}; }

}  // namespace part
}  // namespace

Phrase name_of(const Names& names, const std::string& organisation) {
  if (organisation == "loaded") return phrase("insight.loaded-authorities");
  const auto found = names.find(organisation);
  return found == names.end() ? verbatim(organisation) : verbatim(found->second);
}

Phrase body_title(const Names& names, const std::string& id, OrganisationKind kind) {
  auto name = name_of(names, id);
  const char* message = kind == OrganisationKind::cluster          ? "insight.area.cluster"
                        : kind == OrganisationKind::working_family ? "insight.area.working-family"
                                                                   : nullptr;
  return message ? phrase(message, {{"name", one(std::move(name))}}) : name;
}

Phrase group_phrase(std::span<const Condition> conditions) {
  if (conditions.empty()) return phrase("insight.group.all");
  std::vector<Phrase> names;
  for (const auto& each : conditions)
    names.push_back(each.level.empty() ? phrase("insight.group.not-recorded", {{"name", each.name}})
                                       : verbatim(each.name));
  return {"", {{"text", std::move(names)}}};
}

const Indicator* indicator_of(std::span<const Indicator> indicators, const std::string& id) {
  const auto found = std::find_if(indicators.begin(), indicators.end(),
                                  [&](const Indicator& each) { return each.id == id; });
  return found == indicators.end() ? nullptr : &*found;
}

Phrase indicator_phrase(std::span<const Indicator> indicators, const std::string& id) {
  const Indicator* found = indicator_of(indicators, id);
  return found ? verbatim(found->name) : verbatim(id);
}

Phrase years_phrase(std::span<const AcademicYear> years) {
  if (years.empty()) return phrase("insight.years.none");
  if (years.size() == 1) return phrase("insight.years.one", {{"year", years.front()}});
  return phrase("insight.years.several",
                {{"n", std::int64_t(years.size())}, {"from", years.front()}, {"to", years.back()}});
}

Phrase comparison_phrase(Comparison which) { return phrase("insight.comparison." + part::comparison_word(which)); }

Cell years_cell(std::span<const AcademicYear> years) {
  if (years.size() < 2) return cell(years_phrase(years));
  return cell(phrase("insight.years.span", {{"from", years.front()}, {"to", years.back()}}));
}

Cell cell(Phrase text) { return {std::move(text), {}}; }
Cell link_cell(Phrase text, Target target) { return {std::move(text), std::move(target)}; }
Cell learner_cell(LearnerId learner, const std::string& name) {
  const auto id = text(learner);
  return link_cell(name.empty() ? phrase("insight.learner.title", {{"id", id}}) : verbatim(name), {"learner", id, ""});
}
Cell count_cell(std::size_t count) { return {Quantity{double(count), Unit::count}, {}}; }

Cell opened(Cell value, Target figure) {
  const bool told = std::holds_alternative<Quantity>(value.value) || std::holds_alternative<Phrase>(value.value);
  if (told && !figure.id.empty()) value.link = std::move(figure);
  return value;
}

Cell percent_cell(double share) {
  if (std::isnan(share)) return {};
  return {part::share(share), {}};
}

Cell attained_cell(double value, Scale scale) {
  if (std::isnan(value)) return {};
  if (part::in_points(scale)) return {part::share(value), {}};
  return {Quantity{value, Unit::standard, true}, {}};
}

double expected_of_one(double expected, Scale scale) { return part::in_points(scale) ? std::clamp(expected, 0.0, 1.0) : expected; }

Cell difference_cell(double value, Scale scale) {
  if (std::isnan(value)) return {};
  if (part::in_points(scale)) return {Quantity{value * part::percent, Unit::points, true}, {}};
  return {Quantity{value, Unit::standard, true}, {}};
}

Cell interval_cell(double low, double high, Scale scale) {
  if (std::isnan(low) || std::isnan(high)) return {};
  if (part::in_points(scale)) return {Interval{low * part::percent, high * part::percent, Unit::points}, {}};
  return {Interval{low, high, Unit::standard}, {}};
}

Cell verdict_cell(Verdict verdict) { return {verdict, {}}; }
const char* said_of(const Indicator& indicator, const char* of_attainment, const char* of_measure) {
  return indicator.is_measure() ? of_measure : of_attainment;
}
Column text_column(const char* message) { return {phrase(message), Align::text}; }
Column number_column(const char* message) { return {phrase(message), Align::number}; }

Phrase difference_unit(Scale scale) {
  return phrase(part::in_points(scale) ? "insight.unit.points" : "insight.unit.standard");
}

Phrase verdict_phrase(const Judgement& judgement, Comparison which) {
  switch (judgement.verdict) {
    case Verdict::low: return phrase("insight.means.low." + part::comparison_word(which));
    case Verdict::not_low:
      return phrase(judgement.estimate < 0 && judgement.high < 0 ? "insight.means.not-low-small" : "insight.means.not-low");
    case Verdict::cannot_be_judged: break;
  }
  return phrase("insight.reason." + std::string(word(judgement.reason)),
                {{"n", part::count(judgement.learners)},
                 {"without", part::count(judgement.without_earlier)},
                 {"schools", part::count(judgement.schools)}});
}

Phrase difference_phrase(Phrase subject, Phrase against, const Judgement& judgement, Scale scale) {
  const bool one_sided = (judgement.low < 0) == (judgement.high < 0);
  const bool less = judgement.estimate < 0;
  std::vector<std::pair<std::string, Argument>> arguments{
      {"subject", one(std::move(subject))},
      {"against", one(std::move(against))},
      {"estimate", one(part::directed_phrase(judgement.estimate, scale))}};
  if (one_sided) {
    arguments.emplace_back("near", part::bare_size(less ? judgement.high : judgement.low, scale));
    arguments.emplace_back("far", part::bare_size(less ? judgement.low : judgement.high, scale));
  } else {
    arguments.emplace_back("less", part::bare_size(judgement.low, scale));
    arguments.emplace_back("more", part::bare_size(judgement.high, scale));
  }
  const std::string sides = one_sided ? "one-sided" : "two-sided", unit = part::in_points(scale) ? "points" : "standard";
  return phrase("insight.difference." + sides + "-" + unit, std::move(arguments));
}

std::vector<Phrase> notes_of(const Judgement& judgement, Scale scale) {
  std::vector<Phrase> notes;
  if (judgement.years.size() > 1)
    notes.push_back(phrase("insight.note.pooled", {{"years", one(years_phrase(judgement.years))}}));
  if (judgement.lasting) notes.push_back(phrase("insight.note.lasting"));
  if (judgement.depends_on_choice) notes.push_back(phrase("insight.note.depends-on-choice"));
  if (!std::isnan(judgement.move))
    notes.push_back(phrase("insight.note.move", {{"move", one(part::directed_phrase(judgement.move, scale))}}));
  if (!std::isnan(judgement.if_missing_low) && !std::isnan(judgement.if_missing_high))
    notes.push_back(phrase("insight.note.missing-bounds",
                           {{"low", one(part::directed_phrase(judgement.if_missing_low, scale))},
                            {"high", one(part::directed_phrase(judgement.if_missing_high, scale))}}));
  if (!std::isnan(judgement.raw) && !std::isnan(judgement.estimate))
    notes.push_back(phrase("insight.note.raw", {{"raw", one(part::directed_phrase(judgement.raw, scale))}}));
  if (!std::isnan(judgement.reliability) && judgement.reliability < 0.5)
    notes.push_back(phrase("insight.note.unreliable", {{"share", part::share(judgement.reliability)}}));
  return notes;
}

Cell unless_withheld(const Judgement& judged, Cell cell) { return judged.withheld ? Cell{Mark::suppressed, {}} : cell; }

Table comparisons_table(std::string id, Phrase title, std::span<const ComparedRow> rows) {
  Table table{std::move(id), std::move(title), {}, {}, phrase("insight.empty.comparisons")};
  table.columns = {text_column("insight.column.comparison"), text_column("insight.column.verdict"),
                   number_column("insight.column.difference"), number_column("insight.column.interval"),
                   number_column("insight.column.attained"), number_column("insight.column.reference"),
                   number_column("insight.column.learners"), text_column("insight.column.years-judged")};
  for (const auto& row : rows)
    for (Comparison which : comparisons) {
      const Judgement& judged = (*row.judged)[which];
      const bool alone = row.subject.message.empty() && row.subject.arguments.empty();
      Phrase head = alone ? comparison_phrase(which)
                          : phrase("insight.row.comparison", {{"subject", one(row.subject)},
                                                              {"comparison", one(comparison_phrase(which))}});
      Cell first = cell(std::move(head));
      if (!row.figure.id.empty()) first.link = in_years(row.figure, judged.years);
      table.rows.push_back({{std::move(first), verdict_cell(judged.verdict),
                             unless_withheld(judged, difference_cell(judged.estimate, row.scale)),
                             unless_withheld(judged, interval_cell(judged.low, judged.high, row.scale)),
                             attained_cell(judged.attained, row.scale),
                             unless_withheld(judged, attained_cell(judged.reference, row.scale)),
                             count_cell(judged.learners), years_cell(judged.years)}});
    }
  return table;
}

Details how_judged(const VerdictRule& rule, std::span<const Indicator> indicators) {
  Summary summary;
  summary.facts = {
      part::fact("insight.how.law", phrase("insight.how.law-text")),
      part::fact("insight.how.expected", phrase("insight.how.expected-text")),
      part::fact("insight.how.previous", phrase("insight.how.previous-text",
                                                {{"low", Quantity{rule.low_reliability, Unit::score}},
                                                 {"high", Quantity{rule.high_reliability, Unit::score}}})),
      part::fact("insight.how.comparable",
                 phrase("insight.how.comparable-text", {{"schools", part::count(rule.least_comparators)},
                                                        {"learners", part::count(rule.least_comparator_learners)}})),
      part::fact("insight.how.rule",
                 phrase("insight.how.rule-text", {{"q", Quantity{rule.most_q, Unit::probability}},
                                                  {"learners", part::count(rule.least_learners)}})),
      part::fact("insight.how.version", phrase("insight.how.version-text",
                                               {{"version", std::int64_t(rule.version)}, {"from", rule.from}})),
      part::fact("insight.how.missing",
                 phrase("insight.how.missing-text", {{"outcome", part::share(rule.most_outcome_missing)},
                                                     {"earlier", part::share(rule.least_with_earlier)}})),
      part::fact("insight.how.unit", phrase("insight.how.unit-text"))};
  for (const auto& each : indicators)
    summary.facts.push_back(
        {verbatim(each.name), phrase("insight.how.indicator-text",
                                     {{"version", std::int64_t(each.version)},
                                      {"numerator", each.numerator},
                                      {"denominator", each.denominator},
                                      {"delta", one(part::size_phrase(each.delta, each.scale))}})});
  return {phrase("insight.how.title"), {std::move(summary)}, false};
}

Sentence does_not_show(const char* page) {
  return {phrase(std::string("insight.does-not-show.") + page), Weight::note};
}

Chart interval_chart(std::string table, Phrase finding, std::size_t estimate, std::size_t interval,
                     std::size_t verdict, Scale scale) {
  Chart chart;
  chart.kind = ChartKind::interval;
  chart.table = std::move(table);
  chart.finding = std::move(finding);
  chart.description = phrase("insight.chart.description");
  chart.note = phrase("insight.chart.note", {{"unit", one(difference_unit(scale))}});
  chart.values = {estimate, interval};
  chart.verdict = verdict;
  return chart;
}

}  // namespace potensial::insight
