#include "insight/eligibility_page.hpp"

#include <algorithm>
#include <iterator>

namespace potensial::insight {
namespace eligibility_block {

constexpr double hundred = 100;

Quantity percent(std::int64_t part, std::int64_t whole) { return {whole == 0 ? no_figure : hundred * double(part) / double(whole), Unit::percent}; }
Cell share_cell(const CriterionCount& count) { return {percent(count.meeting, count.recorded), {}}; }
Cell count_cell(std::int64_t count) { return insight::count_cell(static_cast<std::size_t>(count)); }

std::vector<Block> key_of_school(const EligibilityPageInput& input, const SchoolEligibility& school) {
  constexpr const char* said[] = {"describe.eligibility.school-eligible", "describe.eligibility.school-near", "describe.eligibility.school-not", "describe.eligibility.school-not-meant"};
  return {Sentence{phrase(said[static_cast<int>(school.judged.word)], {{"fund", input.fund->name}}), Weight::key},
          Sentence{phrase("describe.eligibility.school-share", {{"meeting", input.meeting}, {"n", school.count.meeting}, {"recorded", school.count.recorded},
                                                                {"share", percent(school.count.meeting, school.count.recorded)}}),
                   Weight::key}};
}

std::vector<Block> key_of_area(const EligibilityPageInput& input, const EligibilityTotals& totals) {
  return {Sentence{phrase("describe.eligibility.key", {{"fund", input.fund->name}, {"eligible", totals.eligible}, {"schools", totals.schools}}), Weight::key},
          Sentence{phrase("describe.eligibility.outside", {{"meeting", input.meeting}, {"inside", totals.inside}, {"outside", totals.outside},
                                                           {"share", percent(totals.outside, totals.inside + totals.outside)}}),
                   Weight::key},
          Sentence{phrase("describe.eligibility.near-misses", {{"n", totals.near}}), Weight::key}};
}

// What the fund is, in its own words; and where its years are over, that it is.
std::vector<Block> rule(const EligibilityPageInput& input, const EligibilityTotals& totals) {
  const auto& fund = *input.fund;
  std::vector<Block> blocks{Sentence{phrase("describe.eligibility.rule", {{"fund", fund.name}, {"aim", fund.aim}, {"sentence", fund.sentence}, {"version", std::int64_t(fund.version)}}), Weight::body}};
  if (fund.to && *fund.to < input.scope.year.census_day())
    blocks.push_back(Sentence{phrase("describe.eligibility.ended", {{"fund", fund.name}, {"day", *fund.to}, {"year", input.scope.year}}), Weight::body});
  for (const auto& each : input.everywhere)
    blocks.push_back(Sentence{phrase("describe.eligibility.everywhere", {{"name", each.name}, {"n", each.learners}, {"outside", each.outside}}), Weight::body});
  blocks.push_back(Sentence{phrase("describe.eligibility.counted", {{"unrecorded", totals.unrecorded}}), Weight::note});
  return blocks;
}

std::vector<Phrase> wants(const EligibilityPageInput& input, const Eligibility& judged) {
  std::vector<Phrase> all;
  if (judged.wanting_meeting > 0) all.push_back(phrase("describe.eligibility.wants-meeting", {{"n", judged.wanting_meeting}, {"meeting", input.meeting}}));
  if (judged.wanting_learners > 0) all.push_back(phrase("describe.eligibility.wants-learners", {{"n", judged.wanting_learners}}));
  return all;
}

Cell wanting_cell(const EligibilityPageInput& input, const Eligibility& judged) {
  if (judged.word == EligibilityWord::not_meant) return cell(phrase("describe.eligibility.not-meant"));
  auto all = wants(input, judged);
  return all.empty() ? Cell{} : cell(phrase("people.list", {{"items", std::move(all)}}));
}

Cell change_cell(const SchoolEligibility& school) {
  if (!school.word_before) return cell(phrase("describe.eligibility.not-there-before"));
  if (school.is_eligible() == school.was_eligible()) return cell(phrase("describe.eligibility.as-before"));
  return cell(phrase(school.is_eligible() ? "describe.eligibility.newly" : "describe.eligibility.no-longer"));
}

Target figure_in(const EligibilityPageInput& input, const SchoolEligibility& school, AcademicYear year) {
  return described_figure({.of = "circumstances", .place = school.school, .since = year, .year = year, .item = input.fund->learners});
}

Row school_row(const EligibilityPageInput& input, const SchoolEligibility& school) {
  const auto figure = figure_in(input, school, input.scope.year);
  Row row{{organisation_cell(input.names, school.school), opened(count_cell(school.count.meeting), figure), count_cell(school.count.learners),
           share_cell(school.count), wanting_cell(input, school.judged)}};
  if (input.has_before) {
    const auto then = figure_in(input, school, {static_cast<std::int16_t>(input.scope.year.summer - 1)});
    row.cells.push_back(school.before ? opened(share_cell(*school.before), then) : Cell{});
    row.cells.push_back(change_cell(school));
  }
  return row;
}

Table schools_table(const EligibilityPageInput& input, std::string id, const char* title, const char* when_empty) {
  Table table{std::move(id), phrase(title, {{"fund", input.fund->name}, {"year", input.scope.year}}),
              {text_column("insight.column.school"), {phrase("describe.eligibility.learners", {{"meeting", input.meeting}}), Align::number},
               number_column("describe.eligibility.of-age"), number_column("describe.eligibility.share"), text_column("describe.eligibility.wanting")},
              {},
              phrase(when_empty, {{"meeting", input.meeting}})};
  if (input.has_before) {
    table.columns.push_back(number_column("describe.eligibility.share-before"));
    table.columns.push_back(text_column("describe.eligibility.since-before"));
  }
  return table;
}

std::vector<SchoolEligibility> schools_where(const EligibilityPageInput& input, bool (*wanted)(const SchoolEligibility&)) {
  std::vector<SchoolEligibility> found;
  std::ranges::copy_if(input.schools, std::back_inserter(found), wanted);
  return found;
}

bool is_near(const SchoolEligibility& school) { return school.judged.word == EligibilityWord::near; }
bool is_outside(const SchoolEligibility& school) { return !school.is_eligible() && school.count.meeting > 0; }

// The one that wants least stands first.
Table near_table(const EligibilityPageInput& input) {
  auto table = schools_table(input, "eligibility-near", "describe.eligibility.near", "describe.eligibility.none-near");
  auto near = schools_where(input, is_near);
  std::ranges::stable_sort(near, {}, [](const SchoolEligibility& each) { return each.judged.wanting_meeting + each.judged.wanting_learners; });
  for (const auto& each : near) table.rows.push_back(school_row(input, each));
  return table;
}

// Wanting nothing: without that column.
Table eligible_table(const EligibilityPageInput& input) {
  constexpr std::ptrdiff_t wanting = 4;
  auto table = schools_table(input, "eligibility-eligible", "describe.eligibility.eligible", "describe.eligibility.none-eligible");
  table.columns.erase(table.columns.begin() + wanting);
  table.by_name = true;
  for (const auto& each : schools_where(input, [](const SchoolEligibility& school) { return school.is_eligible(); })) {
    table.rows.push_back(school_row(input, each));
    table.rows.back().cells.erase(table.rows.back().cells.begin() + wanting);
  }
  return table;
}

// With most learners whom the money does not reach first.
Table outside_table(const EligibilityPageInput& input) {
  auto table = schools_table(input, "eligibility-outside", "describe.eligibility.others", "describe.eligibility.none-outside");
  auto outside = schools_where(input, is_outside);
  std::ranges::stable_sort(outside, std::ranges::greater(), [](const SchoolEligibility& each) { return each.count.meeting; });
  for (const auto& each : outside) table.rows.push_back(school_row(input, each));
  return table;
}

Row part_row(const EligibilityPageInput& input, const EligibilityOfPart& part) {
  const auto& totals = part.totals;
  Target page{"eligibility", part.organisation, ""};
  if (!input.is_newest) page.query = {{"year", std::to_string(input.scope.year.summer)}};
  auto name = link_cell(name_of(input.names, part.organisation), std::move(page));
  return {{std::move(name), count_cell(totals.schools), count_cell(totals.eligible), count_cell(totals.near), count_cell(totals.inside), count_cell(totals.outside),
           Cell{percent(totals.outside, totals.inside + totals.outside), {}}}};
}

Table parts_table(const EligibilityPageInput& input) {
  Table table{"eligibility-parts", phrase("describe.eligibility.parts", {{"meeting", input.meeting}}),
              {text_column("describe.column.organisation"), number_column("describe.eligibility.schools"), number_column("describe.eligibility.eligible-schools"),
               number_column("describe.eligibility.near"), number_column("describe.eligibility.inside"), number_column("describe.eligibility.not-inside"),
               number_column("describe.eligibility.share-outside")},
              {},
              phrase("describe.eligibility.none-eligible")};
  table.by_name = true;
  for (const auto& each : input.parts) table.rows.push_back(part_row(input, each));
  return table;
}

// One school: its own row, whatever was judged.
std::vector<Block> of_school(const EligibilityPageInput& input) {
  auto table = schools_table(input, "eligibility-school", "describe.eligibility.school", "describe.eligibility.none-eligible");
  table.rows.push_back(school_row(input, input.schools.front()));
  auto blocks = key_of_school(input, input.schools.front());
  append(blocks, headed(std::move(table)));
  return blocks;
}

// Lists of hundreds are folded; which schools are outside is told by each authority's own page.
std::vector<Block> of_several_authorities(const EligibilityPageInput& input) {
  auto blocks = headed(parts_table(input));
  append(blocks, headed(near_table(input)));
  auto eligible = eligible_table(input);
  blocks.push_back(Details{eligible.title, {std::move(eligible)}, false});
  return blocks;
}

std::vector<Block> of_area(const EligibilityPageInput& input) {
  auto blocks = key_of_area(input, eligibility_totals(input.schools));
  if (!input.parts.empty()) {
    append(blocks, of_several_authorities(input));
    return blocks;
  }
  append(blocks, headed(near_table(input)));
  append(blocks, headed(eligible_table(input)));
  append(blocks, headed(outside_table(input)));
  return blocks;
}

// ---- whom the support reached

Sentence reached(const WhoIsMissed& counts) {
  return {phrase("describe.eligibility.reached", {{"meeting", counts.meeting()}, {"within", counts.served_within}, {"coverage", percent(counts.served_within, counts.meeting())},
                                                  {"served", counts.served()}, {"outside", counts.served_outside}, {"leakage", percent(counts.served_outside, counts.served())}}),
          Weight::key};
}

Row reach_row(const EligibilityPageInput& input, const ReachOfPart& part) {
  const auto& counts = part.counts;
  return {{organisation_cell(input.names, part.organisation), Cell{percent(counts.served_within, counts.meeting()), {}}, Cell{percent(counts.served_outside, counts.served()), {}},
           count_cell(counts.meeting()), count_cell(counts.served_within), count_cell(counts.served_outside)}};
}

Table reach_table(const EligibilityPageInput& input) {
  Table table{"eligibility-reach", phrase("describe.eligibility.reach", {{"fund", input.fund->name}, {"year", input.scope.year}}),
              {text_column("describe.column.organisation"), number_column("describe.eligibility.coverage"), number_column("describe.eligibility.leakage"),
               number_column("describe.eligibility.criterion-learners"), number_column("describe.eligibility.reached-within"), number_column("describe.eligibility.reached-outside")},
              {},
              phrase("describe.eligibility.none-outside", {{"meeting", input.meeting}})};
  table.by_name = true;
  for (const auto& each : input.reach->parts) table.rows.push_back(reach_row(input, each));
  return table;
}

// Where support of an earlier year is known, the page of that year tells of it.
std::vector<Block> not_reached(const EligibilityPageInput& input) {
  if (!input.newest_reach) return {Sentence{phrase("support.missed.none", {{"fund", input.fund->name}}), Weight::body}};
  Target earlier{"eligibility", input.scope.place(), "", {{"year", std::to_string(input.newest_reach->summer)}}};
  return {Sentence{phrase("describe.eligibility.not-reached", {{"fund", input.fund->name}, {"year", input.scope.year}, {"newest", *input.newest_reach}}), Weight::body},
          List{{{phrase("describe.eligibility.to-reached", {{"year", *input.newest_reach}}), std::move(earlier)}}}};
}

std::vector<Block> reach_blocks(const EligibilityPageInput& input) {
  if (!input.reach) return not_reached(input);
  std::vector<Block> blocks{reached(input.reach->all)};
  if (!input.reach->parts.empty()) append(blocks, headed(reach_table(input)));
  blocks.push_back(Sentence{phrase("describe.eligibility.reach-note", {{"unknown", input.reach->all.served_unknown}}), Weight::note});
  return blocks;
}

}  // namespace eligibility_block

Page eligibility_page(const EligibilityPageInput& input) {
  Page page = described_frame(input.scope, "eligibility");
  if (!input.fund || input.schools.empty()) {
    page.blocks.push_back(Sentence{phrase(input.fund ? "describe.eligibility.no-school" : "describe.eligibility.no-fund", {{"year", input.scope.year}}), Weight::key});
    return page;
  }
  const bool school = input.scope.noun == "school";
  append(page.blocks, school ? eligibility_block::of_school(input) : eligibility_block::of_area(input));
  append(page.blocks, eligibility_block::reach_blocks(input));
  append(page.blocks, eligibility_block::rule(input, eligibility_totals(input.schools)));
  page.blocks.push_back(described_sources(input.scope));
  page.blocks.push_back(described_limits("eligibility"));
  return page;
}

}  // namespace potensial::insight
