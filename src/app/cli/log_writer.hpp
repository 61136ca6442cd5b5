// The log of a running service, written by a thread of its own: whoever adds a line never waits for whoever reads it.
//
// So many bytes may wait for the reader. What comes while they do is dropped, and once the reader has taken what waited, one
// line says how many are missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace potensial::app {

class LogWriter {
 public:
  // The line that says how many lines are missing; not called once the writer is gone.
  using OfDropped = std::function<std::string(std::uint64_t)>;

  // `file`: an open descriptor, such as that of standard error; may be closed at any time.
  LogWriter(int file, OfDropped of_dropped, std::size_t room = std::size_t{1} << 20);
  // Ends when the reader has taken everything, or after a second; what was not taken by then is lost.
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  // One line, without its end. Thread-safe, and quick.
  void add(std::string_view line);

 private:
  struct Lines;
  std::shared_ptr<Lines> lines_;  // of the thread too, which outlives this while the system holds it in a write
  std::thread thread_;
};

}  // namespace potensial::app
