#include "store/cohort_reader.hpp"

#include <cmath>
#include <filesystem>
#include <map>
#include <optional>

#include <gtest/gtest.h>
#include <unistd.h>

#include "store/row_loads.hpp"

namespace potensial::store {
namespace {

namespace fs = std::filesystem;

// A folder of facts, written as SQL rows.
class Facts {
 public:
  explicit Facts(std::string_view name)
      : folder_(fs::temp_directory_path() / ("potensial-cohort-" + std::to_string(::getpid())) / name) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    connection_.emplace(std::move(DuckdbConnection::on_folders(std::vector{folder_}, 1).value()));
  }
  ~Facts() { fs::remove_all(folder_); }

  void write(const std::string& collection, const std::string& columns, const std::string& rows) {
    const auto file = (folder_ / (collection + ".parquet")).string();
    const auto done = connection_->run("COPY (SELECT * FROM (VALUES " + rows + ") t(" + columns + ")) TO '" + file + "' (FORMAT parquet)");
    ASSERT_TRUE(done) << done.error().arguments.front().second;
    current_[collection].files.push_back(file);
    current_[collection].loads = {1, 2};
  }
  CurrentFacts& of(const std::string& collection) { return current_[collection]; }

  Result<FactTable> rows(const Cohort& cohort, const Collection& collection, const std::set<std::string>& columns) {
    auto expressions = DuckdbExpressions::open();
    CohortReader reader(*connection_, *expressions, current_facts());
    return reader.rows(cohort, collection, columns);
  }

  Result<std::vector<LoadOfLearner>> loads(const Collection& collection, const std::vector<LearnerYear>& learners) {
    return loads_of_rows(*connection_, current_[collection.id], {}, collection, learners);
  }

  Result<Cohort> read(const CohortDefinitions& definitions, const CohortQuery& query, std::vector<LearnerAlias> aliases = {}) {
    auto expressions = DuckdbExpressions::open();
    CohortReader reader(*connection_, *expressions, current_facts(), std::move(aliases));
    return reader.read(definitions, query);
  }

 private:
  CurrentFactsOf current_facts() {
    return [this](std::string_view collection, AcademicYear, AcademicYear) {
      return Result<CurrentFacts>(current_[std::string(collection)]);
    };
  }

