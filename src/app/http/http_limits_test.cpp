// SEC-27 and SEC-28: large, many and slow requests are refused or cut off, and the others notice nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "raw_http.hpp"

namespace potensial::app {
namespace {

using namespace std::chrono_literals;

const std::string kHonest = "GET /small HTTP/1.1\r\nHost: localhost\r\n\r\n";

HttpResponse small_or_large(const HttpRequest& request) { return {200, {}, std::string(request.path == "/large" ? 6'000'000 : 10, 'x')}; }

std::size_t resident_bytes() {
  std::size_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// How many bytes the server takes of a stream that has no end, up to `most`.
std::size_t taken_of_endless(const RawClient& client, const std::string& piece, std::size_t most) {
  std::size_t taken = 0;
  while (taken < most && client.send(piece)) taken += piece.size();
  return taken;
}

TEST(HttpLimits, Sec27TooLongUrlsHeadersAndBodiesAreRefused) {
  ServerSettings settings;
  settings.limits.bodies = {{"/import", 2'000'000}};
  ServedHttp served(settings, small_or_large);
  const auto status = [&](const std::string& request) { return RawClient(served.port()).ask(request).status; };
  const auto fields = [](int count) {
    std::string text;
    for (int i = 1; i < count; ++i) text += "X: y\r\n";
    return "GET / HTTP/1.1\r\nHost: localhost\r\n" + text + "\r\n";
  };
  EXPECT_EQ(status("GET /" + std::string(8191, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 200);
  EXPECT_EQ(status("GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414);
  EXPECT_EQ(status("GET /" + std::string(100'000, 'a')), 414);
  EXPECT_EQ(status(fields(64)), 200);
  EXPECT_EQ(status(fields(65)), 431);
  EXPECT_EQ(status(fields(100'000)), 431);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(20'000, 'a')), 431);
  EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n"), 413);
  EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048576\r\n\r\n" + std::string(1048576, 'b')), 200);
  EXPECT_EQ(status("POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n" + std::string(2'000'000, 'b')), 200);
}

TEST(HttpLimits, Sec27AnEndlessBodyCostsNoMemory) {
  constexpr std::size_t kMost = 1u << 30;
  ServedHttp served({}, small_or_large);
  const auto before = resident_bytes();
  RawClient announced(served.port());
  announced.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10737418240\r\n\r\n");
  EXPECT_LT(taken_of_endless(announced, std::string(65536, 'x'), kMost), kMost);
  RawClient chunked(served.port());
  chunked.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_LT(taken_of_endless(chunked, "1000\r\n" + std::string(4096, 'x') + "\r\n", kMost), kMost);
  EXPECT_EQ(served.log(2)[1].status, 413u);
  EXPECT_LT(resident_bytes(), before + 64u * 1024 * 1024);
}

TEST(HttpLimits, Sec28OneAddressHoldsSoManyConnections) {
  ServerSettings settings;
  settings.limits.connections_per_address = 3;
  settings.proxies = {"127.0.0.9"};
  ServedHttp served(settings, small_or_large);
  std::vector<RawClient> greedy, proxied;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(greedy.emplace_back(served.port()).ask(kHonest).status, 200);
  EXPECT_TRUE(RawClient(served.port()).ended());
  EXPECT_EQ(RawClient(served.port(), "127.0.0.2").ask(kHonest).status, 200);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(proxied.emplace_back(served.port(), "127.0.0.9").ask(kHonest).status, 200);
}

TEST(HttpLimits, Sec28AllAddressesTogetherHoldSoManyConnections) {
  ServerSettings settings;
  settings.limits.connections = 2;
  ServedHttp served(settings, small_or_large);
  RawClient first(served.port(), "127.0.0.2"), second(served.port(), "127.0.0.3");
  EXPECT_EQ(first.ask(kHonest).status, 200);
  EXPECT_EQ(second.ask(kHonest).status, 200);
  EXPECT_TRUE(RawClient(served.port(), "127.0.0.4").ended());
}

TEST(HttpLimits, Sec28IdleConnectionsEnd) {
  ServerSettings settings;
  settings.limits.idle_time = 30ms;
  ServedHttp served(settings, small_or_large);
  RawClient client(served.port());
  EXPECT_EQ(client.ask(kHonest).status, 200);
  EXPECT_TRUE(client.ended());
  EXPECT_EQ(served.log(1).size(), 1u);  // an idle end is no request
}

TEST(HttpLimits, Sec28SlowClientsAreCutOffAndHoldUpNobody) {
  ServerSettings settings;
  settings.limits.header_time = 400ms;
  settings.limits.rate_window = 400ms;
  ServedHttp served(settings, small_or_large);
  std::vector<RawClient> slow;
  for (int i = 0; i < 140; ++i) {
    slow.emplace_back(served.port(), "127.0.0.2").send("GET / HTTP/1.1\r\nHost: loc");
    slow.emplace_back(served.port(), "127.0.0.3").send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
    if (i % 7 == 0) slow.emplace_back(served.port(), "127.0.0.4", 4096).send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
  RawClient honest(served.port());
  for (int i = 0; i < 50; ++i) EXPECT_EQ(honest.ask(kHonest).status, 200);
  const auto log = served.log(slow.size() + 50);
  EXPECT_EQ(std::ranges::count(log, "the client was too slow", &HttpLogLine::note), 280);
  EXPECT_EQ(std::ranges::count(log, "the answer was not taken", &HttpLogLine::note), 20);
  for (auto& each : slow) EXPECT_EQ(each.answer().status, 0);
}

}  // namespace
}  // namespace potensial::app
