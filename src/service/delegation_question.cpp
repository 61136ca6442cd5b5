#include "service/delegation_question.hpp"

#include <algorithm>

#include "service/need_study.hpp"
#include "service/school_needs.hpp"
#include "store/delegation_store.hpp"

namespace potensial::service {
namespace delegation_question_detail {

using funding::DelegationPageInput;

Result<FinancialYear> year_of(const std::string& text, const std::vector<FinancialYear>& years) {
  if (text.empty() && !years.empty()) return years.front();
  const auto year = FinancialYear::parse(text);
  if (!year) return refuse(Blame::input, text.empty() ? "delegation.nothing-loaded" : "delegation.unknown-year", {{"year", text}});
  return *year;
}

void name_schools(const Home& home, DelegationPageInput& input) {
  for (const auto& each : input.schools)
    if (const auto* school = home.organisation(each.school)) input.names[each.school] = school->name;
}

// What each school of the page had by an option; nothing for one that had none.
std::vector<std::optional<Pence>> amounts_in(const DelegationPageInput& input, const DelegationOption& option) {
  std::vector<std::optional<Pence>> amounts;
  for (const auto& each : input.schools) {
    const auto found = std::ranges::find(option.schools, each.school, [](const DelegatedAmount& of) { return of.school.school; });
    amounts.push_back(found == option.schools.end() ? std::nullopt : std::optional(found->amount));
  }
  return amounts;
}

// Schools that had something and are not on the page.
void count_gone(DelegationPageInput& input, const DelegationOption& last) {
  for (const auto& each : last.schools) {
    if (std::ranges::find(input.schools, each.school.school, &SchoolNeed::school) != input.schools.end()) continue;
    ++input.gone;
    input.gone_amount.count += each.amount.count;
  }
}

void add_last_year(DelegationPageInput& input, const std::optional<DelegationOption>& last) {
  if (!last) return;
  input.last_year = amounts_in(input, *last);
  count_gone(input, *last);
}

void add_kept(DelegationPageInput& input, const std::vector<DelegationOption>& kept) {
  for (const auto& each : kept) input.others.push_back({each.person == PersonId{} ? phrase("delegation.history") : phrase("delegation.kept-option", {{"name", each.name}}), amounts_in(input, each)});
}

// Where no option has been kept, another way to share the same sum.
Result<void> add_option_a(DelegationPageInput& input, Pence total) {
  const auto shared = funding::delegate(total, input.schools, funding::option_a(), {});
  if (!shared) return std::unexpected(shared.error());
  funding::OtherOption option{phrase("delegation.option-a"), {}};
  for (const auto& each : shared->receivers) option.amounts.emplace_back(each.amount);
  input.others.push_back(std::move(option));
  return {};
}

bool lacks_staff(const DelegationPageInput& input, const funding::DelegationRead& read) {
  return read.weights.staff > 0 && std::ranges::all_of(input.schools, [](const SchoolNeed& each) { return each.staff == 0; });
}

Result<funding::DelegationFound> worked_out(const DelegationPageInput& input, const funding::DelegationRead& read) {
  auto allocation = funding::delegate(read.total, input.schools, read.weights, input.last_year);
  if (!allocation) return std::unexpected(allocation.error());
  auto depends = funding::who_depends(read.total, input.schools, read.weights, input.last_year);
  if (!depends) return std::unexpected(depends.error());
  return funding::DelegationFound{read, std::move(*allocation), std::move(*depends)};
}

// What the formula gives; what is wrong with it is said at the form.
void work_out(DelegationPageInput& input, const std::optional<Pence>& suggested) {
  const auto read = funding::read_delegation(input.asked, suggested);
  if (!read) {
    input.fault = read.error();
    return;
  }
  input.asked = funding::typed(*read);
  if (lacks_staff(input, *read)) {
    input.fault = funding::AskedFault{"staff", Refusal{Blame::input, "delegation.no-staff", {{"january", std::to_string(input.census.summer)}}}};
    return;
  }
  auto found = worked_out(input, *read);
  if (found) input.found = std::move(*found);
  else input.fault = funding::AskedFault{"", std::move(found.error())};
  if (input.others.empty() && input.found) {
    if (auto added = add_option_a(input, read->total); !added) input.fault = funding::AskedFault{"", added.error()};
  }
}

std::int64_t points_of(std::int64_t learners, std::int64_t index) { return (2 * learners * index + whole_of_need) / (2 * whole_of_need); }

// The need index is worked out only where it has a weight: everybody's census and results are read for it.
Result<void> add_points(Home& home, DelegationPageInput& input) {
  if (input.asked.index.empty() || input.asked.index == "0" || input.schools.empty()) return {};
  const auto* place = home.organisation(input.authority);
  const auto study = need_study(home, input.census);
  if (!study || !place) return study ? Result<void>{} : std::unexpected(study.error());
  const auto need = need_of_units(home, **study, *place);
  const auto places = funding::need_places(need.units, published_weights((*study)->index));
  for (auto& each : input.schools) {
    const auto known = std::ranges::find(need.units, each.school, &funding::StandingUnit::id);
    if (known != need.units.end()) each.points = points_of(each.learners, places[static_cast<std::size_t>(known - need.units.begin())].index.value_or(0));
  }
  return {};
}

bool is_untouched(const funding::DelegationAsked& asked) {
  return std::ranges::all_of(funding::fields_of(asked), [](const auto& field) { return field.second.empty(); });
}

}  // namespace delegation_question_detail

Result<funding::DelegationPageInput> answered(Home& home, const DelegationQuestion& question) {
  using namespace delegation_question_detail;
  const auto years = delegation_years(home);
  const auto year = year_of(question.year, years);
  if (!year) return std::unexpected(year.error());
  auto schools = school_needs(home, question.authority, *year);
  if (!schools) return std::unexpected(schools.error());
  DelegationPageInput input{.authority = question.authority, .name = {}, .year = *year, .census = census_before(*year), .names = {}, .schools = std::move(*schools), .last_year = {},
                            .gone_amount = {}, .others = {}, .asked = question.asked, .fault = {}, .found = {}, .years = years, .invented = question.invented};
  if (const auto* place = home.organisation(question.authority)) input.name = place->name;
  name_schools(home, input);
  if (auto added = add_points(home, input); !added) return std::unexpected(added.error());
  const auto last = store::released_delegation(home.ledger(), question.authority, better_schools_fund, year->before());
  add_last_year(input, last);
  add_kept(input, store::delegation_options(home.ledger(), {question.authority, better_schools_fund, *year}));
  const auto suggested = last ? std::optional(last->delegated()) : std::nullopt;
  if (is_untouched(question.asked) && !suggested) input.asked = {"", "50", "10", "40", "", "", "", "0"};
  else if (!input.schools.empty()) work_out(input, suggested);
  return input;
}

}  // namespace potensial::service