  fs::path folder_;
  std::optional<DuckdbConnection> connection_;
  std::map<std::string, CurrentFacts> current_;
};

Indicator level_indicator(std::string id, std::string stage) {
  Indicator indicator;
  indicator.id = std::move(id);
  indicator.items = {{.name = "mat", .collection = "assessment", .where = "stage = '" + stage + "' and subject = 'MAT'", .code_column = "level"}};
  indicator.value = "mat";
  indicator.attained = "mat >= 4";
  indicator.stage = stage;
  return indicator;
}

CohortDefinitions definitions() {
  CohortDefinitions all;
  all.key_stages = {{"ks1", {"Key stage 1", "Cyfnod allweddol 1"}, "2", "", 0, 9},
                    {"ks2", {"Key stage 2", "Cyfnod allweddol 2"}, "6", "ks1", 4, 12}};
  all.indicators = {level_indicator("ks2-mat", "ks2"), level_indicator("ks1-mat", "ks1")};
  all.indicators[0].priors = {"ks1-mat"};
  Characteristic sex{"sex", 1, {"Sex", "Rhyw"}, "sex", {{"F", {"girls", "merched"}}, {"M", {"boys", "bechgyn"}}}, "", true, false, {}};
  Characteristic third{"prior-third", 1, {"Third", "Traean"}, "prior_third", {{"low", {}}, {"middle", {}}, {"high", {}}}, "", true, false, {}};
  Characteristic moved{"moved", 1, {"Moved", "Symudodd"}, "case when moved_in_two_years then 'Y' else 'N' end", {{"Y", {}}, {"N", {}}}, "", true, false, {}};
  Characteristic medium{"medium", 1, {"Medium", "Cyfrwng"}, "medium", {{"WM", {}}, {"EM", {}}}, "", true, false, {}};
  all.characteristics = {sex, third, moved, medium};
  all.collections = {{"assessment", {"Assessment", "Asesu"}, {}, {{"level", {}, ColumnType::text, "level", true, false, {}, {}}}}};
  CodeSet levels{"level", 1, {"Level", "Lefel"}, {}};
  for (int level = 1; level <= 8; ++level) levels.codes.push_back({std::to_string(level), {}, "", level, ResultStatus::attained, false, {}});
  levels.codes.push_back({"N", {}, "", std::nullopt, ResultStatus::not_awarded, false, {}});
  levels.codes.push_back({"D", {}, "", std::nullopt, ResultStatus::disapplied, false, {}});
  all.code_sets = {levels};
  Organisation school;
  school.id = "6812001";
  school.authority = "681";
  school.language_category = "WM";
  all.schools = {school};
  return all;
}

constexpr auto census_columns =
    "learner, year, load, \"row\", school, nc_year, enrolment_status, month_of_birth, entry_date, leaving_date, arrival_date, sex, fsm_eligible, small_area";

void write_five_learners(Facts& facts) {
  facts.write("census", census_columns,
              "(11::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, '6812001', '6', 'C', 3::BIGINT, DATE '2001-09-03', NULL::DATE, NULL::DATE, 'F', false, 'W01'),"
              "(12, 2008, 1, 2, '6812001', '6', 'S', 4, DATE '2006-09-03', NULL, NULL, 'M', NULL, NULL),"
              "(12, 2008, 1, 3, '6732002', '6', 'M', 4, DATE '2006-09-03', NULL, NULL, 'M', NULL, NULL),"
              "(13, 2008, 1, 4, '6812001', '6', 'G', 4, NULL, NULL, NULL, 'M', NULL, NULL),"
              "(14, 2008, 1, 5, '6812001', '5', 'C', 4, NULL, NULL, NULL, 'M', NULL, NULL),"
              "(15, 2008, 1, 6, '6812001', '6', 'C', NULL, NULL, NULL, DATE '2007-07-15', 'X', NULL, NULL),"
              "(16, 2008, 1, 7, '6812001', '6', 'C', 0, NULL, DATE '2007-12-01', NULL, 'F', NULL, NULL),"
              "(17, 2008, 1, 8, '6812001', '6', 'C', 0, NULL, NULL, NULL, 'F', NULL, NULL),"
              "(11, 2004, 1, 9, '6812001', '2', 'C', 3, NULL, NULL, NULL, 'F', false, 'W02'),"
              "(11, 2002, 1, 10, '6812001', 'R', 'C', 3, NULL, NULL, NULL, 'F', true, 'W03'),"
              "(12, 2005, 1, 11, '6812001', '3', 'C', 4, NULL, NULL, NULL, 'M', true, 'W03')");
  facts.write("assessment", "learner, year, load, \"row\", stage, subject, level, section",
              "(11::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'ks2', 'MAT', '5', ''),"
              "(11, 2008, 1, 2, 'ks2', 'ENG', '3', ''),"
              "(11, 2004, 1, 3, 'ks1', 'MAT', '2', ''),"
              "(11, 2003, 1, 4, 'ks1', 'MAT', '1', ''),"
              "(12, 2008, 1, 5, 'ks2', 'MAT', 'N', ''),"
              "(12, 2004, 1, 6, 'ks1', 'MAT', '3', ''),"
              "(15, 2007, 1, 7, 'ks2', 'MAT', '4', ''),"
              "(17, 2008, 1, 8, 'ks2', 'MAT', '3', '')");
}



CohortQuery mathematics() {
  CohortQuery query{.stage = "ks2", .from = {2008}, .to = {2008}};
  query.indicators = {"ks2-mat"};
  return query;
}

std::size_t place_of(const Cohort& cohort, std::uint64_t learner) {
  for (std::size_t i = 0; i < cohort.size(); ++i)
    if (cohort.learner[i] == LearnerId{learner}) return i;
  ADD_FAILURE() << "learner " << learner << " is not in the cohort";
  return 0;
}

}  // namespace

TEST(CohortReader, TakesEachLearnerOnRollOnceAtTheMainRegistration) {
  Facts facts("roll");
  write_five_learners(facts);
  const auto cohort = facts.read(definitions(), mathematics());
  ASSERT_TRUE(cohort) << cohort.error().code << cohort.error().arguments.front().second;
  ASSERT_EQ(cohort->size(), 4u);  // 11, 12 at M, 15, 17; not the guest, the Year 5 learner or the one who left
  EXPECT_EQ(cohort->schools, (std::vector<std::string>{"6732002", "6812001"}));
  EXPECT_EQ(cohort->authorities, (std::vector<std::string>{"673", "681"}));
  EXPECT_EQ(cohort->school[place_of(*cohort, 12)], 0u);
  EXPECT_NEAR(cohort->months_since_arrival[place_of(*cohort, 15)], 6.04, 0.01);
  EXPECT_TRUE(std::isnan(cohort->month_of_birth[place_of(*cohort, 15)]));
}

