#include "app/cli/log_writer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <utility>

namespace potensial::app {

struct LogWriter::Lines {
  Lines(int given, OfDropped said, std::size_t bytes) : file(::fcntl(given, F_DUPFD_CLOEXEC, 0)), of_dropped(std::move(said)), room(bytes) {}
  ~Lines() { ::close(file); }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  bool anything() const { return !waiting.empty() || dropped > 0; }
  std::string take();

  const int file;
  const OfDropped of_dropped;
  const std::size_t room;
  std::atomic<bool> given_up = false;
  std::mutex lock;  // of all below
  std::condition_variable changed;
  std::string waiting;
  std::uint64_t dropped = 0;
  bool ending = false, ended = false;
};

std::string LogWriter::Lines::take() {
  auto taken = std::exchange(waiting, {});
  if (dropped > 0) taken += of_dropped(std::exchange(dropped, 0)) + '\n';
  return taken;
}

namespace log_writing {

constexpr auto patience = std::chrono::seconds(1);  // with a reader, at the end

// Whether more may be written.
bool wait_for_room(int file) {
  pollfd waiting{file, POLLOUT, 0};
  return errno == EINTR || (errno == EAGAIN && ::poll(&waiting, 1, -1) >= 0);
}

// Line by line, so that no other writer of the same file stands between its ends.
void write_lines(int file, std::string_view text, const std::atomic<bool>& given_up) {
  while (!text.empty() && !given_up) {
    const auto written = ::write(file, text.data(), text.find('\n') + 1);
    if (written < 0 && !wait_for_room(file)) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// A signal of the service is not this thread's, and a reader who is gone must not end the service.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace log_writing

LogWriter::LogWriter(int file, OfDropped of_dropped, std::size_t room)
    : lines_(std::make_shared<Lines>(file, std::move(of_dropped), room)), thread_([lines = lines_] {
        log_writing::block_signals();
        std::unique_lock held(lines->lock);
        while (true) {
          lines->changed.wait(held, [&] { return lines->anything() || lines->ending; });
          if (lines->given_up || !lines->anything()) break;
          const auto taken = lines->take();
          held.unlock();
          log_writing::write_lines(lines->file, taken, lines->given_up);
          held.lock();
        }
        lines->ended = true;
        lines->changed.notify_all();
      }) {}

LogWriter::~LogWriter() {
  std::unique_lock held(lines_->lock);
  lines_->ending = true;
  lines_->changed.notify_all();
  const bool ended = lines_->changed.wait_for(held, log_writing::patience, [&] { return lines_->ended; });
  lines_->given_up = !ended;
  held.unlock();
  if (ended)
    thread_.join();
  else
    thread_.detach();
}

void LogWriter::add(std::string_view line) {
  const std::lock_guard held(lines_->lock);
  if (lines_->dropped > 0 || lines_->waiting.size() + line.size() >= lines_->room) {
    ++lines_->dropped;
    return;
  }
  lines_->waiting.append(line) += '\n';
  lines_->changed.notify_all();
}

}  // namespace potensial::app
