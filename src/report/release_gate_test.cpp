#include "report/release_gate.hpp"

#include <gtest/gtest.h>

#include "release_example.hpp"
#include "report/released_figures.hpp"

namespace potensial::report {
namespace release_gate_test {

using namespace release_example;

DisclosurePolicy usual_policy() {
  return {.id = "usual", .zero = ZeroRule::show, .decimals = {{100, 0}, {10000, 1}}};
}

std::string atoms(const std::string& school, const std::string& kind) {
  return text_of({{"school", {school}}, {"provision", {kind}}});
}

// Section 10 of the specification: two small counts, two cells for their sums, two more for their insiders. Coed is
// the cheaper third school by the weights: ln 9 + ln 10 against ln 7 + ln 13 for Bryn.
TEST(ReleaseGate, HidesSixCellsOfTheWorkedExample) {
  const auto release = ReleaseGate::publish(worked_example(), usual_policy(), {}).value();
  std::set<std::string> expected;
  for (const auto* school : {"Afon", "Coed", "Derw"})
    for (const auto* kind : {"school plan", "authority plan"}) expected.insert(atoms(school, kind));
  EXPECT_EQ(hidden_atoms(worked_example(), release.table), expected);
  EXPECT_NEAR(release.certificate.share_hidden, 0.5, 1e-12);
}

TEST(ReleaseGate, CertifiesWhatOutsidersCanKnow) {
  const auto release = ReleaseGate::publish(worked_example(), usual_policy(), {}).value();
  const auto& hidden = release.certificate.hidden;
  const auto afon = std::ranges::find(hidden, atoms("Afon", "authority plan"), &HiddenCell::cell);
  ASSERT_NE(afon, hidden.end());
  EXPECT_EQ(afon->reason, HidingReason::small_count);
  EXPECT_EQ(afon->low, 0);
  EXPECT_EQ(afon->high, 9);
  EXPECT_EQ(std::ranges::count(hidden, HidingReason::secondary, &HiddenCell::reason), 4);
}

TEST(ReleaseGate, HidesFourCellsWhereNobodyKnowsARowFromInside) {
  auto policy = usual_policy();
  policy.insiders = false;
  const auto release = ReleaseGate::publish(worked_example(), policy, {}).value();
  const std::set expected{atoms("Afon", "school plan"), atoms("Afon", "authority plan"), atoms("Derw", "school plan"),
                          atoms("Derw", "authority plan")};
  EXPECT_EQ(hidden_atoms(worked_example(), release.table), expected);
}

// Section 10, step 6: the sum of a cluster would expose what is hidden, so its cells are hidden in turn.
TEST(ReleaseGate, HidesWhatASiblingTableWouldExpose) {
  const auto first = ReleaseGate::publish(worked_example(), usual_policy(), {}).value();
  const std::vector family{first.member};
  const auto second = ReleaseGate::publish(sibling_table(), usual_policy(), family);
  ASSERT_TRUE(second) << second.error().code;
  EXPECT_TRUE(hidden_atoms(sibling_table(), second->table)
                  .contains(text_of({{"school", {"Afon", "Bryn"}}, {"provision", {"authority plan"}}})));
}

TEST(ReleaseGate, NeverShowsWhatATableBesideItHides) {
  const auto first = ReleaseGate::publish(worked_example(), usual_policy(), {}).value();
  auto again = worked_example();
  again.id = "again";
  const auto second = ReleaseGate::publish(again, usual_policy(), std::vector{first.member}).value();
  EXPECT_EQ(hidden_atoms(again, second.table), hidden_atoms(worked_example(), first.table));
}

TEST(ReleaseGate, RefusesATableThatWouldExposeWhatIsHiddenAlready) {
  FamilyMember public_already{worked_example(), {}};
  for (const auto& levels : printed_levels(public_already.table)) {
    const bool small = levels[1] == 2 && (levels[0] == 0 || levels[0] == 3);
    public_already.shown.push_back(!small && !(levels[1] == 1 && (levels[0] == 0 || levels[0] == 3)));
  }
  EXPECT_EQ(ReleaseGate::publish(sibling_table(), usual_policy(), std::vector{public_already}).error().code, "release.no-safe-pattern");
}

TEST(ReleaseGate, PrintsPercentagesOnlyWhereBothCountsStand) {
  auto table = worked_example();
  table.percentages_of = 1;
  const auto release = ReleaseGate::publish(table, usual_policy(), {}).value();
  for (const auto& cell : release.table.cells()) EXPECT_EQ(cell.percentage.empty(), !cell.count.has_value());
  const auto& afon_none = release.table.cells().front();
  EXPECT_EQ(afon_none.percentage, "82");
  EXPECT_EQ(release.table.cells().back().percentage, "100.0");
}

TEST(ReleaseGate, RoundsPercentagesByTheirDenominator) {
  EXPECT_EQ(percentage_text(2, 50, usual_policy()), "4");
  EXPECT_EQ(percentage_text(1, 200, usual_policy()), "0.5");
  EXPECT_EQ(percentage_text(1, 8, usual_policy()), "13");
  EXPECT_EQ(percentage_text(1, 3000, usual_policy()), "0.0");
}

TEST(ReleaseGate, PrintsMeansOfInnerCellsWithEnoughPupilsOnly) {
  auto table = worked_example();
  table.sums.assign(12, 100);
  const auto release = ReleaseGate::publish(table, usual_policy(), {}).value();
  for (const auto& cell : release.table.cells()) {
    const bool inner = cell.levels[0] < 4 && cell.levels[1] < 3;
    EXPECT_EQ(!cell.mean.empty(), inner && cell.count.value_or(0) >= 10);
  }
  EXPECT_EQ(release.table.cells().front().mean, "2.4");
  EXPECT_EQ(ReleaseGate::publish(table, usual_policy(), std::vector{release.member}).error().code, "release.means-twice");
}

CountTable turned(const CountTable& table) {
  auto turned = table;
  std::ranges::reverse(turned.variables[0].categories);
  const auto rows = turned.variables[0].categories.size(), columns = turned.variables[1].categories.size();
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      turned.counts[row * columns + column] = table.counts[(rows - 1 - row) * columns + column];
  for (std::size_t row = 0; row < rows; ++row)
    turned.variables[0].levels[row] = table.variables[0].levels[rows - 1 - row];
  for (std::size_t row = 0; row < rows; ++row) turned.variables[0].levels[row].members = {row};
  return turned;
}

CountTable transposed(const CountTable& table) {
  auto other = table;
  std::swap(other.variables[0], other.variables[1]);
  const auto rows = table.variables[0].categories.size(), columns = table.variables[1].categories.size();
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      other.counts[column * rows + row] = table.counts[row * columns + column];
  return other;
}

TEST(ReleaseGate, HidesTheSameAtomsWhateverTheOrderOfPrint) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto table = invented(8, 3, seed, 12);
    const auto plain = hidden_atoms(table, ReleaseGate::publish(table, usual_policy(), {}).value().table);
    EXPECT_FALSE(plain.empty());
    for (const auto& other : {turned(table), transposed(table)})
      EXPECT_EQ(hidden_atoms(other, ReleaseGate::publish(other, usual_policy(), {}).value().table), plain) << seed;
  }
}

