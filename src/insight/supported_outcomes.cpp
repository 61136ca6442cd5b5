#include "insight/supported_outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "stats/matched_difference.hpp"
#include "stats/nearest_match.hpp"
#include "stats/quantile.hpp"

namespace potensial::insight {
namespace supported_comparison {

constexpr int fifths = 5, days_of_week = 7;
constexpr double close = 1e-9;  // equal results summed in another order

// What a learner of the cohort is in the comparison.
enum class Part : std::uint8_t { neither, peer, supported };

Date results_day(AcademicYear year, const SupportedRule& rule) { return Date(year.summer, rule.month, rule.day); }

struct Sorting {
  std::vector<Part> part;
  std::set<AcademicYear> years;
};

const ActivityLearner* with_activity(std::span<const ActivityLearner> activity, LearnerId learner) {
  const auto at = std::ranges::lower_bound(activity, learner, {}, &ActivityLearner::learner);
  return at != activity.end() && at->learner == learner ? &*at : nullptr;
}

// Where a learner with the activity is counted; nothing for one who has it somewhere else or only after the results.
std::size_t* not_compared(SupportedOutcome& made, const ActivityLearner& each, AcademicYear year, int years_since, bool has_outcome, const SupportedRule& rule) {
  const auto results = results_day(year, rule);
  if (each.from.days() + rule.weeks * days_of_week > results.days()) return &made.too_early;
  if (!has_outcome) return &made.without_outcome;
  if (years_since == 0) return &made.without_earlier;
  return AcademicYear::of(each.from).summer <= year.summer - years_since ? &made.before_earlier : nullptr;
}

// Counts those who cannot be compared, and says who can.
Sorting sorted(const Cohort& cohort, const std::vector<double>& outcome, int years_since, std::span<const ActivityLearner> activity, const SupportedRule& rule,
               SupportedOutcome& made) {
  Sorting sorting{std::vector<Part>(cohort.size(), Part::neither), {}};
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    const bool has_outcome = std::isfinite(outcome[row]);
    const auto* each = with_activity(activity, cohort.learner[row]);
    if (!each || each->from > results_day(cohort.year[row], rule)) {
      if (has_outcome) sorting.part[row] = Part::peer;
      continue;
    }
    if (!each->here) continue;
    ++made.with_activity;
    sorting.years.insert(cohort.year[row]);
    if (auto* count = not_compared(made, *each, cohort.year[row], years_since, has_outcome, rule)) ++*count;
    else sorting.part[row] = Part::supported;
  }
  return sorting;
}

// Mean of the earlier results that are known; NaN without any.
std::vector<double> earlier_means(const std::vector<EarlierColumn>& earlier, std::size_t rows) {
  std::vector<double> means(rows, no_figure);
  for (std::size_t row = 0; row < rows; ++row) {
    double sum = 0;
    int known = 0;
    for (const auto& column : earlier)
      if (std::isfinite(column.z[row])) sum += column.z[row], ++known;
    if (known > 0) means[row] = sum / known;
  }
  return means;
}

// Cuts between fifths of a school year; who stands on a cut is above it.
std::vector<double> cuts_of(const Cohort& cohort, const std::vector<double>& earlier, AcademicYear year) {
  std::vector<double> known, cuts;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (cohort.year[row] == year && std::isfinite(earlier[row])) known.push_back(earlier[row]);
  for (int fifth = 1; fifth < fifths && !known.empty(); ++fifth) cuts.push_back(stats::quantile(known, double(fifth) / fifths));
  return cuts;
}

// All that must agree, as one number for each learner who is compared.
class Strata {
 public:
  Strata(const Cohort& cohort, const std::vector<double>& earlier, const SupportedRule& rule) : cohort_(cohort), earlier_(earlier) {
    for (const auto& id : rule.characteristics)
      if (const auto* column = cohort.characteristic(id)) characteristics_.push_back(column);
  }

