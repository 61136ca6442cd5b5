// The strict grammar of a request's head: request line and headers (RFC 9112, SEC-29).
//
// Proxies and servers that read one request differently let a second one be smuggled between them. So nothing is
// guessed or repaired here: bytes fit the grammar or the connection ends. The parser of Boost.Beast is not used,
// because it joins folded lines, takes chunk extensions and repeated fields, and waits for more after bare line feeds:
// whoever closes those gaps beside it has two readings of the same bytes. Pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "app/http/http_message.hpp"
#include "app/http/server_settings.hpp"

namespace potensial::app {

// Why a request is not served. The reason is for the log, never for the client.
struct HttpFault {
  unsigned status = 400;
  std::string_view reason;  // of static storage
};

// Usage: return http_fault(400, "header without a colon");
inline std::unexpected<HttpFault> http_fault(unsigned status, std::string_view reason) {
  return std::unexpected(HttpFault{status, reason});
}

struct RequestHead {
  HttpRequest request;  // without body, peer and secure
  std::string host;     // lower case, without port; empty when HTTP/1.0 names none
  bool version_1_1 = false;   // else HTTP/1.0
  bool without_body = false;  // of the answer: HEAD
  bool keep_alive = false;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;
};

// Finds the end of a head while its bytes arrive, and refuses as early as can be: 400 for bare CR or LF and control
// characters, 414 and 431 for what is too long. One scanner for each request.
class HeadScanner {
 public:
  explicit HeadScanner(const HttpLimits& limits) : limits_(limits) {}
  // `received`: all bytes so far. The length of the head with its blank line, or 0 while that has not come.
  std::expected<std::size_t, HttpFault> scan(std::string_view received);

 private:
  std::expected<void, HttpFault> check(std::string_view received) const;  // the byte at scanned_
  std::expected<bool, HttpFault> end_line();                              // there; whether it was the blank one

  const HttpLimits& limits_;
  std::size_t scanned_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t lines_ = 0;
};

// `head`: as long as the scanner says. Faults: 400 for all that does not fit the grammar, 405 and 501 for methods,
// 414 for the URL, 417 for an expectation other than 100-continue, 505 for other versions of HTTP.
std::expected<RequestHead, HttpFault> parse_request_head(std::string_view head, const HttpLimits& limits);

// The host of a Host header or URL in lower case without its port; empty when it does not fit the grammar.
std::string host_name(std::string_view authority);

}  // namespace potensial::app