TEST(ReleaseGate, GivesTheSameReleaseEachTime) {
  const auto table = invented(12, 4, 3, 8);
  EXPECT_EQ(ReleaseGate::publish(table, usual_policy(), {}).value().table, ReleaseGate::publish(table, usual_policy(), {}).value().table);
}

TEST(ReleaseGate, TakesEmptySingleAndImpossible) {
  const CountTable nobody{.id = "n", .universe = "all", .variables = {schools({"a", "b"}), provision({"x", "y"})}, .counts = {0, 0, 0, 0}};
  EXPECT_TRUE(hidden_atoms(nobody, ReleaseGate::publish(nobody, usual_policy(), {}).value().table).empty());
  const CountTable one{.id = "o", .universe = "all", .variables = {schools({"a"}), provision({"x"})}, .counts = {3}};
  EXPECT_EQ(hidden_atoms(one, ReleaseGate::publish(one, usual_policy(), {}).value().table).size(), 1u);
  auto some = worked_example();
  some.counts[4] = 0;
  some.impossible.assign(12, false);
  some.impossible[4] = true;
  const auto release = ReleaseGate::publish(some, usual_policy(), {}).value();
  EXPECT_FALSE(hidden_atoms(some, release.table).contains(atoms("Bryn", "school plan")));
}

TEST(ReleaseGate, RefusesWhatItCannotModel) {
  auto table = worked_example();
  table.universe.clear();
  EXPECT_EQ(ReleaseGate::publish(table, usual_policy(), {}).error().code, "release.no-universe");
  table = worked_example();
  table.counts.pop_back();
  EXPECT_EQ(ReleaseGate::publish(table, usual_policy(), {}).error().code, "release.counts-shape");
  const FamilyMember first{worked_example(), std::vector<bool>(20, true)};
  table = worked_example();
  table.universe = "others";
  EXPECT_EQ(ReleaseGate::publish(table, usual_policy(), std::vector{first}).error().code, "release.universes-differ");
  table = worked_example();
  ++table.counts[0];
  EXPECT_EQ(ReleaseGate::publish(table, usual_policy(), std::vector{first}).error().code, "release.counts-changed");
  EXPECT_EQ(ReleaseGate::publish(worked_example(), usual_policy(), std::vector{first}).error().code, "release.already-public");
}

TEST(ReleaseGate, RefusesTablesThatShareVariablesInARing) {
  const auto two = [](const std::string& id, const std::string& one, const std::string& other) {
    return CountTable{.id = id, .universe = "all", .variables = {variable(one, {"1", "2"}), variable(other, {"1", "2"})}, .counts = {50, 50, 50, 50}};
  };
  const std::vector family{FamilyMember{two("ab", "a", "b"), std::vector<bool>(9, true)}, FamilyMember{two("bc", "b", "c"), std::vector<bool>(9, true)}};
  EXPECT_EQ(ReleaseGate::publish(two("ca", "c", "a"), usual_policy(), family).error().code, "release.family-cyclic");
  EXPECT_TRUE(ReleaseGate::publish(two("cd", "c", "d"), usual_policy(), family));
}

}  // namespace release_gate_test
}  // namespace potensial::report
