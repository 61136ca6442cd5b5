#include "funding/delegation_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "funding/need_followed.hpp"

namespace potensial::funding {
namespace delegation_block {

constexpr std::size_t most_bars = 20;  // schools of which each has its own bars
constexpr std::size_t fifths = 5;
constexpr double hundred = 100, no_figure = std::numeric_limits<double>::quiet_NaN();

using Amounts = std::vector<std::optional<Pence>>;

Cell words(Phrase text) { return {std::move(text), {}}; }
Cell count_cell(std::int64_t count) { return {Quantity{double(count), Unit::count}, {}}; }
Cell rate_cell(std::int64_t entitled, std::int64_t learners) { return part_cell(learners > 0 ? double(entitled) / double(learners) : no_figure); }
Column text_column(const char* message) { return {phrase(message), Align::text}; }
Column number_column(const char* message) { return {phrase(message), Align::number}; }
Sentence note(Phrase text) { return {std::move(text), Weight::note}; }

Phrase school_phrase(const DelegationPageInput& input, std::size_t school) {
  const auto found = input.names.find(input.schools[school].school);
  return found == input.names.end() ? verbatim(input.schools[school].school) : verbatim(found->second);
}
Cell school_cell(const DelegationPageInput& input, std::size_t school) {
  return {school_phrase(input, school), Target{"school", input.schools[school].school, ""}};
}

// What the page works out before it is written.
struct Worked {
  Amounts now;
  std::vector<std::size_t> by_need;  // schools, the neediest first
  NeedOfReceivers need;
  std::optional<NeedOfReceivers> by_index;  // need as the need index counts it, where it was asked for

