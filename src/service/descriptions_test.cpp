#include "service/descriptions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "catalogue/messages.hpp"
#include "insight/acquisition_page.hpp"
#include "insight/attendance_page.hpp"
#include "insight/completeness_page.hpp"
#include "insight/curriculum_page.hpp"
#include "insight/exclusions_page.hpp"
#include "insight/gaps_page.hpp"
#include "insight/trends_page.hpp"
#include "report/page_faults.hpp"
#include "report/terminal.hpp"

namespace potensial::service {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

const catalogue::Messages& described_messages() {
  static const auto messages = catalogue::Messages::load(fs::path(POTENSIAL_ROOT) / "catalogue/messages").value();
  return messages;
}

class DescriptionsTest : public testing::Test {
 protected:
  void SetUp() override { fs::remove_all(folder); }
  void TearDown() override { fs::remove_all(folder); }

  std::string refusal(std::string_view name, const DescriptionRequest& request) {
    const auto page = described_page(home, name, request);
    return page ? "a page" : page.error().code;
  }

  fs::path folder = fs::temp_directory_path() / ("potensial-descriptions-test-" + std::to_string(::getpid()));
  catalogue::Catalogue definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
  Home home = Home::open(folder, definitions, 1).value();
};

insight::DescribedScope scope_of_school(bool beside) {
  insight::DescribedScope scope;
  scope.noun = "school";
  scope.organisation = "6802801";
  scope.name = {"Ysgol y Bryn", "Ysgol y Bryn"};
  scope.population = {"Wales", "Cymru"};
  scope.is_population = !beside;
  scope.stage = {"key stage 2", "cyfnod allweddol 2"};
  scope.year = {2010};
  scope.loads = {3};
  return scope;
}

std::vector<std::string> faults(const Page& page) { return report::page_faults(page, described_messages()); }

}  // namespace

TEST_F(DescriptionsTest, AnUnknownPageScopeOrIndicatorIsRefused) {
  EXPECT_EQ(refusal("ranking", {}), "describe.unknown-page");
  EXPECT_EQ(refusal("attendance", {.scope = "999"}), "describe.unknown-scope");
  EXPECT_EQ(refusal("definition", {.indicator = "ks9-magic"}), "describe.unknown-indicator");
}

TEST_F(DescriptionsTest, AnEmptyHomeSaysThatNothingIsLoaded) {
  for (const auto name : described_page_names())
    if (name != "definition") {
      EXPECT_EQ(refusal(name, {}), "describe.nothing-loaded") << name;
    }
}

TEST_F(DescriptionsTest, EveryRefusalHasItsSentence) {
  for (const auto* code : {"unknown-page", "unknown-scope", "nothing-loaded", "unknown-indicator", "unknown-characteristic", "unknown-level", "no-share"})
    EXPECT_TRUE(described_messages().has(std::string("describe.") + code)) << code;
}

TEST_F(DescriptionsTest, TheDefinitionOfAnIndicatorCanBeReadBeforeAnythingIsLoaded) {
  for (const auto* id : {"ks2-mathematics", "ks4-level2-inclusive", "persistent-absence", "exclusion-any"}) {
    const auto page = described_page(home, "definition", {.indicator = id});
    ASSERT_TRUE(page) << id;
    EXPECT_THAT(faults(*page), IsEmpty()) << id;
  }
}

TEST_F(DescriptionsTest, ADefinitionPageNamesEveryVersion) {
  const auto page = described_page(home, "definition", {.indicator = "persistent-absence"}).value();
  const auto text = report::terminal_text(page, report::Words(described_messages(), Language::en), 200);
  EXPECT_THAT(text, HasSubstr("20%"));
  EXPECT_THAT(text, HasSubstr("10%"));
}

TEST(DescribedPages, AttendanceIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::AttendancePageInput attendance{.scope = scope_of_school(beside)};
    attendance.years = {{{2009}, {.learners = 9}, {.learners = 90}, 1}, {{2010}, {.learners = 9, .by_code = {{"I", 0.1}}}, {.learners = 90}, 2}};
    attendance.groups = {{{{"sex", "rhyw"}, {"girls", "merched"}}, {.learners = 4}}};
    EXPECT_THAT(faults(insight::attendance_page(attendance)), IsEmpty());
  }
}

