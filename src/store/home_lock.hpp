// The right to write to a home, held by one process at a time and given back when it ends, however it ends.
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace potensial::store {

class HomeLock {
 public:
  // Makes the home when it is missing. Refuses "home.in-use" at once when another process holds it, and
  // "file.unwritable".
  static Result<HomeLock> take(const std::filesystem::path& home);

  HomeLock(HomeLock&& other) noexcept;
  HomeLock& operator=(HomeLock&& other) noexcept;
  ~HomeLock();

 private:
  explicit HomeLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace potensial::store
