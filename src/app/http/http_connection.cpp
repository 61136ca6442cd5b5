#include "app/http/http_connection_internal.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>

#include "app/http/content_coding.hpp"
#include "app/http/entity_tag.hpp"
#include "app/http/request_body.hpp"

namespace potensial::app {
namespace http_connection {

namespace asio = boost::asio;

struct Answer {
  HttpResponse response;
  std::string note;
};

Answer failure(std::string note) { return {HttpResponse{.status = 500}, std::move(note)}; }

Answer answer_of(const HttpHandler& handler, const HttpRequest& request) {
  try {
    auto response = handler(request);
    if (!can_be_sent(response)) return failure("the handler's response cannot be sent");
    announce_content_coding(request, response);
    return {with_content_coding(request, without_what_client_has(request, std::move(response))), {}};
  } catch (const std::exception& error) {
    return failure(error.what());
  } catch (...) {
    return failure("unknown exception");
  }
}

// Runs on a worker.
asio::awaitable<Answer> ask(const HttpHandler& handler, const HttpRequest& request) {
  co_return answer_of(handler, request);
}

using BeforeBody = decltype(ServerSettings::before_body);

std::optional<HttpResponse> answer_before(const BeforeBody& before_body, const HttpRequest& request) {
  try {
    return before_body(request);
  } catch (const std::exception&) {
    return HttpResponse{.status = 500};
  }
}

asio::awaitable<std::optional<HttpResponse>> ask_before(const BeforeBody& before_body, const HttpRequest& request) {
  co_return answer_before(before_body, request);
}

// Whether its body may be large, and is kept in a file.
bool may_be_large(const ServerSettings& settings, const RequestHead& head) {
  return head.request.method == "POST" && has_own_limit(settings.limits, head.request.path);
}

HttpResponse bare(unsigned status) {
  HttpResponse response{.status = status};
  if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD, POST, PUT, DELETE");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

// A person may see it: a browser shows what it is sent.
void say_why(const ServerSettings& settings, HttpResponse& response) {
  if (response.status < 400 || !response.body.empty() || !settings.words) return;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.body = settings.words(response.status);
}

bool answers_to(const ServerSettings& settings, std::string_view host) {
  return host.empty() || std::ranges::any_of(settings.hosts, [&](const auto& each) { return same_word(each, host); });
}

}  // namespace http_connection

using boost::asio::redirect_error;
using boost::asio::use_awaitable;

HttpConnection::HttpConnection(boost::asio::ip::tcp::socket socket, std::string address, HttpService& service)
    : stream_(std::move(socket)), address_(std::move(address)), service_(service) {}

// In this file a co_await stands in a statement of its own: gcc 12 miscompiles some in the conditions of loops.
boost::asio::awaitable<void> HttpConnection::serve() {
  begun_ = Clock::now();
  for (bool more = true; more;) {
    more = co_await next_request();
    if (more) more = co_await serve_request();
  }
  stream_.close();
}

void HttpConnection::finish() {
  if (idle_) stream_.close();
}

void HttpConnection::abort() { stream_.close(); }

// A new connection must send its first head in the time of one; later ones may pause.
HttpConnection::Awaited<bool> HttpConnection::next_request() {
  idle_ = true;
  if (service_.stopping) co_return false;
  const auto& limits = service_.settings.limits;
  if (!first_) begun_ = Clock::now();
  const auto deadline = begun_ + (first_ ? limits.header_time : limits.idle_time);
  if (pending_.empty()) co_await receive(deadline);
  if (pending_.empty()) co_return false;
  if (!first_) begun_ = Clock::now();
  first_ = idle_ = false;
  co_return true;
}

// Whether another request may follow.
HttpConnection::Awaited<bool> HttpConnection::serve_request() {
  line_ = HttpLogLine{.peer = address_};
  auto head = co_await read_request();
  ResponseForm form{.close = true};
  HttpResponse response;
  if (answered_) {
    response = std::move(*answered_);
    answered_.reset();
  } else if (head) {
    response = co_await handled(head->request);
  }
  if (head) {
    form.without_body = head->without_body;
    form.close = !head->keep_alive || service_.stopping;
  } else {
    response = http_connection::bare(head.error().status);
    line_.note = head.error().reason;
  }
  line_.status = head ? response.status : head.error().status;
  const bool answerable = line_.status != 0 && line_.status != 408;
  bool sent = false;
  if (answerable) sent = co_await send(std::move(response), form);
  write_log();
  if (sent && form.close) co_await linger();
  co_return sent && !form.close;
}

HttpConnection::Awaited<std::expected<RequestHead, HttpFault>> HttpConnection::read_request() {
  auto head = co_await read_head();
  if (!head) co_return head;
  if (const auto admitted = admit(*head); !admitted) co_return std::unexpected(admitted.error());
  co_await ask_before_body(*head);
  if (answered_) co_return head;
  if (head->content_length > most_body_bytes(service_.settings.limits, head->request.path))
    co_return http_fault(413, "body is too large");
  auto body = co_await read_body(*head);
  if (!body) co_return std::unexpected(body.error());
  head->request.body = std::move(*body);
  co_return head;
}

HttpConnection::Awaited<std::expected<RequestHead, HttpFault>> HttpConnection::read_head() {
  const auto& limits = service_.settings.limits;
  HeadScanner scanner(limits);
  for (;;) {
    const auto end = scanner.scan(pending_);
    if (!end) co_return std::unexpected(end.error());
    if (*end > 0) {
      auto head = parse_request_head(std::string_view(pending_).substr(0, *end), limits);
      pending_.erase(0, *end);
      co_return head;
    }
    const auto received = co_await receive(begun_ + limits.header_time);
    if (received == 0) co_return std::unexpected(lost());
  }
}

// Whom it is from and for, before anything of the body is taken.
std::expected<void, HttpFault> HttpConnection::admit(RequestHead& head) {
  auto peer = take_peer(address_, head.request.headers, service_.proxies);
  line_.peer = head.request.peer = std::move(peer.address);
  head.request.secure = peer.secure;
  line_.method = head.without_body ? "HEAD" : head.request.method;
  line_.path = head.request.path;
  if (!http_connection::answers_to(service_.settings, head.host)) return http_fault(421, "host is not served");
  const bool may_be_said = service_.settings.before_body && http_connection::may_be_large(service_.settings, head);
  if (!may_be_said && head.content_length > most_body_bytes(service_.settings.limits, head.request.path))
    return http_fault(413, "body is too large");
  return {};
}

// Who may not send, or sends too much, is told so in words before it comes; the connection ends, because the body is left.
HttpConnection::Awaited<void> HttpConnection::ask_before_body(RequestHead& head) {
  const auto& settings = service_.settings;
  if (!settings.before_body || !http_connection::may_be_large(settings, head)) co_return;
  auto asked = http_connection::ask_before(settings.before_body, head.request);
  answered_ = co_await boost::asio::co_spawn(service_.workers, std::move(asked), use_awaitable);
  if (answered_) head.keep_alive = false;
}

HttpConnection::Awaited<std::expected<std::string, HttpFault>> HttpConnection::read_body(RequestHead& head) {
  const auto& limits = service_.settings.limits;
  const bool in_file = !service_.settings.body_folder.empty() && http_connection::may_be_large(service_.settings, head);
  if (in_file) head.request.body_file = BodyFile::make(service_.settings.body_folder);
  if (in_file && !head.request.body_file) co_return http_fault(507, "the body could not be kept");
  RequestBody body(head, most_body_bytes(limits, head.request.path), head.request.body_file.get());
  RateWindow rate(limits.least_rate, limits.rate_window, Clock::now());
  if (head.expects_continue && !body.complete() && pending_.empty()) co_await send_bytes("HTTP/1.1 100 Continue\r\n\r\n");
  for (;;) {
    const auto taken = body.take(pending_);
    if (!taken) co_return std::unexpected(taken.error());
    pending_.erase(0, *taken);
    if (body.complete()) co_return body.release();
    const auto received = co_await receive(rate.deadline());
    if (received == 0) co_return std::unexpected(lost());
    rate.moved(received, Clock::now());
  }
}

HttpConnection::Awaited<HttpResponse> HttpConnection::handled(const HttpRequest& request) {
  const auto& settings = service_.settings;
  if (service_.in_hand >= settings.workers + settings.limits.queue) {
    line_.note = "all workers are busy";
    co_return http_connection::bare(503);
  }
  ++service_.in_hand;
  auto asked = http_connection::ask(service_.handler, request);
  auto answer = co_await boost::asio::co_spawn(service_.workers, std::move(asked), use_awaitable);
  --service_.in_hand;
  line_.note = std::move(answer.note);
  co_return std::move(answer.response);
}

HttpConnection::Awaited<bool> HttpConnection::send(HttpResponse response, ResponseForm form) {
  http_connection::say_why(service_.settings, response);
  if (service_.settings.clock) form.date = service_.settings.clock();
  const auto text = response_text(response, form);
  const auto bytes = form.without_body ? 0 : response.body.size();
  response = {};  // a slow reader holds one copy of it, not two
  const bool sent = co_await send_bytes(text);
  if (sent) line_.bytes = bytes;
  if (!sent) line_.note += line_.note.empty() ? "the answer was not taken" : "; the answer was not taken";
  co_return sent;
}

HttpConnection::Awaited<bool> HttpConnection::send_bytes(std::string_view bytes) {
  const auto& limits = service_.settings.limits;
  RateWindow rate(limits.least_rate, limits.rate_window, Clock::now());
  while (!bytes.empty()) {
    boost::system::error_code error;
    stream_.expires_at(rate.deadline());
    const auto sent = co_await stream_.async_write_some(boost::asio::buffer(bytes), redirect_error(use_awaitable, error));
    if (error) co_return false;
    rate.moved(sent, Clock::now());
    bytes.remove_prefix(sent);
  }
  co_return true;
}

// Closing while the client still sends would reset the connection, and the answer would be lost with it (RFC 9112
// section 9.6). So what comes is read and thrown away, for a short time and up to a limit.
HttpConnection::Awaited<void> HttpConnection::linger() {
  constexpr std::size_t kMost = 1024 * 1024;
  boost::system::error_code error;
  stream_.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send, error);
  const auto deadline = Clock::now() + service_.settings.limits.linger_time;
  for (std::size_t thrown_away = 0; thrown_away < kMost && !error;) {
    pending_.clear();
    const auto received = co_await receive(deadline);
    if (received == 0) break;
    thrown_away += received;
  }
}

HttpConnection::Awaited<std::size_t> HttpConnection::receive(Time deadline) {
  boost::system::error_code error;
  stream_.expires_at(deadline);
  const auto into = boost::asio::buffer(arriving_);
  const auto received = co_await stream_.async_read_some(into, redirect_error(use_awaitable, error));
  timed_out_ = error == boost::beast::error::timeout;
  if (error) co_return 0;
  pending_.append(arriving_.data(), received);
  co_return received;
}

HttpFault HttpConnection::lost() const {
  return timed_out_ ? HttpFault{408, "the client was too slow"} : HttpFault{0, "the client went away"};
}

void HttpConnection::write_log() {
  line_.time_taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_);
  service_.log(line_);
}

}  // namespace potensial::app
