#include "demonstration/adviser_files.hpp"

#include <algorithm>
#include <cmath>

#include "base/counter_random.hpp"
#include "demonstration/csv_rows.hpp"
#include "demonstration/school_rolls.hpp"

namespace potensial::demonstration {
namespace adviser_files {

constexpr std::string_view header = "visit,school,date,days,purpose,role";
constexpr std::uint32_t days_with_visits = 280;   // from the middle of September

double visits_expected(const World& world, std::uint32_t school, int learners) {
  const auto& n = world.settings.advisers;
  const double habit = std::exp(n.habit * RandomStream(world.request.seed, "adviser-habit").at(school).normal());
  const double wanted = (n.visits + n.visits_per_learner * learners) * habit * (world.schools[school].planted == "concern" ? n.times_concern : 1);
  return std::min(wanted, n.most_visits);
}

// Of the week in which the day falls: its Friday in place of its end.
Date on_a_weekday(Date day) {
  constexpr std::int32_t monday = 4;   // a day whose number, from 1970-01-01, leaves 4 of 7
  const auto weekday = (day.days() - monday + 7) % 7;
  return Date::from_days(day.days() - std::max(0, weekday - 4));
}

void write_visit(const World& world, CsvRows& rows, std::uint32_t school, int year, std::uint32_t number) {
  const auto& n = world.settings.advisers;
  auto draws = RandomStream(world.request.seed, "adviser-visit").at(std::uint64_t{school} * 1000 + number, static_cast<std::uint32_t>(year));
  const auto day = on_a_weekday(Date::from_days(Date(year - 1, 9, 15).days() + static_cast<std::int32_t>(draws.below(days_with_visits))));
  const auto length = n.lengths[draws.below(static_cast<std::uint32_t>(n.lengths.size()))];
  rows << world.schools[school].number + "-" + std::to_string(year) + "-" + std::to_string(number + 1) << world.schools[school].number << day << two_decimals(static_cast<int>(std::lround(length)))
       << n.purposes[draws.pick(n.purpose_weights)] << n.roles[draws.pick(n.role_weights)];
  rows.end();
}

}  // namespace adviser_files

void write_adviser_visits(const Nation& nation, Output& output, int year, std::uint32_t authority) {
  using namespace adviser_files;
  const auto& world = nation.world;
  CsvRows rows(header);
  for (const auto& [name, roll] : school_rolls(nation, year, authority)) {
    const auto visits = RandomStream(world.request.seed, "adviser-visits").at(roll.school, static_cast<std::uint32_t>(year)).poisson(visits_expected(world, roll.school, roll.learners));
    for (std::uint32_t each = 0; each < visits; ++each) write_visit(world, rows, roll.school, year, each);
  }
  const auto& number = world.authorities[authority].number;
  if (rows.rows() > 0) output.write({"advisers/" + std::to_string(year) + "/" + number + ".csv", "adviser-visit", number, "", year, rows.rows(), ""}, rows.text());
}

}  // namespace potensial::demonstration
