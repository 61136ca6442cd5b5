// Tasks that stand in the ledger, worked on one after the other by a thread of their own, so that pages are answered
// meanwhile and whoever asked may leave. What a task is, and what becomes of it, is the caller's; here stand the order, how
// far each is, and the wish that it stop.
//
// A task is in the line from `add` until its work returns, also one that was stopped while it waited: its work is called
// with a watch that says so. At the end everything in the line is stopped and its work waited for. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/work_watch.hpp"
#include "store/ledger.hpp"

namespace potensial::service {

struct PlaceInLine {
  std::size_t before = 0;     // tasks that come first; 0: it is being worked on
  WorkProgress progress;
  bool can_be_stopped = true;
};

class TaskLine {
 public:
  using Work = std::function<void(std::int64_t task, WorkWatch& watch)>;
  ~TaskLine();

  void begin(Work work);             // once; what was added before waits until then
  void add(std::int64_t task);
  bool stop(std::int64_t task);      // false: too late, or not in the line
  std::optional<PlaceInLine> place_of(std::int64_t task) const;
  void wait_for(std::int64_t task, std::chrono::milliseconds at_most) const;  // until it left the line
  bool is_closing() const;           // what is stopped now was stopped by nobody who asked

  // For work: one transaction of the ledger. Others may keep the ledger for longer than it waits: tried again, so that no
  // task is left in doubt for that, until the end.
  void write(store::Ledger& ledger, const std::function<void()>& change);

 private:
  struct Entry {
    explicit Entry(std::int64_t number) : task(number) {}
    std::int64_t task;
    WorkWatch watch;
  };
  using Entries = std::deque<std::shared_ptr<Entry>>;

  Entries::const_iterator entry_of(std::int64_t task) const;
  std::shared_ptr<Entry> next();
  void work_on_all(const Work& work);

  mutable std::mutex lock_;  // of the two below
  Entries entries_;
  bool closing_ = false;
  mutable std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace potensial::service
