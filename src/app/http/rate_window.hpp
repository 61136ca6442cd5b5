// Holds a slow client to a least rate: in every window of time so many bytes must move (SEC-28).
//
// What moved before earns no credit for later, so nobody can send fast once and then hold a connection for hours.
// Plain value; the time is passed in.
#pragma once

#include <chrono>
#include <cstddef>

namespace potensial::app {

class RateWindow {
 public:
  using Clock = std::chrono::steady_clock;
  RateWindow(std::size_t bytes_per_second, std::chrono::milliseconds window, Clock::time_point now)
      : least_(bytes_per_second * static_cast<std::size_t>(window.count()) / 1000), window_(window), end_(now + window) {}

  void moved(std::size_t bytes, Clock::time_point now) {
    bytes_ += bytes;
    if (bytes_ < least_) return;
    bytes_ = 0;
    end_ = now + window_;
  }
  // By then the least number of bytes must have moved, or all of them.
  Clock::time_point deadline() const { return end_; }

 private:
  std::size_t least_;
  std::chrono::milliseconds window_;
  std::size_t bytes_ = 0;
  Clock::time_point end_;
};

}  // namespace potensial::app
