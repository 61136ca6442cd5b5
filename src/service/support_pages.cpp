#include "service/support_pages.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "catalogue/funds.hpp"
#include "insight/progress_page.hpp"
#include "insight/support_page.hpp"
#include "service/asked_year.hpp"
#include "service/group_learners.hpp"
#include "service/learner_names.hpp"
#include "service/name_match.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/stage_pages.hpp"
#include "service/support_study.hpp"
#include "service/supported_study.hpp"

namespace potensial::service {
namespace support_of_school {

constexpr std::array parameters{Parameter{"year", ParameterKind::word, false, 4}};

bool opens(std::span<const FieldGroup> fields, FieldGroup field) { return std::ranges::find(fields, field) != fields.end(); }

// A learner of the census, as the fund sees it.
insight::LearnerOnRegister placed(const store::StatutoryLearner& learner, const std::vector<Text>& criterion, bool is_served, const EarlierThirds& thirds) {
  insight::LearnerOnRegister each{.learner = learner.learner, .name = {}, .year_group = learner.year_group, .placed = {}, .disadvantages = {}, .progress = {},
                                  .progress_year = {}, .support = {}};
  each.placed.criterion = criterion_met(learner, criterion.size());
  each.placed.is_served = is_served;
  if (const auto known = thirds.find(learner.learner); known != thirds.end()) each.placed.earlier = known->second;
  for (std::size_t i = 0; i < criterion.size(); ++i)
    if (learner.is_at_first(i)) each.disadvantages.push_back(criterion[i]);
  return each;
}

// Those of the census in Years 1 to 11, in the order of their ids.
Result<std::vector<insight::LearnerOnRegister>> learners_on_census(Home& home, Pages& pages, const std::string& school, const Fund& fund, AcademicYear year) {
  const auto learners = learners_of_criterion(home, fund, year);
  if (!learners) return std::unexpected(learners.error());
  const auto served = served_by(home, fund, year);
  if (!served) return std::unexpected(served.error());
  const auto thirds = earlier_thirds(home, pages, year);
  if (!thirds) return std::unexpected(thirds.error());
  const auto criterion = criterion_names(home, fund, year);
  if (!criterion) return std::unexpected(criterion.error());
  std::vector<insight::LearnerOnRegister> found;
  for (const auto& each : (*learners)->of_school(school))
    found.push_back(placed(each, *criterion, std::ranges::binary_search(*served, each.learner), **thirds));
  return found;
}

insight::WhoIsMissed counts_of(const std::vector<insight::LearnerOnRegister>& learners) {
  insight::WhoIsMissed counts;
  for (const auto& each : learners) counts.add(each.placed);
  return counts;
}

Result<insight::MissedBlockInput> missed_input(Home& home, Pages& pages, const std::string& school, AcademicYear until) {
  const auto of = fund_with_support(home, until);
  if (!of) return std::unexpected(of.error());
  insight::MissedBlockInput input{.school = school, .fund = of->fund, .meeting = {}, .year = of->year, .counts = {}};
  if (!of->fund || !of->year) return input;
  const auto learners = learners_on_census(home, pages, school, *of->fund, *of->year);
  if (!learners) return std::unexpected(learners.error());
  auto meeting = criterion_names(home, *of->fund, *of->year);
  const auto rule = support_rule(home, *of->year);
  if (!meeting || !rule) return std::unexpected(meeting ? rule.error() : meeting.error());
  input.counts = counts_of(*learners);
  input.meeting = std::move(*meeting);
  input.most_outside = rule->most_outside;
  return input;
}

// ---- the register

using ById = std::map<LearnerId, insight::LearnerOnRegister>;

// Of those on the census, whoever gives it; of others what this school gives.
Result<void> add_support(Home& home, ById& learners, const std::string& school, AcademicYear year) {
  const auto spells = support_in(home, year);
  if (!spells) return std::unexpected(spells.error());
  for (const auto& spell : **spells) {
    if (spell.school != school && !learners.contains(spell.learner)) continue;
    auto given = given_by(home, spell);
    if (!given) return std::unexpected(given.error());
    auto& learner = learners[spell.learner];
    learner.learner = spell.learner;
    learner.support.push_back(std::move(*given));
  }
  return {};
}

void add_range(insight::LearnerOnRegister& learner, std::vector<insight::LearnerOutcome> outcomes, AcademicYear year) {
  std::erase_if(outcomes, [&](const insight::LearnerOutcome& each) { return each.year > year; });
  for (const auto* each : insight::newest_outcomes(outcomes)) {
    if (learner.progress || each->indicator.scale == Scale::yes_no || !each->standing.word) continue;
    learner.progress = each->standing.word;
    learner.progress_year = each->year;
  }
}

// Beside learners who started at the same point, by the newest results up to the year. One look at each stage for all of them.
Result<void> add_progress(Pages& pages, ById& learners, AcademicYear year) {
  OutcomesOf outcomes;
  for (const auto& [id, each] : learners)
    if (!each.disadvantages.empty()) outcomes[id];
  const auto stages = pages.stages();
  if (!stages) return std::unexpected(stages.error());
  for (const auto* each : *stages) add_outcomes(outcomes, each->study);
  for (auto& [id, known] : outcomes) add_range(learners.at(id), std::move(known), year);
  return {};
}

// By name; without names by number.
std::vector<insight::LearnerOnRegister> in_order(Home& home, ById learners, bool named) {
  std::vector<insight::LearnerOnRegister> all;
  for (auto& [id, each] : learners) {
    if (named) each.name = name_of_learner(home, id);
    all.push_back(std::move(each));
  }
  std::ranges::stable_sort(all, {}, [](const auto& each) { return folded_name(each.name); });
  return all;
}

// The fund whose criterion the register is held against: the one with support, else the first; without any none is disadvantaged.
Result<ById> learners_by_id(Home& home, Pages& pages, const std::string& school, const std::optional<Fund>& fund, AcademicYear year) {
  ById by_id;
  if (!fund) return by_id;
  auto learners = learners_on_census(home, pages, school, *fund, year);
  if (!learners) return std::unexpected(learners.error());
  for (auto& each : *learners) by_id.emplace(each.learner, std::move(each));
  return by_id;
}

Result<insight::SupportPageInput> register_input(Home& home, Pages& pages, const Organisation& school, AcademicYear year, std::span<const FieldGroup> fields) {
  auto missed = missed_input(home, pages, school.id, year);
  if (!missed) return std::unexpected(missed.error());
  auto learners = learners_by_id(home, pages, school.id, missed->fund, year);
  if (!learners) return std::unexpected(learners.error());
  if (auto added = add_support(home, *learners, school.id, year); !added) return std::unexpected(added.error());
  if (auto added = add_progress(pages, *learners, year); !added) return std::unexpected(added.error());
  const auto outcomes = supported_outcomes(home, pages, school);
  if (!outcomes) return std::unexpected(outcomes.error());
  missed->leads_to_register = missed->year && *missed->year != year;
  return insight::SupportPageInput{.school = school, .year = year, .years = home.census_years(""), .missed = std::move(*missed),
                                   .learners = in_order(home, std::move(*learners), opens(fields, FieldGroup::name)), .names = home.names(),
                                   .funds = names_of_funds(home), .outcomes = **outcomes};
}

Result<AcademicYear> year_of(Home& home, const SupportAsked& asked) {
  const auto years = home.census_years("");
  if (years.empty()) return refuse(Blame::input, "find.nothing-loaded");
  if (!asked.year) return years.back();
  if (std::ranges::find(years, *asked.year) != years.end()) return *asked.year;
  return refuse(Blame::input, "support.no-census", {{"year", std::to_string(asked.year->summer)}, {"from", std::to_string(years.front().summer)},
                                                    {"to", std::to_string(years.back().summer)}});
}

Result<Answer> see_support(Call& call) {
  const auto year = asked_year(call.value("year"));
  if (!year) return std::unexpected(year.error());
  auto page = support_page(call.home, *call.pages, {call.value("id"), *year, call.invented}, fields_seen(call.policy, call.permission));
  if (!page) return std::unexpected(page.error());
  return Answer(std::move(*page));
}

}  // namespace support_of_school

Result<Page> support_page(Home& home, Pages& pages, const SupportAsked& asked, std::span<const FieldGroup> fields) {
  using namespace support_of_school;
  const auto* school = home.organisation(asked.school);
  const bool told = opens(fields, FieldGroup::attainment) && opens(fields, FieldGroup::characteristics);
  if (!school || school->kind != OrganisationKind::school || !told) return refuse(Blame::input, "page.unknown", {{"noun", "support"}, {"id", asked.school}});
  const auto year = year_of(home, asked);
  if (!year) return std::unexpected(year.error());
  auto input = register_input(home, pages, *school, *year, fields);
  if (!input) return std::unexpected(input.error());
  input->invented = asked.invented;
  input->outcomes.named = opens(fields, FieldGroup::name);
  auto page = insight::support_page(*input);
  if (asked.year) page.address.query = {{"year", std::to_string(asked.year->summer)}};
  return page;
}

Result<std::vector<Block>> who_is_missed(Call& call, const std::string& school) {
  const auto years = call.home.census_years("");
  if (years.empty()) return std::vector<Block>{};
  auto input = support_of_school::missed_input(call.home, *call.pages, school, years.back());
  if (!input) return std::unexpected(input.error());
  const auto permission = call.may("see-support", school);
  const auto fields = fields_seen(call.policy, permission);
  input->leads_to_register = permission.allowed && support_of_school::opens(fields, FieldGroup::attainment) && support_of_school::opens(fields, FieldGroup::characteristics);
  return insight::missed_blocks(*input);
}

void support_ahead(Home& home, Pages& pages) {
  const auto years = home.census_years("");
  if (years.empty()) return;
  const auto of = fund_with_support(home, years.back());
  if (!of || !of->fund) return;
  for (const auto year : {of->year.value_or(years.back()), years.back()}) {
    (void)reach_by_school(home, *of->fund, year);
    (void)earlier_thirds(home, pages, year);
  }
}

std::vector<Operation> support_operations() {
  using namespace support_of_school;
  return {{.name = "see-support", .noun = "support", .parameters = parameters, .organisation = organisation_itself<OrganisationKind::school>, .run = see_support,
           .recorded = true, .from_pages = true}};
}

}  // namespace potensial::service
