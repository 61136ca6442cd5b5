#include <cstring>
#include <map>
#include <string>

#include "base/counter_random.hpp"
#include "base/date.hpp"
#include "demonstration/lives.hpp"
#include "exchange/upn.hpp"

namespace potensial::demonstration {
namespace upn_allocation {

constexpr int first_upn_year = 1997, first_serial = 500, last_serial = 999;
constexpr std::string_view temporary_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

std::string padded(int number, std::size_t width) {
  auto text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

void write(std::array<char, 13>& to, const std::string& twelve) {
  to[0] = exchange::upn_check_letter(twelve).value_or('?');
  std::memcpy(to.data() + 1, twelve.data(), 12);
}

// The first school and year on roll, and so the year of allocation.
void find_start(Learner& learner) {
  for (int group = first_group; group <= last_group; ++group) {
    const auto& stay = learner.in_group(group);
    if (!stay.on_roll() || (group < 0 && learner.in_group(group + 1).on_roll())) continue;
    learner.upn_school = stay.school;
    learner.upn_year = static_cast<std::int16_t>(std::max(first_upn_year, learner.year_of(std::max(group, 0))));
    return;
  }
}

// The first year on roll, when it is a year with files but not the last: a temporary number can be followed up.
int first_year_with_successor(const World& world, const Learner& learner) {
  for (int group = first_group; group < last_group; ++group) {
    if (!learner.in_group(group).on_roll()) continue;
    const int year = learner.year_of(group);
    const bool followed = learner.in_group(group + 1).on_roll();
    return followed && year >= world.request.first_year() && year < Request::last_year ? year : 0;
  }
  return 0;
}

bool changed_school(const Learner& learner, int year) {
  const auto* now = learner.in_year(year);
  const auto* before = learner.in_year(year - 1);
  return now && before && now->school != before->school && now->has(stay_moved);
}

// The first year with files in which a learner who moved gets a second number by mistake; 0: none.
int mistaken_year(const World& world, const Learner& learner, Draws draws) {
  for (int year = world.request.first_year() + 1; year <= Request::last_year; ++year)
    if (changed_school(learner, year) && draws.happens(world.settings.learners.second_upn)) return year;
  return 0;
}

// The first year with files in which the authority left still counts a learner who moved in the autumn; 0: none.
int doubled_year(const World& world, const Learner& learner, Draws draws) {
  for (int year = world.request.first_year() + 1; year <= Request::last_year; ++year) {
    if (!changed_school(learner, year)) continue;
    const auto from = world.schools[learner.in_year(year - 1)->school].authority, to = world.schools[learner.in_year(year)->school].authority;
    if (from != to && learner.in_year(year)->entered >= Date(year - 1, 9, 1).days() && draws.happens(world.settings.learners.counted_twice)) return year;
  }
  return 0;
}

}  // namespace upn_allocation

Result<void> allocate_upns(const World& world, Population& population) {
  using namespace upn_allocation;
  std::map<std::pair<std::uint32_t, int>, int> next, next_temporary;
  const RandomStream stream(world.request.seed, "temporary-upn");
  std::vector<Learner*> late;
  for (auto& home : population.by_home)
    for (auto& learner : home) {
      find_start(learner);
      if (learner.upn_school == nowhere) continue;
      const auto& school = world.schools[learner.upn_school];
      const auto key = std::pair{learner.upn_school, static_cast<int>(learner.upn_year)};
      const int serial = first_serial + next[key]++;
      if (serial > last_serial) return refuse(Blame::fault, "demonstration.upn-overflow", {{"school", school.number}, {"year", std::to_string(key.second)}});
      const auto stem = school.number + padded(learner.upn_year % 100, 2);
      write(learner.upn, stem + padded(serial, 3));
      if (world.request.faults) {
        learner.second_from = static_cast<std::int16_t>(mistaken_year(world, learner, stream.at(learner.id, 1)));
        learner.twice_in = static_cast<std::int16_t>(doubled_year(world, learner, stream.at(learner.id, 2)));
        if (learner.second_from) late.push_back(&learner);
      }
      const int first = first_year_with_successor(world, learner);
      if (!first || !stream.at(learner.id).happens(world.settings.learners.temporary_upn)) continue;
      const int number = next_temporary[{learner.upn_school, first}]++;
      if (number >= 50 * static_cast<int>(temporary_letters.size())) return refuse(Blame::fault, "demonstration.upn-overflow", {{"school", school.number}, {"year", std::to_string(first)}});
      learner.temporary_in = static_cast<std::int16_t>(first);
      const auto letter = temporary_letters[static_cast<std::size_t>(number / 50)];
      write(learner.temporary_upn, school.number + padded(first % 100, 2) + padded(50 + number % 50, 2) + letter);
    }
  for (auto* learner : late) {   // after all first numbers, so that none of those is moved
    const int year = learner->second_from;
    const auto school = learner->in_year(year)->school;
    const int serial = first_serial + next[{school, year}]++;
    if (serial > last_serial) return refuse(Blame::fault, "demonstration.upn-overflow", {{"school", world.schools[school].number}, {"year", std::to_string(year)}});
    write(learner->second_upn, world.schools[school].number + padded(year % 100, 2) + padded(serial, 3));
  }
  return {};
}

}  // namespace potensial::demonstration
