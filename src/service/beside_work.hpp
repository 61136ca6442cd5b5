// Pages that may take longer than a reader should wait, worked out beside the questions of others: one after the other, on
// a thread and a home of their own. Who asks waits a moment; when it is not ready then, asking again later finds it, and
// meanwhile `underway` tells how far it is.
//
// What was worked out is kept until the data change (another generation), the newest hundred pages of it. What was stopped is
// refused as "work.stopped" for a few seconds, so that a page that loads again by itself does not begin it anew.
// The hour is passed in. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.hpp"
#include "base/work_watch.hpp"
#include "model/block.hpp"
#include "service/home.hpp"

namespace potensial::service {

// The key names everything that the page depends on.
struct Beside {
  std::string key;
  std::function<Result<Page>(Home&, WorkWatch&)> work;
  std::optional<Form> stop = {};  // what its reader presses to have it stopped; nothing: it cannot be
};

struct Underway {
  std::size_t before = 0;        // works that come first; 0: it is being worked on
  std::chrono::seconds since{};  // it was asked for
  WorkProgress progress;
};

class BesideWork {
 public:
  explicit BesideWork(std::function<Result<Home>()> open) : open_(std::move(open)) {}
  ~BesideWork();  // stops what is under way, and drops what waits

  // Refuses as the work does, "page.working" (Blame::fault) when it is not ready after `at_most`, and "page.busy" when
  // too many pages wait already.
  Result<Page> page(const Beside& asked, std::int64_t generation, std::chrono::milliseconds at_most, std::chrono::sys_seconds at);
  std::optional<Underway> underway(std::string_view key, std::chrono::sys_seconds at) const;  // nothing: there is no such work
  bool stop(std::string_view key, std::chrono::sys_seconds at);                               // false: there is no such work

 private:
  struct Task {
    Beside asked;
    std::int64_t generation = 0;
    std::chrono::sys_seconds since{};
    std::chrono::sys_seconds stopped{};  // when it was
    std::optional<Result<Page>> made;
    WorkWatch watch;
  };
  using TaskPointer = std::shared_ptr<Task>;

  TaskPointer task_of(const Beside& asked, std::int64_t generation, std::chrono::sys_seconds at);
  void forget_older(std::int64_t generation);
  std::deque<TaskPointer>::const_iterator unmade(std::string_view key) const;
  void run();
  Result<Page> made(Task& task);
  Result<Page> made_at_home(Task& task);

  std::function<Result<Home>()> open_;
  mutable std::mutex lock_;  // of all below but the home
  std::condition_variable changed_;
  std::deque<TaskPointer> tasks_;  // as they were asked for
  bool ending_ = false;
  std::thread worker_;
  std::optional<Home> home_;       // the worker's
  std::int64_t home_generation_ = 0;
};

}  // namespace potensial::service
