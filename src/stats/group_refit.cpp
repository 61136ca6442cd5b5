#include "stats/group_refit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "stats/gap_estimate.hpp"

namespace potensial::stats {
namespace group_refit_detail {

struct Story {
  GroupStory told;
  ColumnPointer column;
  bool main = false;
  bool alone = false;  // its interval holds 0, and no other story shares members with it
};

bool holds_zero(const Interval& interval) { return !(interval.low > 0 || interval.high < 0); }

class Refit {
 public:
  Refit(const RefitInput& input, std::vector<AcceptedGroup> main, std::vector<AcceptedGroup> separate)
      : input_(input), given_(model_of({&input.given})), both_(model_of({&input.given, &input.levels})) {
    for (auto& group : main) take(std::move(group), true);
    for (auto& group : separate) take(std::move(group), false);
  }

  RefitStories run() {
    while (estimate_own(), fold_weakest()) {
    }
    describe();
    return sorted();
  }

 private:
  NuisanceModel model_of(std::vector<const std::vector<ColumnPointer>*> lists) const {
    NuisanceModel model(*input_.rows);
    for (const auto* list : lists)
      for (const auto& column : *list) model.add(column);
    return model;
  }
  void take(AcceptedGroup group, bool main);
  void estimate_own();
  void estimate_own(bool main, NuisanceModel model);
  bool fold_weakest();
  Story* nearest(const Story& story);
  void describe();
  void describe(Story& story, const std::vector<double>& pooled);
  RefitStories sorted();

  const RefitInput& input_;
  NuisanceModel given_, both_;
  std::vector<Story> stories_;
};

void Refit::take(AcceptedGroup group, bool main) {
  Story story{.column = group_column(*input_.rows, group.where), .main = main};
  const auto layout = group_layout(*input_.rows, story.column->members);
  story.told.where = std::move(group.where);
  story.told.members = layout.members;
  story.told.clusters = layout.clusters;
  story.told.share_without_peers = layout.share_without_peers;
  story.told.t = group.t;
  story.told.z = group.z;
  story.told.p = group.p;
  story.told.separability = group.separability;
  story.told.folded = std::move(group.folded);
  stories_.push_back(std::move(story));
}

void Refit::estimate_own() {
  estimate_own(true, given_);
  estimate_own(false, both_);
}

// Own increments of the stories of one stage beside all other stories. Main levels span the main stories.
void Refit::estimate_own(bool main, NuisanceModel model) {
  std::vector<Story*> fitted;
  std::vector<std::size_t> places;
  for (auto& story : stories_) {
    if (story.main == main) story.told.own = {};
    const bool added = (main || !story.main) && model.add(story.column);
    if (!added || story.main != main) continue;
    fitted.push_back(&story);
    places.push_back(model.size() - 1);
  }
  const auto fits = model.coefficients(places, input_.rows->outcome);
  for (std::size_t k = 0; k < fitted.size(); ++k)
    fitted[k]->told.own =
        cluster_interval(fits[k].estimate, fits[k].variance, fits[k].scores, fitted[k]->told.clusters);
}

// Whether a story was folded, so that the others must be fitted again.
bool Refit::fold_weakest() {
  Story* weakest = nullptr;
  const auto strength = [](const Story& story) {
    return story.told.own.se > 0 ? std::abs(story.told.own.estimate) / story.told.own.se : 0.0;
  };
  for (auto& story : stories_)
    if (holds_zero(story.told.own) && !story.alone && (!weakest || strength(story) < strength(*weakest)))
      weakest = &story;
  if (!weakest) return false;
  if (auto* into = nearest(*weakest)) {
    auto& folded = into->told.folded;
    folded.push_back({weakest->told.where, weakest->told.members, weakest->told.p, FoldedAs::no_longer_clear});
    std::ranges::move(weakest->told.folded, std::back_inserter(folded));
    stories_.erase(stories_.begin() + (weakest - stories_.data()));
  } else {
    weakest->alone = true;
  }
  return true;
}

Story* Refit::nearest(const Story& story) {
  Story* best = nullptr;
  double most = 0;
  for (auto& other : stories_) {
    if (&other == &story) continue;
    const double shared = jaccard(*input_.rows, story.told.where, other.told.where);
    if (shared > most) {
      most = shared;
      best = &other;
    }
  }
  return best;
}

void Refit::describe() {
  const auto pooled = pooled_residuals(*input_.rows);
  for (auto& story : stories_) describe(story, pooled);
}

void Refit::describe(Story& story, const std::vector<double>& pooled) {
  auto& told = story.told;
  auto model = given_;
  if (model.add(story.column)) {
    const auto fit = model.coefficients(std::array{model.size() - 1}, input_.rows->outcome).front();
    told.gap = cluster_interval(fit.estimate, fit.variance, fit.scores, told.clusters);
  }
  told.total = plain_difference(*input_.rows, story.column->members, pooled);
  told.carried = told.total.estimate - told.gap.estimate;
  const double size = told.where.size() > 1 ? told.own.estimate : told.gap.estimate;
  told.kind = story.alone              ? StoryKind::unclear
              : told.own.estimate > 0  ? StoryKind::better
              : size <= -input_.delta  ? StoryKind::finding
                                       : StoryKind::small;
}

RefitStories Refit::sorted() {
  RefitStories result;
  for (auto& story : stories_) (story.main ? result.main : result.separate).push_back(std::move(story.told));
  return result;
}

}  // namespace group_refit_detail

RefitStories refit_stories(const RefitInput& input, std::vector<AcceptedGroup> main,
                           std::vector<AcceptedGroup> separate) {
  return group_refit_detail::Refit(input, std::move(main), std::move(separate)).run();
}

}  // namespace potensial::stats
