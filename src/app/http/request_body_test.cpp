#include "app/http/request_body.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

struct TakenBody {
  unsigned status = 200;  // or of the fault
  bool complete = false;
  std::string bytes;
  std::string left;
};

// Offered in pieces of `step` bytes, with what was not taken before.
TakenBody taken_body(const RequestHead& head, std::string_view sent, std::size_t step, std::size_t most = 100) {
  RequestBody body(head, most);
  std::string pending;
  for (std::size_t at = 0; at < sent.size(); at += step) {
    pending += sent.substr(at, step);
    const auto taken = body.take(pending);
    if (!taken) return {.status = taken.error().status};
    pending.erase(0, *taken);
  }
  return {.complete = body.complete(), .bytes = body.release(), .left = pending};
}

const RequestHead kChunkedHead{.chunked = true};

TEST(RequestBody, ReadsChunksHoweverTheyArrive) {
  const std::string sent = "5\r\nPoten\r\n00a\r\nsial\r\n1234\r\n0\r\n\r\nGET /next";
  for (std::size_t step = 1; step <= sent.size(); ++step) {
    const auto taken = taken_body(kChunkedHead, sent, step);
    EXPECT_TRUE(taken.complete);
    EXPECT_EQ(taken.bytes, "Potensial\r\n1234");
    EXPECT_EQ(taken.left, "GET /next");
  }
}

TEST(RequestBody, ReadsAsMuchAsTheLengthSays) {
  const auto taken = taken_body({.content_length = 4}, "abcdef", 3);
  EXPECT_EQ(taken.bytes, "abcd");
  EXPECT_EQ(taken.left, "ef");
  EXPECT_TRUE(RequestBody({}, 10).complete());
}

TEST(RequestBody, RefusesWhatIsNoChunkAsSoonAsItShows) {  // SEC-29
  for (const auto* bad : {"5;a=b\r\n", "5 \r\n", " 5\r\n", "+5\r\n", "-5\r\n", "0x5\r\n", "g\r\n", "\r\n", "5\n", "123456789\r\n", "2\r\nabc", "2\r\nab\n",
                          "2\r\nab\rX", "0\r\nTrailer: x\r\n\r\n", "0\r\n\n", ";\r\n"})
    for (const std::size_t step : {1, 100}) EXPECT_EQ(taken_body(kChunkedHead, bad, step).status, 400u) << bad;
}

TEST(RequestBody, Sec27StopsAtTheLimitOfAllChunks) {
  EXPECT_TRUE(taken_body(kChunkedHead, "3\r\nabc\r\n3\r\nabc\r\n0\r\n\r\n", 4, 6).complete);
  EXPECT_EQ(taken_body(kChunkedHead, "3\r\nabc\r\n4\r\n", 4, 6).status, 413u);
  EXPECT_EQ(taken_body(kChunkedHead, "ffffffff\r\n", 4, 6).status, 413u);
  EXPECT_EQ(taken_body({.content_length = 7}, "a", 1, 6).status, 413u);
}

TEST(RequestBody, TheLongestBeginningOfAPathDecides) {
  const HttpLimits limits{.body = 1, .bodies = {{"/import", 2}, {"/import/large", 3}, {"/i", 4}}};
  EXPECT_EQ(most_body_bytes(limits, "/other"), 1u);
  EXPECT_EQ(most_body_bytes(limits, "/import"), 2u);
  EXPECT_EQ(most_body_bytes(limits, "/import/large/x"), 3u);
}

}  // namespace
}  // namespace potensial::app
