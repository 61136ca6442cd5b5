#include "insight/finding_page.hpp"

#include <algorithm>
#include <cmath>

#include "insight/figure.hpp"
#include "insight/findings_table.hpp"
#include "insight/standing_blocks.hpp"
#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

namespace finding_block {

std::int64_t whole(std::size_t n) { return std::int64_t(n); }

// A name made of digits, which takes no separators.
Phrase digits(std::uint64_t n) { return verbatim(Text{std::to_string(n), std::to_string(n)}); }

// The gap as a judgement, so that its words are those of every difference.
Judgement as_judgement(double estimate, double low, double high) {
  Judgement judgement;
  judgement.estimate = estimate;
  judgement.low = low;
  judgement.high = high;
  return judgement;
}

Phrase gap_phrase(const char* message, double estimate, double low, double high, Scale scale) {
  return phrase(message, {{"difference", one(difference_phrase(phrase("insight.finding.these"),
                                                               phrase("insight.finding.peers"),
                                                               as_judgement(estimate, low, high), scale))}});
}

std::vector<Block> key(const FindingPageInput& input) {
  const FindingRecord& finding = input.finding;
  std::vector<Block> blocks{
      Sentence{gap_phrase("insight.finding.key-gap", finding.gap, finding.low, finding.high, finding.scale), Weight::key}};
  if (!std::isnan(finding.attained_share) && !std::isnan(finding.expected_share))
    blocks.push_back(Sentence{phrase(said_of(input.indicator, "insight.finding.key-shares", "insight.finding.key-shares-of-measure"),
                                     {{"indicator", finding.indicator_name},
                                      {"own", Quantity{finding.attained_share * 100, Unit::percent}},
                                      {"others", Quantity{finding.expected_share * 100, Unit::percent}}}),
                              Weight::key});
  blocks.push_back(Sentence{phrase(finding.kind == FindingKind::separate ? "insight.finding.separate-story"
                                                                         : "insight.finding.main-gap",
                                   {{"learners", whole(finding.learners)}, {"schools", whole(finding.schools)}}),
                            Weight::body});
  blocks.push_back(Sentence{phrase(finding.by_year.size() < 2 ? "insight.finding.one-year"
                                   : finding.lasting          ? "insight.finding.lasts-sentence"
                                                              : "insight.finding.this-year-sentence"),
                            Weight::body});
  return blocks;
}

// The years pooled stand in the title of the page, not beside each verdict.
std::vector<Phrase> notes_beside_years(Judgement judged, Scale scale) {
  judged.years.clear();
  return notes_of(judged, scale);
}

// What is counted of the group at the place, in the year or years that are added.
Target figure_at(const FindingRecord& finding, const std::string& place) { return figure_link(place, finding.indicator, finding.conditions); }

std::vector<Block> compared(const FindingPageInput& input) {
  const Phrase title = phrase("insight.finding.comparisons", {{"years", one(years_phrase(input.finding.years))}});
  const std::vector<ComparedRow> rows{{{}, input.finding.scale, &input.finding.judged, figure_at(input.finding, input.finding.scope)}};
  List list;
  for (Comparison which : comparisons) {
    const Judgement& judged = input.finding.judged[which];
    list.items.push_back({phrase("insight.finding.verdict", {{"comparison", one(comparison_phrase(which))},
                                                             {"words", one(verdict_phrase(judged, which))}}),
                          {}});
    for (auto& note : notes_beside_years(judged, input.finding.scale)) list.items.push_back({std::move(note), {}});
  }
  std::vector<Block> blocks{Heading{title, "comparisons"}, comparisons_table("comparisons", title, rows), std::move(list)};
  if (input.circumstances)
    blocks.push_back(Sentence{difference_phrase(phrase("insight.finding.these"),
                                                phrase("insight.comparison.circumstances"), *input.circumstances,
                                                input.finding.scale),
                              Weight::body});
  return blocks;
}

// The years of the table are one family of tests.
std::vector<Ruling> rulings_of(const FindingRecord& finding, const VerdictRule& rule) {
  std::vector<Evidence> years;
  for (const auto& year : finding.by_year) {
    Evidence evidence;
    evidence.estimate = year.gap;
    evidence.se = (year.high - year.low) / (2 * stats::kNormal95);
    evidence.learners = year.learners;
    evidence.delta = finding.delta;
    years.push_back(evidence);
  }
  return judge(years, rule);
}

std::vector<Block> by_year(const FindingPageInput& input) {
  const FindingRecord& finding = input.finding;
  Table table{"years", phrase("insight.finding.by-year"),
              {text_column("insight.column.school-year"), text_column("insight.column.verdict"),
               number_column("insight.column.learners"), number_column("insight.column.schools"),
               number_column("insight.column.gap"), number_column("insight.column.interval"),
               text_column("insight.column.used")},
              {},
              phrase("insight.empty.years")};
  const auto rulings = rulings_of(finding, input.rule);
  for (std::size_t place = 0; place < rulings.size(); ++place) {
    const GapOfYear& year = finding.by_year[place];
    table.rows.push_back({{link_cell(phrase("insight.years.one", {{"year", year.year}}), in_years(figure_at(finding, finding.scope), year.year, year.year)),
                           verdict_cell(rulings[place].verdict), count_cell(year.learners), count_cell(year.schools),
                           difference_cell(year.gap, finding.scale), interval_cell(year.low, year.high, finding.scale),
                           cell(phrase(year.used_to_find ? "insight.finding.used" : "insight.finding.not-used"))}});
  }
  std::vector<Block> blocks{Heading{table.title, "years-heading"}};
  const bool any = !table.rows.empty();
  blocks.push_back(std::move(table));
  if (any)
    blocks.push_back(interval_chart("years", phrase(finding.lasting ? "insight.finding.lasts" : "insight.finding.this-year"),
                                    4, 5, 1, finding.scale));
  if (finding.replication && !std::isnan(finding.replication->gap))
    blocks.push_back(Sentence{gap_phrase("insight.finding.replication", finding.replication->gap,
                                         finding.replication->low, finding.replication->high, finding.scale),
                              Weight::body});
  else
    blocks.push_back(Sentence{phrase("insight.finding.no-replication"), Weight::note});
  return blocks;
}

Fact fact(const char* term, Phrase description) { return {phrase(term), std::move(description)}; }

// ---- how it was judged

Details search_details(const FindingPageInput& input) {
  const SearchedCounts& counts = input.finding.counts;
  Summary summary;
  summary.facts = {
      fact("insight.how.searched", phrase("insight.how.searched-text",
                                          {{"depth", whole(counts.depth)},
                                           {"n", whole(counts.searched)},
                                           {"indicator", input.finding.indicator_name},
                                           {"scope", one(name_of(input.names, input.finding.scope))},
                                           {"years", one(years_phrase(input.finding.years))}})),
      fact("insight.how.large-enough", phrase("insight.how.large-enough-text",
                                              {{"n", whole(counts.large_enough)},
                                               {"learners", whole(counts.least_learners)},
                                               {"schools", whole(counts.least_schools)},
                                               {"few", whole(counts.too_few_learners)},
                                               {"fewschools", whole(counts.too_few_schools)}})),
      fact("insight.how.reported", phrase("insight.how.reported-text",
                                          {{"n", whole(input.findings_of_search)},
                                           {"told", whole(input.finding.explains.size())}})),
      fact("insight.how.false-alarm", chance_phrase(input.finding.q)),
      fact("insight.how.missed", phrase("insight.how.missed-text", {{"n", whole(counts.probably_missed_below)}})),
      fact("insight.how.repeat", phrase("insight.how.repeat-text", {{"draws", whole(counts.draws)},
                                                                    {"seed", one(digits(counts.seed))}}))};
  return {phrase("insight.how.search-title", {{"n", whole(counts.searched)}, {"findings", whole(input.findings_of_search)}}),
          {std::move(summary)},
          true};
}

Details told_otherwise(const FindingRecord& finding) {
  List list;
  for (const auto& each : finding.explains)
    list.items.push_back({phrase("insight.finding.explained", {{"group", one(group_phrase(each.conditions))},
                                                               {"n", whole(each.learners)}}),
                          {}});
  if (list.items.empty())
    return {phrase("insight.finding.told-otherwise", {{"n", std::int64_t{0}}}),
            {Sentence{phrase("insight.finding.told-nothing"), Weight::body}}, false};
  const auto n = std::int64_t(list.items.size());
  return {phrase("insight.finding.told-otherwise", {{"n", n}}), {std::move(list)}, false};
}

Details gap_details(const FindingPageInput& input) {
  const FindingRecord& finding = input.finding;
  Summary summary;
  summary.facts = {
      fact("insight.how.gap", phrase("insight.how.gap-text")),
      fact("insight.how.schools-behind", phrase("insight.how.schools-behind-text", {{"learners", whole(finding.learners)},
                                                                                    {"schools", whole(finding.schools)}}))};
  if (finding.conditions.size() > 1)
    summary.facts.push_back(fact("insight.how.own", gap_phrase("insight.how.own-text", finding.own, finding.own_low,
                                                               finding.own_high, finding.scale)));
  if (!std::isnan(finding.total_gap))
    summary.facts.push_back(
        fact("insight.how.total", phrase("insight.how.total-text",
                                         {{"total", one(phrase("insight.value", {{"value", std::get<Quantity>(difference_cell(finding.total_gap, finding.scale).value)}}))},
                                          {"carried", one(phrase("insight.value", {{"value", std::get<Quantity>(difference_cell(finding.carried_by_schools, finding.scale).value)}}))}})));
  if (finding.mostly_without_peers)
    summary.facts.push_back(fact("insight.how.peers", phrase("insight.how.peers-text")));
  summary.facts.push_back(fact("insight.how.data", phrase("insight.how.data-text",
                                                          {{"indicator", finding.indicator_name},
                                                           {"version", std::int64_t(finding.indicator_version)},
                                                           {"loads", one(loads_phrase(finding.loads))},
                                                           {"method", finding.method}})));
  return {phrase("insight.how.gap-title"), {std::move(summary)}, true};
}

// ---- schools

std::vector<Block> schools(const FindingPageInput& input, const std::vector<SchoolOfFinding>& list, const char* id,
                           const char* title, const char* empty) {
  Table table{id, phrase(title, {{"n", whole(list.size())}, {"all", whole(input.finding.schools_listed_from)},
                                 {"least", whole(input.rule.least_learners)}}),
              {text_column("insight.column.school"), number_column("insight.column.difference"),
               number_column("insight.column.interval"), number_column("insight.column.learners")},
              {},
              phrase(empty, {{"least", whole(input.rule.least_learners)}})};
  for (const auto& each : list) {
    table.rows.push_back({{link_cell(name_of(input.names, each.school), Target{"school", each.school, ""}),
                           difference_cell(each.gap, input.finding.scale),
                           interval_cell(each.low, each.high, input.finding.scale),
                           opened(count_cell(each.learners), in_years(figure_at(input.finding, each.school), input.finding.years))}});
  }
  return {Heading{table.title, std::string(id) + "-heading"}, std::move(table)};
}

}  // namespace finding_block
}  // namespace

