#include "service/import_job.hpp"

#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "service/import_test_files.hpp"
#include "store/fact_files.hpp"
#include "store/home_lock.hpp"
#include "store/identity_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

using namespace import_tests;
using store::LoadState;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
namespace fs = std::filesystem;

class ImportTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder);
    fs::create_directories(folder / "in");
  }
  void TearDown() override { fs::remove_all(folder); }

  ImportRequest request(const std::vector<IncomingFile>& files) {
    ImportRequest asked{.home = home, .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'200'000'000)),
                        .random = [this] { return ++minted * 0x9E3779B97F4A7C15ULL; }};
    for (const auto& file : files) {
      reader.files[file.file] = file;
      EXPECT_TRUE(write_file(folder / "in" / file.file, file.sha256));
      asked.files.push_back(folder / "in" / file.file);
    }
    return asked;
  }
  ImportReport import(const std::vector<IncomingFile>& files) { return import_files(request(files), known, reader).value(); }

  store::Ledger ledger() { return store::Ledger::open(home / ledger_file).value(); }

  // UPN and a column of what is current, "UPN:value", sorted.
  std::vector<std::string> current(const std::string& collection, const std::string& column,
                                   std::optional<std::int64_t> as_of = {}) {
    auto book = ledger();
    const auto facts = store::current_facts(book, home, {.collection = collection, .as_of = as_of});
    if (facts.files.empty()) return {};
    auto connection = store::DuckdbConnection::on_folders(std::vector{home / store::facts_folder}, 1).value();
    EXPECT_TRUE(store::create_facts_view(connection, "facts", facts, store::learner_aliases(book)));
    const auto rows = connection.query("SELECT learner, " + column + " FROM facts").value();
    std::vector<std::string> words;
    for (std::size_t i = 0; i < rows.rows(); ++i) {
      const LearnerId learner{static_cast<std::uint64_t>(rows.columns[0].integers()[i])};
      words.push_back(store::upns_of(book, learner).front().upn + ":" + rows.columns[1].texts()[i]);
    }
    std::ranges::sort(words);
    return words;
  }

  static std::string counts_text(const ImportedFile& file) {
    const auto& [read, loaded, unchanged, rejected] = file.counts;
    return fmt::format("{}: {} {} {} {}, {} {} {}", fs::path(file.file).filename().string(), read, loaded, unchanged, rejected,
                       file.changes.added, file.changes.changed, file.changes.removed);
  }

  static std::vector<Pupil> pupils(int count) {
    std::vector<Pupil> made;
    for (int i = 0; i < count; ++i) made.push_back({.upn = upn(i), .forename = "Child" + std::to_string(i)});
    return made;
  }

  fs::path folder = fs::temp_directory_path() / ("potensial-import-test-" + std::to_string(::getpid()));
  fs::path home = folder / "home";
  MadeReader reader;
  ImportDefinitions known = definitions();
  std::uint64_t minted = 0;
};

TEST_F(ImportTest, AFirstFileIsLoadedWholeAndNamesStayOutOfTheFacts) {
  const auto report = import({census_file("a.csv", "680", 2008, pupils(3))});
  ASSERT_THAT(report.files, SizeIs(1));
  EXPECT_EQ(report.files[0].state, LoadState::current);
  EXPECT_EQ(report.counts().loaded, 3U);
  EXPECT_EQ(report.files[0].changes.added, 3U);
  EXPECT_THAT(current("census", "fsm_eligible"), ElementsAre(upn(0) + ":N", upn(1) + ":N", upn(2) + ":N"));
  auto book = ledger();
  EXPECT_EQ(store::learner_identity(book, *store::learner_with_upn(book, upn(1)))->forename, "Child1");
  for (const auto& file : store::all_fact_files(book)) {
    EXPECT_TRUE(store::verify_facts(home, file));
    const auto bytes = read_file(home / file.path).value();
    for (const char* secret : {"surname", "Prys", "Child1", "A68000"}) EXPECT_EQ(bytes.find(secret), std::string::npos);
  }
}

