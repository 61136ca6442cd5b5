#include "catalogue/code_sets.hpp"

#include <gtest/gtest.h>

namespace potensial::catalogue {
namespace {

Result<CodeSet> code_set_of(const std::string& codes) {
  const auto definitions = definitions_in("- kind: code-set\n  id: test\n  version: 3\n  name: {en: tests, cy: profion}\n"
                                          "  source: none\n  example: none\n  codes:\n" + codes, "t.yaml");
  return read_code_set(definitions->front());
}

TEST(ReadCodeSet, ReadsNumbersStatusGroupsAndAliases) {
  const auto set = code_set_of("    - {code: W, name: {en: w, cy: gw}, number: 0, aliases: [NCO1, NCO2]}\n"
                        "    - {code: D, name: {en: d, cy: d}, status: disapplied, group: none, missing: true}\n");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->version, 3);
  EXPECT_EQ(set->find("NCO2")->code, "W");
  EXPECT_EQ(set->find("W")->number, 0);
  EXPECT_EQ(set->find("D")->status, ResultStatus::disapplied);
  EXPECT_FALSE(set->find("D")->number);
  EXPECT_TRUE(set->find("D")->missing);
  EXPECT_EQ(set->find("?"), nullptr);
}

TEST(ReadCodeSet, RefusesWhatItCannotUse) {
  EXPECT_EQ(code_set_of("    - {code: W, name: {en: w, cy: w}}\n    - {code: V, name: {en: v, cy: v}, aliases: [W]}\n").error().code,
            "catalogue.code-twice");
  EXPECT_EQ(code_set_of("    - {code: W, name: {en: w, cy: w}, status: lost}\n").error().code, "catalogue.member-bad");
  EXPECT_EQ(code_set_of("    - {code: W, name: {en: w, cy: w}, number: many}\n").error().code, "catalogue.member-bad");
  EXPECT_EQ(code_set_of("    - {code: W, name: {en: w, cy: w}, nummer: 1}\n").error().code, "catalogue.member-unknown");
  EXPECT_EQ(code_set_of("    []\n").error().code, "catalogue.member-missing");
}

}  // namespace
}  // namespace potensial::catalogue
