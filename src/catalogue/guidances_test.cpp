#include "catalogue/guidances.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalogue/funds.hpp"

namespace potensial::catalogue {
namespace guidances_test {

const std::string code_sets =
    "- {kind: code-set, id: areas, version: 1, name: {en: a, cy: a}, source: s, example: e, to: 2012-03-31, codes: ["
    "{code: A, name: {en: first, cy: cyntaf}}, {code: B, name: {en: second, cy: ail}}]}\n"
    "- {kind: code-set, id: initiatives, version: 1, name: {en: a, cy: a}, source: s, example: e, to: 2012-03-31, codes: ["
    "{code: x, name: {en: x, cy: x}, group: B}, {code: y, name: {en: y, cy: y}, group: B}]}\n"
    "- {kind: code-set, id: lost, version: 1, name: {en: a, cy: a}, source: s, example: e, codes: [{code: z, name: {en: z, cy: z}, group: C}]}\n";

std::string yaml_of(const std::string& id, const std::string& year, const std::string& more = "", const std::string& total = "1,000.50", int version = 1) {
  return "- {kind: guidance, id: " + id + ", version: " + std::to_string(version) + ", name: {en: n, cy: n}, source: s, example: e, fund: f, year: " + year +
         ", total: \"" + total + "\", rate: 62.55, most-priorities: 1" + more + (version == 1 ? ", to: 2011-06-30}\n" : ", from: 2011-07-01}\n");
}

Catalogue catalogue_of(const std::string& yaml) { return Catalogue::of(*definitions_in(code_sets + yaml, "g.yaml")).value(); }

std::string refused(const std::string& more) {
  const auto catalogue = catalogue_of(yaml_of("g", "2010-11", more));
  const auto read = guidance_named(catalogue, "g");
  return read ? "" : read.error().code;
}

TEST(Guidances, AreReadToThePennyAndTheHundredthOfAPercent) {
  const auto catalogue = catalogue_of(yaml_of("g", "2010-11", ", deadlines: {submission: 2010-02-26}, formula: [{id: lump, weight: 3}],"
                                                              "priorities: [{id: p, name: {en: p, cy: p}, amount: 0.50}]"));
  const auto guidance = guidance_named(catalogue, "g").value();
  EXPECT_EQ(guidance.total, Pence{100'050});
  EXPECT_EQ(guidance.rate, 6255);
  EXPECT_EQ(guidance.year, FinancialYear{2010});
  EXPECT_EQ(guidance.priorities.front().amount, Pence{50});
  EXPECT_EQ(guidance.formula.front().weight, 3);
  EXPECT_EQ(guidance.last_day("submission"), Date(2010, 2, 26));
  EXPECT_GT(guidance.last_day("assessment"), Date(2999, 1, 1));
}

TEST(Guidances, TakeTheCodesOfTheFirstDayOfTheirYear) {
  const auto catalogue = catalogue_of(yaml_of("g", "2010-11", ", areas: areas, initiatives: initiatives"));
  const auto areas = guidance_named(catalogue, "g").value().areas;
  ASSERT_EQ(areas.size(), 2u);
  EXPECT_TRUE(areas[0].initiatives.empty());
  EXPECT_EQ(areas[1].initiatives.at(1).code, "y");
  EXPECT_EQ(guidance_named(catalogue_of(yaml_of("g", "2012-13", ", areas: areas")), "g").error().code, "guidance.code-set-unknown");
}

TEST(Guidances, RefuseWhatTheyCannotMean) {
  const std::string two = ", priorities: [{id: p, name: {en: p, cy: p}}, {id: q, name: {en: q, cy: q}}]";
  EXPECT_EQ(refused(""), "");
  EXPECT_EQ(refused(two), "guidance.too-many-priorities");
  EXPECT_EQ(refused(", priorities: [{id: p, name: {en: p, cy: p}, amount: \"1,000.51\"}]"), "guidance.priorities-above-total");
  EXPECT_EQ(refused(", priorities: [{id: p, name: {en: p, cy: p}, amount: 12.345}]"), "catalogue.member-bad");
  EXPECT_EQ(refused(", areas: areas, initiatives: lost"), "guidance.initiative-without-area");
  EXPECT_EQ(refused(", areas: no-such"), "guidance.code-set-unknown");
  EXPECT_EQ(refused(", deadlines: {submission: soon}"), "catalogue.member-bad");
  EXPECT_EQ(refused(", formula: [{id: lump, weight: -1}]"), "catalogue.member-bad");
  EXPECT_EQ(refused(", formula: [{id: lump, weight: 1}, {id: lump, weight: 2}]"), "catalogue.code-twice");
  EXPECT_EQ(refused(", spend: [{code: a, name: {en: a, cy: a}, eligible: true}]"), "catalogue.language-missing");
  EXPECT_EQ(refused(", purpose: x"), "catalogue.member-unknown");
}

TEST(Guidances, OfAFundStandByYearTheLatestFirstInTheirNewestVersion) {
  const auto catalogue = catalogue_of(yaml_of("a", "2009-10") + yaml_of("b", "2010-11") + yaml_of("b", "2010-11", "", "7.00", 2));
  const auto all = guidances_of(catalogue, "f").value();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].version, 2);
  EXPECT_EQ(all[1].id, "a");
  EXPECT_TRUE(guidances_of(catalogue, "other").value().empty());
  EXPECT_EQ(guidance_of(catalogue, "f", FinancialYear{2010}).value().total, Pence{700});
  EXPECT_EQ(guidance_named(catalogue, "b", 1).value().total, Pence{100'050});
  EXPECT_EQ(guidance_of(catalogue, "f", FinancialYear{2011}).error().code, "guidance.none-for-year");
  EXPECT_EQ(guidance_named(catalogue, "c").error().code, "guidance.unknown");
}

// Sums of the published report; grant and contribution by hand.
TEST(RealGuidances, AreReadAndTheirExamplesHold) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto definitions = catalogue.of_kind("guidance");
  EXPECT_GE(definitions.size(), 3u);
  for (const auto* each : definitions) {
    const auto guidance = read_guidance(catalogue, *each);
    ASSERT_TRUE(guidance) << each->id << " " << guidance.error().code;
    const auto example = [&](const char* name) { return static_cast<std::int64_t>(each->body.find("example")->number(name).value_or(-1)); };
    std::size_t initiatives = 0;
    for (const auto& area : guidance->areas) initiatives += area.initiatives.size();
    EXPECT_EQ(guidance->total.count, example("total")) << each->id;
    EXPECT_EQ(guidance->total.count * guidance->rate, example("grant") * 10'000) << each->id;
    EXPECT_EQ(example("grant") + example("contribution"), guidance->total.count) << each->id;
    EXPECT_EQ(static_cast<std::int64_t>(guidance->areas.size()), example("areas")) << each->id;
    EXPECT_EQ(static_cast<std::int64_t>(initiatives), example("initiatives")) << each->id;
    EXPECT_TRUE(catalogue.newest("fund", guidance->fund)) << each->id;
    for (const auto& part : guidance->formula)
      EXPECT_TRUE(part.id == "learners" || part.id == "lump" || catalogue.newest("characteristic", part.id)) << each->id << " " << part.id;
  }
}

TEST(RealGuidances, NameFormsAndStagesThatExist) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  for (const auto* each : catalogue.of_kind("guidance"))
    for (const auto& [member, kind] : {std::pair{"form", "form"}, {"assessment-form", "form"}, {"stages", "stages"}, {"assessment-stages", "stages"}})
      EXPECT_TRUE(each->body.text(member).empty() || catalogue.newest(kind, each->body.text(member))) << each->id << " " << member;
}

TEST(RealGuidances, TheAreaWithTheCurriculumHasTheCodeOfItsYear) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto area = [&](std::int16_t begins, const char* code) {
    const auto areas = guidance_of(catalogue, "better-schools-fund", FinancialYear{begins}).value().areas;
    const auto found = std::ranges::find(areas, code, &ActivityArea::code);
    return found == areas.end() ? 0 : found->initiatives.size();
  };
  EXPECT_EQ(area(2006, "1C"), 6u);
  EXPECT_EQ(area(2006, "2C"), 0u);
  EXPECT_EQ(area(2007, "2C"), 5u);
}

}  // namespace guidances_test
}  // namespace potensial::catalogue
