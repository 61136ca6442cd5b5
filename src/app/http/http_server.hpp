// HTTP/1.1 over sockets: knows connections, limits and the grammar, and nothing of pages, sign-in or permissions.
//
// One thread (that of run) moves the bytes of all connections; `workers` threads call the handler, so that a slow
// answer holds up nobody else. A handler must be safe to call from several threads, and must return. What it throws
// becomes a 500 and a note in the log (SEC-34). What answers of the server itself (400 ... 507) say to people is given to it
// with the settings. TLS is a proxy's task.
// Limits: server_settings.hpp. Whoever is too slow is cut off without an answer.
#pragma once

#include <memory>

#include "app/http/http_log.hpp"
#include "app/http/http_message.hpp"
#include "app/http/server_settings.hpp"
#include "base/result.hpp"

namespace potensial::app {

class HttpServer {
 public:
  // Clients may connect from here on; they are answered during run. Refusals (Blame::input): "http.bad-address"
  // {address}, "http.bad-proxy" {proxy}, "http.no-hosts", "http.cannot-listen" {address, port, reason}.
  static Result<HttpServer> listen(const ServerSettings& settings, HttpHandler handler, HttpLog log);
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) noexcept;
  ~HttpServer();

  unsigned short port() const;
  // Serves until stop, and returns when every handler has. Call it once.
  void run();
  // Takes no new connections, closes idle ones, and gives requests in progress `stop_time`. From any thread, such as
  // one that waits for signals; not from inside a signal handler.
  void stop();

 private:
  class Running;
  explicit HttpServer(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace potensial::app