TEST(CohortReader, KeepsCodesThatAreNoLevelInTheDenominatorAndOutOfTheModels) {
  Facts facts("codes");
  write_five_learners(facts);
  const auto cohort = facts.read(definitions(), mathematics());
  ASSERT_TRUE(cohort);
  const auto& maths = *cohort->outcome("ks2-mat");
  EXPECT_EQ(maths.value[place_of(*cohort, 11)], 5);
  EXPECT_EQ(maths.attained[place_of(*cohort, 11)], 1);
  EXPECT_TRUE(std::isnan(maths.value[place_of(*cohort, 12)]));
  EXPECT_EQ(maths.attained[place_of(*cohort, 12)], 0);
  EXPECT_EQ(maths.status[place_of(*cohort, 12)], ResultStatus::not_awarded);
  EXPECT_EQ(maths.attained[place_of(*cohort, 15)], -1) << "a result of another year does not count";
  EXPECT_EQ(maths.status[place_of(*cohort, 15)], ResultStatus::not_collected);
  EXPECT_EQ(maths.attained[place_of(*cohort, 17)], 0);
}

TEST(CohortReader, TakesTheLatestEarlierResult) {
  Facts facts("prior");
  write_five_learners(facts);
  const auto cohort = facts.read(definitions(), mathematics());
  ASSERT_TRUE(cohort);
  const auto& prior = *cohort->prior("ks1-mat");
  EXPECT_EQ(prior.value[place_of(*cohort, 11)], 2);
  EXPECT_EQ(prior.value[place_of(*cohort, 12)], 3);
  EXPECT_TRUE(std::isnan(prior.value[place_of(*cohort, 17)]));
}

TEST(CohortReader, GivesEveryCharacteristicALevelOrNotObtained) {
  Facts facts("characteristics");
  write_five_learners(facts);
  const auto cohort = facts.read(definitions(), mathematics());
  ASSERT_TRUE(cohort);
  const auto& sex = *cohort->characteristic("sex");
  EXPECT_EQ(sex.level[place_of(*cohort, 11)], 0);
  EXPECT_EQ(sex.level[place_of(*cohort, 12)], 1);
  EXPECT_EQ(sex.level[place_of(*cohort, 15)], 2) << "a code without a level is not obtained";
  EXPECT_EQ(cohort->characteristic("moved")->level[place_of(*cohort, 12)], 0);
  EXPECT_EQ(cohort->characteristic("moved")->level[place_of(*cohort, 11)], 1);
  EXPECT_EQ(cohort->characteristic("medium")->level[place_of(*cohort, 11)], 0);
  EXPECT_EQ(cohort->characteristic("medium")->level[place_of(*cohort, 12)], 2);
  EXPECT_EQ(cohort->characteristic("prior-third")->level[place_of(*cohort, 11)], 0);
  EXPECT_EQ(cohort->characteristic("prior-third")->level[place_of(*cohort, 12)], 2);
  EXPECT_EQ(cohort->characteristic("prior-third")->level[place_of(*cohort, 17)], 3);
}

TEST(CohortReader, LeavesOutSupersededLoadsReplacedRowsAndFollowsMerges) {
  Facts facts("replaced");
  write_five_learners(facts);
  facts.of("assessment").superseded_learners = {{1, {2008}, "", LearnerId{17}}};
  const auto replaced = facts.read(definitions(), mathematics(), {{15, 0, 99}, {11, 2, 98}});
  ASSERT_TRUE(replaced);
  EXPECT_EQ(replaced->outcome("ks2-mat")->attained[place_of(*replaced, 17)], -1);
  EXPECT_EQ(place_of(*replaced, 99), 2u) << "before 17 of the same school: the order is that of the file, not of the number";
  facts.of("census").loads = {2};
  const auto none = facts.read(definitions(), mathematics());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "cohort.no-census");
}