  bool has_last(const DelegationPageInput& input) const { return !input.last_year.empty(); }
};

std::vector<double> counts(const DelegationPageInput& input, std::int64_t SchoolNeed::*which) {
  std::vector<double> all;
  for (const auto& each : input.schools) all.push_back(double(each.*which));
  return all;
}

std::vector<std::size_t> neediest_first(const NeedOfReceivers& need) {
  std::vector<std::size_t> order(need.rates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t school) { return need.rates[school]; });
  return order;
}

bool has_points(const DelegationPageInput& input) {
  return std::ranges::any_of(input.schools, [](const SchoolNeed& each) { return each.points > 0; });
}

Worked worked(const DelegationPageInput& input) {
  std::vector<std::string> numbers;
  for (const auto& each : input.schools) numbers.push_back(each.school);
  Worked all{{}, {}, need_of_receivers(numbers, counts(input, &SchoolNeed::learners), counts(input, &SchoolNeed::entitled)), {}};
  if (has_points(input)) all.by_index = need_of_receivers(numbers, counts(input, &SchoolNeed::learners), counts(input, &SchoolNeed::points));
  for (const auto& each : input.found->allocation.receivers) all.now.push_back(each.amount);
  all.by_need = neediest_first(all.need);
  return all;
}

std::vector<double> numbers_of(const Amounts& amounts) {
  std::vector<double> all;
  for (const auto& each : amounts) all.push_back(double(each.value_or(Pence{}).count));
  return all;
}

Pence total_of(const Amounts& amounts) {
  std::vector<Pence> all;
  for (const auto& each : amounts) all.push_back(each.value_or(Pence{}));
  return sum_of(all);
}

std::int64_t of_all(const DelegationPageInput& input, std::int64_t SchoolNeed::*which) {
  std::int64_t sum = 0;
  for (const auto& each : input.schools) sum += each.*which;
  return sum;
}

// --- Key sentences ---

Argument percent(double share) { return Quantity{hundred * share, Unit::percent}; }

Sentence fifth_sentence(const DelegationPageInput& input, const Worked& all) {
  const auto& weights = input.found->read.weights;
  const auto reached = need_followed(all.need, numbers_of(all.now)), before = need_followed(all.need, numbers_of(input.last_year.empty() ? all.now : input.last_year));
  std::vector<std::pair<std::string, Argument>> said{{"parts", Quantity{hundred * double(weights.need) / double(weights.all()), Unit::count}},
                                                     {"share", percent(reached.share_of_fifth)}, {"need", percent(all.need.share_of_need)}, {"before", percent(before.share_of_fifth)}};
  return {phrase(all.has_last(input) ? "delegation.key" : "delegation.key-no-last", std::move(said)), Weight::key};
}

struct Winners {
  std::int64_t gain = 0, lose = 0, same = 0, fresh = 0;
};

Winners winners(const DelegationPageInput& input, const Worked& all) {
  Winners counted;
  for (std::size_t i = 0; i < all.now.size(); ++i) {
    const auto& before = input.last_year[i];
    ++(!before ? counted.fresh : *all.now[i] > *before ? counted.gain : *all.now[i] < *before ? counted.lose : counted.same);
  }
  return counted;
}

Phrase total_phrase(const DelegationPageInput& input) {
  const auto total = input.found->read.total, before = total_of(input.last_year);
  if (total == before) return phrase("delegation.total-stays", {{"total", text(total)}});
  const bool more = total > before;
  return phrase(more ? "delegation.total-more" : "delegation.total-less",
                {{"total", text(total)}, {"by", text(Pence{more ? total.count - before.count : before.count - total.count})}});
}

std::vector<Block> key(const DelegationPageInput& input, const Worked& all) {
  std::vector<Block> blocks{fifth_sentence(input, all)};
  if (!all.has_last(input)) {
    blocks.push_back(Sentence{phrase("delegation.no-last-year", {{"total", text(input.found->read.total)}, {"before", input.year.before().text()}}), Weight::body});
    return blocks;
  }
  const auto counted = winners(input, all);
  blocks.push_back(Sentence{phrase("delegation.winners", {{"gain", counted.gain}, {"lose", counted.lose}, {"same", counted.same}, {"fresh", counted.fresh}}), Weight::body});
  blocks.push_back(Sentence{total_phrase(input), Weight::body});
  if (input.gone > 0)
    blocks.push_back(note(phrase("delegation.gone", {{"n", std::int64_t(input.gone)}, {"amount", text(input.gone_amount)}})));
  return blocks;
}

// --- The form ---

Field field(const char* name, const std::string& value, const DelegationPageInput& input) {
  Field made{.name = name, .label = phrase(std::string("delegation.field.") + name), .value = value};
  if (input.fault && input.fault->field == name) {
    std::vector<std::pair<std::string, Argument>> said;
    for (const auto& [argument, words] : input.fault->refusal.arguments) said.emplace_back(argument, words);
    made.fault = phrase(input.fault->refusal.code, std::move(said));
  }
  return made;
}

Field year_field(const DelegationPageInput& input) {
  Field made{.name = "year", .kind = FieldKind::select, .label = phrase("delegation.field.year"), .value = input.year.text()};
  for (const auto each : input.years) made.choices.push_back({each.text(), verbatim(each.text())});
  return made;
}

// What the sum is from; the per cent are of last year, and stand only where there is one.
Form weights_form(const DelegationPageInput& input) {
  Form form{.id = "weights", .action = {"allocation", input.authority, ""}, .fields = {year_field(input)}, .submit = phrase("delegation.recalculate"), .asks = true};
  for (const auto& [name, value] : fields_of(input.asked)) form.fields.push_back(field(name, value, input));
  form.fields[1].hint = phrase("delegation.total-hint");
  form.fields[2].hint = phrase("delegation.weights-hint");
  form.fields.back().hint = phrase("delegation.damping-hint");
  for (auto& each : form.fields) {
    if (each.name == "index") each.hint = phrase("delegation.index-hint");
    each.optional = each.name == "staff" || each.name == "index";
  }
  for (auto limit = form.fields.end() - 3; limit != form.fields.end(); ++limit) limit->optional = true;
  if (input.fault && input.fault->field.empty()) form.fault = field("", "", input).fault;
  return form;
}

std::vector<Block> weights(const DelegationPageInput& input) {
  return {Heading{phrase("delegation.weights"), "weights-heading"}, weights_form(input),
          List{{{phrase("delegation.back-to-a"), Target{"allocation", input.authority, "", {{"year", input.year.text()}, {"learners", "90"}, {"lump", "10"}, {"need", "0"}}}}}}};
}

// --- Schools ---

Column option_column(const OtherOption& option) { return {option.name, Align::number}; }

// Teachers are shown where a return of that January tells of them.
bool knows_staff(const DelegationPageInput& input) { return of_all(input, &SchoolNeed::staff) > 0; }
Cell staff_cell(std::int64_t hundredths) { return {Quantity{double(hundredths) / hundred, Unit::score}, {}}; }

std::vector<Column> school_columns(const DelegationPageInput& input, bool has_last) {
  std::vector<Column> columns{text_column("delegation.school"), number_column("delegation.need"), number_column("delegation.this-option")};
  if (has_last) columns.insert(columns.end(), {number_column("delegation.change"), number_column("delegation.last-year")});
  for (const auto& each : input.others) columns.push_back(option_column(each));
  columns.insert(columns.end(), {number_column("delegation.learners"), number_column("delegation.entitled")});
  if (knows_staff(input)) columns.push_back(number_column("delegation.staff"));
  if (has_points(input)) columns.push_back(number_column("delegation.points"));
  columns.push_back(number_column("delegation.for-each-now"));
  if (has_last) columns.push_back(number_column("delegation.for-each-last"));
  return columns;
}

std::optional<Pence> change(std::optional<Pence> now, std::optional<Pence> before) {
  return now && before ? std::optional(Pence{now->count - before->count}) : std::nullopt;
}

std::optional<Pence> each_gets(std::optional<Pence> amount, std::int64_t learners) { return amount ? for_each(*amount, learners) : std::nullopt; }

// One row: a school, a fifth, or all.
struct RowOf {
  Cell heading;
  SchoolNeed counted;
  std::optional<Pence> now, before;
  std::vector<std::optional<Pence>> others;
};

Row row_of(const DelegationPageInput& input, const RowOf& of, bool has_last) {
  const auto& [school, learners, entitled, staff, points] = of.counted;
  Row row{{of.heading, rate_cell(entitled, learners), money_cell(of.now)}};
  if (has_last) row.cells.insert(row.cells.end(), {money_cell(change(of.now, of.before), true), money_cell(of.before)});
  for (const auto& each : of.others) row.cells.push_back(money_cell(each));
  row.cells.insert(row.cells.end(), {count_cell(learners), count_cell(entitled)});
  if (knows_staff(input)) row.cells.push_back(staff_cell(staff));
  if (has_points(input)) row.cells.push_back(count_cell(points));
  row.cells.push_back(money_cell(each_gets(of.now, learners)));
  if (has_last) row.cells.push_back(money_cell(each_gets(of.before, learners)));
  return row;
}

RowOf row_of_school(const DelegationPageInput& input, const Worked& all, std::size_t school) {
  RowOf row{school_cell(input, school), input.schools[school], all.now[school], {}, {}};
  if (all.has_last(input)) row.before = input.last_year[school];
  for (const auto& each : input.others) row.others.push_back(each.amounts[school]);
  return row;
}

// Of some schools together.
RowOf row_of_some(const DelegationPageInput& input, const Worked& all, Phrase heading, std::span<const std::size_t> schools) {
  RowOf row{words(std::move(heading)), {}, Pence{}, {}, std::vector<std::optional<Pence>>(input.others.size(), Pence{})};
  if (all.has_last(input)) row.before = Pence{};
  for (const auto school : schools) {
    row.counted.learners += input.schools[school].learners;
    row.counted.entitled += input.schools[school].entitled;
    row.counted.staff += input.schools[school].staff;
    row.counted.points += input.schools[school].points;
    row.now->count += all.now[school]->count;
    if (row.before) row.before->count += input.last_year[school].value_or(Pence{}).count;
    for (std::size_t k = 0; k < input.others.size(); ++k) row.others[k]->count += input.others[k].amounts[school].value_or(Pence{}).count;
  }
  return row;
}

Chart for_each_chart(const Table& table, bool has_last) {
  const auto last = table.columns.size() - 1;
  Chart chart{.kind = ChartKind::bar, .table = table.id, .finding = phrase("delegation.chart"), .description = phrase("delegation.chart-described"), .note = {}, .values = {last}, .verdict = {}, .breaks = {}};
  if (has_last) chart.values = {last - 1, last};
  chart.from_zero = true;
  return chart;
}

std::vector<Block> with_chart(Table table, bool has_last) {
  auto chart = for_each_chart(table, has_last);
  const auto heading = Heading{table.title, table.id + "-heading"};
  return {heading, std::move(table), std::move(chart)};
}

// Of the k-th fifth of the schools by need, from 0.
std::span<const std::size_t> fifth_of(const std::vector<std::size_t>& by_need, std::size_t k) {
  const auto from = k * by_need.size() / fifths, to = (k + 1) * by_need.size() / fifths;
  return std::span(by_need).subspan(from, to - from);
}

std::vector<Block> fifths_of_schools(const DelegationPageInput& input, const Worked& all) {
  Table table{"fifths", phrase("delegation.fifths"), school_columns(input, all.has_last(input)), {}, {}};
  table.columns.front() = text_column("delegation.fifth");
  for (std::size_t k = 0; k < fifths; ++k) {
    const auto schools = fifth_of(all.by_need, k);
    table.rows.push_back(row_of(input, row_of_some(input, all, phrase("delegation.fifth-number", {{"k", std::int64_t(k + 1)}, {"n", std::int64_t(schools.size())}}), schools), all.has_last(input)));
  }
  return with_chart(std::move(table), all.has_last(input));
}

std::vector<Block> schools(const DelegationPageInput& input, const Worked& all) {
  const bool has_last = all.has_last(input);
  Table table{"schools", phrase("delegation.what-each"), school_columns(input, has_last), {}, {}};
  for (const auto school : all.by_need) table.rows.push_back(row_of(input, row_of_school(input, all, school), has_last));
  const auto everybody = phrase("delegation.all-schools", {{"n", std::int64_t(input.schools.size())}});
  table.rows.push_back(row_of(input, row_of_some(input, all, everybody, all.by_need), has_last));
  std::vector<Block> blocks;
  if (input.schools.size() <= most_bars) blocks = with_chart(std::move(table), has_last);
  else blocks = {Heading{table.title, "schools-heading"}, std::move(table)};
  blocks.push_back(note(phrase("delegation.need-means", {{"january", std::to_string(input.census.summer)}})));
  if (knows_staff(input)) blocks.push_back(note(phrase("delegation.staff-means", {{"january", std::to_string(input.census.summer)}})));
  if (input.schools.size() > most_bars) append(blocks, fifths_of_schools(input, all));
  return blocks;
}

// --- Does the money follow need ---

struct Compared {
  Phrase name;
  Amounts amounts;
};

std::vector<Compared> compared(const DelegationPageInput& input, const Worked& all) {
  std::vector<Compared> columns;
  if (all.has_last(input)) columns.push_back({phrase("delegation.last-year"), input.last_year});
  for (const auto& each : input.others) columns.push_back({each.name, each.amounts});
  columns.push_back({phrase("delegation.this-option"), all.now});
  return columns;
}

Cell per_entitled(const Worked& all, const DelegationPageInput& input, const Amounts& amounts) {
  Pence money;
  std::int64_t entitled = 0;
  for (const auto school : all.need.fifth) {
    money.count += amounts[school].value_or(Pence{}).count;
    entitled += input.schools[school].entitled;
  }
  return money_cell(for_each(money, entitled));
}

Table follow_table(const DelegationPageInput& input, const Worked& all) {
  Table table{"follows", phrase("delegation.follows"), {text_column("delegation.measure")}, {}, {}};
  table.rows = {{{words(phrase("delegation.share-of-fifth", {{"n", std::int64_t(all.need.fifth.size())}}))}}, {{words(phrase("delegation.share-of-need"))}},
                {{words(phrase("delegation.per-entitled"))}}, {{words(phrase("delegation.index"))}}, {{words(phrase("delegation.misplaced"))}}};
  for (const auto& [name, amounts] : compared(input, all)) {
    const auto found = need_followed(all.need, numbers_of(amounts));
    table.columns.push_back({name, Align::number});
    const std::array<Cell, 5> cells{part_cell(found.share_of_fifth), part_cell(all.need.share_of_need), per_entitled(all, input, amounts),
                                    Cell{Quantity{found.index, Unit::index, true}, {}}, part_cell(found.misplaced)};
    for (std::size_t row = 0; row < cells.size(); ++row) table.rows[row].cells.push_back(cells[row]);
  }
  return table;
}

// The same by the need index: what need is, is chosen.
Table follow_index_table(const DelegationPageInput& input, const Worked& all) {
  Table table{"follows-index", phrase("delegation.follows-index"), {text_column("delegation.measure")}, {}, {}};
  table.rows = {{{words(phrase("delegation.share-of-fifth", {{"n", std::int64_t(all.by_index->fifth.size())}}))}}, {{words(phrase("delegation.share-of-points"))}},
                {{words(phrase("delegation.index"))}}, {{words(phrase("delegation.misplaced"))}}};
  for (const auto& [name, amounts] : compared(input, all)) {
    const auto found = need_followed(*all.by_index, numbers_of(amounts));
    table.columns.push_back({name, Align::number});
    const std::array<Cell, 4> cells{part_cell(found.share_of_fifth), part_cell(all.by_index->share_of_need), Cell{Quantity{found.index, Unit::index, true}, {}}, part_cell(found.misplaced)};
    for (std::size_t row = 0; row < cells.size(); ++row) table.rows[row].cells.push_back(cells[row]);
  }
  return table;
}

std::vector<Block> follows(const DelegationPageInput& input, const Worked& all) {
  auto table = follow_table(input, all);
  std::vector<Block> blocks{Heading{table.title, "follows-heading"}, std::move(table)};
  if (all.by_index) blocks.push_back(follow_index_table(input, all));
  blocks.push_back(note(phrase("delegation.index-means")));
  return blocks;
}

// --- Which places hang on which weight ---

Phrase weight_phrase(const std::string& weight) { return phrase("delegation.field." + weight); }

Table dependence_table(const DelegationPageInput& input) {
  Table table{"depends", phrase("delegation.depends"), {text_column("delegation.weight"), number_column("delegation.places-moved")}, {}, {}};
  for (const auto& each : input.found->depends) table.rows.push_back({{words(weight_phrase(each.weight)), count_cell(std::int64_t(each.moved.size()))}});
  return table;
}

Table moved_table(const DelegationPageInput& input) {
  Table table{"moved", phrase("delegation.moved"),
              {text_column("delegation.school"), text_column("delegation.weight"), number_column("delegation.place"), number_column("delegation.place-more"), number_column("delegation.place-less")},
              {}, phrase("delegation.none-moved")};
  for (const auto& each : input.found->depends)
    for (const auto& moved : each.moved)
      table.rows.push_back({{school_cell(input, moved.school), words(weight_phrase(each.weight)), count_cell(std::int64_t(moved.place)), count_cell(std::int64_t(moved.with_more)),
                             count_cell(std::int64_t(moved.with_less))}});
  return table;
}

std::vector<Block> depends(const DelegationPageInput& input) {
  auto table = dependence_table(input);
  auto moved = moved_table(input);
  const auto title = moved.title;
  return {Heading{table.title, "depends-heading"}, Sentence{phrase("delegation.depends-how"), Weight::body}, std::move(table), Details{title, {std::move(moved)}}};
}

// --- How a figure arises ---

std::string grouped(std::int64_t count) {
  auto digits = std::to_string(count);
  for (auto at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3) digits.insert(std::size_t(at), ",");
  return digits;
}

// "£240,000.00 × (50/100 × 430/3,600 + 10/100 × 1/10 + 40/100 × 120/691)"
std::string working(const DelegationPageInput& input, const AllocatedAmount& each) {
  std::string sum;
  for (const auto& part : each.parts)
    if (part.weight > 0) sum += (sum.empty() ? "" : " + ") + grouped(part.weight) + "/" + grouped(part.weights) + " × " + grouped(part.basis) + "/" + grouped(part.bases);
  return text(input.found->read.total) + " × (" + sum + ")";
}

Details how_it_arises(const DelegationPageInput& input, const Worked& all) {
  const auto school = all.by_need.front();
  const auto& each = input.found->allocation.receivers[school];
  Details details{phrase("delegation.how", {{"school", one(school_phrase(input, school))}}),
                  {Sentence{phrase("delegation.working", {{"sum", working(input, each)}, {"amount", text(each.by_formula)}}), Weight::body}}};
  if (each.damped) details.blocks.push_back(Sentence{phrase("delegation.after-damping", {{"amount", text(each.after_damping)}}), Weight::body});
  if (each.held != Held::no)
    details.blocks.push_back(Sentence{phrase(each.held == Held::at_floor ? "delegation.at-floor" : "delegation.at-cap", {{"amount", text(each.amount)}}), Weight::body});
  if (input.found->read.weights.staff > 0) details.blocks.push_back(Sentence{phrase("delegation.staff-in-hundredths"), Weight::body});
  details.blocks.push_back(Sentence{phrase("delegation.rounding"), Weight::body});
  return details;
}

Target address_of(const DelegationPageInput& input) {
  Target address{"allocation", input.authority, "", {{"year", input.year.text()}}};
  for (const auto& [name, value] : fields_of(input.asked))
    if (!value.empty()) address.query.emplace_back(name, value);
  return address;
}

Page frame(const DelegationPageInput& input) {
  Page page;
  page.address = address_of(input);
  page.title = phrase("delegation.title");
  page.caption = phrase("delegation.caption", {{"name", input.name}, {"year", input.year.text()}});
  page.section = "target";
  page.trail = {{verbatim(input.name), Target{"authority", input.authority, ""}}};
  page.invented = input.invented;
  return page;
}

}  // namespace delegation_block

DelegationWeights option_a() { return {90, 10, 0, {}, {}, {}}; }

Cell money_cell(std::optional<Pence> amount, bool is_signed) {
  if (!amount) return {};
  return {Quantity{double(amount->count), Unit::pence, is_signed}, {}};
}

Cell part_cell(double share) { return {Quantity{delegation_block::hundred * share, Unit::percent}, {}}; }

Page delegation_page(const DelegationPageInput& input) {
  using namespace delegation_block;
  auto page = frame(input);
  if (input.schools.empty()) {
    page.blocks = {Sentence{phrase("delegation.no-schools", {{"january", std::to_string(input.census.summer)}}), Weight::key}};
    append(page.blocks, weights(input));
    return page;
  }
  if (!input.found) {
    page.blocks = weights(input);
    return page;
  }
  const auto all = worked(input);
  page.blocks = key(input, all);
  append(page.blocks, weights(input));
  append(page.blocks, schools(input, all));
  append(page.blocks, follows(input, all));
  append(page.blocks, depends(input));
  page.blocks.push_back(how_it_arises(input, all));
  return page;
}

}  // namespace potensial::funding