TEST_F(ImportTest, TheSameFileAgainChangesNothingAndSaysSo) {
  const auto file = census_file("a.csv", "680", 2008, pupils(3));
  import({file});
  const auto report = import({file});
  EXPECT_EQ(report.files[0].state, LoadState::unchanged);
  EXPECT_EQ(report.counts().unchanged, 3U);
  EXPECT_EQ(report.counts().loaded, 0U);
  auto book = ledger();
  EXPECT_THAT(store::all_fact_files(book), SizeIs(1));
}

TEST_F(ImportTest, TheSameRowsInOtherBytesAreUnchanged) {
  auto file = census_file("a.csv", "680", 2008, pupils(3));
  import({file});
  file.sha256 = sha256("other line ends");
  EXPECT_EQ(import({file}).counts().unchanged, 3U);
}

TEST_F(ImportTest, TheSameFileTwiceInOneCommandIsLoadedOnce) {
  auto again = census_file("b.csv", "680", 2008, pupils(3));
  const auto report = import({census_file("a.csv", "680", 2008, pupils(3)), again});
  EXPECT_EQ(report.counts().loaded, 3U);
  EXPECT_EQ(report.counts().unchanged, 3U);
  EXPECT_THAT(current("census", "school"), SizeIs(3));
}

TEST_F(ImportTest, ACorrectedFileReplacesByItsKeyAndTheOldFiguresStay) {
  auto children = pupils(4);
  const auto first = import({census_file("a.csv", "680", 2008, children)});
  children[2].fsm = "Y";
  children.pop_back();
  children.push_back({.upn = upn(9), .forename = "New"});
  const auto report = import({census_file("b.csv", "680", 2008, children)});
  EXPECT_EQ(report.counts().loaded, 2U);
  EXPECT_EQ(report.counts().unchanged, 2U);
  EXPECT_EQ(report.files[0].changes.added, 1U);
  EXPECT_EQ(report.files[0].changes.changed, 1U);
  EXPECT_EQ(report.files[0].changes.removed, 1U);
  EXPECT_THAT(current("census", "fsm_eligible"),
              ElementsAre(upn(0) + ":N", upn(1) + ":N", upn(2) + ":Y", upn(9) + ":N"));
  EXPECT_THAT(current("census", "fsm_eligible", first.files[0].load),
              ElementsAre(upn(0) + ":N", upn(1) + ":N", upn(2) + ":N", upn(3) + ":N"));
}

TEST_F(ImportTest, AnOldFileSentAgainAfterItsCorrectionIsANewGeneration) {
  auto children = pupils(2);
  const auto first = census_file("a.csv", "680", 2008, children);
  import({first});
  children[0].fsm = "Y";
  import({census_file("b.csv", "680", 2008, children)});
  EXPECT_EQ(import({first}).counts().loaded, 1U);
  EXPECT_THAT(current("census", "fsm_eligible"), ElementsAre(upn(0) + ":N", upn(1) + ":N"));
}

TEST_F(ImportTest, ACorrectedKeyStageLeavesTheOthers) {
  import({assessment_file("a.csv", "680", 2008, {{upn(0), "ks2", "4"}, {upn(1), "ks3", "5"}})});
  const auto report = import({assessment_file("b.csv", "680", 2008, {{upn(0), "ks2", "5"}})});
  EXPECT_EQ(report.files[0].changes.removed, 0U);
  EXPECT_THAT(current("assessment", "level"), ElementsAre(upn(0) + ":5", upn(1) + ":5"));
}

TEST_F(ImportTest, AWordAboutANameAloneCountsAsLoaded) {
  auto children = pupils(2);
  import({census_file("a.csv", "680", 2008, children)});
  children[0].surname = "Prys-Jones";
  const auto report = import({census_file("b.csv", "680", 2008, children)});
  EXPECT_EQ(report.counts().loaded, 1U);
  EXPECT_EQ(report.counts().unchanged, 1U);
  auto book = ledger();
  EXPECT_EQ(store::learner_identity(book, *store::learner_with_upn(book, upn(0)))->surname, "Prys-Jones");
}

