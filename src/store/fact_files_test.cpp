#include "store/fact_files.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "base/file.hpp"
#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Row {
  std::int64_t load;
  std::string section;
  std::int64_t learner;
  std::string level;
};

class FactFilesTest : public tests::OnBothEngines {
 protected:
  void TearDown() override { std::filesystem::remove_all(home); }

  static FactTable table(const std::vector<Row>& rows, AcademicYear year) {
    FactTable made{"assessment",
                   {ValueColumn::of("load", ColumnType::integer), ValueColumn::of("organisation", ColumnType::text),
                    ValueColumn::of("section", ColumnType::text), ValueColumn::of("learner", ColumnType::integer),
                    ValueColumn::of("year", ColumnType::integer), ValueColumn::of("row", ColumnType::integer),
                    ValueColumn::of("level", ColumnType::text)}};
    for (const auto& row : rows) {
      made.columns[0].push(row.load);
      made.columns[1].push(std::string_view("680"));
      made.columns[2].push(std::string_view(row.section));
      made.columns[3].push(row.learner);
      made.columns[4].push(std::int64_t{year.summer});
      made.columns[5].push(static_cast<std::int64_t>(made.columns[5].size() + 1));
      made.columns[6].push(std::string_view(row.level));
    }
    return made;
  }

  Load add(const std::string& source = "return", bool partial = false) {
    Load load{.id = next_load_id(ledger), .source = source, .profile = "p", .file = "f.csv", .organisation = "680",
              .collection = "assessment", .year = year, .partial = partial, .read = 3, .loaded = 1, .unchanged = 1,
              .rejected = 1, .actor = "tester", .at = now};
    add_load(ledger, load);
    return load;
  }

  void write(const std::vector<Row>& rows) {
    const std::vector pieces{table(rows, year)};
    const auto file = write_facts(connection, home, "680", "assessment", year, "load-" + std::to_string(rows[0].load), pieces);
    ASSERT_TRUE(file);
    add_fact_file(ledger, *file, std::vector<std::int64_t>{rows[0].load});
  }

  // Learner and level of what is current, by learner and level.
  std::vector<std::string> current(std::optional<std::int64_t> as_of = {}) {
    const auto facts = current_facts(ledger, home, {.collection = "assessment", .as_of = as_of});
    if (facts.files.empty()) return {};
    EXPECT_TRUE(create_facts_view(connection, "assessment", facts, learner_aliases(ledger)));
    const auto rows = connection.query("SELECT learner, level FROM assessment ORDER BY ALL");
    EXPECT_TRUE(rows) << rows.error().arguments.front().second;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < rows->rows(); ++i)
      words.push_back(std::to_string(rows->columns[0].integers()[i]) + ":" + rows->columns[1].texts()[i]);
    return words;
  }

  std::filesystem::path home = std::filesystem::temp_directory_path() / ("potensial-facts-test-" + std::to_string(::getpid()));
  Ledger ledger = fresh_ledger();
  AcademicYear year{2008};
  std::chrono::sys_seconds now{std::chrono::seconds(1'200'000'000)};
  DuckdbConnection connection = [this] {
    std::filesystem::create_directories(home / facts_folder);
    return DuckdbConnection::on_folders(std::vector{home / facts_folder}, 1).value();
  }();
};

TEST_P(FactFilesTest, AWholeLoadReplacesItsSectionAndTheOldGenerationCanBeRead) {
  const auto first = add();
  add_whole_part(ledger, first, {"assessment", year, "ks2", 2});
  add_whole_part(ledger, first, {"assessment", year, "ks3", 1});
  write({{1, "ks2", 1, "4"}, {1, "ks2", 2, "3"}, {1, "ks3", 3, "5"}});
  const auto second = add();
  add_whole_part(ledger, second, {"assessment", year, "ks2", 1});
  write({{2, "ks2", 1, "5"}});
  EXPECT_THAT(current(), ElementsAre("1:5", "3:5"));
  EXPECT_THAT(current(1), ElementsAre("1:4", "2:3", "3:5"));
  EXPECT_EQ(load_with_id(ledger, 1)->state, LoadState::current);
}

TEST_P(FactFilesTest, ALoadWithoutAnyCurrentPartIsSuperseded) {
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 1});
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 1});
  EXPECT_EQ(load_with_id(ledger, 1)->state, LoadState::superseded);
  EXPECT_EQ(load_with_id(ledger, 2)->state, LoadState::current);
}

TEST_P(FactFilesTest, AnotherSourceReplacesNothingAndReturnsGoBeforeTransfers) {
  add_whole_part(ledger, add("return"), {"assessment", year, "ks2", 1});
  write({{1, "ks2", 1, "4"}});
  add_whole_part(ledger, add("transfer"), {"assessment", year, "ks2", 1});
  write({{2, "ks2", 1, "3"}});
  EXPECT_THAT(current(), ElementsAre("1:3", "1:4"));
  const auto first = connection.query("SELECT level FROM assessment ORDER BY precedence DESC");
  EXPECT_THAT(first->columns[0].texts(), ElementsAre("4", "3"));
}

TEST_P(FactFilesTest, APartialLoadReplacesOnlyItsLearners) {
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 2});
  write({{1, "ks2", 1, "4"}, {1, "ks2", 2, "3"}});
  const std::vector<SupersededLearner> replaced{{1, year, "ks2", LearnerId{2}}};
  add_partial_part(ledger, add("return", true), {"assessment", year, "ks2", 1}, replaced);
  write({{2, "ks2", 2, "5"}});
  EXPECT_THAT(current(), ElementsAre("1:4", "2:5"));
  EXPECT_THAT(current(1), ElementsAre("1:4", "2:3"));
}

