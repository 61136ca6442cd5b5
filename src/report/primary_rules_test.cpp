#include "report/primary_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "catalogue/disclosure_policies.hpp"

namespace potensial::report {
namespace primary_rules_test {

ClassVariable variable(const std::string& name, std::vector<std::string> categories, bool sensitive) {
  ClassVariable made{.name = name, .title = {name, name}, .identifying = !sensitive, .sensitive = sensitive,
                     .categories = std::move(categories)};
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < made.categories.size(); ++i) {
    made.levels.push_back({made.categories[i], {made.categories[i], made.categories[i]}, {i}});
    all.push_back(i);
  }
  made.levels.push_back({"total", {"total", "total"}, all});
  return made;
}

// One group of pupils divided into who reached the level and who did not.
CountTable group_of(std::int64_t size, std::int64_t reached) {
  CountTable table{.id = "t", .universe = "all", .variables = {variable("level", {"reached", "not"}, true)},
                   .counts = {reached, size - reached}};
  table.variables[0].headline = "reached";
  return table;
}

bool is_protected(const std::vector<PrimaryCell>& primaries, std::size_t cell) {
  return std::ranges::find(primaries, cell, &PrimaryCell::cell) != primaries.end();
}

// Whether no rule touches the count, nor the rest of its group.
bool may_be_seen(const CountTable& table, const DisclosurePolicy& policy) {
  auto family = family_cells(table, {}).value();
  const auto primaries = primary_cells(family, policy).value();
  const auto reached = family.at({{"level", {"reached"}}});
  return !is_protected(primaries, reached) && !is_protected(primaries, family.difference(family.at({}), reached));
}

TEST(PrimaryRules, GiveWhatTheExampleOfEachPolicySays) {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  for (const auto* each : catalogue.of_kind("disclosure-policy")) {
    const auto policy = catalogue::read_disclosure_policy(*each).value();
    const auto& cells = each->body.find("example")->list("cells");
    EXPECT_GE(cells.size(), 10u);
    for (const auto& cell : cells) {
      const auto size = static_cast<std::int64_t>(cell.number("group").value());
      const auto count = static_cast<std::int64_t>(cell.number("count").value());
      EXPECT_EQ(may_be_seen(group_of(size, count), policy), cell.text("seen") == "yes")
          << policy.id << ": " << count << " of " << size;
    }
  }
}

HidingReason reason_of(const CountTable& table, const CellAtoms& atoms, const DisclosurePolicy& policy) {
  auto family = family_cells(table, {}).value();
  const auto primaries = primary_cells(family, policy).value();
  const auto cell = atoms.empty() ? family.difference(family.at({}), family.at({{"level", {"reached"}}})) : family.at(atoms);
  const auto found = std::ranges::find(primaries, cell, &PrimaryCell::cell);
  return found == primaries.end() ? HidingReason::secondary : found->reason;
}

TEST(PrimaryRules, NameTheFirstReason) {
  DisclosurePolicy policy;
  const CellAtoms reached{{"level", {"reached"}}}, rest{};
  EXPECT_EQ(reason_of(group_of(50, 2), reached, policy), HidingReason::small_count);
  EXPECT_EQ(reason_of(group_of(97, 95), rest, policy), HidingReason::near_full);
  EXPECT_EQ(reason_of(group_of(97, 0), reached, policy), HidingReason::nobody);
  EXPECT_EQ(reason_of(group_of(97, 97), rest, policy), HidingReason::everybody);
  policy.zero = ZeroRule::show;
  EXPECT_EQ(reason_of(group_of(97, 0), reached, policy), HidingReason::secondary);
  EXPECT_EQ(reason_of(group_of(9, 0), reached, policy), HidingReason::nobody);
}

TEST(PrimaryRules, LeaveCellsAloneThatCanOnlyBeEmpty) {
  auto table = group_of(97, 0);
  table.impossible = {true, false};
  EXPECT_EQ(reason_of(table, {{"level", {"reached"}}}, {}), HidingReason::secondary);
}

// Two cells may differ by few though neither is small nor sensitive.
TEST(PrimaryRules, ProtectASmallDifferenceOfPrintedCells) {
  CountTable table{.id = "t", .universe = "all", .variables = {variable("language", {"w", "e", "o"}, false)}, .counts = {40, 2, 1}};
  auto family = family_cells(table, {}).value();
  const auto primaries = primary_cells(family, {}).value();
  const auto rest = family.difference(family.at({}), family.at({{"language", {"w"}}}));
  const auto found = std::ranges::find(primaries, rest, &PrimaryCell::cell);
  ASSERT_NE(found, primaries.end());
  EXPECT_EQ(found->reason, HidingReason::difference);
}

}  // namespace primary_rules_test
}  // namespace potensial::report
