#include "demonstration/planted_groups.hpp"

#include <algorithm>

#include "demonstration/attainment.hpp"

namespace potensial::demonstration {
namespace planting {

constexpr std::string_view trait_words[] = {
    "boy", "girl", "fsm", "not-fsm", "summer-born", "young-carer", "school-action", "action-plus", "sen",
    "welsh-medium", "english-home", "moved", "able", "eal-c", "looked-after", "mixed"};

std::uint32_t trait(std::string_view word) {
  const auto* at = std::find(std::begin(trait_words), std::end(trait_words), word);
  return at == std::end(trait_words) ? 0u : 1u << (at - std::begin(trait_words));
}

PlantedGroup compiled(const GroupRule& rule, bool shifted) {
  PlantedGroup group{.id = rule.id, .where = rule.where, .authorities = rule.authorities, .effect = rule.effect};
  group.stage = rule.outcome.starts_with("KS2") || shifted ? 1 : 2;
  group.writing_only = rule.outcome.ends_with("writing");
  for (const auto& word : rule.where) group.wanted |= trait(word);
  return group;
}

// A truth tied to authorities that are absent moves to the first one present.
void move_to_present(const World& world, PlantedGroup& group) {
  if (group.authorities.empty()) return;
  std::vector<std::string> present;
  for (const auto& number : group.authorities)
    for (const auto& authority : world.authorities)
      if (authority.number == number) present.push_back(number);
  if (present.empty()) present.push_back(world.authorities.front().number);
  group.authorities = present;
}

bool teaches_in_welsh(const School& school) {
  return school.language == "WM" || school.language == "TR" || school.language == "AB" || school.language == "BB";
}

}  // namespace planting

double PlantedGroup::effect_in(int year) const {
  if (effect.size() == 1) return effect.front();
  const int at = std::clamp(year - 2006, 0, static_cast<int>(effect.size()) - 1);
  return year < 2006 ? 0 : effect[static_cast<std::size_t>(at)];
}

PlantedGroups::PlantedGroups(const World& world, bool wanted) : world_(world) {
  if (!wanted) return;
  const bool shifted = static_cast<int>(world.secondaries()) < world.settings.groups.fewest_secondaries;
  for (const auto& rule : world.settings.groups.rules) {
    groups_.push_back(planting::compiled(rule, shifted));
    planting::move_to_present(world, groups_.back());
  }
}

std::uint32_t PlantedGroups::traits_of(const Learner& learner, const Stay& stay, bool able) const {
  const bool values[] = {learner.is(is_boy), !learner.is(is_boy), stay.has(stay_fsm), !stay.has(stay_fsm),
                         learner.is(is_summer_born), stay.has(stay_carer), stay.provision == Provision::action,
                         stay.provision == Provision::action_plus, stay.provision != Provision::none,
                         planting::teaches_in_welsh(world_.schools[stay.school]),
                         !learner.is(has_home_welsh) && !learner.is(is_eal), stay.has(stay_moved), able, stay.eal == 3,
                         stay.has(stay_looked_after), learner.is(is_mixed)};
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < std::size(values); ++i) bits |= values[i] ? 1u << i : 0u;
  return bits;
}

bool PlantedGroups::holds(const PlantedGroup& group, const Learner&, const Stay& stay, std::uint32_t traits) const {
  if ((traits & group.wanted) != group.wanted) return false;
  if (group.authorities.empty()) return true;
  const auto& number = world_.authorities[world_.schools[stay.school].authority].number;
  return std::find(group.authorities.begin(), group.authorities.end(), number) != group.authorities.end();
}

double PlantedGroups::on_score(const Learner& learner, int stage, int year, bool able) const {
  const auto& stay = learner.in_group(learner.group_in(year));
  const auto traits = traits_of(learner, stay, able);
  double sum = 0;
  for (const auto& group : groups_)
    if (group.planted && group.stage == stage && !group.writing_only && holds(group, learner, stay, traits))
      sum += group.effect_in(year);
  return sum;
}

double PlantedGroups::on_writing(const Learner& learner, int stage, int year) const {
  const auto& stay = learner.in_group(learner.group_in(year));
  const auto traits = traits_of(learner, stay, false);
  double sum = 0;
  for (const auto& group : groups_)
    if (group.planted && group.stage == stage && group.writing_only && holds(group, learner, stay, traits))
      sum += group.effect_in(year);
  return sum;
}

bool PlantedGroups::asks_for_able(int stage) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const auto& group) {
    return group.planted && group.stage == stage && (group.wanted & planting::trait("able"));
  });
}

void PlantedGroups::count(const Population& population, const Attainment& attainment) {
  for (int stage = 1; stage <= 2; ++stage) {
    const int at = Attainment::year_groups[static_cast<std::size_t>(stage)], before = Attainment::year_groups[static_cast<std::size_t>(stage - 1)];
    const bool able_matters = asks_for_able(stage);
    for (const auto& home : population.by_home)
      for (const auto& learner : home) {
        const int year = learner.year_of(at);
        const auto& stay = learner.in_group(at);
        if (!stay.on_roll() || year < world_.request.first_year() || year > Request::last_year) continue;
        const bool able = able_matters && learner.in_group(before).on_roll() && attainment.key_stage(learner, stage - 1).upper(stage - 1);
        const auto traits = traits_of(learner, stay, able);
        for (auto& group : groups_) {
          if (group.stage != stage || !holds(group, learner, stay, traits)) continue;
          ++group.learners_by_year[year];
          group.schools.insert(stay.school);
          if (++group.learners <= 500) group.upns.emplace_back(learner.upn_in(year));
        }
      }
  }
  for (auto& group : groups_) group.planted = group.learners >= world_.settings.groups.smallest;
}

}  // namespace potensial::demonstration
