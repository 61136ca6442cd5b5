#include "app/http/response_text.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

TEST(ResponseText, WritesTheBytesOfAnAnswer) {
  const HttpResponse response{201, {{"Content-Type", "text/plain"}, {"content-length", "99"}, {"Transfer-Encoding", "chunked"}}, "Shwmae"};
  const ResponseForm form{.close = true, .date = std::chrono::sys_days(std::chrono::year(2009) / 3 / 1) + std::chrono::hours(9)};
  EXPECT_EQ(response_text(response, form),
            "HTTP/1.1 201 Created\r\nDate: Sun, 01 Mar 2009 09:00:00 GMT\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nConnection: close\r\n\r\nShwmae");
}

TEST(ResponseText, TellsTheLengthOfABodyThatIsNotSent) {
  EXPECT_EQ(response_text({200, {}, "abc"}, {.without_body = true}), "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(response_text({304, {}, "abc"}, {}), "HTTP/1.1 304 Not Modified\r\n\r\n");
}

TEST(ResponseText, NoHeaderBreaksOutOfItsLine) {  // response splitting
  EXPECT_TRUE(can_be_sent({302, {{"Location", "/cy/tudalen?a=\"b\""}, {"X_y-1", "Siân\t"}}, ""}));
  for (const auto* value : {"/a\r\nSet-Cookie: x=1", "/a\n", "/a\r", "a\x7F", "a\x1B[2J"}) EXPECT_FALSE(can_be_sent({302, {{"Location", value}}, ""})) << value;
  EXPECT_FALSE(can_be_sent({200, {{"X", std::string("a\0b", 3)}}, ""}));
  for (const auto* name : {"", "a b", "a:", "a\r\n"}) EXPECT_FALSE(can_be_sent({200, {{name, "x"}}, ""})) << name;
  for (const unsigned status : {0u, 100u, 199u, 600u}) EXPECT_FALSE(can_be_sent({status, {}, ""})) << status;
}

}  // namespace
}  // namespace potensial::app
