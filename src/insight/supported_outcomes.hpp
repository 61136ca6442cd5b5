// Outcomes of learners with an activity of support beside those of similar learners without it (GRP-07; the inference specification,
// 8.1, matched learners). A description of these learners; whether the activity made the difference it does not say.
//
// A learner counts with an activity when its first day lies after the school year of the earlier results and at least `weeks` weeks
// before the results are taken to come, on `day` of their school year. Later: too early. Similar is who is in the same key stage and
// school year, of the same level in the characteristics of the rule, in the same fifth by earlier results, and near by the mean of
// the earlier results (standard scores) within the caliper; the same school first, then the same authority. Who has the activity
// elsewhere, or had it before the earlier results, is not compared with. Outcomes of both sides are adjusted for what is expected from
// their earlier results. Units: the difference in national standard deviations, the means in the unit of the indicator. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "insight/indicator_standards.hpp"
#include "model/cohort.hpp"
#include "stats/gap.hpp"

namespace potensial::insight {

struct SupportedRule {
  double caliper = 0.2;         // standard deviations of the mean earlier result
  std::size_t least_matched = 10;
  double least_share = 0.5;     // matched, of those with an outcome
  double most_unlike = 0.25;    // standard deviations by which both sides may differ before the start
  double practical = 0.05, alike = 0.2;  // standard deviations
  double least_freedom = 4;     // degrees of freedom of the interval
  int weeks = 8;
  int month = 5, day = 1;       // when results are taken to come
  std::size_t least_shown = 5;  // learners behind a figure
  std::vector<std::string> characteristics;
};

// Somebody who has the activity, from its first day; `here`: of those whom the page is about.
struct ActivityLearner {
  LearnerId learner{};
  Date from;
  bool here = false;
};

// What the comparison says, by the rule; the first that holds.
enum class SupportedWord : std::uint8_t {
  too_few,    // fewer matched than the rule asks, or too few schools for an interval
  unlike,     // those matched are no picture of the others, or differ from them before the start
  better, less,
  alike,      // any difference as large as `alike` either way is excluded
  not_told,   // the interval holds 0 and more than that
};

struct SupportedOutcome {
  std::string indicator;
  std::vector<AcademicYear> years;         // of the outcomes, oldest first
  std::size_t with_activity = 0;           // of this key stage: all the following together
  std::size_t too_early = 0, before_earlier = 0, without_outcome = 0, without_earlier = 0, no_peer = 0, none_near = 0, matched = 0;
  std::size_t same_school = 0, same_authority = 0, elsewhere = 0;  // of those they were matched with
  std::size_t schools = 0;                 // of matched learners
  double mean = no_figure, peer_mean = no_figure;  // in the unit of the indicator
  double unlike_before = no_figure, unlike_after = no_figure;  // earlier results, standard deviations
  stats::Interval difference{no_figure, no_figure, no_figure, no_figure};
  double freedom = no_figure;
  bool by_school = false;                  // the interval allows for learners of one school being alike
  SupportedWord word = SupportedWord::too_few;

  std::size_t with_outcome() const { return without_earlier + before_earlier + no_peer + none_near + matched; }
  std::size_t unmatched() const { return with_activity - matched; }
};

// `activity`: everybody who has it, ascending by learner, each once. `years_since_previous`: of the key stage; 0: it has no earlier one.
Result<SupportedOutcome> supported_outcome(const Cohort& cohort, const IndicatorStandards& standards, int years_since_previous,
                                           std::span<const ActivityLearner> activity, const SupportedRule& rule);

SupportedWord supported_word(const SupportedOutcome& outcome, const SupportedRule& rule);

}  // namespace potensial::insight
