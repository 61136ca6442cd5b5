#include "demonstration/truth_file.hpp"

#include <boost/json.hpp>

namespace potensial::demonstration {
namespace truth {

namespace json = boost::json;

json::array words(const std::vector<std::string>& list) { return json::array(list.begin(), list.end()); }

json::object by_year(const std::map<int, int>& counts) {
  json::object object;
  for (const auto& [year, count] : counts) object[std::to_string(year)] = count;
  return object;
}

json::object group_entry(const World& world, const PlantedGroup& group) {
  json::object effects;
  for (int year = world.request.first_year(); year <= Request::last_year; ++year) effects[std::to_string(year)] = group.effect_in(year);
  json::object entry{{"id", group.id}, {"where", words(group.where)}, {"authorities", words(group.authorities)},
                     {"outcome", std::string(group.stage == 1 ? "KS2" : "KS3") + (group.writing_only ? " writing" : "")},
                     {"planted", group.planted}, {"effect_by_year", effects}, {"n", group.learners},
                     {"n_by_year", by_year(group.learners_by_year)}, {"schools", group.schools.size()}};
  if (!group.planted) entry["why_not"] = "fewer learners than " + std::to_string(world.settings.groups.smallest);
  if (group.learners <= 500) entry["upns"] = words(group.upns);
  return entry;
}

json::array main_effects(const World& world) {
  const auto& n = world.settings.attainment;
  json::array list;
  if (!world.request.main_effects) return list;
  const auto add = [&](const char* name, const ByStage& effect) { list.push_back(json::object{{"characteristic", name}, {"effect_by_stage", json::array(effect.begin(), effect.end())}}); };
  add("fsm", n.fsm);
  add("school-action", n.action);
  add("action-plus", n.action_plus);
  add("statement", n.statement);
  add("looked-after", n.looked_after);
  add("young-carer", n.carer);
  add("moved", n.moved);
  add("youth-offending", n.youth_offending);
  add("month-of-birth", n.month);
  list.push_back(json::object{{"characteristic", "eal-stage"}, {"effect_A_to_E", json::array(n.eal.begin(), n.eal.end())}});
  return list;
}

json::object arguments(const Request& request) {
  return {{"authorities", request.authorities}, {"learners", request.learners}, {"years", request.years}, {"seed", request.seed},
          {"planted_groups", request.groups}, {"planted_schools", request.schools}, {"main_effects", request.main_effects}, {"faults", request.faults}};
}

// Learners who are not there to be scored: Gypsy and Traveller learners never enrolled in Year 7.
json::array missing_learners(const World& world, const Population& population) {
  json::array list;
  if (!world.request.groups) return list;
  std::int64_t count = 0;
  json::array upns;
  for (const auto& home : population.by_home)
    for (const auto& learner : home) {
      const int year = learner.year_of(7);
      const bool wanted = learner.is(is_traveller) && learner.in_group(6).on_roll() && !learner.in_group(7).on_roll() && world.has_secondaries();
      if (!wanted || year < world.request.first_year() || year > Request::last_year) continue;
      if (++count <= 500) upns.emplace_back(std::string_view(learner.upn.data(), 13));
    }
  list.push_back(json::object{{"id", world.settings.groups.not_enrolled_id}, {"where", "Gypsy or Traveller, not enrolled in Year 7"}, {"n", count}, {"upns", upns}});
  return list;
}

std::int64_t true_carers(const Population& population) {
  std::int64_t count = 0;
  for (const auto& home : population.by_home)
    for (const auto& learner : home)
      if (const auto* stay = learner.in_year(Request::last_year)) count += stay->has(stay_carer_true);
  return count;
}

json::array delegation_entries(const std::vector<DelegationTruth>& delegations) {
  json::array list;
  for (const auto& each : delegations) {
    json::object entry{{"id", each.authority}, {"formula", each.formula}, {"delegated_percent", each.delegated_percent}};
    if (each.year > 0) entry["financial_year"] = each.year, entry["concentration_index"] = each.index;
    list.push_back(entry);
  }
  return list;
}

json::array bid_entries(const std::vector<BidTruth>& bids) {
  json::array list;
  for (const auto& each : bids) list.push_back(json::object{{"id", each.id}, {"quality", each.quality}, {"defects", words(each.defects)}});
  return list;
}

json::object spend_entry(const SpendTruth& spend) {
  json::array stopped, left;
  for (const auto& each : spend.stopped) stopped.push_back(json::object{{"cost", each.cost}, {"why", each.why}});
  for (const auto& each : spend.underspends) left.push_back(json::object{{"authority", each.authority}, {"financial_year", each.year}});
  return {{"lines", spend.lines}, {"costs", spend.costs}, {"reversals", spend.reversals}, {"of_several_sources", spend.of_several_sources},
          {"stopped", stopped}, {"underspends", left}};
}

// Able learners whom the grant is for, at its schools, who get nothing.
json::object missed_by_grant(const GrantReach& reach) {
  return {{"id", "M1"}, {"where", "able, entitled to free school meals, at schools with RAISE, without its support"}, {"year", reach.year},
          {"n", reach.missed}, {"upns", words(reach.missed_upns)}};
}

// Nothing where the years with files hold no support of the grant.
json::object grant_reach(const GrantReach& reach) {
  if (reach.year == 0) return {};
  const auto share = [](std::int64_t part, std::int64_t whole) { return whole == 0 ? json::value() : json::value(double(part) / double(whole)); };
  return {{"year", reach.year}, {"coverage", share(reach.served_meeting, reach.meeting)}, {"leakage", share(reach.served - reach.served_meeting, reach.served)},
          {"outside", reach.outside}, {"meeting", reach.meeting}, {"served", reach.served}, {"served_meeting", reach.served_meeting}};
}

}  // namespace truth

std::string truth_json(const World& world, const Population& population, const PlantedGroups& groups, const PlantedThings& planted,
                       const std::string& manifest_sha256) {
  namespace json = boost::json;
  json::array group_list, school_list, inflation, fault_list;
  for (const auto& group : groups.all()) group_list.push_back(truth::group_entry(world, group));
  for (const auto& each : planted.schools) {
    const bool marks = each.kind == "inflated" || each.kind == "harsh";
    json::object entry{{"id", each.id}, {"kind", each.kind}, {"school", world.schools[each.school].number}};
    if (marks) entry["amount"] = each.slope, entry["can_be_found"] = each.can_be_found;
    else entry["from"] = each.from, entry["slope"] = each.slope, entry["inspected"] = each.inspected;
    (marks ? inflation : school_list).push_back(entry);
  }
  for (const auto& fault : planted.faults)
    fault_list.push_back(json::object{{"id", fault.id}, {"file", fault.file}, {"row", fault.row}, {"rule", fault.rule}, {"expected", fault.expected}, {"count", fault.count}});
  auto missed = truth::missing_learners(world, population);
  if (planted.reach.year) missed.push_back(truth::missed_by_grant(planted.reach));
  return json::serialize(json::object{
      {"version", 1}, {"seed", world.request.seed}, {"arguments", truth::arguments(world.request)}, {"manifest_sha256", manifest_sha256},
      {"coefficients", json::object{{"main", truth::main_effects(world)}}}, {"authorities", truth::delegation_entries(planted.delegations)}, {"groups", group_list}, {"bids", truth::bid_entries(planted.bids)},
      {"plans", truth::bid_entries(planted.plans)}, {"spend", truth::spend_entry(planted.spend)},
      {"schools", school_list}, {"inflation", inflation}, {"faults", fault_list}, {"missed", missed}, {"raise", truth::grant_reach(planted.reach)},
      {"people", json::object{{"young_carers_true", truth::true_carers(population)}}}}) + "\n";
}

}  // namespace potensial::demonstration
