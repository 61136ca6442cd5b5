// A client of bytes for tests of HTTP, and a server that runs while a test does. Sockets of the system and nothing of
// the server's own code, so that each byte sent and received is what the test says. One thread for each client.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "app/http/http_server.hpp"

namespace potensial {

struct RawAnswer {
  int status = 0;    // 0: the connection ended before an answer
  std::string head;  // status line and headers, with the blank line
  std::string body;
  bool has(std::string_view header) const { return head.find("\r\n" + std::string(header) + "\r\n") != std::string::npos; }
};

class RawClient {
 public:
  // `from`: any address of 127.0.0.0/8, so that one test can be several clients.
  explicit RawClient(unsigned short port, const char* from = "127.0.0.1", int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    auto own = address(from, 0);
    auto server = address("127.0.0.1", port);
    connected_ = ::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own) == 0 &&
                 ::connect(socket_, reinterpret_cast<sockaddr*>(&server), sizeof server) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), received_(std::move(other.received_)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  bool connected() const { return connected_; }

  // Whether all bytes were taken.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // The next answer; `of_head`: it has no body whatever its length says.
  RawAnswer answer(bool of_head = false) {
    while (received_.find("\r\n\r\n") == std::string::npos)
      if (!receive()) return {};
    RawAnswer answer;
    answer.head = take(received_.find("\r\n\r\n") + 4);
    answer.status = std::atoi(answer.head.c_str() + 9);
    const auto length = answer.head.find("Content-Length: ");
    const std::size_t bytes = of_head || length == std::string::npos ? 0 : std::strtoull(answer.head.c_str() + length + 16, nullptr, 10);
    while (received_.size() < bytes)
      if (!receive()) return {};
    answer.body = take(bytes);
    return answer;
  }

  RawAnswer ask(std::string_view request) { return send(request) ? answer() : RawAnswer{}; }

  // Whether the server ends the connection, sending nothing more; false also when it does not within 20 s.
  bool ended() {
    char byte;
    return received_.empty() && (::recv(socket_, &byte, 1, 0) == 0 || errno == ECONNRESET);
  }

  // All that comes until the server ends the connection.
  std::string rest() {
    while (receive()) {
    }
    return std::move(received_);
  }

 private:
  static sockaddr_in address(const char* text, unsigned short port) {
    sockaddr_in made{};
    made.sin_family = AF_INET;
    made.sin_port = htons(port);
    inet_pton(AF_INET, text, &made.sin_addr);
    return made;
  }
  bool receive() {
    char bytes[16384];
    const auto received = ::recv(socket_, bytes, sizeof bytes, 0);
    if (received > 0) received_.append(bytes, static_cast<std::size_t>(received));
    return received > 0;
  }
  std::string take(std::size_t bytes) {
    auto taken = received_.substr(0, bytes);
    received_.erase(0, bytes);
    return taken;
  }

  int socket_;
  bool connected_ = false;
  std::string received_;
};

// Serves from construction to destruction, and keeps what it logged.
class ServedHttp {
 public:
  ServedHttp(app::ServerSettings settings, app::HttpHandler handler) {
    if (settings.hosts.empty()) settings.hosts = {"localhost"};
    auto made = app::HttpServer::listen(settings, std::move(handler), [this](const app::HttpLogLine& line) { keep(line); });
    if (!made) throw std::runtime_error(made.error().code);
    server_ = std::make_unique<app::HttpServer>(std::move(*made));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~ServedHttp() { stop_and_wait(); }

  unsigned short port() const { return server_->port(); }
  void stop() { server_->stop(); }
  void stop_and_wait() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }

  // The log once it has so many lines; what there is after 20 s.
  std::vector<app::HttpLogLine> log(std::size_t lines) {
    std::unique_lock lock(mutex_);
    grown_.wait_for(lock, std::chrono::seconds(20), [&] { return log_.size() >= lines; });
    return log_;
  }

 private:
  void keep(const app::HttpLogLine& line) {
    const std::lock_guard lock(mutex_);
    log_.push_back(line);
    grown_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable grown_;
  std::vector<app::HttpLogLine> log_;
  std::unique_ptr<app::HttpServer> server_;
  std::thread thread_;
};

}  // namespace potensial
