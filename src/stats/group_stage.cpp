#include "stats/group_stage.hpp"

#include <algorithm>
#include <utility>

#include "stats/group_choice.hpp"

namespace potensial::stats {
namespace group_stage_detail {

constexpr double no_longer_passes = 0.05;

struct Waiting {  // a group that passed at the start and is not told yet
  std::size_t candidate;
  double p;
};

class Stage {
 public:
  Stage(const GroupCandidates& candidates, const std::vector<ColumnPointer>& base, const SignPatterns& patterns,
        const StageSettings& settings)
      : candidates_(candidates), base_(candidates, base), patterns_(patterns), settings_(settings) {
    normal_scores_ = candidates.rows().outcome;
    base_.model().residualise(normal_scores_);
    normal_scores_ = tie_broken_normal_scores(candidates.rows(), normal_scores_);
  }

  StageResult run() {
    forward();
    if (!goes_on()) return {};
    give_waiting_to_nearest();
    look_back();
    return std::move(result_);
  }

 private:
  GroupScores score(const StageModel& model) const {
    return model.score(normal_scores_, patterns_, settings_.least_separability, settings_.watch);
  }
  GroupChoice choice(const StageModel& model, const GroupScores& scores) const {
    return {candidates_, model.model(), scores, settings_.level, settings_.fewest_conditions};
  }
  StageColumn column(std::size_t c) const {
    return stage_column(candidates_, group_column(candidates_.rows(), candidates_.where(c)));
  }

  bool goes_on() const { return !stopped(settings_.watch); }
  void forward();
  void note_start(const GroupScores& scores);
  void accept(std::size_t c, StageColumn column, const GroupScores& scores);
  void fold_waiting(const GroupScores& scores);
  void give_waiting_to_nearest();
  void look_back();
  bool broader_may_do(std::size_t c, const NuisanceModel& others) const;
  void look_back(std::size_t story, const StageModel& others);
  void restate(std::size_t story, std::size_t c, std::size_t broader, const GroupScores& scores);
  AcceptedGroup described(std::size_t c, const GroupScores& scores) const;

  const GroupCandidates& candidates_;
  StageModel base_;
  const SignPatterns& patterns_;
  const StageSettings& settings_;
  std::vector<double> normal_scores_;
  std::vector<Waiting> waiting_;
  std::vector<std::size_t> accepted_;  // candidates, beside result_.accepted
  std::vector<StageColumn> columns_;   // theirs
  StageResult result_;
};

void Stage::forward() {
  enter(settings_.watch, settings_.fewest_conditions == 1 ? "single" : "combined");
  auto model = base_;
  auto scores = score(model);
  note_start(scores);
  while (accepted_.size() < settings_.max_stories && goes_on()) {
    const auto chosen = choice(model, scores).choose();
    if (!chosen) return;
    auto added = column(*chosen);
    if (!model.add(added)) return;
    accept(*chosen, std::move(added), scores);
    scores = score(model);
    fold_waiting(scores);
  }
}

void Stage::note_start(const GroupScores& scores) {
  for (std::size_t c = 0; c < candidates_.size(); ++c) {
    result_.tested += scores.tested[c];
    if (scores.tested[c] && scores.p[c] <= settings_.level) waiting_.push_back({c, scores.p[c]});
    if (!scores.tested[c])
      result_.not_separable.push_back({candidates_.where(c), candidates_.members(c),
                                       std::max(scores.variance[c], 0.0) / candidates_.members(c), {}});
  }
}

AcceptedGroup Stage::described(std::size_t c, const GroupScores& scores) const {
  return {candidates_.where(c), scores.t[c], scores.z[c], scores.p[c], scores.variance[c] / candidates_.members(c), {}};
}

void Stage::accept(std::size_t c, StageColumn column, const GroupScores& scores) {
  accepted_.push_back(c);
  columns_.push_back(std::move(column));
  result_.accepted.push_back(described(c, scores));
  std::erase_if(waiting_, [&](const Waiting& group) { return group.candidate == c; });
}

void Stage::fold_waiting(const GroupScores& scores) {
  auto& folded = result_.accepted.back().folded;
  std::erase_if(waiting_, [&](const Waiting& group) {
    const auto c = group.candidate;
    if (scores.tested[c] && scores.p[c] <= no_longer_passes) return false;
    folded.push_back({candidates_.where(c), candidates_.members(c), group.p,
                      scores.tested[c] ? FoldedAs::explained : FoldedAs::cannot_be_told_apart});
    return true;
  });
}

// Groups that stopped short of 0.05 when the last story had been accepted.
void Stage::give_waiting_to_nearest() {
  if (accepted_.empty()) return;
  for (const auto& group : waiting_) {
    const auto& where = candidates_.where(group.candidate);
    const auto nearness = [&](const AcceptedGroup& story) { return jaccard(candidates_.rows(), where, story.where); };
    auto& nearest = *std::ranges::max_element(result_.accepted, {}, nearness);
    nearest.folded.push_back({where, candidates_.members(group.candidate), group.p, FoldedAs::explained});
  }
}

// Step 7: with all other stories known, does the narrower statement still stand?
void Stage::look_back() {
  enter(settings_.watch, settings_.fewest_conditions == 1 ? "single-again" : "combined-again");
  auto before = base_;
  for (std::size_t story = 0; story < accepted_.size() && goes_on(); ++story) {
    if (candidates_.where(accepted_[story]).size() > settings_.fewest_conditions) {
      auto others = before;
      for (auto later = story + 1; later < columns_.size(); ++later) others.add(columns_[later]);
      look_back(story, others);
    }
    before.add(columns_[story]);
  }
}

// Most stories need no draws of all candidates: nothing broader comes near them.
bool Stage::broader_may_do(std::size_t c, const NuisanceModel& others) const {
  auto residual = normal_scores_;
  others.residualise(residual);
  return may_be_said_broader(candidates_, others, residual, c, settings_.fewest_conditions);
}

void Stage::look_back(std::size_t story, const StageModel& others) {
  const auto c = accepted_[story];
  if (!broader_may_do(c, others.model())) return;
  const auto scores = score(others);
  if (!scores.tested[c]) return;
  const auto broader = choice(others, scores).simplest(c);
  if (broader != c) restate(story, c, broader, scores);
}

void Stage::restate(std::size_t story, std::size_t c, std::size_t broader, const GroupScores& scores) {
  for (auto& other : result_.accepted)
    std::erase_if(other.folded, [&](const FoldedGroup& group) { return group.where == candidates_.where(broader); });
  auto restated = described(broader, scores);
  restated.folded = std::move(result_.accepted[story].folded);
  restated.folded.push_back(
      {candidates_.where(c), candidates_.members(c), result_.accepted[story].p, FoldedAs::broader_wording});
  result_.accepted[story] = std::move(restated);
  accepted_[story] = broader;
  columns_[story] = column(broader);
}

}  // namespace group_stage_detail

StageResult run_stage(const GroupCandidates& candidates, const std::vector<ColumnPointer>& base,
                      const SignPatterns& patterns, const StageSettings& settings) {
  return group_stage_detail::Stage(candidates, base, patterns, settings).run();
}

double jaccard(const GroupRows& rows, const Conditions& one, const Conditions& other) {
  std::size_t both = 0, either = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool here = rows.holds(row, one), there = rows.holds(row, other);
    both += here && there;
    either += here || there;
  }
  return either ? static_cast<double>(both) / static_cast<double>(either) : 0;
}

}  // namespace potensial::stats
