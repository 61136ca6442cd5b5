#include "demonstration/agency_files.hpp"

#include <algorithm>

#include "base/counter_random.hpp"
#include "demonstration/census_file.hpp"
#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace agencies {

constexpr std::string_view header = "upn,authority,agency,from,to,hours,stage,placed_by,record_requested_days,record_received_days";

// What a file says beside who and when; a blank means "not of this agency".
struct Measures {
  std::string hours, stage, placed_by, requested, received;
};

class Returns {
 public:
  explicit Returns(const Nation& nation) : nation_(nation), stream_(nation.world.request.seed, "agencies") {}

  // One row for each spell of years in which `holds` is true, with the measures of its last year.
  template <class Holds, class Measure>
  void write(Output& output, std::string_view name, std::string_view agency, Holds holds, Measure measure) const {
    CsvRows rows(header);
    for (const auto& home : nation_.population.by_home)
      for (const auto& learner : home) spells(rows, learner, agency, holds, measure);
    output.write({"agency/" + std::string(name) + ".csv", "agency", "", "", 0, rows.rows(), ""}, rows.text());
  }
  Draws draws_for(const Learner& learner, int topic) const { return stream_.at(learner.id, static_cast<std::uint32_t>(topic)); }

 private:
  template <class Holds, class Measure>
  void spells(CsvRows& rows, const Learner& learner, std::string_view agency, Holds holds, Measure measure) const {
    int start = 0;
    for (int year = nation_.world.request.first_year(); year <= Request::last_year + 1; ++year) {
      const auto* stay = year <= Request::last_year ? learner.in_year(year) : nullptr;
      const bool now = stay && holds(*stay, learner, year);
      if (now && !start) start = year;
      if (now || !start) continue;
      row(rows, learner, agency, start, year - 1, measure(learner, year - 1));
      start = 0;
    }
  }
  void row(CsvRows& rows, const Learner& learner, std::string_view agency, int first, int last, const Measures& what) const {
    const auto& stay = *learner.in_year(last);
    auto draws = draws_for(learner, first);
    const int after = std::max(Date(first - 1, 9, 1).days() + static_cast<int>(draws.below(100)), learner.born + 1);
    rows << learner.upn_in(last) << nation_.world.authorities[nation_.world.schools[stay.school].authority].number << agency
         << Date::from_days(after);
    if (last < Request::last_year) rows << Date::from_days(Date(last, 3, 1).days() + static_cast<int>(draws.below(150)));
    else rows.blank();
    rows << what.hours << what.stage << what.placed_by << what.requested << what.received;
    rows.end();
  }

  const Nation& nation_;
  RandomStream stream_;
};

// Full time for 59% of learners, and between 40% and 93% by team.
Measures offender_hours(const Returns& returns, const World& world, const Learner& learner, int year) {
  auto draws = returns.draws_for(learner, 1000 + year);
  const double team = 0.40 + 0.53 * RandomStream(world.request.seed, "offending-team").at(world.schools[learner.in_year(year)->school].authority).uniform();
  const bool full = draws.happens(std::clamp(team - 0.07, 0.0, 1.0));
  return {.hours = std::to_string(full ? 25 : draws.below(25))};
}

Measures home_measures(const Returns& returns, const World& world, const Learner& learner, int year) {
  auto draws = returns.draws_for(learner, 2000 + year);
  Measures what;
  what.hours = std::to_string(draws.happens(0.12) ? 0 : 1 + draws.below(25));
  what.placed_by = draws.happens(world.settings.learners.childrens_home_england) ? "England" : caring_authority(world, learner, year);
  const auto requested = 1 + draws.below(18);
  const bool never = draws.happens(0.18);
  const auto received = requested + 1 + draws.below(30);
  what.requested = std::to_string(requested);
  if (!never) what.received = std::to_string(received);
  return what;
}

}  // namespace agencies

