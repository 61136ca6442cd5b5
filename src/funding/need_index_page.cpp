#include "funding/need_index_page.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace potensial::funding {
namespace need_index_block {

constexpr std::size_t most_named = 3;
constexpr std::int64_t least_counted = 5;  // on either side of a share of a group
constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

Column words_column(Phrase title) { return {std::move(title), Align::text}; }
Column figures_column(Phrase title) { return {std::move(title), Align::number}; }
Cell said(Phrase text) { return {std::move(text), {}}; }
Cell counted(std::int64_t count) { return {Quantity{double(count), Unit::count}, {}}; }
Cell place_cell(std::size_t place) { return place == 0 ? Cell{} : counted(std::int64_t(place)); }
Cell hundreds(std::int64_t millionths) { return {Quantity{double(millionths) / 10'000, Unit::score}, {}}; }
Cell index_cell(const NeedPlace& place) { return place.index ? hundreds(*place.index) : Cell{}; }
Cell share_cell(std::int64_t weight, std::int64_t sum) { return {Quantity{100 * double(weight) / double(sum), Unit::percent}, {}}; }

// What the page works out before it is written.
struct Worked {
  NeedWeights weights, published;
  std::vector<NeedPlace> now, by_published;
  std::vector<DependentPlace> dependent;
  std::vector<std::size_t> order;   // units, the highest need first; those without an index last
  bool moved = false;               // other weights than the published ones
};

NeedWeights published(const NeedIndex& index) {
  NeedWeights weights;
  for (const auto& each : index.measures) weights.push_back(each.weight);
  return weights;
}

std::vector<std::size_t> in_order(const std::vector<NeedPlace>& places) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t unit) { return places[unit].place == 0 ? places.size() + 1 : places[unit].place; });
  return order;
}

Worked worked(const NeedIndexPageInput& input, NeedWeights weights) {
  Worked all{std::move(weights), published(input.index), {}, {}, {}, {}, false};
  all.now = need_places(input.units, all.weights);
  all.by_published = need_places(input.units, all.published);
  all.dependent = dependent_places(input.units, all.weights);
  all.order = in_order(all.now);
  all.moved = !weigh_alike(input.index, all.weights);
  return all;
}

Phrase unit_phrase(const NeedIndexPageInput& input, std::size_t unit) {
  const auto found = input.names.find(input.units[unit].id);
  return found == input.names.end() ? verbatim(input.units[unit].id) : verbatim(found->second);
}

Cell unit_cell(const NeedIndexPageInput& input, std::size_t unit) {
  const auto& id = input.units[unit].id;
  if (input.is_nation) return {unit_phrase(input, unit), Target{"need-index", id, "", {{"year", std::to_string(input.year.summer)}}}};
  return {unit_phrase(input, unit), Target{"school", id, ""}};
}

Phrase measure_phrase(const NeedIndexPageInput& input, std::size_t measure) { return verbatim(input.index.measures[measure].name); }

// --- Key sentences ---

Sentence neediest(const NeedIndexPageInput& input, const Worked& all) {
  std::vector<Phrase> first;
  for (const auto unit : all.order)
    if (first.size() < most_named && all.now[unit].place > 0) first.push_back(unit_phrase(input, unit));
  return {phrase(input.is_nation ? "need-index.key-nation" : "need-index.key", {{"n", std::int64_t(input.units.size())}, {"first", std::move(first)}}), Weight::key};
}

struct Moves {
  std::int64_t places = 0, into = 0;  // another place; now in the quarter of highest need
};

Moves moves_of(const Worked& all) {
  const auto quarter = neediest_quarter(std::size_t(std::ranges::count_if(all.now, [](const NeedPlace& each) { return each.place > 0; })));
  Moves moves;
  for (std::size_t i = 0; i < all.now.size(); ++i) {
    const auto now = all.now[i].place, before = all.by_published[i].place;
    moves.places += now != before;
    moves.into += now > 0 && now <= quarter && (before == 0 || before > quarter);
  }
  return moves;
}

Sentence weights_sentence(const NeedIndexPageInput& input, const Worked& all) {
  if (!all.moved) return {phrase("need-index.by-published", {{"version", std::int64_t(input.index.version)}, {"day", input.index.from.value_or(Date())}}), Weight::body};
  const auto moves = moves_of(all);
  return {phrase("need-index.by-others", {{"places", moves.places}, {"n", std::int64_t(all.now.size())}, {"into", moves.into}}), Weight::body};
}

// --- The form ---

Form weights_form(const NeedIndexPageInput& input, const std::optional<AskedFault>& fault) {
  Field year{.name = "year", .kind = FieldKind::select, .label = phrase("need-index.field.year"), .value = std::to_string(input.year.summer)};
  for (const auto each : input.years) year.choices.push_back({std::to_string(each.summer), phrase("need-index.year-name", {{"year", each}})});
  Form form{.id = "weights", .action = {"need-index", input.place, ""}, .fields = {std::move(year)}, .submit = phrase("need-index.recalculate"), .asks = true};
  const auto usual = published_as_typed(input.index);
  for (const auto& each : input.index.measures) {
    const auto typed = input.asked.find(each.id);
    Field field{.name = "weight." + each.id, .label = verbatim(each.name), .value = input.asked.empty() ? usual.at(each.id) : typed == input.asked.end() ? "" : typed->second};
    if (fault && fault->field == each.id) field.fault = phrase(fault->refusal.code, {{"text", field.value}});
    form.fields.push_back(std::move(field));
  }
  form.fields[1].hint = phrase("need-index.weights-hint");
  if (fault && fault->field.empty()) {
    std::vector<std::pair<std::string, Argument>> said_with;
    for (const auto& [name, value] : fault->refusal.arguments) said_with.emplace_back(name, value);
    form.fault = phrase(fault->refusal.code, std::move(said_with));
  }
  return form;
}

std::vector<Block> form_blocks(const NeedIndexPageInput& input, const std::optional<AskedFault>& fault) {
  return {Heading{phrase("need-index.weights"), "weights-heading"}, Sentence{phrase("need-index.weights-how"), Weight::body}, weights_form(input, fault)};
}

// --- In the order of need ---

std::int64_t weights_of_place(const Worked& all, std::size_t unit) { return std::ranges::count(all.dependent, unit, &DependentPlace::unit); }

Row unit_row(const NeedIndexPageInput& input, const Worked& all, std::size_t unit) {
  Row row{{unit_cell(input, unit), index_cell(all.now[unit]), place_cell(all.now[unit].place)}};
  if (all.moved) row.cells.push_back(place_cell(all.by_published[unit].place));
  row.cells.push_back(counted(weights_of_place(all, unit)));
  for (std::size_t m = 0; m < all.weights.size(); ++m) row.cells.push_back(input.units[unit].standings[m] ? hundreds(all.now[unit].contributions[m]) : Cell{});
  row.cells.push_back(counted(input.counts[unit].learners));
  return row;
}

std::vector<Block> ranked(const NeedIndexPageInput& input, const Worked& all) {
  Table table{"ranked", phrase(input.is_nation ? "need-index.ranked-nation" : "need-index.ranked"),
              {words_column(phrase(input.is_nation ? "need-index.authority" : "need-index.school")), figures_column(phrase("need-index.index")), figures_column(phrase("need-index.place"))},
              {}, phrase("need-index.nobody")};
  if (all.moved) table.columns.push_back(figures_column(phrase("need-index.place-published")));
  table.columns.push_back(figures_column(phrase("need-index.depends")));
  for (std::size_t m = 0; m < all.weights.size(); ++m) table.columns.push_back(figures_column(phrase("need-index.part-of", {{"measure", one(measure_phrase(input, m))}})));
  table.columns.push_back(figures_column(phrase("need-index.learners")));
  for (const auto unit : all.order) table.rows.push_back(unit_row(input, all, unit));
  auto heading = Heading{table.title, "ranked-heading"};
  return {std::move(heading), std::move(table), Sentence{phrase(input.is_nation ? "need-index.how-nation" : "need-index.how"), Weight::note}};
}

// --- What depends on which weight ---

std::int64_t dependent_on(const Worked& all, std::size_t measure) {
  return std::ranges::count(all.dependent, measure, &DependentPlace::measure);
}

Table weights_table(const NeedIndexPageInput& input, const Worked& all) {
  Table table{"depends", phrase("need-index.which-weight"),
              {words_column(phrase("need-index.measure")), figures_column(phrase("need-index.places-dependent")), figures_column(phrase("need-index.weight-published"))}, {}, {}};
  if (all.moved) table.columns.push_back(figures_column(phrase("need-index.weight-now")));
  const auto sum = std::accumulate(all.weights.begin(), all.weights.end(), std::int64_t{0});
  for (std::size_t m = 0; m < all.weights.size(); ++m) {
    Row row{{said(measure_phrase(input, m)), counted(dependent_on(all, m)), share_cell(all.published[m], whole_of_need)}};
    if (all.moved) row.cells.push_back(share_cell(all.weights[m], sum));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table dependent_table(const NeedIndexPageInput& input, const Worked& all) {
  Table table{"dependent", phrase("need-index.dependent"),
              {words_column(phrase(input.is_nation ? "need-index.authority" : "need-index.school")), words_column(phrase("need-index.measure")), figures_column(phrase("need-index.place")),
               figures_column(phrase("need-index.place-halved")), figures_column(phrase("need-index.place-without"))},
              {}, phrase("need-index.none-dependent")};
  for (const auto& each : all.dependent)
    table.rows.push_back({{unit_cell(input, each.unit), said(measure_phrase(input, each.measure)), place_cell(each.place), place_cell(each.halved), place_cell(each.left_out)}});
  return table;
}

std::vector<Block> depends(const NeedIndexPageInput& input, const Worked& all) {
  auto table = weights_table(input, all);
  auto each = dependent_table(input, all);
  auto heading = Heading{table.title, "depends-heading"};
  auto title = each.title;
  return {std::move(heading), Sentence{phrase("need-index.depends-how"), Weight::body}, std::move(table), Details{std::move(title), {std::move(each)}}};
}

// --- Groups of learners ---

double share_of_group(const NeedCount& count) {
  const bool told = count.needing >= least_counted && count.recorded - count.needing >= least_counted;
  return told ? 100 * double(count.needing) / double(count.recorded) : not_known;
}

std::vector<StandingUnit> standing_groups(const NeedIndexPageInput& input) {
  std::vector<NeedUnit> units;
  for (const auto& each : input.groups) units.push_back(each.unit);
  const auto all = standings(units);
  std::vector<StandingUnit> made;
  for (std::size_t i = 0; i < units.size(); ++i) made.push_back({units[i].id, all[i]});
  return made;
}

Row group_row(const NeedIndexPageInput& input, const NeedOfGroup& group, const NeedPlace& place) {
  Row row{{said(group.name), index_cell(place), place_cell(place.place), counted(group.unit.learners)}};
  for (std::size_t m = 0; m < input.index.measures.size(); ++m)
    if (input.index.measures[m].of_outcomes()) row.cells.push_back({Quantity{share_of_group(group.unit.counts[m]), Unit::percent}, {}});
  return row;
}

std::vector<Block> groups(const NeedIndexPageInput& input, const Worked& all) {
  Table table{"groups", phrase("need-index.groups"),
              {words_column(phrase("need-index.group")), figures_column(phrase("need-index.index")), figures_column(phrase("need-index.place")), figures_column(phrase("need-index.learners"))},
              {}, phrase("need-index.no-groups")};
  for (const auto& each : input.index.measures)
    if (each.of_outcomes()) table.columns.push_back(figures_column(verbatim(each.name)));
  const auto places = need_places(standing_groups(input), all.weights);
  for (const auto group : in_order(places)) table.rows.push_back(group_row(input, input.groups[group], places[group]));
  auto heading = Heading{table.title, "groups-heading"};
  return {std::move(heading), std::move(table), Sentence{phrase("need-index.groups-how"), Weight::note}};
}

// --- The page ---

Target address_of(const NeedIndexPageInput& input) {
  Target address{"need-index", input.place, "", {{"year", std::to_string(input.year.summer)}}};
  for (const auto& each : input.index.measures)
    if (const auto typed = input.asked.find(each.id); typed != input.asked.end() && !typed->second.empty()) address.query.emplace_back("weight." + each.id, typed->second);
  return address;
}

Page frame(const NeedIndexPageInput& input) {
  Page page;
  page.address = address_of(input);
  page.title = phrase("need-index.title");
  page.caption = phrase("need-index.caption", {{"name", input.name}, {"year", input.year}});
  page.section = "target";
  if (!input.is_nation) page.trail = {{verbatim(input.name), Target{"authority", input.place, ""}}};
  page.invented = input.invented;
  return page;
}

Sentence years_sentence(const NeedIndexPageInput& input) {
  return {phrase("need-index.counted", {{"years", std::int64_t(input.year.summer - input.counted_from.summer + 1)}, {"from", input.counted_from}, {"year", input.year}}), Weight::body};
}

Details published_index(const NeedIndexPageInput& input) {
  return {phrase("need-index.about"),
          {Sentence{verbatim(input.index.remark), Weight::body},
           Sentence{phrase("need-index.source", {{"id", input.index.id}, {"version", std::int64_t(input.index.version)}, {"day", input.index.from.value_or(Date())}, {"source", input.index.source}}),
                    Weight::body}}};
}

}  // namespace need_index_block

Page need_index_page(const NeedIndexPageInput& input) {
  using namespace need_index_block;
  auto page = frame(input);
  const auto weights = read_weights(input.index, input.asked);
  if (!weights || input.units.empty()) {
    if (input.units.empty()) page.blocks.push_back(Sentence{phrase("need-index.nobody"), Weight::key});
    append(page.blocks, form_blocks(input, weights ? std::nullopt : std::optional(weights.error())));
    return page;
  }
  const auto all = worked(input, *weights);
  page.blocks = {neediest(input, all), weights_sentence(input, all), years_sentence(input)};
  append(page.blocks, ranked(input, all));
  append(page.blocks, form_blocks(input, {}));
  append(page.blocks, depends(input, all));
  append(page.blocks, groups(input, all));
  page.blocks.push_back(published_index(input));
  page.blocks.push_back(Sentence{phrase("need-index.does-not-show"), Weight::note});
  return page;
}

std::optional<Refusal> refusal_of_weights(const NeedIndexPageInput& input) {
  const auto weights = read_weights(input.index, input.asked);
  return weights ? std::nullopt : std::optional(weights.error().refusal);
}

}  // namespace potensial::funding
