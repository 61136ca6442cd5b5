#include "demonstration/absences.hpp"

#include <algorithm>
#include <cmath>

#include "base/portable_math.hpp"

namespace potensial::demonstration {
namespace absence {

// Letters in the order of AttendanceNumbers::absence_codes: I M H F C R G O N U.
constexpr std::string_view drawn = "IMHFCRGONU";
constexpr int i_letter = 4, e_letter = 1, s_letter = 7, t_letter = 8;

int letter_of(std::size_t code) { return static_cast<int>(absence_letters.find(drawn[code])); }

// Days of a run: geometric with the given mean.
int run_days(double mean, double u) { return 1 + static_cast<int>(portable_log(u) / portable_log(1 - 1 / mean)); }

// A school day: Monday of the week, some weeks on, and a day of that week.
Date weekday_from(Date start, int weeks, int weekday) {
  const int monday = start.days() - (start.days() + 3) % 7;   // 1970-01-01 was a Thursday
  return Date::from_days(monday + 7 * (weeks + 1) + weekday);
}

bool same(const Exclusion& x, const Exclusion& y) {
  return x.start == y.start && x.reason == y.reason && x.permanent == y.permanent;
}

}  // namespace absence

Absences::Absences(const World& world)
    : world_(world), n_(world.settings.attendance), x_(world.settings.exclusion), trait_(world.request.seed, "absence-trait"),
      yearly_(world.request.seed, "absence-year"), runs_(world.request.seed, "absence-runs"),
      exclusions_(world.request.seed, "exclusions") {}

bool Absences::counts(const Learner& learner, int year) {
  const int group = learner.group_in(year);
  return group >= 0 && group <= 11;
}

Date Absences::half_term_start(int year, int half_term) {
  const Date starts[] = {Date(year - 1, 9, 3), Date(year - 1, 11, 2), Date(year, 1, 6), Date(year, 2, 23), Date(year, 4, 15), Date(year, 6, 7)};
  return starts[half_term];
}

std::vector<Exclusion> Absences::exclusions(const Learner& learner, int year) const {
  const auto& stay = *learner.in_year(year);
  const auto& school = world_.schools[stay.school];
  auto draws = exclusions_.at(learner.id, static_cast<std::uint32_t>(year));
  const double provision[] = {0, x_.action, x_.action_plus, x_.statement};
  double rate = x_.base[static_cast<std::size_t>(learner.group_in(year))] + provision[static_cast<int>(stay.provision)] +
                x_.residual * stay.residual + x_.drift * (year - 2008) + x_.noise * draws.normal();
  if (learner.is(is_boy)) rate += x_.boy;
  if (stay.has(stay_fsm)) rate += x_.fsm;
  if (stay.has(stay_looked_after)) rate += x_.looked_after;
  if (stay.has(stay_offending)) rate += x_.youth_offending;
  if (school.phase == Phase::secondary) rate += x_.secondary_effect * school.effect_in(year);
  if (school.changes_from && year >= school.changes_from) rate += portable_log(school.exclusion_growth) * (year - school.changes_from + 1);
  const auto count = std::min(8u, draws.poisson(portable_exp(std::min(rate, 2.0))));
  std::vector<Exclusion> found;
  for (std::uint32_t k = 0; k < count; ++k) {
    Exclusion each;
    each.permanent = draws.happens(x_.permanent);
    const int half_term = static_cast<int>(draws.below(6));
    each.start = absence::weekday_from(half_term_start(year, half_term), static_cast<int>(draws.below(5)), static_cast<int>(draws.below(5)));
    const bool longer = draws.happens(x_.longer);
    const auto more = static_cast<int>(draws.poisson(x_.days_mean));
    each.days = each.permanent ? 0 : longer ? 6 + more : std::min(5, 1 + more);
    each.reason = x_.reasons[draws.pick(x_.reason_weights)];
    if (each.start.days() < stay.entered || std::any_of(found.begin(), found.end(), [&](const auto& other) { return absence::same(each, other); })) continue;
    found.push_back(each);
    if (each.permanent) break;
  }
  return found;
}

double Absences::share(const Learner& learner, const Stay& stay, int year) const {
  const auto& school = world_.schools[stay.school];
  const int group = learner.group_in(year);
  const int level = group >= 7;
  auto draws = yearly_.at(learner.id, static_cast<std::uint32_t>(year));
  const double trait = trait_.at(learner.id).normal();
  double sum = n_.base[level] + (level ? n_.per_year_group * (group - 9) : 0) + n_.drift * (year - 2009) +
               n_.spread[level] * (n_.trait * trait + n_.residual * stay.residual) + n_.noise * draws.normal();
  if (stay.has(stay_fsm)) sum += n_.fsm[level];
  if (stay.provision != Provision::none) sum += n_.sen;
  if (learner.is(is_traveller)) sum += n_.traveller;
  if (stay.has(stay_offending)) sum += n_.youth_offending;
  if (stay.has(stay_carer_true)) sum += n_.carer;
  double part = portable_logistic(sum);
  if (school.changes_from && year >= school.changes_from) part += school.absence_slope * (year - school.changes_from + 1);
  return std::min(part, 0.95);
}

void Absences::add_runs(const Learner& learner, int year, int wanted, YearOfAbsence& to) const {
  auto draws = runs_.at(learner.id, static_cast<std::uint32_t>(year));
  std::array<double, 6> weights{};
  std::array<int, 6> left = to.possible;
  for (std::size_t h = 0; h < 6; ++h) weights[h] = to.possible[h] ? n_.half_terms[h] * to.possible[h] : 0;
  for (const auto& run : to.runs) left[run.half_term] -= run.sessions;
  for (int attempts = 0; wanted > 0 && attempts < 400; ++attempts) {
    const auto h = draws.pick(weights);
    const auto code = draws.pick(n_.absence_codes);
    const double u = draws.uniform();
    const bool traveller = learner.is(is_traveller) && u < n_.traveller_share;
    const int letter = traveller ? absence::t_letter : absence::letter_of(code);
    const bool illness = letter == absence::i_letter;
    const double autumn = illness && year == 2010 && h < 2 ? n_.illness_2009 : 1;
    const double length = draws.uniform();
    int length_of_run = illness || traveller || code == 2 || code == 3 || code == 6
                       ? 2 * absence::run_days(n_.illness_run * autumn, length) : 1 + static_cast<int>(2 * length);
    length_of_run = std::min({length_of_run, wanted, left[h]});
    if (length_of_run <= 0) continue;
    to.runs.push_back({static_cast<std::uint8_t>(h), static_cast<std::uint8_t>(letter), static_cast<std::uint16_t>(length_of_run)});
    wanted -= length_of_run;
    left[h] -= length_of_run;
  }
}

YearOfAbsence Absences::year(const Learner& learner, int year) const {
  const auto& stay = *learner.in_year(year);
  auto draws = yearly_.at(learner.id, static_cast<std::uint32_t>(year));
  draws.skip_to(10);
  YearOfAbsence found;
  int possible = 0;
  for (int h = 0; h < 6; ++h) {
    const auto at = static_cast<std::size_t>(h);
    const int next = h < 5 ? half_term_start(year, h + 1).days() : Date(year, 7, 21).days();
    if (stay.entered >= next - 14) continue;
    found.closed[at] = year == 2010 && h == 2 ? 2 * n_.snow_days : 0;
    found.possible[at] = sessions[at] - found.closed[at];
    possible += found.possible[at];
  }
  if (possible == 0) return found;
  int missed = 0;
  for (const auto& each : exclusions(learner, year)) {
    int h = 5;
    while (h > 0 && each.start < half_term_start(year, h)) --h;
    const auto at = static_cast<std::size_t>(h);
    const int days = std::min(each.permanent ? 10 : 2 * each.days, found.possible[at] / 4);
    if (days <= 0) continue;
    found.runs.push_back({static_cast<std::uint8_t>(h), absence::e_letter, static_cast<std::uint16_t>(days)});
    missed += days;
  }
  if (learner.group_in(year) == 11 && found.possible[5]) {
    const int leave = static_cast<int>(found.possible[5] * n_.study_leave);
    found.runs.push_back({5, absence::s_letter, static_cast<std::uint16_t>(leave)});
  }
  const double expected = share(learner, stay, year) * possible + draws.uniform() - missed;
  add_runs(learner, year, std::min(static_cast<int>(expected), possible * 9 / 10), found);
  std::array<int, 6> absent{};
  for (const auto& run : found.runs) absent[run.half_term] += run.sessions;
  for (std::size_t h = 0; h < 6; ++h) {
    const int present = found.possible[h] - absent[h];
    found.late[h] = std::min(present, static_cast<int>(draws.poisson(present * n_.late)));
    const int away = std::min(present - found.late[h], static_cast<int>(draws.poisson(present * n_.approved)));
    for (int k = 0; k < away; ++k) ++found.approved[h][draws.below(6)];
  }
  return found;
}

}  // namespace potensial::demonstration
