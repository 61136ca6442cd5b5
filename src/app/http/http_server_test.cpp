#include "app/http/http_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <latch>

#include "raw_http.hpp"

namespace potensial::app {
namespace {

const std::string kGet = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

// What the handler was asked, as text.
HttpResponse echo(const HttpRequest& request) {
  return {200,
          {{"Content-Type", "text/plain"}},
          request.method + " " + request.path + " ?" + request.query + " [" + request.body + "] " + request.peer + (request.secure ? " https" : " http")};
}

TEST(HttpServer, AnswersManyRequestsOfOneConnection) {
  ServedHttp served({}, echo);
  RawClient client(served.port());
  for (int i = 0; i < 5; ++i) {
    const auto answer = client.ask("POST /p%20q?x=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /p%20q ?x=1 [abc] 127.0.0.1 http");
  }
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  ServedHttp served({}, echo);
  RawClient client(served.port());
  client.send("POST /1 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
              "GET /2 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\nGET /4 HTTP/1.1\r\n");
  EXPECT_EQ(client.answer().body, "POST /1 ? [ab] 127.0.0.1 http");
  EXPECT_EQ(client.answer().body, "GET /2 ? [] 127.0.0.1 http");
  const auto last = client.answer();
  EXPECT_EQ(last.body, "GET /3 ? [] 127.0.0.1 http");
  EXPECT_TRUE(last.has("Connection: close"));
  EXPECT_TRUE(client.ended());
}

TEST(HttpServer, HeadIsAGetWithoutItsBody) {
  ServedHttp served({}, echo);
  RawClient client(served.port());
  client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto answer = client.answer(true);
  const std::string body = "GET /a ? [] 127.0.0.1 http";
  EXPECT_TRUE(answer.has("Content-Length: " + std::to_string(body.size())));
  EXPECT_EQ(client.ask(kGet).body, body);  // nothing was left between the two
  EXPECT_EQ(served.log(2)[0].method, "HEAD");
}

TEST(HttpServer, TellsAWaitingClientToGoOn) {
  ServedHttp served({}, echo);
  RawClient client(served.port());
  const std::string head = "PUT /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-Continue\r\nContent-Length: ";
  EXPECT_EQ(client.ask(head + "2\r\n\r\n").status, 100);
  EXPECT_EQ(client.ask("ab").body, "PUT /a ? [ab] 127.0.0.1 http");
  EXPECT_EQ(client.ask(head + "2000000\r\n\r\n").status, 413);  // before it sends anything
  EXPECT_TRUE(client.ended());
}

TEST(HttpServer, Http10EndsAfterOneAnswer) {
  ServedHttp served({}, echo);
  RawClient client(served.port());
  EXPECT_EQ(client.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(client.ended());
}

TEST(HttpServer, SendsCompressedAndUnchangedAnswersAsSuch) {
  ServedHttp served({}, [](const HttpRequest&) {
    return HttpResponse{200, {{"Content-Type", "text/html"}, {"ETag", "\"v1\""}}, std::string(5000, 'a')};
  });
  RawClient client(served.port());
  const std::string get = "GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n";
  const auto packed = client.ask(get + "\r\n");
  EXPECT_TRUE(packed.has("Content-Encoding: gzip"));
  EXPECT_LT(packed.body.size(), 100u);
  const auto unchanged = client.ask(get + "If-None-Match: W/\"v1\"\r\n\r\n");
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_TRUE(unchanged.has("Vary: Accept-Encoding"));
  EXPECT_TRUE(unchanged.has("ETag: \"v1\""));
  EXPECT_EQ(client.ask(kGet).body.size(), 5000u);
}

TEST(HttpServer, WritesTheTimeItIsGiven) {
  ServerSettings settings;
  settings.clock = [] { return std::chrono::sys_seconds(std::chrono::sys_days(std::chrono::year(2009) / 3 / 1)); };
  ServedHttp served(settings, echo);
  EXPECT_TRUE(RawClient(served.port()).ask(kGet).has("Date: Sun, 01 Mar 2009 00:00:00 GMT"));
}

TEST(HttpServer, ForwardedHeadersOfStrangersAreWorthNothing) {  // SEC-30
  ServerSettings settings;
  settings.proxies = {"127.0.0.9"};
  ServedHttp served(settings, echo);
  const std::string spoofed = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 6.6.6.6, 198.51.100.1\r\nX-Forwarded-Proto: https\r\n\r\n";
  EXPECT_EQ(RawClient(served.port()).ask(spoofed).body, "GET / ? [] 127.0.0.1 http");
  EXPECT_EQ(RawClient(served.port(), "127.0.0.9").ask(spoofed).body, "GET / ? [] 198.51.100.1 https");
  const auto log = served.log(2);
  EXPECT_EQ(log[0].peer, "127.0.0.1");
  EXPECT_EQ(log[1].peer, "198.51.100.1");
}

TEST(HttpServer, Sec31AnswersToItsOwnNamesOnly) {
  ServerSettings settings;
  settings.hosts = {"Potensial.cymru", "[::1]"};
  ServedHttp served(settings, echo);
  const auto status = [&](const std::string& host) { return RawClient(served.port()).ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status; };
  for (const auto* own : {"potensial.cymru", "POTENSIAL.CYMRU:8443", "[::1]:80"}) EXPECT_EQ(status(own), 200) << own;
  for (const auto* other : {"evil.example", "potensial.cymru.evil.example", "potensial.cymru.", "localhost", "127.0.0.1"}) EXPECT_EQ(status(other), 421) << other;
  EXPECT_EQ(RawClient(served.port()).ask("GET http://evil.example/ HTTP/1.0\r\n\r\n").status, 421);
}

TEST(HttpServer, Sec34NothingOfAnExceptionReachesTheClient) {
  ServedHttp served({}, [](const HttpRequest& request) -> HttpResponse {
    if (request.path == "/b") throw 42;
    if (request.path == "/c") return {200, {{"X", "a\r\nSet-Cookie: b"}}, "secret"};
    throw std::runtime_error("SELECT secret FROM /var/lib");
  });
  for (const std::string path : {"/a", "/b", "/c"}) {
    RawClient client(served.port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.rest(), "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }
  const auto log = served.log(3);
  EXPECT_EQ(log[0].note, "SELECT secret FROM /var/lib");
  EXPECT_EQ(log[1].note, "unknown exception");
  EXPECT_EQ(log[2].status, 500u);
}

TEST(HttpServer, Sec36Sec38LogsEachRequestOnceAndNoQuery) {
  ServedHttp served({}, echo);
  RawClient client(served.port());
  client.ask("GET /learner/4xw0?upn=A680280104526 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  client.ask("GET /\x01?upn=A680280104526 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto log = served.log(2);
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].path, "/learner/4xw0");
  EXPECT_EQ(log[0].status, 200u);
  EXPECT_GT(log[0].bytes, 0u);
  EXPECT_EQ(log[1].status, 400u);
  for (const auto& each : log) EXPECT_EQ(json_log_line(each, {}).find("A680280104526"), std::string::npos);
}

// Holds requests to /held until the test lets them go.
struct HeldRequests {
  std::atomic<int> entered = 0;
  std::latch go{1};
  HttpHandler handler() {
    return [this](const HttpRequest& request) {
      if (request.path != "/held") return echo(request);
      ++entered;
      entered.notify_all();
      go.wait();
      return HttpResponse{200, {}, "held"};
    };
  }
  void wait_for(int requests) {
    for (int now = entered; now < requests; now = entered) entered.wait(now);
  }
};

const std::string kHeld = "GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST(HttpServer, ASlowAnswerHoldsUpNobodyElse) {
  HeldRequests held;
  ServerSettings settings;
  settings.workers = 2;
  ServedHttp served(settings, held.handler());
  RawClient slow(served.port());
  slow.send(kHeld);
  held.wait_for(1);
  RawClient other(served.port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(other.ask(kGet).status, 200);
  held.go.count_down();
  EXPECT_EQ(slow.answer().body, "held");
}

TEST(HttpServer, SaysSoWhenAllWorkersAreBusy) {
  HeldRequests held;
  ServerSettings settings;
  settings.workers = 1;
  settings.limits.queue = 0;
  ServedHttp served(settings, held.handler());
  RawClient slow(served.port());
  slow.send(kHeld);
  held.wait_for(1);
  RawClient other(served.port());
  const auto busy = other.ask(kGet);
  EXPECT_EQ(busy.status, 503);
  EXPECT_TRUE(busy.has("Retry-After: 1"));
  held.go.count_down();
  EXPECT_EQ(slow.answer().status, 200);
  EXPECT_EQ(other.ask(kGet).status, 200);
}

TEST(HttpServer, StopsWhenRequestsInProgressAreAnswered) {
  HeldRequests held;
  ServerSettings settings;
  settings.limits.linger_time = std::chrono::milliseconds(20);
  ServedHttp served(settings, held.handler());
  RawClient idle(served.port());
  EXPECT_EQ(idle.ask(kGet).status, 200);
  RawClient busy(served.port());
  busy.send(kHeld);
  held.wait_for(1);
  served.stop();
  EXPECT_TRUE(idle.ended());
  EXPECT_FALSE(RawClient(served.port()).connected());
  held.go.count_down();
  const auto answer = busy.answer();
  EXPECT_EQ(answer.body, "held");
  EXPECT_TRUE(answer.has("Connection: close"));
  served.stop_and_wait();
}

TEST(HttpServer, WaitsOnlySoLongForTheRest) {
  ServerSettings settings;
  settings.limits.stop_time = std::chrono::milliseconds(50);
  ServedHttp served(settings, echo);
  RawClient half(served.port());
  RawClient marker(served.port());
  half.send("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(marker.ask(kGet).status, 200);
  served.stop_and_wait();
  EXPECT_TRUE(half.ended());
}

TEST(HttpServer, StopBeforeRunIsKept) {
  ServerSettings settings;
  settings.hosts = {"localhost"};
  auto server = HttpServer::listen(settings, echo, [](const HttpLogLine&) {});
  ASSERT_TRUE(server);
  server->stop();
  server->run();
}

TEST(HttpServer, RefusesToListenWhereItCannot) {
  ServerSettings settings;
  const auto code = [&] { return HttpServer::listen(settings, echo, [](const HttpLogLine&) {}).error().code; };
  EXPECT_EQ(code(), "http.no-hosts");
  settings.hosts = {"localhost"};
  settings.address = "nowhere.example";
  EXPECT_EQ(code(), "http.bad-address");
  settings.address = "127.0.0.1";
  settings.proxies = {"proxy"};
  EXPECT_EQ(code(), "http.bad-proxy");
  settings.proxies.clear();
  const ServedHttp served({}, echo);
  settings.port = served.port();
  EXPECT_EQ(code(), "http.cannot-listen");
}

std::size_t entries_of(const char* folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(HttpServer, LeavesNoDescriptorOrThreadBehind) {
  const auto threads = entries_of("/proc/self/task");
  const auto before = entries_of("/proc/self/fd");
  {
    ServedHttp served({}, echo);
    RawClient(served.port()).ask(kGet);
    for (int i = 0; i < 500; ++i) {
      RawClient client(served.port());
      if (i % 3 == 0) client.ask(kGet);
      if (i % 3 == 1) client.send("GET / HT");
    }
    EXPECT_EQ(served.log(1 + 167 + 167).size(), 1u + 167 + 167);
    const auto running = entries_of("/proc/self/fd");
    EXPECT_LT(running, before + 50);
  }
  EXPECT_EQ(entries_of("/proc/self/fd"), before);
  EXPECT_EQ(entries_of("/proc/self/task"), threads);
}

}  // namespace
}  // namespace potensial::app
