#include "app/http/http_log.hpp"

#include <fmt/chrono.h>

#include "base/encoding.hpp"

namespace potensial::app {
namespace http_log {

// The code point that begins at `text[at]`, which is UTF-8, and moves past it.
char32_t take_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  char32_t point = more == 0 ? first : first & (0x3F >> more);
  for (int i = 0; i < more; ++i) point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  return point;
}

std::string escaped(char32_t point) {
  if (point < 0x10000) return fmt::format("\\u{:04x}", static_cast<unsigned>(point));
  const auto rest = static_cast<unsigned>(point - 0x10000);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

std::string json_string(std::string_view given) {
  const auto text = is_utf8(given) ? std::string(given) : utf8_from_windows_1252(given);
  std::string written = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto point = take_code_point(text, at);
    if (point < ' ' || point > '~' || point == '"' || point == '\\')
      written += escaped(point);
    else
      written += static_cast<char>(point);
  }
  return written + '"';
}

std::string began(std::chrono::sys_seconds at) { return fmt::format(R"({{"at":"{:%Y-%m-%dT%H:%M:%SZ}")", at); }

}  // namespace http_log

std::string json_log_line(const HttpLogLine& line, std::chrono::sys_seconds at) {
  using http_log::json_string;
  auto text = http_log::began(at);
  text += fmt::format(R"(,"peer":{},"method":{},"path":{})", json_string(line.peer), json_string(line.method), json_string(line.path));
  text += fmt::format(R"(,"status":{},"bytes":{},"microseconds":{})", line.status, line.bytes, line.time_taken.count());
  if (!line.note.empty()) text += fmt::format(R"(,"note":{})", json_string(line.note));
  return text + '}';
}

std::string json_line_of_dropped(std::uint64_t lines, std::chrono::sys_seconds at) {
  return http_log::began(at) + fmt::format(R"(,"dropped":{}}})", lines);
}

std::string json_fault_line(const std::string& incident, const std::string& words, std::chrono::sys_seconds at) {
  using http_log::json_string;
  return http_log::began(at) + fmt::format(R"(,"incident":{},"fault":{}}})", json_string(incident), json_string(words));
}

}  // namespace potensial::app
