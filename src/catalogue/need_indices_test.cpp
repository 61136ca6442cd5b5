#include "catalogue/need_indices.hpp"

#include <gtest/gtest.h>

namespace potensial::catalogue {
namespace need_indices_test {

std::string yaml_of(int version, const std::string& days, const std::string& measures) {
  return "- {kind: need-index, id: n, version: " + std::to_string(version) + ", name: {en: n, cy: n}, source: s, example: e, " + days +
         "remark: {en: r, cy: r}, measures: [" + measures + "]}\n";
}

std::string measure(const std::string& id, const std::string& weight, const std::string& more = "") {
  return "{id: " + id + ", name: {en: m, cy: m}, weight: " + weight + more + "}";
}

std::string two(const std::string& first, const std::string& second) { return measure("fsm", first) + ", " + measure("below", second, ", outcomes: [ks2-csi]"); }

Catalogue catalogue_of(const std::string& yaml) { return *Catalogue::of(*definitions_in(yaml, "n.yaml")); }

std::string refused(const std::string& measures) {
  const auto read = need_index_on(catalogue_of(yaml_of(1, "", measures)), Date(2010, 1, 15));
  return read ? "" : read.error().code;
}

TEST(NeedIndices, TellCharacteristicsFromOutcomes) {
  const auto index = need_index_on(catalogue_of(yaml_of(1, "", two("700000", "300000"))), Date(2010, 1, 15)).value();
  ASSERT_EQ(index.measures.size(), 2u);
  EXPECT_FALSE(index.measures[0].of_outcomes());
  EXPECT_TRUE(index.measures[1].of_outcomes());
  EXPECT_EQ(index.measures[1].weight, 300'000);
}

TEST(NeedIndices, RefuseWeightsThatDoNotMakeAWhole) {
  EXPECT_EQ(refused(two("700000", "299999")), "need-index.weights-sum");
  EXPECT_EQ(refused(two("1000000", "0")), "catalogue.member-bad");
  EXPECT_EQ(refused(two("1000001", "-1")), "catalogue.member-bad");
  EXPECT_EQ(refused(measure("fsm", "500000") + ", " + measure("fsm", "500000")), "catalogue.code-twice");
}

TEST(NeedIndices, RefuseMoreCharacteristicsThanALearnerCarries) {
  std::string nine = measure("m0", "200000");
  for (int i = 1; i < 9; ++i) nine += ", " + measure("m" + std::to_string(i), "100000");
  EXPECT_EQ(refused(nine), "need-index.too-many");
}

TEST(NeedIndices, CountAsManyYearsAsTheySay) {
  const auto years = [](const std::string& said) {
    const auto index = need_index_on(catalogue_of(yaml_of(1, said, two("700000", "300000"))), Date(2010, 1, 15));
    return index ? std::to_string(index->years) : index.error().code;
  };
  EXPECT_EQ(years(""), "1");
  EXPECT_EQ(years("years: 3, "), "3");
  EXPECT_EQ(years("years: 0, "), "catalogue.member-bad");
  EXPECT_EQ(years("years: 6, "), "catalogue.member-bad");
}

TEST(NeedIndices, AnEarlierYearKeepsItsVersion) {
  const auto catalogue = catalogue_of(yaml_of(1, "from: 2000-01-01, to: 2008-12-31, ", two("700000", "300000")) + yaml_of(2, "from: 2009-01-01, ", two("600000", "400000")));
  EXPECT_EQ(need_index_on(catalogue, Date(2008, 1, 15)).value().version, 1);
  EXPECT_EQ(need_index_on(catalogue, Date(2010, 1, 15)).value().version, 2);
  EXPECT_EQ(need_index_on(catalogue, Date(1999, 1, 15)).error().code, "need-index.none");
  EXPECT_EQ(need_index_version(catalogue, "n", 1).value().measures.front().weight, 700'000);
  EXPECT_EQ(need_index_version(catalogue, "n", 3).error().code, "need-index.unknown");
}

}  // namespace need_indices_test
}  // namespace potensial::catalogue
