#include "base/work_watch.hpp"

#include <algorithm>

namespace potensial {

void WorkWatch::enter_part(std::string part, std::size_t number, std::size_t parts) {
  const std::lock_guard held(lock_);
  now_ = {.part = std::move(part), .part_number = number, .parts = parts, .step = {}};
  done_ = 0;
}

void WorkWatch::enter(std::string step, std::size_t of) {
  const std::lock_guard held(lock_);
  now_.step = std::move(step);
  now_.round = 0;
  now_.of = of;
  done_ = 0;
}

void WorkWatch::next_round(std::size_t of) {
  const std::lock_guard held(lock_);
  ++now_.round;
  now_.of = of;
  done_ = 0;
}

bool WorkWatch::stop() {
  const std::lock_guard held(lock_);
  if (!ending_) own_.request_stop();
  return !ending_;
}

bool WorkWatch::begin_end() {
  const std::lock_guard held(lock_);
  if (stopped()) return false;
  return ending_ = true;
}

bool WorkWatch::can_be_stopped() const {
  const std::lock_guard held(lock_);
  return !ending_ && !stopped();
}

WorkProgress WorkWatch::progress() const {
  const std::lock_guard held(lock_);
  auto progress = now_;
  progress.done = std::min(done_.load(std::memory_order_relaxed), now_.of);
  return progress;
}

}  // namespace potensial
