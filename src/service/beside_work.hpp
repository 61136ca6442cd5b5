// Pages that may take longer than a reader should wait, worked out beside the questions of others: one after the other, on
// a thread and a home of their own. Who asks waits a moment; when it is not ready then, asking again later finds it.
//
// What was worked out is kept until the data change (another generation), the newest hundred pages of it. Thread-safe.
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
#include <thread>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/home.hpp"

namespace potensial::service {

// The key names everything that the page depends on.
struct Beside {
  std::string key;
  std::function<Result<Page>(Home&)> work;
};

class BesideWork {
 public:
  explicit BesideWork(std::function<Result<Home>()> open) : open_(std::move(open)) {}
  ~BesideWork();  // waits for what is under way; what waits is dropped

  // Refuses as the work does, "page.working" (Blame::fault) when it is not ready after `at_most`, and "page.busy" when
  // too many pages wait already.
  Result<Page> page(const Beside& asked, std::int64_t generation, std::chrono::milliseconds at_most);

 private:
  struct Task {
    Beside asked;
    std::int64_t generation = 0;
    std::optional<Result<Page>> made;
  };
  using TaskPointer = std::shared_ptr<Task>;

  TaskPointer task_of(const Beside& asked, std::int64_t generation);
  void forget_older(std::int64_t generation);
  void run();
  Result<Page> made(const Task& task);

  std::function<Result<Home>()> open_;
  std::mutex lock_;  // of all below but the home
  std::condition_variable changed_;
  std::deque<TaskPointer> tasks_;  // as they were asked for
  bool ending_ = false;
  std::thread worker_;
  std::optional<Home> home_;       // the worker's
  std::int64_t home_generation_ = 0;
};

}  // namespace potensial::service
