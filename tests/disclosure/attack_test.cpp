// The gate against the attacker: what the gate publishes stands, and every weaker copy of it falls (DATA-12).
#include <sstream>

#include "attack/command.hpp"
#include "disclosure/published_folder.hpp"
#include "report/primary_rules.hpp"
#include "stats/cell_intervals.hpp"

namespace potensial::tests {
namespace attack_test {

using attack::Lost;
using namespace report::release_example;

class Attack : public PublishedFolder {
 protected:
  Release publish_example() const {
    auto table = worked_example();
    table.percentages_of = 1;
    auto release = report::ReleaseGate::publish(table, usual_policy(), {}).value();
    publish({release.table}, table);
    return release;
  }

  attack::AttackReport attacked_after(const std::string& file, const std::string& old, const std::string& instead) const {
    replace(file, old, instead);
    return attacked(false);
  }
};

std::string told(const attack::AttackReport& report) {
  std::string text;
  for (const auto& each : report.recovered) text += each.cell + " (" + each.how + ") ";
  return text;
}

TEST_F(Attack, RecoversNothingOfTheWorkedExample) {
  publish_example();
  const auto report = attacked();
  EXPECT_TRUE(report.recovered.empty()) << told(report);
  EXPECT_EQ(report.marked, 6u);
  EXPECT_EQ(report.false_claims, 0u);
}

// Section 10, step 1: hiding the two small counts alone is useless.
TEST_F(Attack, FindsSmallCountsThatAreHiddenAlone) {
  const auto release = publish_example();
  only_json();
  for (std::size_t cell = 0; cell < release.table.cells().size(); ++cell)
    if (const auto& levels = release.table.cells()[cell].levels; !release.table.cells()[cell].count && levels[1] == 1)
      print_count("provision", cell, worked_example().counts[levels[0] * 3 + levels[1]]);
  EXPECT_GE(attacked(false).count(Lost::exact), 2u);
}

// Section 10, step 6, with Coed as the third school: Afon and Bryn together give Afon away.
TEST_F(Attack, FindsWhatASiblingTableExposes) {
  const auto release = publish_example();
  auto sibling = sibling_table();
  const auto second = report::ReleaseGate::publish(sibling, usual_policy(), std::vector{release.member}).value();
  publish({release.table, second.table}, worked_example());
  EXPECT_TRUE(attacked().recovered.empty()) << told(attacked());
  only_json();
  for (std::size_t cell = 0; cell < second.table.cells().size(); ++cell)
    if (second.table.cells()[cell].levels == std::vector<std::size_t>{0, 2}) print_count("clusters", cell, 8);
  const auto report = attacked();
  EXPECT_GE(report.count(Lost::exact), 1u);
  EXPECT_EQ(report.false_claims, 0u);
}

// Section 10, step 7: a share of 50 pupils is a count, with one decimal or with none.
TEST_F(Attack, ReadsAShareInAChartAsTheCountItIs) {
  for (const auto* label : {"Afon 4.0 %", "Afon 4 %"}) {
    publish_example();
    const auto report = attacked_after("provision.en.html", "</body>",
                                       std::string("<svg data-where=\"provision=authority plan\"><text>") + label + "</text></svg></body>");
    EXPECT_GE(report.count(Lost::exact), 1u) << label;
  }
}

TEST_F(Attack, ReadsAttributesAndAlternativeTexts) {
  publish_example();
  EXPECT_EQ(attacked_after("provision.cy.html", "<td>[c]</td>", "<td data-value=\"7\">[c]</td>").count(Lost::side_channel), 2u);
  publish_example();
  EXPECT_EQ(attacked_after("provision.en.html", "</body>", "<img alt=\"Afon, authority plan: 2 pupils\"></body>").count(Lost::side_channel), 1u);
}

TEST_F(Attack, SeesThatMarksDiffer) {
  publish_example();
  EXPECT_EQ(attacked_after("provision.en.html", "<td>[c]</td>", "<td class=\"secondary\">[c]</td>").count(Lost::side_channel), 1u);
  publish_example();
  EXPECT_EQ(attacked_after("provision.en.csv", "[c]", "[d]").count(Lost::side_channel), 1u);
  publish_example();
  EXPECT_EQ(attacked_after("provision.json", R"("count":"[c]",)", R"("count":"[c]","reason":"secondary",)").count(Lost::side_channel), 1u);
}

TEST_F(Attack, SeesThatTheTwoLanguagesDiffer) {
  publish_example();
  EXPECT_GE(attacked_after("provision.cy.csv", "Coed,none,55", "Coed,none,54").count(Lost::side_channel), 1u);
}

// What the rules ask, worked out from the cells of the gate with intervals alone.
bool is_safe(const CountTable& table, const std::set<std::string>& hidden) {
  auto family = report::family_cells(table, {}).value();
  const auto primaries = report::primary_cells(family, usual_policy()).value();
  const auto seen_by = [&](const std::string& place) {
    stats::CellSystem system{{}, family.relations, {}};
    for (const auto& cell : family.cells) {
      const auto at = cell.atoms.find("school");
      const bool known = at != cell.atoms.end() && at->second == std::vector{place};
      const bool open = cell.difference || !cell.printed || hidden.contains(report::text_of(cell.atoms));
      system.cells.push_back(open && !known ? stats::CellRange{} : stats::CellRange::shown(cell.count));
    }
    return stats::CellIntervals(std::move(system));
  };
  auto outside = seen_by("");
  for (const auto& each : primaries)
    if (!outside.of(each.cell).value().covers(each.lower, each.upper)) return false;
  for (const auto& school : table.variables[0].categories) {
    auto inside = seen_by(school);
    for (const auto& each : primaries) {
      const auto at = family.cells[each.cell].atoms.find("school");
      if (at != family.cells[each.cell].atoms.end() && at->second == std::vector{school}) continue;
      const auto range = inside.of(each.cell).value().range;
      if (range.high && *range.high - range.low < 2) return false;
    }
  }
  return true;
}

std::int64_t count_of(const CountTable& table, const std::vector<std::size_t>& levels) {
  std::int64_t sum = 0;
  for (const auto row : table.variables[0].levels[levels[0]].members)
    for (const auto column : table.variables[1].levels[levels[1]].members)
      sum += table.counts[row * table.variables[1].categories.size() + column];
  return sum;
}

TEST_F(Attack, RecoversNothingOfRandomTablesAndSeesEveryWeakerCopy) {
  std::size_t published = 0, spoiled = 0, flagged = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto table = invented(4 + seed % 4, 2 + seed % 3, seed, 10);
    const auto release = report::ReleaseGate::publish(table, usual_policy(), {});
    if (!release) continue;
    ++published;
    publish({release->table}, table);
    only_json();
    const auto report = attacked();
    EXPECT_TRUE(report.recovered.empty()) << "seed " << seed << ": " << told(report);
    EXPECT_EQ(report.false_claims, 0u);
    const auto whole = get("invented.json");
    auto hidden = hidden_atoms(table, release->table);
    for (std::size_t cell = 0; cell < release->table.cells().size(); ++cell) {
      const auto& member = release->table.cells()[cell];
      if (member.count) continue;
      auto fewer = hidden;
      std::erase_if(fewer, [&](const auto& atoms) { return atoms == *hidden_atom(table, member); });
      if (is_safe(table, fewer)) continue;
      ++spoiled;
      print_count("invented", cell, count_of(table, member.levels));
      const auto weaker = attacked();
      flagged += !weaker.recovered.empty();
      EXPECT_FALSE(weaker.recovered.empty()) << "seed " << seed << ": " << *hidden_atom(table, member);
      EXPECT_EQ(weaker.false_claims, 0u);
      put("invented.json", whole);
    }
  }
  std::printf("published %zu, weaker copies %zu, flagged %zu\n", published, spoiled, flagged);
  EXPECT_GE(published, 10u);
  EXPECT_GE(spoiled, 50u);
}

TEST_F(Attack, TellsByItsStatusWhetherAnythingWasRecovered) {
  publish_example();
  std::ostringstream out, err;
  EXPECT_EQ(attack::run_attack({folder().string(), "--truth", truth_file().string(), "--json"}, out, err), 0);
  EXPECT_EQ(boost::json::parse(out.str()).at("R0").as_int64(), 0);
  replace("provision.en.html", "<td>[c]</td>", "<td data-value=\"7\">[c]</td>");
  EXPECT_EQ(attack::run_attack({folder().string(), "--lang", "cy"}, out, err), 1);
  EXPECT_NE(out.str().find("Celloedd a archwiliwyd"), std::string::npos);
  EXPECT_EQ(attack::run_attack({}, out, err), 2);
  put("manifest.json", "{}");
  EXPECT_EQ(attack::run_attack({folder().string()}, out, err), 1);
}

TEST_F(Attack, SaysHowItIsCalledInTheLanguageAsked) {
  std::ostringstream out, err;
  EXPECT_EQ(attack::run_attack({"--help", "--lang", "cy"}, out, err), 0);
  EXPECT_NE(out.str().find("rhaid iddo fod yn bod"), std::string::npos);
  EXPECT_EQ(attack::run_attack({"--lang=cy", "nowhere"}, out, err), 2);
  EXPECT_EQ(err.str(), out.str());
}

}  // namespace attack_test
}  // namespace potensial::tests
