#include "service/take_up_operations.hpp"

#include <algorithm>

#include "funding/take_up.hpp"
#include "insight/page_parts.hpp"
#include "service/need_study.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/support_study.hpp"

namespace potensial::service {
namespace take_up_operation {

using insight::cell;
using insight::number_column;
using insight::text_column;

constexpr std::size_t most_invited = 5;

// The schools of an authority in the order of need, and what takes place there.
struct Asked {
  Organisation authority;
  AcademicYear year;
  std::vector<std::string> by_need;
  std::vector<funding::TakeUp> strategies;
  std::map<std::string, Text> strategy_names;
};

std::vector<std::string> in_order_of_need(Home& home, const NeedStudy& study, const Organisation& authority) {
  const auto need = need_of_units(home, study, authority);
  const auto places = funding::need_places(need.units, published_weights(study.index));
  std::vector<std::pair<std::size_t, std::string>> order;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i].place > 0) order.emplace_back(places[i].place, need.units[i].id);
  std::ranges::sort(order);
  std::vector<std::string> schools;
  for (auto& [place, school] : order) schools.push_back(std::move(school));
  return schools;
}

bool holds_in(const StrategyRun& run, AcademicYear year) { return (!run.from || *run.from <= year.last_day()) && (!run.to || *run.to >= year.first_day()); }

// Every strategy that runs anywhere in the year, and at which schools.
std::map<std::string, std::set<std::string>> schools_of_strategies(const StrategyRuns& runs, AcademicYear year) {
  std::map<std::string, std::set<std::string>> schools;
  for (const auto& [id, run] : runs.runs)
    if (holds_in(run, year)) schools[run.strategy].insert(run.school);
  return schools;
}

Result<Asked> asked_of(Home& home, const std::string& id) {
  const auto years = home.census_years("");
  if (years.empty()) return refuse(Blame::input, "describe.nothing-loaded");
  const auto study = need_study(home, years.back());
  if (!study) return std::unexpected(study.error());
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  Asked asked{*home.organisation(id), years.back(), {}, {}, (*runs)->names};
  asked.by_need = in_order_of_need(home, **study, asked.authority);
  asked.strategies = funding::take_up(asked.by_need, schools_of_strategies(**runs, asked.year), most_invited);
  return asked;
}

Phrase strategy_phrase(const Asked& asked, const std::string& strategy) {
  const auto known = asked.strategy_names.find(strategy);
  return known == asked.strategy_names.end() ? verbatim(strategy) : verbatim(known->second);
}

Phrase school_phrase(const Home& home, const std::string& school) {
  const auto* known = home.organisation(school);
  return known ? verbatim(known->name) : verbatim(school);
}

Row row_of(const Asked& asked, const funding::TakeUp& each) {
  Row row{{cell(strategy_phrase(asked, each.strategy)), insight::count_cell(static_cast<std::size_t>(each.taking()))}};
  for (const auto& fifth : each.fifths)
    row.cells.push_back(fifth.schools == 0 ? Cell{} : cell(phrase("take-up.of", {{"taking", fifth.taking}, {"schools", fifth.schools}})));
  return row;
}

Table take_up_table(const Asked& asked) {
  Table table{"take-up", phrase("take-up.by-fifth"),
              {text_column("take-up.strategy"), number_column("take-up.schools"), text_column("take-up.fifth-1"), text_column("take-up.fifth-2"), text_column("take-up.fifth-3"),
               text_column("take-up.fifth-4"), text_column("take-up.fifth-5")},
              {}, phrase("take-up.none")};
  for (const auto& each : asked.strategies) table.rows.push_back(row_of(asked, each));
  return table;
}

