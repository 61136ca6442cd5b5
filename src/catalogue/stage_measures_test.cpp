#include "catalogue/stage_measures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace potensial::catalogue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Indicator measure(std::string id, std::string aggregate) {
  Indicator made;
  made.id = std::move(id);
  made.name = {"Attendance", "Presenoldeb"};
  made.items = {{.name = "item", .collection = "attendance", .of = "present", .aggregate = std::move(aggregate)}};
  return made;
}

struct Stage {
  StageView view{.stage = "ks2", .name = {"Key Stage 2", "Cyfnod Allweddol 2"}, .searched = {"ks2-points"}, .shown = {"ks2-csi"}, .measures = {"attendance", "not-excluded", "unheard-of"}};
  std::vector<Indicator> indicators{measure("attendance", "sum"), measure("not-excluded", "count"), Indicator{.id = "ks2-points", .stage = "ks2", .priors = {"ks1-points"}}};
};

}  // namespace

TEST(StageMeasures, StartWhereTheAttainmentOfTheStageStarts) {
  const Stage stage;
  const auto made = measures_at_stages(std::span(&stage.view, 1), stage.indicators);
  ASSERT_EQ(made.size(), 2u);
  EXPECT_EQ(made[0].id, "ks2-attendance");
  EXPECT_EQ(made[0].measure, "attendance");
  EXPECT_EQ(made[0].stage, "ks2");
  EXPECT_EQ(made[0].name.cy, "Presenoldeb, Cyfnod Allweddol 2");
  EXPECT_THAT(made[0].priors, ElementsAre("ks1-points"));
  EXPECT_EQ(made[0].previous, "attendance");
  EXPECT_TRUE(made[0].is_measure());
  EXPECT_FALSE(stage.indicators[2].is_measure());
}

TEST(StageMeasures, OneThatCountsRowsHasNoEarlierStandard) {
  const Stage stage;
  EXPECT_THAT(measures_at_stages(std::span(&stage.view, 1), stage.indicators)[1].previous, IsEmpty());
}

TEST(StageMeasures, AreAskedForByEitherId) {
  const Stage stage;
  EXPECT_THAT(outcomes_searched(stage.view), ElementsAre("ks2-points", "ks2-attendance", "ks2-not-excluded", "ks2-unheard-of"));
  EXPECT_EQ(outcome_at_stage(stage.view, "attendance"), "ks2-attendance");
  EXPECT_EQ(outcome_at_stage(stage.view, "ks2-attendance"), "ks2-attendance");
  EXPECT_EQ(outcome_at_stage(stage.view, "ks2-csi"), "ks2-csi");
  EXPECT_EQ(outcome_at_stage(stage.view, "ks3-attendance"), std::nullopt);
}

}  // namespace potensial::catalogue
