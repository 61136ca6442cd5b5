// One step of a group search: every candidate's score, t, z and adjusted p under a nuisance model (the
// inference specification, section 4.3, and step 1 of 4.4).
//
// With e the residual of the normal scores and F = L^-1 X'z, V = within - F'F and
// S_s = (sum of e over members in s) - (L^-1 X'e)_s F, so one pass over the rows serves all candidates. Those
// with too little V are set aside first; the others go through scores, t and draws 16 at a time.
// Internal to the group search; const use is thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/work_watch.hpp"
#include "stats/group_candidates.hpp"
#include "stats/group_nuisance.hpp"
#include "stats/sign_flip.hpp"

namespace potensial::stats {

struct GroupScores {
  std::vector<double> residual;      // e of the step
  std::vector<double> variance;      // V
  std::vector<double> t, z, p;       // of untested candidates: 0, 0, 1
  std::vector<std::uint8_t> tested;  // separable: V at least so much of n
};

// A nuisance column with its products with the candidates.
struct StageColumn {
  ColumnPointer column;
  std::shared_ptr<const std::vector<double>> products;
};
StageColumn stage_column(const GroupCandidates& candidates, ColumnPointer column);

// A nuisance model that also knows its products with the candidates. Cheap to copy.
class StageModel {
 public:
  StageModel(const GroupCandidates& candidates, const std::vector<ColumnPointer>& columns);

  // One column more; false when it has no variation of its own left.
  bool add(const StageColumn& column);
  const NuisanceModel& model() const { return model_; }
  // A round of `watch`: every separable candidate counts once it was held against all draws.
  GroupScores score(const std::vector<double>& normal_scores, const SignPatterns& patterns,
                    double least_separability, WorkWatch* watch = nullptr) const;

 private:
  // L^-1 X'z: one line of candidates for each column of the model, in blocks of group_lanes candidates.
  std::vector<double> reduced_products() const;

  const GroupCandidates* candidates_;
  NuisanceModel model_;
  std::vector<std::shared_ptr<const std::vector<double>>> products_;
};

}  // namespace potensial::stats
