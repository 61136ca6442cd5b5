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

  ReadAhead(std::size_t count, std::size_t ahead, const std::function<Result<IncomingFile>(std::size_t)>& read)
      : count_(count), ahead_(std::max<std::size_t>(ahead, 1)), read_(read) {}

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
    changed_.wait(lock, [&] { return stopped_ || next_ >= count_ || next_ < taken_ + ahead_; });
    if (stopped_ || next_ >= count_) return false;
    i = next_++;
    return true;
  }

  std::size_t count_, ahead_;
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

void read_ahead(std::size_t count, unsigned threads, std::size_t ahead,
                const std::function<Result<IncomingFile>(std::size_t)>& read,
                const std::function<bool(std::size_t, Result<IncomingFile>)>& take) {
  ReadAhead reading(count, ahead, read);
  std::vector<std::jthread> pool;
  const Stopping stopping{reading};  // before the pool is joined
  for (unsigned i = 0; i < std::max(threads, 1u); ++i) pool.emplace_back([&] { reading.work(); });
  for (std::size_t i = 0; i < count; ++i)
    if (!take(i, reading.wait_for(i))) return;
}

}  // namespace potensial::service