TEST_F(ImportTest, APartialFileReplacesOnlyTheLearnersItCarries) {
  import({assessment_file("a.csv", "680", 2008, {{upn(0), "ks2", "4"}, {upn(1), "ks2", "3"}})});
  auto partial = assessment_file("b.csv", "680", 2008, {{upn(1), "ks2", "5"}});
  partial.partial = true;
  EXPECT_EQ(import({partial}).counts().loaded, 1U);
  EXPECT_THAT(current("assessment", "level"), ElementsAre(upn(0) + ":4", upn(1) + ":5"));
  EXPECT_THAT(current("assessment", "level", 1), ElementsAre(upn(0) + ":4", upn(1) + ":3"));
  partial.sha256 = sha256("other bytes");
  EXPECT_EQ(import({partial}).counts().unchanged, 1U);
}

TEST_F(ImportTest, APartialFileInTheSameCommandWaitsForTheWholeOne) {
  auto partial = assessment_file("b.csv", "680", 2008, {{upn(1), "ks2", "5"}});
  partial.partial = true;
  import({assessment_file("a.csv", "680", 2008, {{upn(0), "ks2", "4"}, {upn(1), "ks2", "3"}}), partial});
  EXPECT_THAT(current("assessment", "level"), ElementsAre(upn(0) + ":4", upn(1) + ":5"));
}

TEST_F(ImportTest, ALookBackOverEarlierYearsReplacesOnlyTheLearnersItCarries) {
  import({assessment_file("a.csv", "680", 2004, {{upn(0), "ks1", "2", 2004}, {upn(1), "ks1", "1", 2004}})});
  import({assessment_file("b.csv", "680", 2008, {{upn(0), "ks1", "3", 2004}, {upn(0), "ks2", "4", 2008}})});
  EXPECT_THAT(current("assessment", "level"), ElementsAre(upn(0) + ":3", upn(0) + ":4", upn(1) + ":1"));
}

TEST_F(ImportTest, AFileOfAnotherOrganisationIsRefusedWhole) {
  auto asked = request({census_file("a.csv", "680", 2008, pupils(3))});
  asked.organisation = "671";
  const auto report = import_files(asked, known, reader).value();
  EXPECT_EQ(report.files[0].state, LoadState::refused);
  EXPECT_EQ(report.files[0].refusal->code, "import.other-organisation");
  EXPECT_FALSE(report.sound());
  EXPECT_THAT(current("census", "school"), IsEmpty());
}

TEST_F(ImportTest, AFileOfASchoolMayComeForItsAuthority) {
  auto asked = request({census_file("a.csv", "6802801", 2008, pupils(3))});
  asked.organisation = "680";
  EXPECT_EQ(import_files(asked, known, reader).value().counts().loaded, 3U);
}

TEST_F(ImportTest, LastYearsFileSentAsThisYearsIsRefused) {
  auto file = census_file("a.csv", "680", 2007, pupils(3));
  import({file});
  file.year = {2008};
  const auto report = import({file});
  EXPECT_EQ(report.files[0].refusal->code, "import.other-year");
  EXPECT_EQ(report.counts().read, 0U);
}

TEST_F(ImportTest, AFileThatCannotBeReadIsRefusedAndTheOthersAreLoaded) {
  auto asked = request({census_file("a.csv", "680", 2008, pupils(3))});
  ASSERT_TRUE(write_file(folder / "in" / "broken.csv", "x"));
  class OneBroken final : public ImportReader {
   public:
    explicit OneBroken(const MadeReader& others) : others_(others) {}
    std::optional<std::string> collection(const fs::path&) const override { return "census"; }
    Result<IncomingFile> read(const fs::path& file) const override { return others_.read(file); }

   private:
    const MadeReader& others_;
  };
  asked.files.insert(asked.files.begin(), folder / "in" / "broken.csv");
  const auto report = import_files(asked, known, OneBroken(reader)).value();
  EXPECT_EQ(report.files[0].refusal->code, "exchange.empty");
  EXPECT_EQ(report.counts().loaded, 3U);
  auto book = ledger();
  EXPECT_EQ(store::loads(book)[0].refusal, "exchange.empty");
}

