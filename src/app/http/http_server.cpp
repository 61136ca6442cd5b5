#include "app/http/http_server.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "app/http/http_connection_internal.hpp"

namespace potensial::app {
namespace http_server {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr auto kPauseWithoutDescriptors = std::chrono::milliseconds(50);

Result<Tcp::endpoint> endpoint_of(const ServerSettings& settings) {
  Error error;
  const auto address = asio::ip::make_address(settings.address, error);
  if (error) return refuse(Blame::input, "http.bad-address", {{"address", settings.address}});
  return Tcp::endpoint(address, settings.port);
}

Error open(Tcp::acceptor& acceptor, const Tcp::endpoint& endpoint) {
  Error error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

// Of a failure that ended one connection; the others go on.
std::string words_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace http_server

class HttpServer::Running {
 public:
  Running(const ServerSettings& settings, ProxyList proxies, HttpHandler handler, HttpLog log)
      : service_{settings, std::move(proxies), std::move(handler), std::move(log), boost::asio::thread_pool(settings.workers)},
        acceptor_(io_),
        patience_(io_) {}

  Result<void> listen();
  unsigned short port() const { return acceptor_port_; }
  void run();
  void stop();

 private:
  using Connections = std::set<std::shared_ptr<HttpConnection>>;
  boost::asio::awaitable<void> accept_all();
  boost::asio::awaitable<void> pause();
  void take(http_server::Tcp::socket socket);
  bool has_room(const std::string& counted) const;
  void released(const std::shared_ptr<HttpConnection>& connection, const std::string& counted,
                const std::exception_ptr& failure);
  void begin_stop();

  boost::asio::io_context io_{1};
  HttpService service_;
  http_server::Tcp::acceptor acceptor_;
  boost::asio::steady_timer patience_;
  unsigned short acceptor_port_ = 0;
  Connections connections_;
  std::map<std::string, std::size_t> of_address_;  // without those of trusted proxies
};

Result<void> HttpServer::Running::listen() {
  const auto& settings = service_.settings;
  const auto endpoint = http_server::endpoint_of(settings);
  if (!endpoint) return std::unexpected(endpoint.error());
  const auto error = http_server::open(acceptor_, *endpoint);
  if (error)
    return refuse(Blame::input, "http.cannot-listen",
                  {{"address", settings.address}, {"port", std::to_string(settings.port)}, {"reason", error.message()}});
  acceptor_port_ = acceptor_.local_endpoint().port();
  return {};
}

void HttpServer::Running::run() {
  boost::asio::co_spawn(io_, accept_all(), boost::asio::detached);
  io_.run();
  service_.workers.join();
}

void HttpServer::Running::stop() {
  boost::asio::post(io_, [this] { begin_stop(); });
}

boost::asio::awaitable<void> HttpServer::Running::accept_all() {
  while (!service_.stopping) {
    http_server::Error error;
    auto socket = co_await acceptor_.async_accept(boost::asio::redirect_error(boost::asio::use_awaitable, error));
    if (!error)
      take(std::move(socket));
    else if (!service_.stopping)
      co_await pause();  // no descriptor is free, most likely: connections that end will free some
  }
}

boost::asio::awaitable<void> HttpServer::Running::pause() {
  http_server::Error error;
  boost::asio::steady_timer timer(io_, http_server::kPauseWithoutDescriptors);
  co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
}

void HttpServer::Running::take(http_server::Tcp::socket socket) {
  http_server::Error error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;
  const auto bytes = read_address(remote.address().to_string());
  if (!bytes) return;
  const auto address = address_text(*bytes);
  const auto counted = service_.proxies.trusts(*bytes) ? std::string() : counted_address(address);
  if (!has_room(counted)) return;
  socket.set_option(http_server::Tcp::no_delay(true), error);
  const auto connection = std::make_shared<HttpConnection>(std::move(socket), address, service_);
  connections_.insert(connection);
  if (!counted.empty()) ++of_address_[counted];
  boost::asio::co_spawn(io_, connection->serve(), [this, connection, counted](std::exception_ptr failure) {
    released(connection, counted, failure);
  });
}

bool HttpServer::Running::has_room(const std::string& counted) const {
  const auto& limits = service_.settings.limits;
  if (connections_.size() >= limits.connections) return false;
  const auto same = of_address_.find(counted);
  return same == of_address_.end() || same->second < limits.connections_per_address;
}

void HttpServer::Running::released(const std::shared_ptr<HttpConnection>& connection, const std::string& counted,
                                   const std::exception_ptr& failure) {
  connections_.erase(connection);
  if (const auto same = of_address_.find(counted); same != of_address_.end() && --same->second == 0) of_address_.erase(same);
  if (connections_.empty() && service_.stopping) patience_.cancel();
  if (failure) service_.log({.note = http_server::words_of(failure)});
}

void HttpServer::Running::begin_stop() {
  if (service_.stopping) return;
  service_.stopping = true;
  acceptor_.close();
  for (const auto& each : connections_) each->finish();
  if (connections_.empty()) return;
  patience_.expires_after(service_.settings.limits.stop_time);
  patience_.async_wait([this](http_server::Error error) {
    if (!error) std::ranges::for_each(connections_, [](const auto& each) { each->abort(); });
  });
}

Result<HttpServer> HttpServer::listen(const ServerSettings& settings, HttpHandler handler, HttpLog log) {
  auto proxies = ProxyList::read(settings.proxies);
  if (!proxies) return std::unexpected(proxies.error());
  if (settings.hosts.empty()) return refuse(Blame::input, "http.no-hosts");
  auto used = settings;
  used.workers = std::max(settings.workers, 1u);
  auto running = std::make_unique<Running>(used, std::move(*proxies), std::move(handler), std::move(log));
  const auto listening = running->listen();
  if (!listening) return std::unexpected(listening.error());
  return HttpServer(std::move(running));
}

HttpServer::HttpServer(std::unique_ptr<Running> running) : running_(std::move(running)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;

unsigned short HttpServer::port() const { return running_->port(); }
void HttpServer::run() { running_->run(); }
void HttpServer::stop() { running_->stop(); }

}  // namespace potensial::app
