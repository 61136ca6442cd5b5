#include "store/home_lock.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/folders.hpp"

namespace potensial::store {

Result<HomeLock> HomeLock::take(const std::filesystem::path& home) {
  (void)make_folders(home);  // what fails is said of the lock
  const auto name = home / "write.lock";
  HomeLock lock(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (lock.file_ < 0)
    return refuse(Blame::file, "file.unwritable", {{"file", name.string()}, {"reason", std::strerror(errno)}});
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) return refuse(Blame::input, "home.in-use", {{"home", home.string()}});
  return lock;
}

HomeLock::HomeLock(HomeLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

HomeLock& HomeLock::operator=(HomeLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

HomeLock::~HomeLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace potensial::store
