// Long work seen from outside: how far it is, and the wish that it stop.
//
// The work names its steps and counts what it has done of each; others read that meanwhile. Asked to stop it ends soon with
// the refusal "work.stopped" and leaves nothing half done: its functions return early, and whoever called the outermost asks
// `stopped` before it believes what they gave. Nothing in the answer may depend on the watch. Once its end has begun (what
// was found is being kept) it can no longer be stopped.
//
// Thread-safe. Counting costs one addition, asking one reading. The functions below take a watch or nullptr: nobody looks.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <stop_token>
#include <string>

#include "base/result.hpp"

namespace potensial {

struct WorkProgress {
  std::string part;                    // of several that are alike: which one; empty: the work has one
  std::size_t part_number = 0, parts = 0;
  std::string step;                    // empty: not begun
  std::size_t round = 0;               // of a step made again and again until nothing more comes of it; 0: made once
  std::size_t done = 0, of = 0;        // of this round; `of` 0: not counted
};

class WorkWatch {
 public:
  WorkWatch() = default;
  // A piece of a larger work, worked on beside others: it stops with that and tells nobody how far it is.
  explicit WorkWatch(std::stop_token larger) : larger_(std::move(larger)) {}

  void enter_part(std::string part, std::size_t number, std::size_t parts);
  void enter(std::string step, std::size_t of = 0);
  void next_round(std::size_t of);
  void advance(std::size_t by = 1) { done_.fetch_add(by, std::memory_order_relaxed); }

  bool stopped() const { return own_.stop_requested() || larger_.stop_requested(); }
  std::stop_token token() const { return own_.get_token(); }  // what waits for it must not ask this watch
  bool stop();       // false: its end has begun
  bool begin_end();  // false: it was stopped before
  bool can_be_stopped() const;

  WorkProgress progress() const;

 private:
  std::stop_source own_;
  std::stop_token larger_;
  std::atomic<std::size_t> done_ = 0;
  mutable std::mutex lock_;  // of the two below
  WorkProgress now_;         // but `done`
  bool ending_ = false;
};

inline void enter(WorkWatch* watch, const char* step, std::size_t of = 0) { if (watch) watch->enter(step, of); }
inline void next_round(WorkWatch* watch, std::size_t of) { if (watch) watch->next_round(of); }
inline void advance(WorkWatch* watch, std::size_t by = 1) { if (watch) watch->advance(by); }
inline bool stopped(const WorkWatch* watch) { return watch && watch->stopped(); }
inline Result<void> goes_on(const WorkWatch* watch) { return stopped(watch) ? refuse(Blame::input, "work.stopped") : Result<void>{}; }

}  // namespace potensial