TEST(CohortReader, SumsTheBestAndCountsByRule) {
  Facts facts("best");
  write_five_learners(facts);
  facts.write("examination", "learner, year, load, \"row\", subject, points, size",
              "(11::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'A', 58.0, 1.0), (11, 2008, 1, 2, 'B', 40, 1), (11, 2008, 1, 3, 'C', 46, 0.5), (12, 2008, 1, 4, 'A', 16, 1)");
  auto all = definitions();
  Indicator capped;
  capped.id = "capped";
  capped.items = {{.name = "best_two", .collection = "examination", .of = "points * size", .aggregate = "best", .take = 2},
                  {.name = "entries", .collection = "examination", .where = "points >= 40", .of = "1", .aggregate = "count"}};
  capped.value = "coalesce(best_two, 0)";
  capped.attained = "entries >= 2";
  capped.counted = "true";
  all.indicators.push_back(capped);
  auto query = mathematics();
  query.indicators = {"capped"};
  const auto cohort = facts.read(all, query);
  ASSERT_TRUE(cohort) << cohort.error().arguments.front().second;
  const auto& column = *cohort->outcome("capped");
  EXPECT_EQ(column.value[place_of(*cohort, 11)], 98);
  EXPECT_EQ(column.attained[place_of(*cohort, 11)], 1);
  EXPECT_EQ(column.value[place_of(*cohort, 12)], 16);
  EXPECT_EQ(column.value[place_of(*cohort, 17)], 0) << "on roll and entered for nothing: counted";
  EXPECT_EQ(column.attained[place_of(*cohort, 17)], 0);
}

TEST(CohortReader, ListsTheRowsOfACollectionByLearner) {
  Facts facts("rows");
  write_five_learners(facts);
  facts.write("exclusion", "learner, year, load, \"row\", type, days",
              "(12::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'F', 3.0), (12, 2007, 1, 2, 'F', 9), (11, 2008, 1, 3, 'P', 0), (14, 2008, 1, 4, 'F', 2)");
  const auto cohort = facts.read(definitions(), mathematics());
  ASSERT_TRUE(cohort);
  const auto rows = facts.rows(*cohort, Collection{"exclusion", {}, {"learner", "type", "days", "year"}, {}}, {"type", "days"});
  ASSERT_TRUE(rows) << rows.error().arguments.front().second;
  ASSERT_EQ(rows->rows(), 2u);
  EXPECT_EQ(rows->find("place")->integers()[0], static_cast<std::int64_t>(place_of(*cohort, 12)));
  EXPECT_EQ(rows->find("days")->reals()[0], 3.0);
  EXPECT_EQ(facts.rows(*cohort, Collection{"entry", {}, {}, {}}, {"subject"})->rows(), 0u);
}

TEST(CohortReader, LooksBackToTheStartOfTheStage) {
  Facts facts("start");
  write_five_learners(facts);
  auto all = definitions();
  all.area_decile = {{"W01", 1}, {"W02", 7}, {"W03", 9}};
  Characteristic before{"fsm-before", 1, {}, "fsm_before", {{"yes", {}}, {"no", {}}}, "no", false, true, {}};
  Characteristic area{"area-before", 1, {}, "case when area_decile <= 2 then 'deprived' else 'other' end", {{"deprived", {}}, {"other", {}}}, "other", false, true, {}};
  Characteristic now{"area-now", 1, {}, "case when area_decile <= 2 then 'deprived' else 'other' end", {{"deprived", {}}, {"other", {}}}, "other", false, false, {}};
  all.characteristics.insert(all.characteristics.end(), {before, area, now});
  const auto cohort = facts.read(all, mathematics());
  ASSERT_TRUE(cohort) << cohort.error().arguments.front().second;
  EXPECT_EQ(cohort->size(), 4u);
  const auto eleven = place_of(*cohort, 11);
  EXPECT_EQ(cohort->characteristic("fsm-before")->level[eleven], 0) << "entitled two years before the start";
  EXPECT_EQ(cohort->characteristic("area-before")->level[eleven], 1);
  EXPECT_EQ(cohort->characteristic("area-now")->level[eleven], 0);
  EXPECT_EQ(cohort->characteristic("fsm-before")->level[place_of(*cohort, 12)], 2) << "no census at the start: not obtained";
}

