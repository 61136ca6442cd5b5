#include "service/group_alignment_operations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "funding/alignment.hpp"
#include "funding/delegation_page.hpp"
#include "insight/page_parts.hpp"
#include "service/alignment_operations.hpp"
#include "service/group_money.hpp"
#include "service/need_study.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/school_needs.hpp"
#include "service/support_study.hpp"

namespace potensial::service {
namespace group_alignment {

using insight::cell;
using insight::number_column;
using insight::text_column;

constexpr std::int64_t least_counted = 5;   // on either side of a figure of a group
constexpr std::size_t most_named = 3;

struct Asked {
  std::string place;
  bool invented = false;
  AcademicYear census;
  FinancialYear year;
  std::map<std::string, GroupMoney> money;
  std::vector<FinancialYear> years;   // that may be asked for, the newest first
};

constexpr std::array group_alignment_parameters{Parameter{"year", ParameterKind::word, false, 7}};

// What is known of one group; nothing where fewer than five stand on either side.
struct GroupGiven {
  Phrase name;
  std::int64_t learners = 0;
  std::optional<std::int64_t> below, places;
  std::int64_t counted = 0;          // whose outcomes are known
  GroupMoney money;
  std::optional<funding::SchoolServed> served;   // with places
};

std::optional<std::int64_t> unless_small(std::int64_t some, std::int64_t all) {
  return some >= least_counted && all - some >= least_counted ? std::optional(some) : std::nullopt;
}

std::optional<std::size_t> outcome_measure(const NeedIndex& index) {
  for (std::size_t m = 0; m < index.measures.size(); ++m)
    if (index.measures[m].of_outcomes()) return m;
  return std::nullopt;
}

Result<std::set<LearnerId>> with_places(Home& home, AcademicYear year) {
  const auto spells = support_in(home, year);
  if (!spells) return std::unexpected(spells.error());
  std::set<LearnerId> taking;
  for (const auto& each : **spells) taking.insert(each.learner);
  return taking;
}

GroupGiven given_to(const NeedStudy& study, const GroupNeed& group, std::int64_t places, const Asked& asked) {
  GroupGiven given{.name = group_name(study, group), .learners = group.unit.learners, .below = {}, .places = unless_small(places, group.unit.learners), .counted = 0, .money = {}, .served = {}};
  if (const auto measure = outcome_measure(study.index)) {
    const auto& count = group.unit.counts[*measure];
    given.counted = count.recorded;
    given.below = unless_small(count.needing, count.recorded);
  }
  if (const auto money = asked.money.find(group_key(conditions_of_group(study, group))); money != asked.money.end()) given.money = money->second;
  return given;
}

// A group's part in places is its part of those below the expected level; the first group is all learners.
void judge(std::vector<GroupGiven>& groups, const funding::ServedRule& rule) {
  if (groups.empty() || !groups.front().places || !groups.front().below) return;
  const double for_each = double(*groups.front().places) / double(*groups.front().below);
  for (auto& each : groups)
    if (each.places && each.below) each.served = funding::served({{"", each.learners, *each.below}, *each.places}, for_each * double(*each.below), rule);
}

Cell count_or_too_few(const std::optional<std::int64_t>& count) {
  return count ? insight::count_cell(static_cast<std::size_t>(*count)) : Cell{Mark::too_few, {}};
}

Cell share_or_too_few(const std::optional<std::int64_t>& count, std::int64_t all) {
  return count && all > 0 ? insight::percent_cell(double(*count) / double(all)) : Cell{Mark::too_few, {}};
}

Row row_of(const GroupGiven& each) {
  constexpr const char* words[] = {"alignment.word.in-line", "alignment.word.over", "alignment.word.under"};
  return {{cell(each.name), share_or_too_few(each.below, each.counted), count_or_too_few(each.below), insight::count_cell(static_cast<std::size_t>(each.learners)),
           funding::money_cell(each.money.asked), funding::money_cell(each.money.awarded), funding::money_cell(each.money.planned), count_or_too_few(each.places),
           share_or_too_few(each.places, each.learners), each.served ? cell(phrase(words[static_cast<int>(each.served->word)])) : Cell{}}};
}

Table groups_table(const std::vector<GroupGiven>& groups) {
  Table table{"groups", phrase("group-alignment.table"),
              {text_column("need-index.group"), number_column("group-alignment.below-share"), number_column("group-alignment.below"), number_column("need-index.learners"),
               number_column("group-alignment.asked"), number_column("group-alignment.awarded"), number_column("group-alignment.planned"), number_column("group-alignment.places"),
               number_column("group-alignment.places-share"), text_column("group-alignment.judged")},
              {}, phrase("need-index.no-groups")};
  for (const auto& each : groups) table.rows.push_back(row_of(each));
  return table;
}

std::vector<Block> named(const std::vector<GroupGiven>& groups, funding::Served word, const char* heading, const char* anchor, const char* item, const char* none) {
  std::vector<const GroupGiven*> found;
  for (const auto& each : groups)
    if (each.served && each.served->word == word) found.push_back(&each);
  std::ranges::stable_sort(found, std::ranges::greater(), [](const GroupGiven* each) { return std::abs(each->served->difference); });
  if (found.size() > most_named) found.resize(most_named);
  std::vector<Block> blocks{Heading{phrase(heading), anchor}};
  List list;
  for (const auto* each : found)
    list.items.push_back({phrase(item, {{"group", one(each->name)}, {"places", *each->places}, {"by", std::abs(each->served->difference)}, {"below", *each->below}}), {}});
  if (found.empty()) blocks.push_back(Sentence{phrase(none)});
  else blocks.push_back(std::move(list));
  return blocks;
}

Chart places_chart() {
  Chart chart{.kind = ChartKind::scatter, .table = "groups", .finding = phrase("group-alignment.chart"), .description = phrase("group-alignment.chart-described"), .note = {}, .values = {1, 8}, .verdict = {}, .breaks = {}};
  chart.from_zero = true;
  return chart;
}

Form year_form(const Asked& asked) {
  Field year{.name = "year", .kind = FieldKind::select, .label = phrase("delegation.field.year"), .value = asked.year.text()};
  for (const auto each : asked.years) year.choices.push_back({each.text(), verbatim(each.text())});
  return {.id = "year", .action = {"group-alignment", asked.place, ""}, .fields = {std::move(year)}, .submit = phrase("alignment.show"), .asks = true};
}

Page frame(const Organisation& place, const Asked& asked) {
  Page page;
  page.address = {"group-alignment", place.id, "", {{"year", asked.year.text()}}};
  page.title = phrase("group-alignment.title");
  page.caption = phrase("group-alignment.caption", {{"name", place.name}, {"census", asked.census}, {"year", asked.year.text()}});
  page.section = "target";
  if (place.kind != OrganisationKind::nation) page.trail = {{verbatim(place.name), Target{"authority", place.id, ""}}};
  page.invented = asked.invented;
  return page;
}

Result<std::vector<GroupGiven>> groups_given(Home& home, const Organisation& place, const Asked& asked, const funding::ServedRule& rule) {
  const auto study = need_study(home, asked.census);
  if (!study) return std::unexpected(study.error());
  const auto taking = with_places(home, asked.census);
  if (!taking) return std::unexpected(taking.error());
  const auto groups = need_of_groups(home, **study, place);
  const auto places = members_among(home, **study, place, groups, *taking);
  std::vector<GroupGiven> given;
  for (std::size_t i = 0; i < groups.size(); ++i) given.push_back(given_to(**study, groups[i], places[i], asked));
  judge(given, rule);
  return given;
}

Result<Page> page_of(Home& home, const Asked& asked) {
  const auto& place = *home.organisation(asked.place);
  const auto rule = alignment_rule(home, asked.year);
  if (!rule) return std::unexpected(rule.error());
  const auto groups = groups_given(home, place, asked, rule->places);
  if (!groups) return std::unexpected(groups.error());
  auto page = frame(place, asked);
  auto table = groups_table(*groups);
  page.blocks = named(*groups, funding::Served::under, "group-alignment.under", "under", "group-alignment.under-item", "group-alignment.none-under");
  append(page.blocks, named(*groups, funding::Served::over, "group-alignment.over", "over", "group-alignment.over-item", "group-alignment.none-over"));
  append(page.blocks, {Heading{table.title, "groups-heading"}, std::move(table), places_chart(), year_form(asked)});
  append(page.blocks, {Sentence{phrase("group-alignment.how"), Weight::note}, Sentence{verbatim(rule->sentence), Weight::note}, Sentence{phrase("group-alignment.does-not-show"), Weight::note}});
  return page;
}

// The year asked for, else the newest before which a census is loaded.
Result<Asked> asked_of(Call& call) {
  auto years = delegation_years(call.home);
  if (years.empty()) return refuse(Blame::input, "describe.nothing-loaded");
  const auto text = call.value("year");
  const auto year = text.empty() ? std::optional(years.front()) : FinancialYear::parse(text);
  if (!year || std::ranges::find(years, *year) == years.end()) return refuse(Blame::input, "delegation.unknown-year", {{"year", text}});
  auto money = money_of_groups(call.home, *call.home.organisation(call.value("id")), *year);
  return Asked{call.value("id"), call.invented, census_before(*year), *year, std::move(money), std::move(years)};
}

Result<Answer> see_group_alignment(Call& call) {
  const auto asked = asked_of(call);
  if (!asked) return std::unexpected(asked.error());
  auto page = page_of(call.home, *asked);
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

// The whole census is read for it. Money changes more often than facts do: it is part of the key.
std::optional<Beside> group_alignment_beside(Call& call) {
  auto asked = asked_of(call);
  if (!asked) return std::nullopt;
  std::string key = "group-alignment\n" + asked->place + "\n" + asked->year.text();
  for (const auto& [group, money] : asked->money) key += fmt::format("\n{}={}/{}/{}", group, money.asked.count, money.awarded.count, money.planned.count);
  return Beside{std::move(key), [question = std::move(*asked)](Home& home, WorkWatch&) { return page_of(home, question); }};
}

}  // namespace group_alignment

std::vector<Operation> group_alignment_operations() {
  using namespace group_alignment;
  using enum OrganisationKind;
  return {{.name = "see-group-alignment", .noun = "group-alignment", .parameters = group_alignment_parameters, .organisation = organisation_itself<authority, nation>, .run = see_group_alignment, .beside = group_alignment_beside}};
}

}  // namespace potensial::service