TEST(DescribedPages, ExclusionsIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::ExclusionsPageInput exclusions{.scope = scope_of_school(beside)};
    exclusions.years = {{{2009}, {}, {}}, {{2010}, {}, {}}};
    exclusions.pooled = {{2009}, {2010}};
    exclusions.own.by_reason = {{"BU", 2}, {"", 1}};
    exclusions.own.permanent = {3, 10};
    EXPECT_THAT(faults(insight::exclusions_page(exclusions)), IsEmpty());
  }
}

TEST(DescribedPages, CurriculumIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::CurriculumPageInput curriculum{.scope = scope_of_school(beside)};
    curriculum.years = {{{2009}, 9, 1, 2, 2, {}}, {{2010}, 9, 1, 2, 2, {{"MAT", 1, 9, 9, 1, 0.7, 1}}}};
    curriculum.population = curriculum.years;
    curriculum.groups = {{{"sex", "rhyw"}, {{"sex", "F", {"girls", "merched"}}}, {curriculum.years.back()}}};
    EXPECT_THAT(faults(insight::curriculum_page(curriculum)), IsEmpty());
  }
}

TEST(DescribedPages, AcquisitionIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::AcquisitionPageInput acquisition{.scope = scope_of_school(beside)};
    acquisition.by_arrival = {{"under-12", 12}, {"12-35", 3}, {"36-more", 3}, {"not-arrived", 3}};
    acquisition.by_stage = {{"A", 12, 0.5, 0.3, 0.7}, {"N", 30, 0.8, 0.7, 0.9}};
    acquisition.by_stage_population = acquisition.by_stage;
    acquisition.followed = {{"ks1-language", acquisition.by_stage}, {"ks2-language", acquisition.by_stage}};
    EXPECT_THAT(faults(insight::acquisition_page(acquisition)), IsEmpty());
  }
}

TEST(DescribedPages, GapsIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::GapsPageInput gaps{.scope = scope_of_school(beside)};
    const insight::SharesGap gap{12, 30, 1, 0.5, 0.8, -0.3, -0.5, 0.1};
    gaps.groups = {{{}, gap}};
    gaps.stories = {{{}, {{"ks2-csi", gap}}, {{{2009}, gap, gap}, {{2010}, gap, gap}}, {{"6802801", gap}}}};
    EXPECT_THAT(faults(insight::gaps_page(gaps)), IsEmpty());
  }
}

TEST(DescribedPages, TrendsIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::TrendsPageInput trends{.scope = scope_of_school(beside)};
    insight::TrendOfIndicator trend;
    trend.indicator.id = "ks2-mathematics";
    trend.own.levels = {0, 4};
    trend.own.years = {{.year = {2009}, .learners = 9, .share = 0.5, .levels = {0.5, 0.5}}, {.year = {2010}, .learners = 9, .share = 0.6, .levels = {0.4, 0.6}}};
    trend.own.changes = {{.from = {2009}, .to = {2010}}};
    trends.trends = {trend};
    EXPECT_THAT(faults(insight::trends_page(trends)), IsEmpty());
  }
}

TEST(DescribedPages, CompletenessIsSoundWithAndWithoutAPopulationBesideIt) {
  for (const bool beside : {false, true}) {
    insight::CompletenessPageInput completeness{.scope = scope_of_school(beside)};
    completeness.characteristics = {{"fsm", {"free school meals", "prydau ysgol am ddim"}, {"search", "groups", "circumstances", "families"}}, {"sex", {"sex", "rhyw"}, {}}};
    completeness.whole = {{"", "fsm", 10, 4}, {"", "sex", 10, 2}};
    completeness.parts = {{"6802801", "fsm", 10, 4}, {"6802801", "sex", 10, 2}};
    completeness.never_loaded = {{"young carer", "gofalwr ifanc"}};
    EXPECT_THAT(faults(insight::completeness_page(completeness)), IsEmpty());
  }
}

}  // namespace potensial::service
