#include "funding/alignment_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "funding/alignment.hpp"
#include "funding/delegation.hpp"
#include "funding/delegation_page.hpp"

namespace potensial::funding {
namespace alignment_block {

constexpr std::size_t most_named = 5;
constexpr double blind = 0.02;  // an index this near to 0 tells nothing

Column words_column(const char* message) { return {phrase(message), Align::text}; }
Column figures_column(const char* message) { return {phrase(message), Align::number}; }
Cell said(Phrase text) { return {std::move(text), {}}; }
Cell counted(std::int64_t count) { return {Quantity{double(count), Unit::count}, {}}; }
Cell index_cell(double index) { return {Quantity{index, Unit::index, true}, {}}; }

Phrase name_in(const AlignmentPageInput& input, const std::string& id) {
  const auto found = input.names.find(id);
  return found == input.names.end() ? verbatim(id) : verbatim(found->second);
}

double share_delegated(Pence delegated, Pence central) {
  const auto all = double(delegated.count) + double(central.count);
  return central.count > 0 && all > 0 ? double(delegated.count) / all : std::numeric_limits<double>::quiet_NaN();
}
double share_delegated(const DelegationOption& option) { return share_delegated(option.delegated(), option.kept_centrally()); }

std::vector<Block> headed_table(Table table) {
  auto heading = Heading{table.title, table.id + "-heading"};
  return {std::move(heading), std::move(table)};
}

// --- In words ---

// To need, blind, away from need.
using Directions = std::array<const char*, 3>;
constexpr Directions of_one{"alignment.key-to-need", "alignment.key-blind", "alignment.key-from-need"},
    of_all{"alignment.nation-to-need", "alignment.nation-blind", "alignment.nation-from-need"};

Sentence direction(const Directions& words, double index) {
  const std::size_t which = index < -blind ? 0 : index > blind ? 2 : 1;
  return {phrase(words[which], {{"index", Quantity{index, Unit::index, true}}}), Weight::key};
}

ListItem served_item(const AlignmentPageInput& input, const SchoolServed& each) {
  const auto& [school, amount] = each.given;
  const bool over = each.word == Served::over;
  return {phrase(over ? "alignment.over-item" : "alignment.under-item",
                 {{"school", one(name_in(input, school.school))}, {"amount", text(amount)}, {"by", text(Pence{over ? each.difference.count : -each.difference.count})},
                  {"entitled", school.entitled}, {"learners", school.learners}}),
          Target{"school", school.school, ""}};
}

std::vector<Block> served_list(const AlignmentPageInput& input, const Alignment& found, Served word) {
  const bool over = word == Served::over;
  const auto schools = most_served(found, word, most_named);
  std::vector<Block> blocks{Heading{phrase(over ? "alignment.over" : "alignment.under"), over ? "over" : "under"}};
  List list;
  for (const auto& each : schools) list.items.push_back(served_item(input, each));
  if (schools.empty()) blocks.push_back(Sentence{phrase(over ? "alignment.none-over" : "alignment.none-under"), Weight::body});
  else blocks.push_back(std::move(list));
  return blocks;
}

std::vector<Block> most_and_least(const AlignmentPageInput& input, const Alignment& found) {
  auto blocks = served_list(input, found, Served::under);
  append(blocks, served_list(input, found, Served::over));
  blocks.push_back(Sentence{phrase("alignment.how-served"), Weight::note});
  return blocks;
}

Sentence index_sentence(const Alignment& found) {
  return {phrase("alignment.beside", {{"index", Quantity{found.by_need.index, Unit::index, true}}, {"misplaced", Quantity{100 * found.now.misplaced, Unit::percent}}}), Weight::body};
}

// --- Schools of one authority ---

std::int64_t places_at(const AlignmentPageInput& input, const std::string& school) {
  const auto found = input.places.find(school);
  return found == input.places.end() ? 0 : found->second;
}

void add_places(const AlignmentPageInput& input, const SchoolNeed& school, Row& row) {
  const auto places = places_at(input, school.school);
  row.cells.push_back(counted(places));
  row.cells.push_back(part_cell(school.learners > 0 ? double(places) / double(school.learners) : std::numeric_limits<double>::quiet_NaN()));
}

Row school_row(const AlignmentPageInput& input, const SchoolServed& each) {
  const auto& [school, amount] = each.given;
  constexpr const char* served_words[] = {"alignment.word.in-line", "alignment.word.over", "alignment.word.under"};
  const auto rate = school.learners > 0 ? double(school.entitled) / double(school.learners) : std::numeric_limits<double>::quiet_NaN();
  Row row{{{name_in(input, school.school), Target{"school", school.school, ""}}, part_cell(rate), money_cell(for_each(amount, school.learners)), money_cell(amount),
           money_cell(each.difference, true), said(phrase(served_words[static_cast<int>(each.word)])), counted(school.learners), counted(school.entitled)}};
  if (input.places_year) add_places(input, school, row);
  return row;
}

Table schools_table(const AlignmentPageInput& input, const Alignment& found) {
  Table table{"aligned", phrase("alignment.schools"),
              {words_column("delegation.school"), figures_column("delegation.need"), figures_column("alignment.for-each"), figures_column("alignment.amount"),
               figures_column("alignment.difference"), words_column("alignment.judged"), figures_column("delegation.learners"), figures_column("delegation.entitled")},
              {}, phrase("alignment.nothing")};
  if (input.places_year)
    table.columns.insert(table.columns.end(), {{phrase("alignment.places", {{"year", *input.places_year}}), Align::number}, figures_column("alignment.places-share")});
  auto schools = found.schools;
  const auto rate = [](const SchoolServed& each) { return each.given.school.learners > 0 ? double(each.given.school.entitled) / double(each.given.school.learners) : 0; };
  std::ranges::stable_sort(schools, std::ranges::greater(), rate);
  for (const auto& each : schools) table.rows.push_back(school_row(input, each));
  return table;
}

// Whether places follow need as money should: the same index.
std::vector<Block> places_beside_need(const AlignmentPageInput& input, const Alignment& found) {
  std::vector<std::string> names;
  std::vector<double> learners, need, places;
  for (const auto& each : found.schools) {
    const auto& school = each.given.school;
    names.push_back(school.school);
    learners.push_back(double(school.learners));
    need.push_back(double(school.entitled));
    places.push_back(double(places_at(input, school.school)));
  }
  const auto followed = need_followed(need_of_receivers(names, learners, need), places);
  if (std::isnan(followed.index)) return {Sentence{phrase("alignment.no-places", {{"year", *input.places_year}}), Weight::body}};
  Chart chart{.kind = ChartKind::scatter, .table = "aligned", .finding = phrase("alignment.places-chart"), .description = phrase("alignment.chart-described"), .note = {}, .values = {1, 9}, .verdict = {}, .breaks = {}};
  chart.from_zero = true;
  return {std::move(chart), Sentence{phrase("alignment.places-index", {{"index", Quantity{followed.index, Unit::index, true}}, {"share", Quantity{100 * followed.share_of_fifth, Unit::percent}}}), Weight::body}};
}

std::vector<Block> schools_of_authority(const AlignmentPageInput& input, const Alignment& found) {
  auto blocks = headed_table(schools_table(input, found));
  Chart chart{.kind = ChartKind::scatter, .table = "aligned", .finding = phrase("alignment.chart"), .description = phrase("alignment.chart-described"), .note = {}, .values = {1, 2}, .verdict = {}, .breaks = {}};
  chart.from_zero = true;
  blocks.push_back(std::move(chart));
  if (input.places_year) append(blocks, places_beside_need(input, found));
  return blocks;
}

// --- All authorities ---

Row authority_row(const AlignmentPageInput& input, const DelegationOption& option) {
  const auto found = alignment(option.schools);
  Cell name{name_in(input, option.authority), {}};
  if (input.is_nation) name.link = Target{"alignment", option.authority, "", {{"year", input.year.text()}}};
  return {{std::move(name), part_cell(share_delegated(option)), money_cell(option.delegated()), money_cell(option.kept_centrally()), index_cell(found.now.index),
           index_cell(found.by_need.index), part_cell(found.now.misplaced)}};
}

std::vector<Block> all_authorities(const AlignmentPageInput& input) {
  Table table{"authorities", phrase("alignment.authorities"),
              {words_column("alignment.authority"), figures_column("alignment.delegated-share"), figures_column("alignment.delegated"), figures_column("alignment.kept"),
               figures_column("delegation.index"), figures_column("alignment.index-by-need"), figures_column("delegation.misplaced")},
              {}, phrase("alignment.nothing")};
  for (const auto& each : input.released) table.rows.push_back(authority_row(input, each));
  auto blocks = headed_table(std::move(table));
  blocks.push_back(Sentence{phrase("delegation.index-means"), Weight::note});
  return blocks;
}

std::vector<double> shares_of_all(const AlignmentPageInput& input) {
  std::vector<double> shares;
  for (const auto& each : input.released)
    if (const auto share = share_delegated(each); share >= 0) shares.push_back(share);
  return shares;
}

Argument percent_of(double share) { return Quantity{100 * share, Unit::percent}; }

std::vector<Block> delegated_against_all(const AlignmentPageInput& input, const DelegationOption* own) {
  const auto shares = shares_of_all(input);
  if (shares.empty()) return {};
  if (shares.size() == 1) return {Sentence{phrase("alignment.delegated-one", {{"share", percent_of(shares.front())}}), Weight::body}};
  const auto [least, most] = std::ranges::minmax(shares);
  std::vector<std::pair<std::string, Argument>> arguments{{"least", percent_of(least)}, {"most", percent_of(most)}, {"n", std::int64_t(shares.size())}};
  if (!own || !(share_delegated(*own) >= 0)) return {Sentence{phrase("alignment.delegated-range", std::move(arguments)), Weight::body}};
  arguments.emplace_back("share", percent_of(share_delegated(*own)));
  return {Sentence{phrase("alignment.delegated-own", std::move(arguments)), Weight::body}};
}

// --- The page ---

Form year_form(const AlignmentPageInput& input) {
  Field year{.name = "year", .kind = FieldKind::select, .label = phrase("delegation.field.year"), .value = input.year.text()};
  for (const auto each : input.years) year.choices.push_back({each.text(), verbatim(each.text())});
  return {.id = "year", .action = {"alignment", input.place, ""}, .fields = {std::move(year)}, .submit = phrase("alignment.show"), .asks = true};
}

Page alignment_frame(const AlignmentPageInput& input) {
  Page page;
  page.address = {"alignment", input.place, "", {{"year", input.year.text()}}};
  page.title = phrase("alignment.title");
  page.caption = phrase("alignment.caption", {{"name", input.name}, {"year", input.year.text()}});
  page.section = "target";
  if (!input.is_nation) page.trail = {{verbatim(input.name), Target{"authority", input.place, ""}}};
  page.invented = input.invented;
  return page;
}

std::vector<DelegatedAmount> schools_of_all(const AlignmentPageInput& input) {
  std::vector<DelegatedAmount> all;
  for (const auto& each : input.released) all.insert(all.end(), each.schools.begin(), each.schools.end());
  return all;
}

std::vector<Block> of_nation(const AlignmentPageInput& input) {
  const auto found = alignment(schools_of_all(input));
  std::vector<Block> blocks{direction(of_all, found.now.index), index_sentence(found)};
  append(blocks, delegated_against_all(input, nullptr));
  append(blocks, all_authorities(input));
  append(blocks, most_and_least(input, found));
  return blocks;
}

std::vector<Block> of_authority(const AlignmentPageInput& input, const DelegationOption& own) {
  const auto found = alignment(own.schools);
  std::vector<Block> blocks{direction(of_one, found.now.index), index_sentence(found)};
  append(blocks, delegated_against_all(input, &own));
  append(blocks, most_and_least(input, found));
  append(blocks, schools_of_authority(input, found));
  append(blocks, central_blocks(own, input.activities));
  append(blocks, all_authorities(input));
  return blocks;
}

}  // namespace alignment_block

Page alignment_page(const AlignmentPageInput& input) {
  using namespace alignment_block;
  auto page = alignment_frame(input);
  const auto own = std::ranges::find(input.released, input.place, &DelegationOption::authority);
  const bool known = input.is_nation ? !input.released.empty() : own != input.released.end();
  if (!known) page.blocks.push_back(Sentence{phrase("alignment.nothing"), Weight::key});
  else page.blocks = input.is_nation ? of_nation(input) : of_authority(input, *own);
  if (!input.years.empty()) page.blocks.push_back(year_form(input));
  page.blocks.push_back(Sentence{phrase("alignment.does-not-show"), Weight::note});
  return page;
}

}  // namespace potensial::funding
