// Work on files that were sent in, with the real catalogue and real files.
#include "service/import_jobs.hpp"

#include <csignal>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/import_preview.hpp"
#include "service/import_reader.hpp"
#include "service/import_test_census.hpp"
#include "service/sent_file.hpp"
#include "store/audit_log.hpp"
#include "store/load_store.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using import_tests::census_text;
using import_tests::CensusAsked;
using store::ImportTask;
using store::LoadState;
using store::TaskKind;
using store::TaskState;
using testing::IsEmpty;
using testing::SizeIs;

const catalogue::Catalogue& real_catalogue() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  return loaded;
}

class ImportJobsTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(home); }
  void TearDown() override { fs::remove_all(home); }

  static void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

  std::unique_ptr<ImportJobs> open() { return ImportJobs::open({home, real_catalogue(), random_bytes}).value(); }
  store::Ledger ledger() { return store::Ledger::open(home / ledger_file).value(); }

  // Kept and noted as its sender's, at a second of its own.
  ImportTask sent(const std::string& text, const std::string& organisation = "680", const std::string& name = "680.csv") {
    auto file = SentFile::begin(home, random_bytes).value();
    EXPECT_TRUE(file.add(text));
    EXPECT_TRUE(file.finish(name));
    file.keep();
    ImportTask task{.organisation = organisation, .file = file.name(), .sha256 = file.sha256(), .bytes = file.bytes(), .year = {2010}, .place = file.place(),
                    .actor = "person/1 Mair", .at = now++};
    return added(task);
  }

  ImportTask added(ImportTask task) {
    auto book = ledger();
    store::Transaction transaction(book);
    task.id = store::add_import_task(book, task);
    transaction.commit();
    return task;
  }

  ImportTask now_of(const ImportTask& task) {
    auto book = ledger();
    return store::import_task(book, task.id).value();
  }

  ImportTask after(ImportJobs& jobs, const ImportTask& task) {
    jobs.wait_for(task.id, 60s);
    return now_of(task);
  }

  void ask_for_import(ImportJobs& jobs, ImportTask task) {
    note_import(task);
    jobs.start(task.id);
  }

  void note_import(ImportTask task) {
    task.state = TaskState::importing;
    task.started = now++;
    auto book = ledger();
    store::Transaction transaction(book);
    store::change_import_task(book, task);
    transaction.commit();
  }

  ImportTask checked(ImportJobs& jobs, const std::string& text) {
    const auto task = sent(text);
    jobs.start(task.id);
    return after(jobs, task);
  }

  ImportTask imported(ImportJobs& jobs, const std::string& text) {
    ask_for_import(jobs, checked(jobs, text));
    auto book = ledger();
    const auto last = store::import_task(book, now_id(book)).value();
    return after(jobs, last);
  }

  store::Load loads_after(ImportJobs& jobs, const ImportTask& task) {
    const auto done = after(jobs, task);
    EXPECT_EQ(done.state, TaskState::done) << (done.refusal ? done.refusal->code : "");
    auto book = ledger();
    return store::load_with_id(book, done.load).value();
  }

  // As the thread of the jobs does, in this process.
  void import_at_once(const ImportTask& task) {
    auto book = ledger();
    auto again = store::import_task(book, task.id).value();
    const auto known = import_definitions(real_catalogue(), Date(2010, 11, 17)).value();
    const auto reader = catalogue_reader(real_catalogue(), {"", "680", Date(2010, 11, 17), again.file, again.year}).value();
    (void)import_files({.home = home, .files = {file_of_task(home, again)}, .organisation = "680", .actor = again.actor, .at = again.started,
                        .random = [] { static std::uint64_t n = 0; return ++n * 0x9E3779B97F4A7C15ULL; }, .threads = 1, .beside_others = true},
                       known, *reader);
  }

  static std::int64_t now_id(store::Ledger& book) {
    std::int64_t id = 0;
    while (store::import_task(book, id + 1)) ++id;
    return id;
  }

  std::vector<store::Load> loads() {
    auto book = ledger();
    return store::loads(book);
  }

  std::size_t kept() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(sent_folder(home)), fs::directory_iterator()));
  }

  fs::path home = fs::temp_directory_path() / ("potensial-jobs-test-" + std::to_string(::getpid()));
  std::chrono::sys_seconds now{std::chrono::seconds(1'290'000'000)};
};

TEST_F(ImportJobsTest, AFileIsCheckedWithoutAChangeThenImported) {
  const auto jobs = open();
  const auto ready = checked(*jobs, census_text({.learners = 200, .broken = 2}));
  ASSERT_EQ(ready.state, TaskState::ready) << (ready.refusal ? ready.refusal->code : "");
  EXPECT_THAT(loads(), IsEmpty());
  const auto preview = saved_preview(folder_of_task(home, ready)).value();
  EXPECT_EQ(preview.file.counts.read, 200U);
  EXPECT_EQ(preview.file.counts.loaded, 198U);
  EXPECT_EQ(preview.rejected, 2U);
  ASSERT_THAT(preview.file.parts, SizeIs(1));
  EXPECT_THAT(preview.file.parts.front().loads, IsEmpty());
  ask_for_import(*jobs, ready);
  const auto done = after(*jobs, ready);
  ASSERT_EQ(done.state, TaskState::done);
  ASSERT_THAT(loads(), SizeIs(1));
  const auto load = loads().front();
  EXPECT_EQ(load.id, done.load);
  EXPECT_EQ(load.file, "680.csv");
  EXPECT_EQ(load.organisation, "680");
  EXPECT_EQ(load.year.summer, 2010);
  EXPECT_EQ(load.loaded + load.unchanged + load.rejected, load.read);
  EXPECT_EQ(kept(), 0U);
}

TEST_F(ImportJobsTest, ACorrectedFileSaysWhatItReplacesAndDoublySentChangesNothing) {
  const auto jobs = open();
  const auto first = imported(*jobs, census_text({.learners = 100}));
  const auto corrected = checked(*jobs, census_text({.learners = 100, .entitled = 3}));
  const auto preview = saved_preview(folder_of_task(home, corrected)).value();
  EXPECT_EQ(preview.file.changes.changed, 3U);
  EXPECT_EQ(preview.file.counts.unchanged, 97U);
  ASSERT_THAT(preview.file.parts, SizeIs(1));
  EXPECT_THAT(preview.file.parts.front().loads, testing::ElementsAre(first.load));
  const auto again = checked(*jobs, census_text({.learners = 100}));
  EXPECT_EQ(saved_preview(folder_of_task(home, again))->file.state, LoadState::unchanged);
  EXPECT_THAT(loads(), SizeIs(1));
}

TEST_F(ImportJobsTest, TooManyBrokenRowsAreHeldAndReleased) {
  const auto jobs = open();
  const auto ready = checked(*jobs, census_text({.learners = 100, .broken = 30}));
  EXPECT_EQ(saved_preview(folder_of_task(home, ready))->rejected, 30U);
  ask_for_import(*jobs, ready);
  const auto held = loads_after(*jobs, ready);
  ASSERT_EQ(held.state, LoadState::held);
  const auto release = added({.kind = TaskKind::release, .organisation = "680", .file = "680.csv", .sha256 = held.sha256, .held = held.id,
                              .reason = "seen by telephone", .actor = "person/1 Mair", .at = now, .state = TaskState::importing, .started = now++});
  jobs->start(release.id);
  const auto done = after(*jobs, release);
  ASSERT_EQ(done.state, TaskState::done) << (done.refusal ? done.refusal->code : "");
  const auto load = loads().back();
  EXPECT_EQ(load.id, done.load);
  EXPECT_EQ(load.year.summer, 2010);
  EXPECT_EQ(load.loaded, 70U);
  EXPECT_EQ(loads().front().state, LoadState::accepted);
  EXPECT_EQ(loads().front().decided->reason, "seen by telephone");
}

TEST_F(ImportJobsTest, WhatMayNotComeThroughThePagesIsRefusedWhole) {
  const auto jobs = open();
  const auto refused = [&](const std::string& text, const std::string& organisation, const std::string& name = "680.csv") {
    const auto task = sent(text, organisation, name);
    jobs->start(task.id);
    const auto ended = after(*jobs, task);
    EXPECT_EQ(ended.state, TaskState::refused);
    return ended.refusal ? ended.refusal->code : "";
  };
  EXPECT_EQ(refused(census_text({.authority = "681"}), "680"), "exchange.other-organisation");
  EXPECT_EQ(refused(census_text({}), "6802801"), "import.tables-by-authority");
  EXPECT_EQ(refused("school,authority,name_en,name_cy,phase\n6802801,680,A,A,primary\n", "680"), "import.not-sent-by-schools");
  EXPECT_EQ(refused("%PDF-1.4 nothing", "680", "x.pdf"), "exchange.no-profile");
  EXPECT_EQ(refused("", "680"), "exchange.empty");
  EXPECT_THAT(loads(), IsEmpty());
  EXPECT_EQ(kept(), 0U);
}

TEST_F(ImportJobsTest, ATableWithoutAYearIsRefused) {
  const auto jobs = open();
  auto task = sent(census_text({}));
  task.year = {};
  task = added(task);
  jobs->start(task.id);
  EXPECT_EQ(after(*jobs, task).refusal.value().code, "import.year-needed");
}

TEST_F(ImportJobsTest, BytesThatAreNotThoseThatWereCheckedAreNotImported) {
  const auto jobs = open();
  const auto ready = checked(*jobs, census_text({}));
  std::ofstream(file_of_task(home, ready), std::ios::app) << "x";
  ask_for_import(*jobs, ready);
  const auto stopped = after(*jobs, ready);
  EXPECT_EQ(stopped.state, TaskState::stopped);
  EXPECT_EQ(stopped.refusal.value().code, "import.bytes-changed");
  EXPECT_THAT(loads(), IsEmpty());
}

TEST_F(ImportJobsTest, AnImportCancelledBeforeItWritesLeavesNothing) {
  const auto jobs = open();
  const auto ready = checked(*jobs, census_text({}));
  note_import(ready);
  {
    auto book = ledger();
    const store::Transaction kept_by_another(book);  // the import waits for it before it begins
    jobs->start(ready.id);
    EXPECT_TRUE(jobs->cancel(ready.id));
  }
  const auto stopped = after(*jobs, ready);
  EXPECT_EQ(stopped.state, TaskState::stopped);
  EXPECT_EQ(stopped.refusal.value().code, "import.stopped");
  EXPECT_THAT(loads(), IsEmpty());
  ask_for_import(*jobs, stopped);
  EXPECT_EQ(after(*jobs, ready).state, TaskState::done);
}

TEST_F(ImportJobsTest, ACancelledCheckIsDroppedWithItsBytes) {
  const auto jobs = open();
  const auto first = sent(census_text({.learners = 20'000})), second = sent(census_text({}));
  jobs->start(first.id);
  jobs->start(second.id);
  EXPECT_EQ(jobs->progress(second.id).value().before, 1U);
  EXPECT_TRUE(jobs->cancel(second.id));
  EXPECT_TRUE(jobs->cancel(first.id));
  EXPECT_EQ(after(*jobs, second).state, TaskState::dropped);
  EXPECT_EQ(now_of(first).state, TaskState::dropped);
  EXPECT_EQ(kept(), 0U);
  EXPECT_FALSE(jobs->cancel(first.id));
}

TEST_F(ImportJobsTest, AfterARestartChecksGoOnAndImportsAreToldToBeStopped) {
  ImportTask check, import;
  {
    const auto jobs = open();
    import = checked(*jobs, census_text({}));
  }
  note_import(import);
  check = sent(census_text({.learners = 50}));
  fs::create_directories(sent_folder(home) / "left-behind");
  const auto jobs = open();
  EXPECT_EQ(after(*jobs, check).state, TaskState::ready);
  EXPECT_EQ(now_of(import).state, TaskState::stopped);
  EXPECT_EQ(now_of(import).refusal.value().code, "import.stopped-by-restart");
  EXPECT_FALSE(fs::exists(sent_folder(home) / "left-behind"));
  EXPECT_TRUE(saved_preview(folder_of_task(home, import)));
}

// Killed at any moment: the load is in and the task done, or nothing is in and the task stopped.
TEST_F(ImportJobsTest, AKilledImportIsDoneOrStoppedAndNothingBetween) {
  std::vector<ImportTask> tasks;
  {
    const auto jobs = open();
    for (int round = 0; round < 6; ++round) {
      tasks.push_back(checked(*jobs, census_text({.learners = 2'000, .entitled = round + 1})));
      ASSERT_EQ(tasks.back().state, TaskState::ready);
    }
  }
  int done = 0;
  for (std::size_t round = 0; round < tasks.size(); ++round) {
    note_import(tasks[round]);
    const auto before = loads().size();
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      import_at_once(tasks[round]);
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + round * 60));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    const auto jobs = open();
    const auto ended = now_of(tasks[round]);
    const bool is_in = loads().size() == before + 1;
    EXPECT_EQ(loads().size(), before + (ended.state == TaskState::done ? 1 : 0));
    EXPECT_EQ(ended.state, is_in ? TaskState::done : TaskState::stopped);
    done += is_in;
  }
  RecordProperty("done", done);
  auto book = ledger();
  EXPECT_TRUE(store::verify_audit(book));
}

TEST(SentFile, ItsNameIsNeverAPathAndItGoesUnlessItIsKept) {
  const auto home = fs::temp_directory_path() / ("potensial-sent-test-" + std::to_string(::getpid()));
  const auto random = [](std::span<unsigned char> bytes) { std::ranges::fill(bytes, static_cast<unsigned char>(7)); };
  const auto named = [&](std::string_view name) {
    auto file = SentFile::begin(home, random).value();
    EXPECT_TRUE(file.add("abc"));
    EXPECT_TRUE(file.finish(name));
    return file.name();
  };
  EXPECT_EQ(named("../../etc/passwd"), "passwd");
  EXPECT_EQ(named("C:\\files\\680 Medi.csv"), "680 Medi.csv");
  EXPECT_EQ(named("a\n<b>.csv"), "ab.csv");
  EXPECT_EQ(named(""), "file.csv");
  EXPECT_EQ(named(".."), "file.csv");
  EXPECT_EQ(named(std::string(300, 'x') + ".csv").size(), 120U);
  EXPECT_TRUE(fs::is_empty(home / "sent"));
  {
    auto file = SentFile::begin(home, random).value();
    EXPECT_TRUE(file.add("abc"));
    EXPECT_TRUE(file.finish("a.csv"));
    EXPECT_EQ(file.sha256(), sha256("abc"));
    file.keep();
  }
  EXPECT_FALSE(fs::is_empty(home / "sent"));
  fs::remove_all(home);
}

}  // namespace
}  // namespace potensial::service