Phrase finding_title(const FindingRecord& finding) {
  return phrase("insight.finding.title", {{"group", one(group_phrase(finding.conditions))},
                                          {"indicator", finding.indicator_name}});
}

Page finding_page(const FindingPageInput& input) {
  const FindingRecord& finding = input.finding;
  Page page;
  page.address = {"finding", finding.id, ""};
  page.title = finding_title(finding);
  page.caption = phrase("insight.finding.caption", {{"id", finding.id},
                                                    {"scope", one(name_of(input.names, finding.scope))},
                                                    {"stage", input.stage},
                                                    {"years", one(years_phrase(finding.years))}});
  page.section = "find";
  page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}},
                {phrase("insight.groups.heading"), Target{"groups", finding.scope + "-" + finding.indicator, ""}}};
  page.invented = input.invented;
  auto& blocks = page.blocks;
  append(blocks, finding_block::key(input));
  append(blocks, finding_block::compared(input));
  append(blocks, finding_block::by_year(input));
  blocks.push_back(Heading{phrase("insight.how.title"), "how"});
  blocks.push_back(finding_block::search_details(input));
  blocks.push_back(finding_block::gap_details(input));
  blocks.push_back(finding_block::told_otherwise(finding));
  blocks.push_back(how_judged(input.rule, std::span(&input.indicator, 1)));
  append(blocks, finding_block::schools(input, finding.furthest, "furthest", "insight.finding.furthest",
                                        "insight.empty.furthest"));
  blocks.push_back(Sentence{phrase("insight.finding.visits"), Weight::note});
  append(blocks, finding_block::schools(input, finding.better, "better", "insight.finding.better",
                                        "insight.empty.better"));
  blocks.push_back(does_not_show("group"));
  blocks.push_back(does_not_show("search"));
  return page;
}

}  // namespace potensial::insight