Table outside_table(const Home& home, const Asked& asked) {
  Table table{"outside", phrase("take-up.outside"), {text_column("take-up.school"), text_column("take-up.strategy"), number_column("need-index.place")}, {}, phrase("take-up.nobody-outside")};
  for (const auto& each : asked.strategies)
    for (const auto& school : each.outside) {
      const auto place = std::ranges::find(asked.by_need, school) - asked.by_need.begin() + 1;
      table.rows.push_back({{insight::link_cell(school_phrase(home, school), {"school", school, ""}), cell(strategy_phrase(asked, each.strategy)),
                             insight::count_cell(static_cast<std::size_t>(place))}});
    }
  return table;
}

// A letter to the neediest schools outside, for the authority to send: the page in the other language holds it in that one.
Details invitation(const Home& home, const Asked& asked, const funding::TakeUp& each) {
  std::vector<Phrase> schools;
  for (const auto& school : each.outside) schools.push_back(school_phrase(home, school));
  const auto strategy = strategy_phrase(asked, each.strategy);
  return {phrase("take-up.invitation-of", {{"strategy", one(strategy)}}),
          {Sentence{phrase("take-up.invitation-to", {{"schools", std::move(schools)}}), Weight::body}, Sentence{phrase("take-up.invitation-dear"), Weight::body},
           Sentence{phrase("take-up.invitation-why", {{"strategy", one(strategy)}, {"year", asked.year}, {"taking", each.taking()}, {"authority", asked.authority.name}}), Weight::body},
           Sentence{phrase("take-up.invitation-ask", {{"strategy", one(strategy)}}), Weight::body}, Sentence{phrase("take-up.invitation-end", {{"authority", asked.authority.name}}), Weight::body}}};
}

// Of the neediest fifth and of the least needy one, over all strategies.
Sentence key(const Asked& asked) {
  funding::FifthTakingPart neediest, least;
  for (const auto& each : asked.strategies) {
    neediest.schools += each.fifths.front().schools, neediest.taking += each.fifths.front().taking;
    least.schools += each.fifths.back().schools, least.taking += each.fifths.back().taking;
  }
  const auto percent = [](const funding::FifthTakingPart& of) { return Quantity{of.schools == 0 ? 0 : 100 * double(of.taking) / double(of.schools), Unit::percent}; };
  if (asked.strategies.empty() || asked.by_need.empty()) return {phrase("take-up.none"), Weight::key};
  return {phrase("take-up.key", {{"n", std::int64_t(asked.strategies.size())}, {"neediest", percent(neediest)}, {"least", percent(least)}}), Weight::key};
}

Result<Page> take_up_page(Home& home, const std::string& id, bool invented) {
  const auto asked = asked_of(home, id);
  if (!asked) return std::unexpected(asked.error());
  Page page;
  page.address = {"take-up", id, ""};
  page.title = phrase("take-up.title");
  page.caption = phrase("take-up.caption", {{"name", asked->authority.name}, {"year", asked->year}});
  page.section = "target";
  page.trail = {{verbatim(asked->authority.name), Target{"authority", id, ""}}};
  page.invented = invented;
  auto table = take_up_table(*asked), outside = outside_table(home, *asked);
  page.blocks = {key(*asked), Heading{table.title, "take-up-heading"}, std::move(table), Heading{outside.title, "outside-heading"}, std::move(outside)};
  for (const auto& each : asked->strategies)
    if (!each.outside.empty()) page.blocks.push_back(invitation(home, *asked, each));
  page.blocks.push_back(Sentence{phrase("take-up.does-not-show"), Weight::note});
  return page;
}

Result<Answer> see_take_up(Call& call) {
  auto page = take_up_page(call.home, call.value("id"), call.invented);
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

// The whole census is read for it.
std::optional<Beside> take_up_beside(Call& call) {
  return Beside{"take-up\n" + call.value("id"), [id = call.value("id"), invented = call.invented](Home& home, WorkWatch&) { return take_up_page(home, id, invented); }};
}

}  // namespace take_up_operation

std::vector<Operation> take_up_operations() {
  using namespace take_up_operation;
  return {{.name = "see-take-up", .noun = "take-up", .organisation = organisation_itself<OrganisationKind::authority>, .run = see_take_up, .beside = take_up_beside}};
}

}  // namespace potensial::service