  std::uint32_t of(std::size_t row) {
    std::string key{static_cast<char>(cohort_.year[row].summer - cohort_.year.front().summer), static_cast<char>(fifth_of(row))};
    for (const auto* column : characteristics_) key.push_back(static_cast<char>(column->level[row]));
    return numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::int64_t fifth_of(std::size_t row) {
    const auto year = cohort_.year[row];
    auto cuts = cuts_.find(year);
    if (cuts == cuts_.end()) cuts = cuts_.emplace(year, cuts_of(cohort_, earlier_, year)).first;
    return std::ranges::count_if(cuts->second, [&](double cut) { return earlier_[row] >= cut - close; });
  }

  const Cohort& cohort_;
  const std::vector<double>& earlier_;
  std::vector<const CharacteristicColumn*> characteristics_;
  std::map<AcademicYear, std::vector<double>> cuts_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// Those who are compared, one entry for each, as the kernels take them.
struct Compared {
  std::vector<std::size_t> row;  // of the cohort
  std::vector<std::uint8_t> treated;
  std::vector<std::uint32_t> stratum, school, authority;
  std::vector<std::uint64_t> id;
  std::vector<double> earlier, outcome, value, expected;

  void add(const Cohort& cohort, std::size_t at, bool is_supported, std::uint32_t in) {
    row.push_back(at);
    treated.push_back(is_supported);
    stratum.push_back(in);
    school.push_back(cohort.school[at]);
    authority.push_back(cohort.school_authority[cohort.school[at]]);
    id.push_back(static_cast<std::uint64_t>(cohort.learner[at]));
  }
};

Compared compared_of(const Cohort& cohort, const IndicatorStandards& standards, const Sorting& sorting, const SupportedRule& rule) {
  const auto earlier = earlier_means(standards.earlier, cohort.size());
  const auto* values = cohort.outcome(standards.indicator.id);
  Strata strata(cohort, earlier, rule);
  Compared compared;
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    const bool is_supported = sorting.part[row] == Part::supported;
    if (sorting.part[row] == Part::neither || !sorting.years.contains(cohort.year[row]) || (!is_supported && std::isnan(earlier[row]))) continue;
    compared.add(cohort, row, is_supported, std::isnan(earlier[row]) ? stats::kNoLevel : strata.of(row));
    compared.earlier.push_back(earlier[row]);
    compared.outcome.push_back(standards.outcome[row]);
    compared.value.push_back(values ? values->value[row] : standards.outcome[row]);
    const double expected = standards.same_start ? standards.same_start->expected[row] : no_figure;
    compared.expected.push_back(std::isfinite(expected) ? expected : earlier[row]);
  }
  return compared;
}

void add_unmatched(SupportedOutcome& made, const stats::NearestMatch& match) {
  for (const auto& each : match.unmatched) {
    if (each.reason == stats::NoMatch::no_score) ++made.without_earlier;
    if (each.reason == stats::NoMatch::no_peer) ++made.no_peer;
    if (each.reason == stats::NoMatch::none_near) ++made.none_near;
  }
}

void add_places(SupportedOutcome& made, const stats::NearestMatch& match) {
  for (const auto& set : match.sets)
    for (const auto kind : set.closeness) ++(kind == 0 ? made.same_school : kind == 1 ? made.same_authority : made.elsewhere);
}

// Means of both sides in the unit of the indicator.
void add_means(SupportedOutcome& made, const Compared& compared, const stats::NearestMatch& match) {
  double own = 0, others = 0;
  for (const auto& set : match.sets) {
    own += compared.value[set.treated];
    others += compared.value[set.peers.front()];
  }
  const auto n = static_cast<double>(match.sets.size());
  if (n > 0) made.mean = own / n, made.peer_mean = others / n;
}

Result<void> add_difference(SupportedOutcome& made, const Compared& compared, const stats::NearestMatch& match) {
  const std::vector<stats::NamedColumn> earlier{{"earlier", compared.earlier}};
  const auto balance = stats::match_balance(compared.treated, earlier, match.sets);
  made.unlike_before = balance.front().before, made.unlike_after = balance.front().after;
  const auto told = stats::matched_difference({compared.outcome, compared.school, {{"expected", compared.expected}}}, match.sets);
  if (!told) return std::unexpected(told.error());
  made.schools = told->places;
  made.difference = told->adjusted, made.freedom = told->adjusted_df, made.by_school = told->by_place;
  return {};
}

}  // namespace supported_comparison

SupportedWord supported_word(const SupportedOutcome& outcome, const SupportedRule& rule) {
  const auto& difference = outcome.difference;
  if (outcome.matched < rule.least_matched || !(outcome.freedom >= rule.least_freedom)) return SupportedWord::too_few;
  const bool is_picture = static_cast<double>(outcome.matched) >= rule.least_share * static_cast<double>(outcome.with_outcome());
  if (!is_picture || std::abs(outcome.unlike_after) > rule.most_unlike) return SupportedWord::unlike;
  if (difference.low > 0 && difference.estimate >= rule.practical) return SupportedWord::better;
  if (difference.high < 0 && difference.estimate <= -rule.practical) return SupportedWord::less;
  return difference.low > -rule.alike && difference.high < rule.alike ? SupportedWord::alike : SupportedWord::not_told;
}

Result<SupportedOutcome> supported_outcome(const Cohort& cohort, const IndicatorStandards& standards, int years_since_previous,
                                           std::span<const ActivityLearner> activity, const SupportedRule& rule) {
  using namespace supported_comparison;
  SupportedOutcome made;
  made.indicator = standards.indicator.id;
  const auto sorting = sorted(cohort, standards.outcome, years_since_previous, activity, rule, made);
  made.years.assign(sorting.years.begin(), sorting.years.end());
  if (std::ranges::find(sorting.part, Part::supported) == sorting.part.end()) return made;
  const auto compared = compared_of(cohort, standards, sorting, rule);
  const auto match = stats::nearest_match({compared.treated, compared.stratum, compared.earlier, compared.id, {compared.school, compared.authority}}, {rule.caliper, 1});
  if (!match) return std::unexpected(match.error());
  made.matched = match->sets.size();
  add_unmatched(made, *match);
  add_places(made, *match);
  add_means(made, compared, *match);
  if (auto added = add_difference(made, compared, *match); !added) return std::unexpected(added.error());
  made.word = supported_word(made, rule);
  return made;
}

}  // namespace potensial::insight