TEST(CohortReader, TakesWhatAgenciesSayOnCensusDay) {
  Facts facts("agencies");
  write_five_learners(facts);
  // 11's spell began years ago and is open; 15's ended before census day; only 681 has reported.
  facts.write("agency", "learner, year, load, \"row\", agency, authority, \"from\", \"to\"",
              "(11::BIGINT, 2006::BIGINT, 1::BIGINT, 1::BIGINT, 'youth-offending', '681', DATE '2006-02-01', NULL::DATE),"
              "(15, 2008, 1, 2, 'youth-offending', '681', DATE '2007-09-03', DATE '2008-01-14')");
  auto all = definitions();
  all.code_sets.push_back({"agency", 1, {}, {{"youth-offending", {}, "", std::nullopt, ResultStatus::attained, false, {}},
                                            {"more-able", {}, "", std::nullopt, ResultStatus::attained, false, {}}}});
  const auto with = [](const char* column) { return std::string("case ") + column + " when 'Y' then 'yes' when 'N' then 'no' end"; };
  Characteristic offending{"youth-offending", 1, {}, with("youth_offending"), {{"yes", {}}, {"no", {}}}, "no", false, false, {}};
  Characteristic able{"more-able", 1, {}, with("more_able"), {{"yes", {}}, {"no", {}}}, "no", false, false, {}};
  all.characteristics.insert(all.characteristics.end(), {offending, able});
  const auto cohort = facts.read(all, mathematics());
  ASSERT_TRUE(cohort) << cohort.error().arguments.front().second;
  const auto& level = cohort->characteristic("youth-offending")->level;
  EXPECT_EQ(level[place_of(*cohort, 11)], 0);
  EXPECT_EQ(level[place_of(*cohort, 15)], 1);
  EXPECT_EQ(level[place_of(*cohort, 17)], 1);
  EXPECT_EQ(level[place_of(*cohort, 12)], 2) << "the authority of this school has not reported: not recorded";
  for (const auto each : cohort->characteristic("more-able")->level) EXPECT_EQ(each, 2) << "nobody has reported it";
}

TEST(CohortReader, AReturnHoldsBeforeATransferFileThatTellsTheSame) {
  Facts facts("transfer");
  write_five_learners(facts);
  facts.write("exclusion", "learner, year, load, \"row\", type, days",
              "(12::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'F', 3.0), (12, 2008, 2, 1, 'F', 4), (11, 2008, 2, 2, 'F', 2)");
  facts.of("exclusion").transfers = {2};
  const auto cohort = facts.read(definitions(), mathematics());
  ASSERT_TRUE(cohort);
  const auto rows = facts.rows(*cohort, Collection{"exclusion", {}, {"learner", "type", "year"}, {}}, {"type", "days"});
  ASSERT_TRUE(rows) << rows.error().arguments.front().second;
  ASSERT_EQ(rows->rows(), 2u);
  EXPECT_EQ(rows->find("days")->reals(), (std::vector<double>{3, 2}));
}

TEST(RowLoads, AreThoseThatHoldWhatCountsAboutTheLearners) {
  Facts facts("row-loads");
  facts.write("exclusion", "learner, year, load, \"row\", type, days",
              "(12::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'F', 3.0), (12, 2008, 2, 1, 'F', 4), (11, 2008, 2, 2, 'F', 2), (13, 2007, 1, 2, 'F', 1)");
  facts.of("exclusion").transfers = {2};
  const auto of = [&](std::vector<LearnerYear> learners) {
    return facts.loads(Collection{"exclusion", {}, {"learner", "type", "year"}, {}}, learners).value();
  };
  using Loads = std::vector<LoadOfLearner>;
  const LearnerYear eleven{LearnerId{11}, AcademicYear{2008}}, twelve{LearnerId{12}, AcademicYear{2008}}, thirteen{LearnerId{13}, AcademicYear{2008}};
  EXPECT_EQ(of({twelve}), (Loads{{0, 1}})) << "the return holds before the transfer file";
  EXPECT_EQ(of({twelve, thirteen, eleven}), (Loads{{0, 1}, {2, 2}}));
  EXPECT_TRUE(of({thirteen}).empty()) << "another year";
  EXPECT_TRUE(of({}).empty());
}

TEST(CohortReader, FollowsLearnersBackOverSeveralStages) {
  Facts facts("earlier");
  write_five_learners(facts);
  auto query = mathematics();
  query.indicators.clear();
  query.earlier = {"ks1-mat"};
  query.stage.clear();
  const auto cohort = facts.read(definitions(), query);
  ASSERT_TRUE(cohort) << cohort.error().code;
  EXPECT_EQ(cohort->size(), 5u) << "every year group";
  EXPECT_EQ(cohort->prior("ks1-mat")->value[place_of(*cohort, 12)], 3);
}

TEST(CohortReader, NamesWhatIsNotDefined) {
  Facts facts("unknown");
  write_five_learners(facts);
  auto query = mathematics();
  query.indicators = {"ks9-magic"};
  EXPECT_EQ(facts.read(definitions(), query).error().code, "cohort.unknown-indicator");
  query = mathematics();
  query.stage = "ks9";
  EXPECT_EQ(facts.read(definitions(), query).error().code, "cohort.unknown-stage");
}

}  // namespace potensial::store
