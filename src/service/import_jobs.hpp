// The work on files that were sent in: previews, imports and releases, one at a time on a thread of its own with its own
// connection to the home, so that pages are answered meanwhile and whoever asked may leave.
//
// What is to be done stands in the ledger as tasks (store/import_task_store.hpp): only the thread here changes the state of
// one that is under way. A task can be cancelled until its rows begin to be written; then nothing of it is in the home. When
// the service ends, previews are taken up again at the next start, and an import that was under way is `stopped`, or `done`
// where its load had become visible. Whoever asked for an import is told by mail when it has ended. Bytes and preview of a task lie in `sent/PLACE/` of the home, whose name is random.
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "catalogue/catalogue.hpp"
#include "service/import_job.hpp"
#include "store/import_task_store.hpp"

namespace potensial::service {

struct JobProgress {
  std::size_t before = 0;                 // tasks that come first; 0: it is being worked on
  ImportWatch::Step step = ImportWatch::Step::reading;
  std::optional<double> share;            // of the file, while it is read
  bool can_be_cancelled = true;
};

class ImportJobs {
 public:
  struct Settings {
    std::filesystem::path home;
    const catalogue::Catalogue& catalogue;  // outlives the jobs
    RandomBytes random;
    std::function<std::chrono::sys_seconds()> tells_at = {};  // the time of mails to senders; without it none are written
    bool takes_up = true;  // what a stopped service left; not beside one that may be running
  };
  // Removes what a stopped service left in `sent/`, and goes on with the previews. Refuses what Ledger::open refuses.
  static Result<std::unique_ptr<ImportJobs>> open(const Settings& settings);
  ~ImportJobs();

  void start(std::int64_t task);                             // committed as `checking` or `importing`
  bool cancel(std::int64_t task);                            // false: too late, or not under way
  std::optional<JobProgress> progress(std::int64_t task) const;  // nothing when it is not under way
  // Returns as soon as the task is no longer under way.
  void wait_for(std::int64_t task, std::chrono::milliseconds at_most) const;

 private:
  class Working;
  explicit ImportJobs(std::unique_ptr<Working> working);
  std::unique_ptr<Working> working_;
};

std::filesystem::path sent_folder(const std::filesystem::path& home);
std::filesystem::path folder_of_task(const std::filesystem::path& home, const store::ImportTask& task);
std::filesystem::path file_of_task(const std::filesystem::path& home, const store::ImportTask& task);
void remove_sent_file(const std::filesystem::path& home, const store::ImportTask& task);

}  // namespace potensial::service
