// What an HTTP server is told: where to listen, whom to believe, and how much it takes from anybody.
//
// Sizes are bytes, rates bytes per second. The defaults are those of the assurance rules SEC-27 and SEC-28. Plain values.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/http/http_message.hpp"

namespace potensial::app {

struct HttpLimits {
  std::size_t header_block = 16 * 1024;  // request line included; more is 431
  std::size_t headers = 64;              // fields; more is 431
  std::size_t url = 8 * 1024;            // more is 414
  std::size_t body = 1024 * 1024;        // more is 413
  std::vector<std::pair<std::string, std::size_t>> bodies;  // for paths that begin so; the longest beginning decides
  std::chrono::milliseconds header_time{10'000};            // from the first byte of a request to its blank line
  std::chrono::milliseconds idle_time{60'000};              // between requests of one connection
  std::size_t least_rate = 1024;                            // of bodies that come and of answers that are taken,
  std::chrono::milliseconds rate_window{10'000};            // measured over this long
  std::size_t connections = 10'000;
  std::size_t connections_per_address = 200;  // of IPv6: per /64; trusted proxies are not counted
  std::size_t queue = 64;                     // requests that wait for a worker; more is 503
  std::chrono::milliseconds stop_time{10'000};  // for requests in progress when the server stops
  std::chrono::milliseconds linger_time{1'000};  // for the client to take an answer before the connection is cut
};

struct ServerSettings {
  std::string address = "127.0.0.1";  // numeric, IPv4 or IPv6
  unsigned short port = 0;            // 0: any that is free
  unsigned workers = 2;               // threads that call the handler
  std::vector<std::string> hosts;     // names this server answers to, without port; others get 421 (SEC-31)
  std::vector<std::string> proxies;   // addresses or networks (10.0.0.0/8) whose X-Forwarded-* is believed (SEC-30)
  HttpLimits limits;
  // Of POST requests to the paths of `limits.bodies`: bodies are kept in files of this folder (empty: in memory), and
  // `before_body` is asked on a worker before one is taken: what it gives is the answer, and the body is left.
  std::filesystem::path body_folder;
  std::function<std::optional<HttpResponse>(const HttpRequest&)> before_body;
  std::function<std::chrono::sys_seconds()> clock;  // for the header Date; without it there is none
  // Of answers without a body to requests that were not understood or not taken (400 ... 507), by their status: plain text
  // for whoever sees it. Without it they stay empty. Called from the thread of run.
  std::function<std::string(unsigned)> words;
};

}  // namespace potensial::app
