// Searches for groups that fall short that were asked for through the pages: made as `find` makes them, one at a time on a
// thread and a home of their own, so that pages are answered meanwhile and whoever asked may leave.
//
// What is to be done stands in the ledger as tasks (store/find_task_store.hpp). A task can be cancelled until what it found
// begins to be kept, which is one transaction together with its state: nobody ever sees half a search. When the service ends,
// what is under way or waits is `stopped`, at the latest at the next start. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "service/task_line.hpp"

namespace potensial::service {

class FindJobs {
 public:
  struct Settings {
    std::filesystem::path home;
    const catalogue::Catalogue& catalogue;  // outlives the jobs
    unsigned threads = 1;                   // of one search
    bool takes_up = true;                   // what a stopped service left; not beside one that may be running
  };
  // Tells tasks that a stopped service left that they were broken off. Refuses what Ledger::open refuses.
  static Result<std::unique_ptr<FindJobs>> open(const Settings& settings);
  ~FindJobs();

  void start(std::int64_t task);   // committed as `searching`
  bool cancel(std::int64_t task);  // false: too late, or not under way
  std::optional<PlaceInLine> progress(std::int64_t task) const;  // nothing when it is not under way; as find.hpp tells it
  // Returns as soon as the task is no longer under way.
  void wait_for(std::int64_t task, std::chrono::milliseconds at_most) const;

 private:
  class Working;
  explicit FindJobs(std::unique_ptr<Working> working);
  std::unique_ptr<Working> working_;
};

}  // namespace potensial::service
