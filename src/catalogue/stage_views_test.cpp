#include "catalogue/stage_views.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "catalogue/indicators.hpp"
#include "catalogue/key_stages.hpp"

namespace potensial::catalogue {

TEST(StageViews, NameStagesAndIndicatorsThatAreDefined) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue");
  ASSERT_TRUE(catalogue) << catalogue.error().code;
  const Date census(2010, 1, 15);
  const auto views = stage_views_on(*catalogue, census);
  const auto stages = key_stages_on(*catalogue, census);
  const auto indicators = indicators_on(*catalogue, census);
  ASSERT_TRUE(views && stages && indicators);
  EXPECT_GE(views->size(), 4u);
  for (const auto& view : *views) {
    EXPECT_TRUE(std::ranges::any_of(*stages, [&](const auto& each) { return each.id == view.stage; })) << view.stage;
    for (const auto* list : {&view.searched, &view.shown, &view.measures})
      for (const auto& id : *list) {
        const auto found = std::ranges::find(*indicators, id, &Indicator::id);
        ASSERT_NE(found, indicators->end()) << id;
        EXPECT_TRUE(found->more_is_better) << id << ": a shortfall is below what is expected, so outcomes are named for what is wanted";
      }
  }
}

TEST(StageViews, RefusesAViewThatShowsNothing) {
  const auto definitions = definitions_in("- {kind: stage-view, id: ks2, version: 1, name: {en: a, cy: b}, source: s, example: e}", "x.yaml");
  ASSERT_TRUE(definitions);
  EXPECT_EQ(read_stage_view(definitions->front()).error().code, "catalogue.member-missing");
}

}  // namespace potensial::catalogue
