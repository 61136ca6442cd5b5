#include "demonstration/planted_schools.hpp"

#include <algorithm>

#include "base/counter_random.hpp"

namespace potensial::demonstration {
namespace planted_schools {

class Chooser {
 public:
  explicit Chooser(World& world) : world_(world), n_(world.settings.schools) {}

  void concern(Phase phase, int count);
  void false_alarms();
  void recovering();
  void inflated(Phase phase, int count, double by);
  void harsh();
  void under_awarding();
  std::vector<PlantedSchool> chosen;

 private:
  // Schools of the phase in an order of their own lot, not yet planted.
  std::vector<std::uint32_t> by_lot(std::string_view stream, Phase phase) const;
  int scaled(int count) const { return std::max(1, static_cast<int>(count * std::min(1.0, world_.scale()) + 0.5)); }
  double assessed_in_five_years(std::uint32_t school) const;
  void note(std::string id, std::string kind, std::uint32_t school, int from, double slope);

  World& world_;
  const PlantedSchoolNumbers& n_;
};

std::vector<std::uint32_t> Chooser::by_lot(std::string_view stream, Phase phase) const {
  const RandomStream lot(world_.request.seed, stream);
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < world_.schools.size(); ++i) {
    const auto& school = world_.schools[i];
    if (school.phase == phase && school.planted.empty() && !school.closed && school.predecessor == nowhere)
      order.emplace_back(lot.at(i).uniform(), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> list;
  for (const auto& [_, i] : order) list.push_back(i);
  return list;
}

double Chooser::assessed_in_five_years(std::uint32_t index) const {
  const auto& school = world_.schools[index];
  const auto& authority = world_.authorities[school.authority];
  double all = 0;
  for (const auto i : school.phase == Phase::secondary ? authority.secondaries : authority.primaries) all += world_.schools[i].weight;
  return authority.learners / 14 * 5 * school.weight / all;
}

void Chooser::note(std::string id, std::string kind, std::uint32_t school, int from, double slope) {
  world_.schools[school].planted = kind;
  chosen.push_back({std::move(id), std::move(kind), school, from, slope});
}

void Chooser::concern(Phase phase, int count) {
  const RandomStream stream(world_.request.seed, "concern-start");
  for (const auto i : by_lot("concern", phase)) {
    if (count <= 0) return;
    if (assessed_in_five_years(i) < n_.inflated_fewest) continue;
    auto& school = world_.schools[i];
    school.changes_from = n_.concern_first + static_cast<int>(stream.at(i).below(static_cast<std::uint32_t>(n_.concern_last - n_.concern_first + 1)));
    school.slope = n_.concern_slope;
    school.absence_slope = n_.concern_absence;
    school.exclusion_growth = n_.concern_exclusions;
    const auto place = std::count_if(chosen.begin(), chosen.end(), [](const auto& each) { return each.kind == "concern"; }) + 1;
    note("C" + std::to_string(place), "concern", i, school.changes_from, school.slope);
    const int inspected = std::max(1, static_cast<int>(n_.concern_inspected * std::min(1.0, world_.scale()) + 0.5));
    chosen.back().inspected = place <= inspected;
    --count;
  }
}

void Chooser::false_alarms() {
  int left = scaled(n_.false_alarms), place = 0;
  for (const auto i : by_lot("false-alarms", Phase::primary)) {
    if (left == 0) return;
    if (world_.schools[i].deprivation < n_.false_deprivation) continue;
    world_.schools[i].effect = n_.false_effect;
    note("F" + std::to_string(++place), "false-alarm", i, 0, 0);
    --left;
  }
}

void Chooser::recovering() {
  int left = scaled(n_.recovering), place = 0;
  for (const auto i : by_lot("recovering", Phase::primary)) {
    if (left-- == 0) return;
    auto& school = world_.schools[i];
    school.effect = n_.recovering_effect;
    school.changes_from = n_.recovering_from;
    school.slope = n_.recovering_slope;
    note("R" + std::to_string(++place), "recovering", i, n_.recovering_from, n_.recovering_slope);
  }
}

void Chooser::inflated(Phase phase, int count, double by) {
  static constexpr std::string_view kinds[] = {"inflated", "harsh"};
  for (const auto i : by_lot("inflation", phase)) {
    if (count == 0) return;
    if (assessed_in_five_years(i) < n_.inflated_fewest) continue;
    world_.schools[i].inflation = by;
    const bool harsh = by < 0;
    const auto kind = std::string(kinds[harsh]);
    const auto place = std::count_if(chosen.begin(), chosen.end(), [&](const auto& each) { return each.kind == kind; }) + 1;
    note((harsh ? "X" : "I") + std::to_string(place), kind, i, 0, by);
    chosen.back().can_be_found = world_.authorities[world_.schools[i].authority].shape->tests;
    --count;
  }
}

void Chooser::harsh() { inflated(Phase::primary, scaled(n_.harsh), n_.harsh_by); }

void Chooser::under_awarding() {
  int left = scaled(world_.settings.groups.under_awarded_schools), place = 0;
  for (const auto i : by_lot("under-awarding", Phase::primary)) {
    if (left == 0) return;
    if (assessed_in_five_years(i) < n_.inflated_fewest) continue;
    world_.schools[i].under_awards = true;
    note("U" + std::to_string(++place), "under-awarding", i, 0, -world_.settings.groups.under_awarded_share);
    --left;
  }
}

}  // namespace planted_schools

std::vector<PlantedSchool> plant_schools(World& world, bool wanted) {
  planted_schools::Chooser chooser(world);
  if (!wanted) return {};
  const auto& n = world.settings.schools;
  const auto scaled = [&](int count) { return std::max(1, static_cast<int>(count * std::min(1.0, world.scale()) + 0.5)); };
  chooser.concern(Phase::primary, scaled(n.concern_primaries));
  if (world.scale() > 0.5) chooser.concern(Phase::secondary, scaled(n.concern_secondaries));
  chooser.false_alarms();
  chooser.recovering();
  chooser.inflated(Phase::primary, scaled(n.inflated_primaries), n.inflated_primary);
  if (world.has_secondaries()) chooser.inflated(Phase::secondary, scaled(n.inflated_secondaries), n.inflated_secondary);
  chooser.harsh();
  chooser.under_awarding();
  return std::move(chooser.chosen);
}

}  // namespace potensial::demonstration