void write_agencies(const Nation& nation, Output& output) {
  const agencies::Returns returns(nation);
  const auto& world = nation.world;
  const auto plain = [](const Learner&, int) { return agencies::Measures{}; };
  returns.write(output, "looked_after", "looked-after", [](const Stay& stay, const Learner&, int) { return stay.has(stay_looked_after); },
                [&](const Learner& learner, int year) { return agencies::Measures{.placed_by = caring_authority(world, learner, year)}; });
  returns.write(output, "youth_offending", "youth-offending", [](const Stay& stay, const Learner&, int) { return stay.has(stay_offending); },
                [&](const Learner& learner, int year) { return agencies::offender_hours(returns, world, learner, year); });
  returns.write(output, "childrens_homes", "childrens-home", [](const Stay& stay, const Learner&, int) { return stay.has(stay_children_home); },
                [&](const Learner& learner, int year) { return agencies::home_measures(returns, world, learner, year); });
  returns.write(output, "young_carers", "young-carers", [](const Stay& stay, const Learner&, int) { return stay.has(stay_carer); }, plain);
  returns.write(output, "language_support", "language-support", [](const Stay& stay, const Learner&, int) { return stay.eal >= 1 && stay.eal <= 3; },
                [](const Learner& learner, int year) {
                  constexpr const char* stages[] = {"", "A", "B", "C", "D", "E"};
                  return agencies::Measures{.stage = stages[learner.in_year(year)->eal]};
                });
  returns.write(output, "traveller_education", "traveller-education", [](const Stay&, const Learner& learner, int) { return learner.is(is_traveller); }, plain);
}

namespace inspections {

std::string_view grade_of(double quality, const std::array<double, 4>& cuts) {
  constexpr std::string_view grades[] = {"1", "2", "3", "4", "5"};
  std::size_t grade = 0;
  while (grade < 4 && quality < cuts[grade]) ++grade;
  return grades[grade];
}

void judged(CsvRows& rows, const School& school, Date day, const PlantedSchoolNumbers& n, Draws& draws, double known, std::string_view follow_up) {
  for (int question = 1; question <= n.questions; ++question) {
    const double other = 0.6 * draws.normal() - (follow_up.empty() ? 0.0 : 1.6);
    rows << school.number << day << "2004" << question << grade_of(known + other, n.inspection_cuts)
         << (question == 1 ? (follow_up.empty() ? "none" : follow_up) : "none");
    rows.end();
  }
}

}  // namespace inspections

void write_inspections(const World& world, const std::vector<PlantedSchool>& planted, Output& output) {
  const auto& n = world.settings.schools;
  const RandomStream stream(world.request.seed, "inspections");
  CsvRows rows("school,date,framework,question,grade,follow_up");
  for (std::uint32_t i = 0; i < world.schools.size(); ++i) {
    const auto& school = world.schools[i];
    auto draws = stream.at(i);
    const auto* concern = [&]() -> const PlantedSchool* {
      for (const auto& each : planted)
        if (each.school == i && each.kind == "concern") return &each;
      return nullptr;
    }();
    const int years = n.inspection_last - n.inspection_first + 1;
    const int turn = static_cast<int>(draws.below(static_cast<std::uint32_t>(n.inspection_one_in)));
    const double spread = school.phase == Phase::secondary ? world.settings.attainment.secondary_spread : world.settings.attainment.primary_spread;
    for (int k = turn; k < years; k += n.inspection_one_in) {
      const int year = n.inspection_first + k;
      if ((school.closed && year >= school.closed) || (concern && year >= 2008)) continue;
      const Date day = Date::from_days(Date(year, 2, 5).days() - (Date(year, 2, 5).days() + 3) % 7 + static_cast<int>(draws.below(4) * 7));
      const double known = n.inspection_correlation * school.effect_in(year) / spread + 0.6 * draws.normal();
      const bool recovering = school.planted == "recovering" && year <= 2007;
      inspections::judged(rows, school, day, n, draws, known, recovering ? "SI" : "");
    }
    if (!concern || !concern->inspected) continue;
    const Date autumn(2008, 11, 3);
    const auto day = Date::from_days(autumn.days() + 7 * static_cast<int>(draws.below(71)));
    inspections::judged(rows, school, day, n, draws, -1, draws.happens(0.5) ? "SM" : "SI");
  }
  output.write({"inspection/judgements.csv", "inspection", "", "", 0, rows.rows(), ""}, rows.text());
}

}  // namespace potensial::demonstration
