#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "catalogue/catalogue.hpp"
#include "catalogue/code_sets.hpp"
#include "catalogue/collections.hpp"

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
