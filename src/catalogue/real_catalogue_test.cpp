#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

#include "catalogue/catalogue.hpp"
#include "catalogue/characteristics.hpp"
#include "catalogue/code_sets.hpp"
#include "catalogue/collections.hpp"
#include "catalogue/indicators.hpp"
#include "catalogue/key_stages.hpp"

namespace potensial::catalogue {
namespace {

std::string sentence(const Refusal& refusal) {
  auto said = refusal.code;
  for (const auto& [name, value] : refusal.arguments) said += " " + name + "=" + value;
  return said;
}

class RealCatalogue : public testing::Test {
 protected:
  static const Catalogue& real() {
    static const auto loaded = Catalogue::load(POTENSIAL_ROOT "/catalogue");
    if (!loaded) throw std::runtime_error(sentence(loaded.error()));
    return *loaded;
  }
};

void expect_example(const CodeSet& set, const Definition& definition) {
  const auto& example = *definition.body.find("example");
  const auto* code = set.find(example.text("code"));
  ASSERT_TRUE(code) << definition.file;
  EXPECT_TRUE(code->name.en == example.text("means") || code->name.cy == example.text("means")) << definition.file;
  EXPECT_EQ(code->group, example.text("group", code->group)) << definition.file;
  if (example.find("number")) {
    EXPECT_EQ(code->number, example.number("number")) << definition.file;
  }
  if (example.text("status") == "not-collected") {
    EXPECT_EQ(code->status, ResultStatus::not_collected) << definition.file;
  }
}

TEST_F(RealCatalogue, EveryCodeSetIsReadAndItsExampleHolds) {
  const auto definitions = real().of_kind("code-set");
  EXPECT_GE(definitions.size(), 30u);
  for (const auto* each : definitions) {
    const auto set = read_code_set(*each);
    ASSERT_TRUE(set) << sentence(set.error());
    expect_example(*set, *each);
  }
}

TEST_F(RealCatalogue, EveryCollectionIsReadAndItsCodeSetsExist) {
  for (const auto* each : real().of_kind("collection")) {
    const auto collection = read_collection(*each);
    ASSERT_TRUE(collection) << sentence(collection.error());
    for (const auto& column : collection->columns) {
      EXPECT_TRUE(column.codes.empty() || real().newest("code-set", column.codes)) << each->file << " " << column.name;
    }
  }
}

TEST_F(RealCatalogue, EveryKeyStageIsReadAndFollowsOneThatExists) {
  const auto definitions = real().of_kind("key-stage");
  EXPECT_GE(definitions.size(), 10u);
  for (const auto* each : definitions) {
    const auto stage = read_key_stage(*each);
    ASSERT_TRUE(stage) << sentence(stage.error());
    EXPECT_EQ(stage->nc_year, each->body.find("example")->text("ends-in")) << each->file;
    EXPECT_TRUE(stage->previous.empty() || real().newest("key-stage", stage->previous)) << each->file;
  }
}

TEST_F(RealCatalogue, EveryCharacteristicNamesProxiesThatExist) {
  const std::set<std::string> covariates{"area-deprivation", "months-since-arrival"};
  for (const auto* each : real().of_kind("characteristic")) {
    const auto read = read_characteristic(*each);
    ASSERT_TRUE(read) << sentence(read.error());
    for (const auto& proxy : read->proxies) {
      EXPECT_TRUE(covariates.contains(proxy) || real().newest("characteristic", proxy)) << each->file << " " << proxy;
    }
  }
}

TEST_F(RealCatalogue, SearchesTheSixteenCharacteristicsAndHoldsThoseOfTheLearnerRecord) {
  const auto all = *characteristics_on(real(), Date(2010, 1, 12));
  EXPECT_EQ(std::ranges::count_if(all, &Characteristic::searched), 16);
  const auto held = [&](const char* id) { return std::ranges::count(all, id, &Characteristic::id) == 1; };
  for (const auto* id : {"sex", "fsm", "ethnic-group", "english-at-home", "eal-stage", "sen-provision", "looked-after",
                         "young-carer", "traveller", "migrant-worker", "youth-offending", "childrens-home", "teenage-parent",
                         "more-able", "at-risk-of-exclusion", "at-risk-of-disengagement"})
    EXPECT_TRUE(held(id)) << id;
}

TEST_F(RealCatalogue, EveryIndicatorNamesStagesAndIndicatorsThatExist) {
  for (const auto* each : real().of_kind("indicator")) {
    const auto read = read_indicator(*each);
    ASSERT_TRUE(read) << sentence(read.error());
    EXPECT_TRUE(read->stage.empty() || real().newest("key-stage", read->stage)) << each->file;
    auto named = read->priors;
    named.push_back(read->previous);
    named.push_back(read->part_of);
    for (const auto& id : named) EXPECT_TRUE(id.empty() || real().newest("indicator", id)) << each->file << " " << id;
    for (const auto& item : read->items) {
      const auto* collection = real().newest("collection", item.collection);
      ASSERT_TRUE(collection) << each->file << " " << item.collection;
      EXPECT_TRUE(item.code_column.empty() || read_collection(*collection)->find(item.code_column)) << each->file;
    }
  }
}

TEST_F(RealCatalogue, EarlierResultsBelongToThePreviousStage) {
  for (const auto* each : real().of_kind("indicator")) {
    const auto read = *read_indicator(*each);
    if (read.priors.empty()) continue;
    const auto day = each->to ? *each->to : Date(2010, 1, 12);
    const auto stage = *read_key_stage(*real().on("key-stage", read.stage, day));
    for (const auto& prior : read.priors)
      EXPECT_EQ(real().newest("indicator", prior)->body.text("stage"), stage.previous) << each->file << " " << prior;
  }
}

TEST_F(RealCatalogue, EarlierResultsOfEveryYearAreDefinedThoughTheirStageHadEnded) {
  for (int year = 1998; year <= 2026; ++year) {
    const Date census(year, 1, 15);
    const auto current = *indicators_on(real(), census);
    const auto indicators = *indicators_and_earlier_on(real(), census);
    const auto stages = *key_stages_and_previous_on(real(), census);
    for (const auto& each : current)
      for (const auto& prior : each.priors) EXPECT_EQ(std::ranges::count(indicators, prior, &Indicator::id), 1) << year << " " << prior;
    for (const auto& each : indicators)
      EXPECT_TRUE(each.stage.empty() || std::ranges::count(stages, each.stage, &KeyStage::id) == 1) << year << " " << each.id;
  }
}

TEST_F(RealCatalogue, GradePointsOfAYearAreThoseValidThen) {
  const auto points = [&](Date day) { return read_code_set(*real().on("code-set", "gcse-grade", day))->find("C")->number; };
  EXPECT_EQ(points(Date(2006, 8, 31)), 5);
  EXPECT_EQ(points(Date(2006, 9, 1)), 40);
}

TEST_F(RealCatalogue, SpecialNeedsKeepTheirOldCodesBesideTheNewPlans) {
  const auto provision = [&](Date day) { return *read_code_set(*real().on("code-set", "sen-provision", day)); };
  EXPECT_EQ(provision(Date(2010, 1, 12)).find("I"), nullptr);
  EXPECT_TRUE(provision(Date(2022, 1, 12)).find("I"));
  EXPECT_EQ(provision(Date(2022, 1, 12)).find("P")->name.en, "School Action Plus");
  EXPECT_EQ(real().on("code-set", "aln-provision", Date(2010, 1, 12)), nullptr);
}

}  // namespace
}  // namespace potensial::catalogue
