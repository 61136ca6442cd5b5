#include "service/import_read_ahead.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

namespace potensial::service {
namespace {

class ReadAhead {
 public:
  using Read = std::variant<Result<IncomingFile>, std::exception_ptr>;

  ReadAhead(std::span<const std::uint64_t> sizes, std::uint64_t ahead, const std::function<Result<IncomingFile>(std::size_t)>& read)
      : sizes_(sizes), ahead_(ahead), read_(read) {}

  void work() {
    for (std::size_t i; next(i);) {
      Read done = std::exception_ptr{};
      try {
        done = read_(i);
      } catch (...) {
        done = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      ready_.emplace(i, std::move(done));
      changed_.notify_all();
    }
  }

  Result<IncomingFile> wait_for(std::size_t i) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ready_.contains(i); });
    auto done = std::move(ready_.extract(i).mapped());
    begun_ -= sizes_[i];
    taken_ = i + 1;
    changed_.notify_all();
    if (auto* failure = std::get_if<std::exception_ptr>(&done)) std::rethrow_exception(*failure);
    return std::move(std::get<Result<IncomingFile>>(done));
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  bool next(std::size_t& i) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || next_ >= sizes_.size() || next_ == taken_ || begun_ < ahead_; });
    if (stopped_ || next_ >= sizes_.size()) return false;
    begun_ += sizes_[next_];
    i = next_++;
    return true;
  }

  std::span<const std::uint64_t> sizes_;
  std::uint64_t ahead_, begun_ = 0;  // bytes; those begun and not yet taken
  const std::function<Result<IncomingFile>(std::size_t)>& read_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0, taken_ = 0;
  bool stopped_ = false;
  std::map<std::size_t, Read> ready_;
};

// Stops the threads however the taking ends.
struct Stopping {
  ReadAhead& reading;
  ~Stopping() { reading.stop(); }
};

}  // namespace

void read_ahead(std::span<const std::uint64_t> sizes, unsigned threads, std::uint64_t ahead,
                const std::function<Result<IncomingFile>(std::size_t)>& read,
                const std::function<bool(std::size_t, Result<IncomingFile>)>& take) {
  ReadAhead reading(sizes, ahead, read);
  std::vector<std::jthread> pool;
  const Stopping stopping{reading};  // before the pool is joined
  for (unsigned i = 0; i < std::max(threads, 1u); ++i) pool.emplace_back([&] { reading.work(); });
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (!take(i, reading.wait_for(i))) return;
}

}  // namespace potensial::service