TEST_F(ImportTest, TooManyRejectedRowsHoldTheFileUntilSomeoneAcceptsIt) {
  const auto report = import({with_rejected(census_file("a.csv", "680", 2008, pupils(3)), 1)});
  EXPECT_TRUE(report.held());
  EXPECT_EQ(report.counts().loaded, 0U);
  EXPECT_EQ(report.counts().rejected, report.counts().read);
  EXPECT_THAT(current("census", "school"), IsEmpty());
  {
    auto book = ledger();
    EXPECT_THAT(store::quarantine(book, report.files[0].load), SizeIs(1));
    EXPECT_FALSE(store::learner_with_upn(book, upn(0)));
  }
  const auto reader_of = [this](const store::Load&) { return std::make_unique<MadeReader>(reader); };
  EXPECT_EQ(accept_load(request({}), known, reader_of, report.files[0].load, "").error().code, "load.reason-missing");
  const auto accepted = accept_load(request({}), known, reader_of, report.files[0].load, "checked by phone");
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->counts().loaded, 3U);
  EXPECT_EQ(accepted->counts().rejected, 1U);
  EXPECT_THAT(current("census", "school"), SizeIs(3));
  auto book = ledger();
  const auto held = store::load_with_id(book, report.files[0].load).value();
  EXPECT_EQ(held.state, LoadState::accepted);
  EXPECT_EQ(held.decided->reason, "checked by phone");
  EXPECT_EQ(accept_load(request({}), known, reader_of, held.id, "again").error().code, "load.not-held");
}

TEST_F(ImportTest, ACancelledFileIsForgottenButItsRowsStayInQuarantine) {
  const auto report = import({with_rejected(census_file("a.csv", "680", 2008, pupils(3)), 1)});
  ASSERT_TRUE(cancel_load(request({}), report.files[0].load, "wrong export"));
  EXPECT_FALSE(fs::exists(home / "held" / std::to_string(report.files[0].load)));
  auto book = ledger();
  EXPECT_EQ(store::load_with_id(book, report.files[0].load)->state, LoadState::cancelled);
  EXPECT_THAT(store::quarantine(book, report.files[0].load), SizeIs(1));
}

TEST_F(ImportTest, AFewRejectedRowsAreNamedAndTheRestIsLoaded) {
  const auto report = import({with_rejected(census_file("a.csv", "680", 2008, pupils(99)), 2)});
  EXPECT_FALSE(report.held());
  EXPECT_EQ(report.counts().loaded, 99U);
  EXPECT_EQ(report.counts().rejected, 2U);
  EXPECT_EQ(report.files[0].problems.front().rule, "rule.school-unknown");
  EXPECT_FALSE(report.sound());
}

TEST_F(ImportTest, ACheckTellsWhatWouldHappenAndWritesNothing) {
  auto asked = request({census_file("a.csv", "680", 2008, pupils(3))});
  asked.check = true;
  EXPECT_EQ(import_files(asked, known, reader).value().counts().loaded, 3U);
  EXPECT_FALSE(fs::exists(home));
  import({census_file("a.csv", "680", 2008, pupils(3))});
  auto children = pupils(3);
  children[1].fsm = "Y";
  asked = request({census_file("b.csv", "680", 2008, children)});
  asked.check = true;
  const auto report = import_files(asked, known, reader).value();
  EXPECT_EQ(report.files[0].changes.changed, 1U);
  EXPECT_EQ(report.counts().unchanged, 2U);
  auto book = ledger();
  EXPECT_THAT(store::loads(book), SizeIs(1));
}

TEST_F(ImportTest, ALearnerOfTwoAuthoritiesInOneJanuaryIsFlaggedInBoth) {
  auto elsewhere = pupils(1);
  elsewhere[0].school = "6712801";
  const auto report = import({census_file("a.csv", "680", 2008, pupils(2)), census_file("b.csv", "671", 2008, elsewhere)});
  for (const auto& file : report.files) {
    const auto flagged = std::ranges::count(file.problems, "rule.enrolled-in-two-authorities", &RowProblem::rule);
    EXPECT_EQ(flagged, 1) << file.file;
  }
  EXPECT_EQ(report.counts().loaded, 3U);
  EXPECT_TRUE(report.sound());
}

