#include "funding/alignment_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "funding/delegation.hpp"
#include "funding/delegation_page.hpp"

namespace potensial::funding {
namespace alignment_block {

constexpr std::size_t most_named = 3;
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

// What schools are given, and how the page speaks of it.
enum class Kind { money, places, days };

struct KindWords {
  const char *under, *over, *under_item, *over_item, *none_under, *none_over;
  std::string anchor;
};

KindWords words_of(Kind kind) {
  if (kind == Kind::money) return {"alignment.under", "alignment.over", "alignment.under-item", "alignment.over-item", "alignment.none-under", "alignment.none-over", ""};
  if (kind == Kind::places)
    return {"alignment.places-under", "alignment.places-over", "alignment.places-under-item", "alignment.places-over-item", "alignment.places-none-under", "alignment.places-none-over", "places-"};
  return {"alignment.days-under", "alignment.days-over", "alignment.days-under-item", "alignment.days-over-item", "alignment.days-none-under", "alignment.days-none-over", "days-"};
}

Argument amount_of(Kind kind, std::int64_t amount) {
  if (kind == Kind::money) return text(Pence{amount});
  if (kind == Kind::places) return amount;
  return Quantity{double(amount) / 100, Unit::score};
}

ListItem served_item(const AlignmentPageInput& input, Kind kind, const SchoolServed& each) {
  const auto& [school, amount] = each.given;
  const bool over = each.word == Served::over;
  const auto words = words_of(kind);
  return {phrase(over ? words.over_item : words.under_item,
                 {{"school", one(name_in(input, school.school))}, {"amount", amount_of(kind, amount)}, {"by", amount_of(kind, over ? each.difference : -each.difference)},
                  {"entitled", school.entitled}, {"learners", school.learners}}),
          Target{"school", school.school, ""}};
}

std::vector<Block> served_list(const AlignmentPageInput& input, Kind kind, const Alignment& found, Served word) {
  const bool over = word == Served::over;
  const auto words = words_of(kind);
  const auto schools = most_served(found, word, most_named);
  std::vector<Block> blocks{Heading{phrase(over ? words.over : words.under), words.anchor + (over ? "over" : "under")}};
  List list;
  for (const auto& each : schools) list.items.push_back(served_item(input, kind, each));
  if (schools.empty()) blocks.push_back(Sentence{phrase(over ? words.none_over : words.none_under), Weight::body});
  else blocks.push_back(std::move(list));
  return blocks;
}

std::vector<Block> under_and_over(const AlignmentPageInput& input, Kind kind, const Alignment& found) {
  auto blocks = served_list(input, kind, found, Served::under);
  append(blocks, served_list(input, kind, found, Served::over));
  return blocks;
}

Sentence index_sentence(const Alignment& found) {
  return {phrase("alignment.beside", {{"index", Quantity{found.by_need.index, Unit::index, true}}, {"misplaced", Quantity{100 * found.now.misplaced, Unit::percent}}}), Weight::body};
}

// --- Everything that is given ---

std::int64_t amount_at(const std::map<std::string, std::int64_t>& amounts, const std::string& school) {
  const auto found = amounts.find(school);
  return found == amounts.end() ? 0 : found->second;
}

std::vector<Provided> provided(std::span<const DelegatedAmount> given, const std::map<std::string, std::int64_t>& amounts) {
  std::vector<Provided> of;
  for (const auto& each : given) of.push_back({each.school, amount_at(amounts, each.school.school)});
  return of;
}

struct Given {
  Alignment money;
  std::optional<Alignment> places, days;   // where they are known
};

Given given_to(const AlignmentPageInput& input, std::span<const DelegatedAmount> schools) {
  Given all{alignment(money_provided(schools), input.rule.money), {}, {}};
  if (input.places_year) all.places = alignment(provided(schools, input.places), input.rule.places);
  if (input.days_year) all.days = alignment(provided(schools, input.days), input.rule.days);
  return all;
}

std::vector<Block> most_and_least(const AlignmentPageInput& input, const Given& given) {
  auto blocks = under_and_over(input, Kind::money, given.money);
  if (given.places) append(blocks, under_and_over(input, Kind::places, *given.places));
  if (given.days) append(blocks, under_and_over(input, Kind::days, *given.days));
  blocks.push_back(Sentence{verbatim(input.rule.sentence), Weight::note});
  return blocks;
}

// --- Schools of one authority ---

double for_one(std::int64_t amount, std::int64_t learners) { return learners > 0 ? double(amount) / double(learners) : std::numeric_limits<double>::quiet_NaN(); }

Cell word_cell(Served word) {
  constexpr const char* served_words[] = {"alignment.word.in-line", "alignment.word.over", "alignment.word.under"};
  return said(phrase(served_words[static_cast<int>(word)]));
}

Cell days_cell(double days) { return {Quantity{days, Unit::score}, {}}; }

void add_places(const SchoolServed& each, Row& row) {
  row.cells.push_back(counted(each.given.amount));
  row.cells.push_back(part_cell(for_one(each.given.amount, each.given.school.learners)));
}

// Days of a whole, and for 100 learners: hundredths for each learner.
void add_days(const SchoolServed& each, Row& row) {
  row.cells.push_back(days_cell(double(each.given.amount) / 100));
  row.cells.push_back(days_cell(for_one(each.given.amount, each.given.school.learners)));
  row.cells.push_back(word_cell(each.word));
}

Row school_row(const AlignmentPageInput& input, const Given& given, std::size_t i) {
  const auto& each = given.money.schools[i];
  const auto& [school, amount] = each.given;
  Row row{{{name_in(input, school.school), Target{"school", school.school, ""}}, part_cell(for_one(school.entitled, school.learners)), money_cell(for_each(Pence{amount}, school.learners)),
           money_cell(Pence{amount}), money_cell(Pence{each.difference}, true), word_cell(each.word), counted(school.learners), counted(school.entitled)}};
  if (given.places) add_places(given.places->schools[i], row);
  if (given.days) add_days(given.days->schools[i], row);
  if (given.places) row.cells.push_back(word_cell(given.places->schools[i].word));
  return row;
}

std::vector<Column> columns_of_schools(const AlignmentPageInput& input) {
  std::vector<Column> columns{words_column("delegation.school"), figures_column("delegation.need"), figures_column("alignment.for-each"), figures_column("alignment.amount"),
                              figures_column("alignment.difference"), words_column("alignment.judged"), figures_column("delegation.learners"), figures_column("delegation.entitled")};
  const auto add = [&](Column column) { columns.push_back(std::move(column)); };
  if (input.places_year) add({phrase("alignment.places", {{"year", *input.places_year}}), Align::number}), add(figures_column("alignment.places-share"));
  if (input.days_year) add({phrase("alignment.days", {{"year", *input.days_year}}), Align::number}), add(figures_column("alignment.days-each")), add(words_column("alignment.days-judged"));
  if (input.places_year) add(words_column("alignment.places-judged"));
  return columns;
}

Table schools_table(const AlignmentPageInput& input, const Given& given) {
  Table table{"aligned", phrase("alignment.schools"), columns_of_schools(input), {}, phrase("alignment.nothing")};
  std::vector<std::size_t> order(given.money.schools.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rate = [&](std::size_t i) {
    const auto& school = given.money.schools[i].given.school;
    return school.learners > 0 ? double(school.entitled) / double(school.learners) : 0;
  };
  std::ranges::stable_sort(order, std::ranges::greater(), rate);
  for (const auto i : order) table.rows.push_back(school_row(input, given, i));
  return table;
}

Chart scatter_of(const char* finding, std::size_t column) {
  Chart chart{.kind = ChartKind::scatter, .table = "aligned", .finding = phrase(finding), .description = phrase("alignment.chart-described"), .note = {}, .values = {1, column}, .verdict = {}, .breaks = {}};
  chart.from_zero = true;
  return chart;
}

// Whether places or days follow need as money should: the same index.
std::vector<Block> beside_need(const Alignment& found, Chart chart, const char* sentence, Phrase none) {
  if (std::isnan(found.now.index)) return {Sentence{std::move(none), Weight::body}};
  return {std::move(chart), Sentence{phrase(sentence, {{"index", Quantity{found.now.index, Unit::index, true}}, {"share", Quantity{100 * found.now.share_of_fifth, Unit::percent}}}), Weight::body}};
}

std::vector<Block> schools_of_authority(const AlignmentPageInput& input, const Given& given) {
  constexpr std::size_t money_column = 2, places_column = 9;
  const std::size_t days_column = given.places ? 11 : 9;
  auto blocks = headed_table(schools_table(input, given));
  blocks.push_back(scatter_of("alignment.chart", money_column));
  if (given.places)
    append(blocks, beside_need(*given.places, scatter_of("alignment.places-chart", places_column), "alignment.places-index", phrase("alignment.no-places", {{"year", *input.places_year}})));
  if (given.days)
    append(blocks, beside_need(*given.days, scatter_of("alignment.days-chart", days_column), "alignment.days-index", phrase("alignment.no-days", {{"year", *input.days_year}})));
  else blocks.push_back(Sentence{phrase("alignment.days-not-loaded"), Weight::note});
  return blocks;
}

// --- All authorities ---

Row authority_row(const AlignmentPageInput& input, const DelegationOption& option) {
  const auto found = alignment(money_provided(option.schools), input.rule.money);
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

// An authority as one receiver, with everything that its schools have.
DelegatedAmount as_one(const DelegationOption& option) {
  DelegatedAmount whole{{option.authority, 0, 0}, option.delegated()};
  for (const auto& each : option.schools) whole.school.learners += each.school.learners, whole.school.entitled += each.school.entitled;
  return whole;
}

std::map<std::string, std::int64_t> by_authority(const AlignmentPageInput& input, const std::map<std::string, std::int64_t>& by_school) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& option : input.released)
    for (const auto& each : option.schools) sums[option.authority] += amount_at(by_school, each.school.school);
  return sums;
}

Row given_row(const AlignmentPageInput& input, const Given& given, std::size_t i) {
  const auto& money = given.money.schools[i];
  const auto& [authority, amount] = money.given;
  Row row{{{name_in(input, authority.school), Target{"alignment", authority.school, "", {{"year", input.year.text()}}}}, part_cell(for_one(authority.entitled, authority.learners)),
           money_cell(for_each(Pence{amount}, authority.learners)), word_cell(money.word)}};
  if (given.places) row.cells.push_back(part_cell(for_one(given.places->schools[i].given.amount, authority.learners))), row.cells.push_back(word_cell(given.places->schools[i].word));
  if (given.days) row.cells.push_back(days_cell(for_one(given.days->schools[i].given.amount, authority.learners))), row.cells.push_back(word_cell(given.days->schools[i].word));
  return row;
}

std::vector<Block> given_to_authorities(AlignmentPageInput input) {
  std::vector<DelegatedAmount> authorities;
  for (const auto& each : input.released) authorities.push_back(as_one(each));
  input.places = by_authority(input, input.places);
  input.days = by_authority(input, input.days);
  const auto given = given_to(input, authorities);
  Table table{"given", phrase("alignment.given"), {words_column("alignment.authority"), figures_column("delegation.need"), figures_column("alignment.for-each"), words_column("alignment.judged")}, {}, phrase("alignment.nothing")};
  if (given.places) table.columns.insert(table.columns.end(), {figures_column("alignment.places-share"), words_column("alignment.places-judged")});
  if (given.days) table.columns.insert(table.columns.end(), {figures_column("alignment.days-each"), words_column("alignment.days-judged")});
  for (std::size_t i = 0; i < authorities.size(); ++i) table.rows.push_back(given_row(input, given, i));
  return headed_table(std::move(table));
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
  const auto given = given_to(input, schools_of_all(input));
  std::vector<Block> blocks{direction(of_all, given.money.now.index), index_sentence(given.money)};
  append(blocks, delegated_against_all(input, nullptr));
  append(blocks, all_authorities(input));
  append(blocks, given_to_authorities(input));
  append(blocks, most_and_least(input, given));
  return blocks;
}

std::vector<Block> of_authority(const AlignmentPageInput& input, const DelegationOption& own) {
  const auto given = given_to(input, own.schools);
  std::vector<Block> blocks{direction(of_one, given.money.now.index), index_sentence(given.money)};
  append(blocks, delegated_against_all(input, &own));
  append(blocks, most_and_least(input, given));
  append(blocks, schools_of_authority(input, given));
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
