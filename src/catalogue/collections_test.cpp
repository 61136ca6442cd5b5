#include "catalogue/collections.hpp"

#include <gtest/gtest.h>

namespace potensial::catalogue {
namespace {

Result<Collection> collection_of(const std::string& members) {
  const auto definitions = definitions_in("- kind: collection\n  id: test\n  version: 1\n  name: {en: tests, cy: profion}\n"
                                          "  source: none\n  example: none\n" + members, "t.yaml");
  return read_collection(definitions->front());
}

const std::string two_columns =
    "  columns:\n"
    "    - {name: upn, title: {en: UPN, cy: UPN}, type: text, required: true, identity: true}\n"
    "    - {name: raw, title: {en: marks, cy: marciau}, type: integer, least: 0, greatest: 60}\n";

TEST(ReadCollection, ReadsColumnsAndKey) {
  const auto collection = collection_of("  key: [learner, raw]\n" + two_columns);
  ASSERT_TRUE(collection);
  EXPECT_EQ(collection->key, (std::vector<std::string>{"learner", "raw"}));
  EXPECT_TRUE(collection->find("upn")->identity);
  EXPECT_EQ(collection->find("raw")->type, ColumnType::integer);
  EXPECT_EQ(collection->find("raw")->greatest, 60);
}

TEST(ReadCollection, RefusesWhatItCannotUse) {
  EXPECT_EQ(collection_of("  key: [learner]\n").error().code, "catalogue.member-missing");
  EXPECT_EQ(collection_of("  key: [nothing]\n" + two_columns).error().code, "catalogue.member-bad");
  EXPECT_EQ(collection_of("  keys: [raw]\n" + two_columns).error().code, "catalogue.member-unknown");
  EXPECT_EQ(collection_of("  columns:\n    - {name: a, title: {en: a, cy: a}, type: blob}\n").error().code, "catalogue.member-bad");
  EXPECT_EQ(collection_of("  columns:\n    - {name: a, title: {en: a}, type: text}\n").error().code, "catalogue.language-missing");
  const std::string one = "    - {name: a, title: {en: a, cy: a}, type: text}\n";
  EXPECT_EQ(collection_of("  columns:\n" + one + one).error().code, "catalogue.code-twice");
}

}  // namespace
}  // namespace potensial::catalogue