TEST_P(FactFilesTest, MergedAndSplitLearnersAreReadUnderTheirOtherRecord) {
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 3});
  write({{1, "ks2", 1, "4"}, {1, "ks2", 2, "3"}, {1, "ks2", 3, "5"}});
  const std::vector<LearnerIdentity> learners{{.id = LearnerId{1}}, {.id = LearnerId{2}}, {.id = LearnerId{3}}};
  insert_identities(ledger, learners);
  const Decision decision{"tester", "one child", now};
  ASSERT_TRUE(merge_learners(ledger, LearnerId{1}, LearnerId{2}, decision));
  ASSERT_TRUE(split_learner(ledger, LearnerId{3}, LearnerId{9}, {}, std::vector<std::int64_t>{1}, decision));
  EXPECT_THAT(current(), ElementsAre("2:3", "2:4", "9:5"));
  ASSERT_TRUE(undo_change(ledger, 1, decision));
  EXPECT_THAT(current(), ElementsAre("1:4", "2:3", "9:5"));
}

TEST_P(FactFilesTest, OneCallTellsEverythingOfALearner) {
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 2});
  write({{1, "ks2", 1, "4"}, {1, "ks2", 2, "3"}});
  const std::vector<CollectionFacts> all{{"assessment", current_facts(ledger, home, {.collection = "assessment"})},
                                         {"census", current_facts(ledger, home, {.collection = "census"})}};
  const auto known = learner_facts(connection, all, {}, LearnerId{2});
  ASSERT_TRUE(known);
  ASSERT_EQ(known->size(), 1U);
  EXPECT_EQ(known->front().collection, "assessment");
  EXPECT_THAT(known->front().find("level")->texts(), ElementsAre("3"));
}

TEST_P(FactFilesTest, ADamagedOrMissingFileIsFound) {
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 1});
  write({{1, "ks2", 1, "4"}});
  const auto file = all_fact_files(ledger).front();
  EXPECT_TRUE(verify_facts(home, file));
  ASSERT_TRUE(write_file(home / file.path, "broken"));
  EXPECT_EQ(verify_facts(home, file).error().code, "facts.damaged");
  std::filesystem::remove(home / file.path);
  EXPECT_EQ(verify_facts(home, file).error().code, "facts.missing");
}

TEST_P(FactFilesTest, FilesThatTheLedgerDoesNotNameAreRemoved) {
  add_whole_part(ledger, add(), {"assessment", year, "ks2", 1});
  write({{1, "ks2", 1, "4"}});
  const auto folder = home / partition_folder("680", "assessment", year);
  ASSERT_TRUE(write_file(folder / "left.parquet", "x"));
  ASSERT_TRUE(write_file(folder / "left.parquet.tmp", "x"));
  EXPECT_EQ(remove_orphaned_facts(ledger, home), 2U);
  EXPECT_EQ(remove_orphaned_facts(ledger, home), 0U);
  EXPECT_THAT(current(), ElementsAre("1:4"));
}

TEST_P(FactFilesTest, NoNameOfAnOrganisationLeavesTheFactsFolder) {
  EXPECT_EQ(partition_folder("../..", "census", year).lexically_normal().string(),
            "facts/authority=%2E%2E%2F%2E%2E/collection=census/year=2008");
}

TEST_P(FactFilesTest, QuarantinedRowsKeepTheirPlaceRuleAndValues) {
  const auto load = add();
  const std::vector<RowProblem> problems{{7, "UPN", "rule.upn-check-letter", "X1", {{"expected", "R"}}, true},
                                         {9, "DOB", "rule.date", "31/02", {}, false}};
  add_quarantine(ledger, load.id, problems);
  add_quarantine(ledger, load.id, std::vector<RowProblem>{{1, "c", "rule.x", "", {}, true}});
  const auto kept = quarantine(ledger, load.id);
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].arguments, (Arguments{{"expected", "R"}}));
  EXPECT_FALSE(kept[1].rejects);
  EXPECT_EQ(kept[2].row, 1U);
}

TEST_P(FactFilesTest, AHeldLoadIsDecidedOnceAndByName) {
  auto load = add();
  EXPECT_EQ(decide_held_load(ledger, load.id, LoadState::cancelled, {"a", "b", now}).error().code, "load.not-held");
  EXPECT_EQ(decide_held_load(ledger, 99, LoadState::cancelled, {"a", "b", now}).error().code, "load.unknown");
  load.id = next_load_id(ledger);
  load.state = LoadState::held;
  add_load(ledger, load);
  ASSERT_TRUE(decide_held_load(ledger, load.id, LoadState::cancelled, {"Ann", "wrong file", now}));
  const auto decided = load_with_id(ledger, load.id).value();
  EXPECT_EQ(decided.state, LoadState::cancelled);
  EXPECT_EQ(decided.decided->actor, "Ann");
  EXPECT_EQ(decided.decided->at, now);
}

TEST_P(FactFilesTest, ALoadWhoseCountsDoNotAddUpCannotBeRecorded) {
  Load wrong{.id = 1, .read = 3, .loaded = 1, .unchanged = 0, .rejected = 1};
  EXPECT_ANY_THROW(add_load(ledger, wrong));
}

TEST_P(FactFilesTest, TheLoadAtAnInstantIsFound) {
  add();
  EXPECT_EQ(load_at(ledger, now), 1);
  EXPECT_EQ(load_at(ledger, now - std::chrono::seconds(1)), 0);
}

POTENSIAL_ON_BOTH_ENGINES(FactFilesTest);

}  // namespace
}  // namespace potensial::store
