// Which candidate a step of a group search reports: steps 3 to 5 of the inference specification, section 4.4.
// Largest |z|; the same story in other words when that reads as a shortfall; the simplest statement.
// Internal to the group search; const use is thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "stats/group_candidates.hpp"
#include "stats/group_evaluation.hpp"

namespace potensial::stats {

// How far a group goes beyond a broader one: its t, in its own direction, with the broader one in the model too.
class BeyondBroader {
 public:
  // `residual`: that of the model.
  BeyondBroader(const GroupCandidates& candidates, const NuisanceModel& model, const std::vector<double>& residual,
                std::size_t c);

  // Below this the broader group says as much (step 5).
  static constexpr double narrower_must_beat = 3;
  double t(std::size_t broader) const;
  double direction() const { return direction_; }

 private:
  const GroupCandidates& candidates_;
  const NuisanceModel& model_;
  const std::vector<double>& residual_;
  std::vector<double> mark_;
  double direction_;
};

// Whether step 5 could name anything broader than c, whatever p the broader candidates have.
bool may_be_said_broader(const GroupCandidates& candidates, const NuisanceModel& model,
                         const std::vector<double>& residual, std::size_t c, std::size_t fewest_conditions);

class GroupChoice {
 public:
  GroupChoice(const GroupCandidates& candidates, const NuisanceModel& model, const GroupScores& scores, double level,
              std::size_t fewest_conditions);

  // The candidate to accept; nothing when none passes.
  std::optional<std::size_t> choose() const;
  // The broader candidate that says as much as c (step 5), or c itself.
  std::size_t simplest(std::size_t c) const;

 private:
  bool passes(std::size_t c) const { return scores_.tested[c] && scores_.p[c] <= level_; }
  bool before(std::size_t one, std::size_t other) const;
  double mark_sum(const std::vector<double>& mark, std::size_t c) const;
  std::size_t other_words(std::size_t c) const;

  const GroupCandidates& candidates_;
  const NuisanceModel& model_;
  const GroupScores& scores_;
  double level_;
  std::size_t fewest_;
};

// All ways of keeping `size` of the conditions.
std::vector<Conditions> generalisations(const Conditions& where, std::size_t size);

}  // namespace potensial::stats
