#include "app/http/request_head.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

std::expected<RequestHead, HttpFault> parsed_head(std::string_view text, const HttpLimits& limits = {}) {
  HeadScanner scanner(limits);
  const auto end = scanner.scan(text);
  if (!end) return std::unexpected(end.error());
  EXPECT_EQ(*end, text.size());
  return parse_request_head(text, limits);
}

unsigned head_status(std::string_view text, const HttpLimits& limits = {}) {
  const auto head = parsed_head(text, limits);
  return head ? 200 : head.error().status;
}

TEST(RequestHead, ReadsPathQueryAndHeaders) {
  const auto head = parsed_head("POST /dod%20o/hyd?a=1&b=%C5%B4?c HTTP/1.1\r\nHOST: Potensial.Cymru:8443\r\nX-Empty:\r\nCookie: \t a=b \t\r\nContent-Length: 17\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->request.method, "POST");
  EXPECT_EQ(head->request.path, "/dod%20o/hyd");
  EXPECT_EQ(head->request.query, "a=1&b=%C5%B4?c");
  EXPECT_EQ(head->host, "potensial.cymru");
  EXPECT_EQ(*head->request.header("x-empty"), "");
  EXPECT_EQ(*head->request.header("cookie"), "a=b");
  EXPECT_EQ(head->content_length, 17u);
  EXPECT_TRUE(head->keep_alive);
}

TEST(RequestHead, KnowsWhetherTheConnectionGoesOn) {
  EXPECT_FALSE(parsed_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n")->keep_alive);
  EXPECT_FALSE(parsed_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")->keep_alive);
}

TEST(RequestHead, ReadsAnAbsoluteUrlOfTheSameHost) {
  const auto head = parsed_head("GET HTTP://a.example:80?x HTTP/1.1\r\nHost: A.example:80\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->request.path, "/");
  EXPECT_EQ(head->request.query, "x");
  EXPECT_EQ(head->host, "a.example");
}

TEST(RequestHead, HeadIsAskedAsGet) {
  const auto head = parsed_head("HEAD / HTTP/1.0\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->request.method, "GET");
  EXPECT_TRUE(head->without_body);
}

TEST(RequestHead, Sec27HoldsLimitsToTheByte) {
  const HttpLimits limits{.header_block = 64, .headers = 2, .url = 10};
  EXPECT_EQ(head_status("GET /2345678901 HTTP/1.0\r\n\r\n", limits), 414u);
  EXPECT_EQ(head_status("GET /234567890 HTTP/1.0\r\n\r\n", limits), 200u);
  EXPECT_EQ(head_status("GET / HTTP/1.0\r\na: 1\r\nb: 2\r\n\r\n", limits), 200u);
  EXPECT_EQ(head_status("GET / HTTP/1.0\r\na: 1\r\nb: 2\r\nc: 3\r\n\r\n", limits), 431u);
  const std::string start = "GET / HTTP/1.0\r\na: ";
  EXPECT_EQ(head_status(start + std::string(64 - start.size() - 4, 'x') + "\r\n\r\n", limits), 200u);
  EXPECT_EQ(head_status(start + std::string(64 - start.size() - 3, 'x') + "\r\n\r\n", limits), 431u);
}

TEST(HeadScanner, FindsTheEndByteByByteAsAtOnce) {
  const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next";
  const HttpLimits limits;
  HeadScanner scanner(limits);
  std::size_t end = 0;
  for (std::size_t i = 1; end == 0 && i <= text.size(); ++i) end = scanner.scan(std::string_view(text).substr(0, i)).value();
  EXPECT_EQ(end, text.find("GET /next"));
}

TEST(HostName, TakesNamesAndAddressesOnly) {
  EXPECT_EQ(host_name("Localhost:8080"), "localhost");
  EXPECT_EQ(host_name("[::1]:80"), "[::1]");
  EXPECT_EQ(host_name("127.0.0.1"), "127.0.0.1");
  for (const auto* bad : {"", "a b", "a/b", "u@a", "a:80x", "a:123456", "[::1", "[]", "a,b", "ŵ.cymru", ":80"}) EXPECT_EQ(host_name(bad), "") << bad;
}

}  // namespace
}  // namespace potensial::app