TEST_F(ImportTest, AMainAndASecondEnrolmentAreBothKeptWithoutAFlag) {
  auto both = pupils(1);
  both.push_back(both[0]);
  both[0].status = "M";
  both[1].status = "S";
  both[1].school = "6712801";
  const auto report = import({census_file("a.csv", "680", 2008, both)});
  EXPECT_EQ(report.counts().loaded, 2U);
  EXPECT_EQ(std::ranges::count(report.files[0].problems, "rule.enrolled-in-two-authorities", &RowProblem::rule), 0);
  EXPECT_THAT(current("census", "enrolment_status"), ElementsAre(upn(0) + ":M", upn(0) + ":S"));
}

TEST_F(ImportTest, ANumberOfAnotherChildRejectsTheRow) {
  import({census_file("a.csv", "680", 2008, pupils(60))});
  auto children = pupils(60);
  children[5] = {.upn = upn(5), .surname = "Rees", .forename = "Tom", .birth_day = 20};
  const auto report = import({census_file("b.csv", "680", 2009, children)});
  EXPECT_EQ(report.counts().rejected, 1U);
  EXPECT_EQ(report.counts().loaded, 59U);
  EXPECT_EQ(report.files[0].problems[0].rule, "rule.upn-other-learner");
}

TEST_F(ImportTest, AFormerNumberTiesTheYearsTogether) {
  auto child = pupils(1);
  child[0].upn = "A68000000000Q";
  import({census_file("a.csv", "680", 2008, child)});
  child[0].former_upn = child[0].upn;
  child[0].upn = upn(1);
  import({census_file("b.csv", "680", 2009, child)});
  auto book = ledger();
  EXPECT_EQ(store::learner_with_upn(book, "A68000000000Q"), store::learner_with_upn(book, upn(1)));
}

TEST_F(ImportTest, AnUnknownSchoolIsEnteredAsProvisional) {
  import({census_file("a.csv", "680", 2008, pupils(1))});
  auto book = ledger();
  const auto school = store::organisation(book, "6802801").value();
  EXPECT_TRUE(school.provisional);
  EXPECT_EQ(school.authority, "680");
}

TEST_F(ImportTest, ASchoolFileGoesToTheLedgerBeforeTheCensusThatNeedsIt) {
  auto schools = empty_table("school");
  push_number(schools, "row", 1);
  push_text(schools, "school", "6802801");
  push_text(schools, "authority", "680");
  push_text(schools, "name_en", "Heronsmoor Primary School");
  push_number(schools, "opened", Date(1990, 9, 1).days());
  IncomingFile file{.file = "schools.csv", .profile = "schools", .sha256 = sha256("schools"), .collection = "school", .read = 1};
  file.tables.push_back(schools);
  const auto report = import({census_file("a.csv", "680", 2008, pupils(1)), file});
  EXPECT_EQ(report.files[0].file, "schools.csv");
  EXPECT_THAT(report.files[1].problems, IsEmpty());
  auto book = ledger();
  EXPECT_EQ(store::organisation(book, "6802801")->name.en, "Heronsmoor Primary School");
  EXPECT_EQ(import({file}).counts().unchanged, 1U);
}

TEST_F(ImportTest, OneFileIsWrittenForAPartitionOfManySources) {
  auto second = pupils(4);
  for (auto& child : second) child.school = "6802802";
  import({census_file("a.csv", "6802801", 2008, pupils(2)), census_file("b.csv", "6802802", 2008, {second[2], second[3]})});
  auto book = ledger();
  EXPECT_THAT(store::all_fact_files(book), SizeIs(1));
  EXPECT_THAT(store::loads(book), SizeIs(2));
}

