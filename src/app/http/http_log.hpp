// What the log keeps of a request: who, what, how it went. Never a query, a header or a body (SEC-36, SEC-38).
//
// Plain values; the rest is pure and thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace potensial::app {

struct HttpLogLine {
  std::chrono::microseconds time_taken{};  // from the first byte of the request to the last of the answer
  std::string method;                      // empty when the request could not be read
  std::string path;                        // without the query, percent-encoded as received
  unsigned status = 0;                     // 0: the connection was lost before there was one
  std::size_t bytes = 0;                   // of the answer's body, as sent
  std::string peer;
  std::string note;                        // why it failed; for the people who run the server
};

// Called once for each request, on the thread of all connections: it must be quick and must not throw.
using HttpLog = std::function<void(const HttpLogLine&)>;

// One line of JSON without a line feed, in ASCII only: control characters, bidirectional marks and everything else
// that could change how a terminal or an editor shows the log is written as \u escapes.
std::string json_log_line(const HttpLogLine& line, std::chrono::sys_seconds at);
// In place of so many lines that nobody took.
std::string json_line_of_dropped(std::uint64_t lines, std::chrono::sys_seconds at);

// Of a fault, in the same form: `words` for the operator, `incident` as its reader was told.
std::string json_fault_line(const std::string& incident, const std::string& words, std::chrono::sys_seconds at);

}  // namespace potensial::app
