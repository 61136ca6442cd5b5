// SEC-29: what does not fit the grammar is refused and ends the connection, whatever follows it.
#include <gtest/gtest.h>

#include <atomic>

#include "raw_http.hpp"

namespace potensial::app {
namespace {

struct MalformedCase {
  const char* name;
  std::string sent;
  int status = 400;
};

std::string get_with(const std::string& headers) { return "GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"; }
std::string post_with(const std::string& headers, const std::string& body) { return "POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body; }
std::string line(const std::string& request_line) { return request_line + "\r\nHost: localhost\r\n\r\n"; }

const std::string kChunked = "Transfer-Encoding: chunked\r\n";
// A request smuggled behind another one: if it were served, the handler would be called.
const std::string kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::vector<MalformedCase> malformed_lengths() {
  return {
      {"length beside chunks", post_with("Content-Length: 5\r\n" + kChunked, "0\r\n\r\n" + kSmuggled)},
      {"chunks beside length", post_with(kChunked + "Content-Length: 5\r\n", "0\r\n\r\n" + kSmuggled)},
      {"two lengths", post_with("Content-Length: 0\r\nContent-Length: 44\r\n", kSmuggled)},
      {"two equal lengths", post_with("Content-Length: 0\r\nContent-Length: 0\r\n", kSmuggled)},
      {"list of lengths", post_with("Content-Length: 0, 0\r\n", kSmuggled)},
      {"length with a sign", post_with("Content-Length: +0\r\n", kSmuggled)},
      {"negative length", post_with("Content-Length: -1\r\n", kSmuggled)},
      {"length in hexadecimal", post_with("Content-Length: 0x0\r\n", kSmuggled)},
      {"length with a fraction", post_with("Content-Length: 0.0\r\n", kSmuggled)},
      {"length beyond 64 bits", post_with("Content-Length: 18446744073709551616\r\n", kSmuggled)},
      {"empty length", post_with("Content-Length:\r\n", kSmuggled)},
      {"length in two words", post_with("Content-Length: 0 0\r\n", kSmuggled)},
      {"two codings", post_with(kChunked + kChunked, "0\r\n\r\n" + kSmuggled)},
      {"unknown coding", post_with("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + kSmuggled)},
      {"list of codings", post_with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + kSmuggled)},
      {"identity coding", post_with("Transfer-Encoding: identity\r\n", kSmuggled)},
      {"coding in quotes", post_with("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n" + kSmuggled)},
      {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\nHost: localhost\r\n" + kChunked + "\r\n0\r\n\r\n" + kSmuggled},
  };
}

std::vector<MalformedCase> malformed_chunks() {
  return {
      {"chunk extension", post_with(kChunked, "1;a=b\r\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"extension of the last chunk", post_with(kChunked, "0;a\r\n\r\n" + kSmuggled)},
      {"trailer", post_with(kChunked, "0\r\nX: y\r\n\r\n" + kSmuggled)},
      {"chunk size with 0x", post_with(kChunked, "0x1\r\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"chunk size with a sign", post_with(kChunked, "+1\r\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"negative chunk size", post_with(kChunked, "-1\r\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"space after the chunk size", post_with(kChunked, "1 \r\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"space before the chunk size", post_with(kChunked, " 1\r\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"chunk size of seventeen digits", post_with(kChunked, "10000000000000000\r\n" + kSmuggled)},
      {"no chunk size", post_with(kChunked, "\r\n" + kSmuggled)},
      {"chunk size with bare LF", post_with(kChunked, "1\nx\r\n0\r\n\r\n" + kSmuggled)},
      {"chunk ending in bare LF", post_with(kChunked, "1\r\nx\n0\r\n\r\n" + kSmuggled)},
      {"chunk longer than its size", post_with(kChunked, "1\r\nxy\r\n0\r\n\r\n" + kSmuggled)},
      {"last line with bare LF", post_with(kChunked, "0\r\n\n" + kSmuggled)},
  };
}

std::vector<MalformedCase> malformed_headers() {
  return {
      {"bare LF after a header", "GET / HTTP/1.1\r\nHost: localhost\n\r\n" + kSmuggled},
      {"bare LF after the request line", "GET / HTTP/1.1\nHost: localhost\r\n\r\n"},
      {"bare LF for the blank line", "GET / HTTP/1.1\r\nHost: localhost\r\n\n"},
      {"bare LF throughout", "GET / HTTP/1.1\nHost: localhost\n\n"},
      {"bare CR in a header", get_with("X: a\rContent-Length: 5\r\n")},
      {"CR CR LF", get_with("X: a\r\r\n")},
      {"folded header", get_with("X: a\r\n b\r\n")},
      {"header folded with a tab", get_with("X: a\r\n\tContent-Length: 5\r\n")},
      {"first header folded", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n"},
      {"space before the colon", get_with("X : a\r\n")},
      {"tab before the colon", get_with("Content-Length\t: 0\r\n")},
      {"no colon", get_with("X\r\n")},
      {"no header name", get_with(": a\r\n")},
      {"header name with a slash", get_with("X/Y: a\r\n")},
      {"header name beyond ASCII", get_with("\xC5\xB4: a\r\n")},
      {"NUL in a header", get_with(std::string("X: a\0b\r\n", 8))},
      {"NUL in a header name", get_with(std::string("X\0: a\r\n", 7))},
      {"escape in a header", get_with("X: \x1B[2J\r\n")},
      {"DEL in a header", get_with("X: \x7F\r\n")},
      {"no Host", "GET / HTTP/1.1\r\n\r\n"},
      {"two Hosts", get_with("Host: localhost\r\n")},
      {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
      {"Host with a path", "GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n"},
      {"Host with a user", "GET / HTTP/1.1\r\nHost: evil@localhost\r\n\r\n"},
      {"list of Hosts", "GET / HTTP/1.1\r\nHost: localhost, evil.example\r\n\r\n"},
      {"Host with a bad port", "GET / HTTP/1.1\r\nHost: localhost:8x\r\n\r\n"},
      {"unknown expectation", post_with("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), 417},
  };
}

std::vector<MalformedCase> malformed_lines() {
  return {
      {"blank line first", "\r\n" + line("GET / HTTP/1.1")},
      {"no version", line("GET /")},
      {"two spaces", line("GET  / HTTP/1.1")},
      {"space in the URL", line("GET /a b HTTP/1.1")},
      {"tab for a space", line("GET\t/\tHTTP/1.1")},
      {"space at the end", line("GET / HTTP/1.1 ")},
      {"space at the start", line(" GET / HTTP/1.1")},
      {"version in lower case", line("GET / http/1.1")},
      {"version of one digit", line("GET / HTTP/1")},
      {"version with more digits", line("GET / HTTP/1.10")},
      {"HTTP/2", line("GET / HTTP/2.0"), 505},
      {"preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501},
      {"method with a bracket", line("G(T / HTTP/1.1")},
      {"method in lower case", line("get / HTTP/1.1"), 501},
      {"unknown method", line("BREW / HTTP/1.1"), 501},
      {"OPTIONS", line("OPTIONS * HTTP/1.1"), 405},
      {"TRACE", line("TRACE / HTTP/1.1"), 405},
      {"CONNECT", line("CONNECT localhost:80 HTTP/1.1"), 405},
      {"asterisk", line("GET * HTTP/1.1")},
      {"authority for a URL", line("GET localhost HTTP/1.1")},
      {"relative URL", line("GET a/b HTTP/1.1")},
      {"other scheme", line("GET ftp://localhost/ HTTP/1.1")},
      {"URL without a host", line("GET http:///a HTTP/1.1")},
      {"URL of another host", line("GET http://evil.example/ HTTP/1.1")},
      {"URL of another port", line("GET http://localhost:1/ HTTP/1.1")},
      {"URL with a user", line("GET http://a@localhost/ HTTP/1.1")},
      {"fragment", line("GET /a#b HTTP/1.1")},
      {"URL beyond ASCII", line("GET /\xC5\xB4 HTTP/1.1")},
      {"control character in the URL", line("GET /\x0B HTTP/1.1")},
      {"percent sign alone", line("GET /a% HTTP/1.1")},
      {"percent sign before no number", line("GET /%zz HTTP/1.1")},
      {"a TLS greeting", std::string("\x16\x03\x01\x02\x00\x01", 6)},
  };
}

TEST(MalformedRequests, AreRefusedAndEndTheConnection) {  // SEC-29
  std::atomic<int> handled = 0;
  ServedHttp served({}, [&](const HttpRequest&) {
    ++handled;
    return HttpResponse{};
  });
  for (const auto& cases : {malformed_lengths(), malformed_chunks(), malformed_headers(), malformed_lines()}) {
    for (const auto& each : cases) {
      RawClient client(served.port());
      EXPECT_TRUE(client.send(each.sent));
      const auto received = client.rest();
      EXPECT_TRUE(received.starts_with("HTTP/1.1 " + std::to_string(each.status) + " ")) << each.name << ": " << received;
      EXPECT_TRUE(received.ends_with("Content-Length: 0\r\nConnection: close\r\n\r\n")) << each.name << ": " << received;
      EXPECT_EQ(received.find("HTTP/1.1", 1), std::string::npos) << each.name << ": a second answer";
    }
  }
  EXPECT_EQ(handled, 0);
}

TEST(MalformedRequests, WhatTheyLeanOnIsServedWhereItFits) {  // the table does not refuse by accident
  ServedHttp served({}, [](const HttpRequest& request) { return HttpResponse{200, {}, request.body}; });
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get_with("X: a\tb\xC5\xB4\r\n")).status, 200);
  EXPECT_EQ(client.ask(post_with(kChunked, "1\r\nx\r\n0\r\n\r\n")).body, "x");
  EXPECT_EQ(client.ask(post_with("Content-Length: 1\r\n", "x")).body, "x");
  EXPECT_EQ(client.ask(line("GET http://localhost/a%20b HTTP/1.1")).status, 200);
}

}  // namespace
}  // namespace potensial::app