TEST_F(ImportTest, AFolderIsWalkedWithoutManifestTruthsOrUnknownFiles) {
  request({census_file("a.csv", "680", 2008, pupils(3))});
  for (const char* other : {"manifest.csv", "truth.json", "in.truth.json", "notes.csv"})
    ASSERT_TRUE(write_file(folder / "in" / other, "x"));
  auto asked = request({});
  asked.files = {folder / "in"};
  const auto report = import_files(asked, known, reader).value();
  EXPECT_THAT(report.files, SizeIs(1));
  EXPECT_THAT(report.skipped, ElementsAre((folder / "in" / "notes.csv").string()));
  asked.files = {folder / "in" / "notes.csv"};
  EXPECT_EQ(import_files(asked, known, reader).value().files[0].state, LoadState::refused);
  asked.files = {folder / "in" / "manifest.csv"};
  EXPECT_EQ(import_files(asked, known, reader).error().code, "import.not-facts");
  asked.files = {folder / "in" / "absent.csv"};
  EXPECT_EQ(import_files(asked, known, reader).error().code, "import.no-file");
}

TEST_F(ImportTest, TwoImportsDoNotWriteToOneHomeAtOnce) {
  const auto lock = store::HomeLock::take(home).value();
  EXPECT_EQ(import_files(request({}), known, reader).error().code, "home.in-use");
}

// Returns, transfers and looks back over the same few learners, years and key stages, some sent twice.
std::vector<IncomingFile> tangled_files(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&random](unsigned limit) { return static_cast<int>(random() % limit); };
  std::vector<IncomingFile> files;
  for (int i = 0; i < 14; ++i) {
    std::vector<Level> levels;
    for (int j = 0; j <= below(6); ++j)
      levels.push_back({upn(below(12)), below(2) ? "ks2" : "ks3", std::to_string(3 + below(3)), 2007 + below(2)});
    auto file = assessment_file("", below(4) ? "680" : "6802801", 2007 + below(2), levels);
    if (below(6) == 0 && !files.empty()) file = files[static_cast<std::size_t>(below(static_cast<unsigned>(files.size())))];
    else if (below(2)) {
      file.partial = true;
      file.source = "transfer";
      file.sha256 = sha256(file.sha256 + "transfer");
    }
    file.file = "file-" + std::to_string(10 + i) + ".csv";
    files.push_back(file);
  }
  return files;
}

TEST_F(ImportTest, ManyFilesAtOnceLeaveWhatOneAfterTheOtherLeaves) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const auto files = tangled_files(seed);
    home = folder / ("one-by-one-" + std::to_string(seed));
    std::vector<std::string> told;
    for (const auto& file : files) told.push_back(counts_text(import({file}).files.at(0)));
    const auto levels = current("assessment", "stage || year || level");
    for (const std::size_t batch_cells : {std::size_t{0}, std::size_t{100}, ImportRequest{}.batch_cells}) {
      home = folder / ("at-once-" + std::to_string(seed) + "-" + std::to_string(batch_cells));
      auto asked = request(files);
      asked.batch_cells = batch_cells;
      auto report = import_files(asked, known, reader).value();
      std::ranges::sort(report.files, {}, &ImportedFile::load);
      std::vector<std::string> told_at_once;
      for (const auto& file : report.files) told_at_once.push_back(counts_text(file));
      EXPECT_EQ(told_at_once, told) << seed << ", " << batch_cells << " cells";
      EXPECT_EQ(current("assessment", "stage || year || level"), levels) << seed << ", " << batch_cells << " cells";
    }
  }
}

TEST_F(ImportTest, CountsAlwaysAddUp) {
  std::uint64_t state = 7;
  const auto random = [&state](std::uint64_t below) { return (state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33 ^ below ? (state >> 33) % below : 0; };
  for (int round = 0; round < 30; ++round) {
    auto children = pupils(static_cast<int>(20 + random(30)));
    for (auto& child : children) child.fsm = random(4) == 0 ? "Y" : "N";
    const auto file = with_rejected(census_file("f.csv", random(2) ? "680" : "6802801", 2007 + static_cast<int>(random(2)), children), random(3));
    const auto counts = import({file}).counts();
    EXPECT_EQ(counts.read, counts.loaded + counts.unchanged + counts.rejected);
  }
}

}  // namespace
}  // namespace potensial::service
