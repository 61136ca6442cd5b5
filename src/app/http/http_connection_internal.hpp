// One connection: requests are read, given to a worker, and answered, one after another.
//
// Everything here runs on the thread of the io_context; only the handler runs elsewhere. Internal to src/app/http.
#pragma once

#include <array>
#include <expected>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "app/http/http_log.hpp"
#include "app/http/peer.hpp"
#include "app/http/rate_window.hpp"
#include "app/http/request_head.hpp"
#include "app/http/response_text.hpp"

namespace potensial::app {

// What all connections of a server share. Lives longer than they do.
struct HttpService {
  ServerSettings settings;
  ProxyList proxies;
  HttpHandler handler;
  HttpLog log;
  boost::asio::thread_pool workers;
  std::size_t in_hand = 0;  // requests that wait for a worker or are with one
  bool stopping = false;
};

class HttpConnection {
 public:
  HttpConnection(boost::asio::ip::tcp::socket socket, std::string address, HttpService& service);
  // Until either side ends it.
  boost::asio::awaitable<void> serve();
  // Ends it at once where no request is in progress; else `serve` does after the answer.
  void finish();
  void abort();

 private:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;
  template <class T>
  using Awaited = boost::asio::awaitable<T>;

  Awaited<bool> next_request();
  Awaited<bool> serve_request();
  Awaited<std::expected<RequestHead, HttpFault>> read_request();
  Awaited<std::expected<RequestHead, HttpFault>> read_head();
  Awaited<std::expected<std::string, HttpFault>> read_body(RequestHead& head);
  Awaited<void> ask_before_body(RequestHead& head);
  std::expected<void, HttpFault> admit(RequestHead& head);
  Awaited<HttpResponse> handled(const HttpRequest& request);
  Awaited<bool> send(HttpResponse response, ResponseForm form);
  Awaited<bool> send_bytes(std::string_view bytes);
  Awaited<void> linger();
  Awaited<std::size_t> receive(Time deadline);  // bytes appended to pending_; 0 when the connection is at its end
  HttpFault lost() const;
  void write_log();

  boost::beast::tcp_stream stream_;
  std::string address_;
  HttpService& service_;
  std::string pending_;  // received, not yet read
  std::array<char, 8192> arriving_;
  bool timed_out_ = false;
  bool idle_ = true;
  bool first_ = true;
  Time begun_{};  // the request in progress
  HttpLogLine line_;
  std::optional<HttpResponse> answered_;  // before its body was taken
};

}  // namespace potensial::app
