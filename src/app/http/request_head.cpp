#include "app/http/request_head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace potensial::app {
namespace request_grammar {

using Checked = std::expected<void, HttpFault>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_visible(char c) { return c > ' ' && c < '\x7F'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }

// The line before the next CR LF, which the scanner has seen.
std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find("\r\n");
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

Checked read_method(std::string_view method, RequestHead& head) {
  constexpr std::string_view kServed[] = {"GET", "HEAD", "POST", "PUT", "DELETE"};
  constexpr std::string_view kKnown[] = {"OPTIONS", "PATCH", "TRACE", "CONNECT"};
  if (!is_token(method)) return http_fault(400, "method is not a word");
  if (std::ranges::find(kKnown, method) != std::end(kKnown)) return http_fault(405, "method is not allowed");
  if (std::ranges::find(kServed, method) == std::end(kServed)) return http_fault(501, "method is unknown");
  head.without_body = method == "HEAD";
  head.request.method = head.without_body ? "GET" : std::string(method);
  return {};
}

Checked read_version(std::string_view version, RequestHead& head) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") {
    head.version_1_1 = version == "HTTP/1.1";
    return {};
  }
  const bool fits = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.';
  return fits && is_digit(version[7]) ? http_fault(505, "version of HTTP is not served") : http_fault(400, "version is malformed");
}

bool percent_signs_fit(std::string_view target) {
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  for (auto at = target.find('%'); at != std::string_view::npos; at = target.find('%', at + 1))
    if (at + 2 >= target.size() || !is_hex(target[at + 1]) || !is_hex(target[at + 2])) return false;
  return true;
}

// Splits http://AUTHORITY/PATH (RFC 9112 section 3.2.2) and leaves the part from the path on.
std::string_view take_authority(std::string_view& target) {
  const auto colon = std::min(target.find("://"), target.size());
  const auto scheme = target.substr(0, colon);
  if (!same_word(scheme, "http") && !same_word(scheme, "https")) return {};
  const auto begin = std::min(colon + 3, target.size());
  const auto end = std::min(target.find_first_of("/?", begin), target.size());
  const auto authority = target.substr(begin, end - begin);
  target.remove_prefix(end);
  return authority;
}

Checked read_target(std::string_view target, const HttpLimits& limits, RequestHead& head, std::string& authority) {
  if (target.size() > limits.url) return http_fault(414, "URL is too long");
  if (!std::ranges::all_of(target, is_visible)) return http_fault(400, "URL with a space, control character or letter beyond ASCII");
  if (target.contains('#') || !percent_signs_fit(target)) return http_fault(400, "URL is malformed");
  if (!target.starts_with('/')) {
    authority = take_authority(target);
    if (authority.empty()) return http_fault(400, "URL is neither a path nor absolute");
  }
  const auto question = std::min(target.find('?'), target.size());
  head.request.path = target.substr(0, question);
  if (head.request.path.empty()) head.request.path = "/";
  if (question < target.size()) head.request.query = target.substr(question + 1);
  return {};
}

Checked read_request_line(std::string_view line, const HttpLimits& limits, RequestHead& head, std::string& authority) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return http_fault(400, "request line is malformed");
  if (const auto read = read_method(line.substr(0, first), head); !read) return read;
  if (const auto read = read_version(line.substr(last + 1), head); !read) return read;
  return read_target(line.substr(first + 1, last - first - 1), limits, head, authority);
}

Checked read_field(std::string_view line, RequestHead& head) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return http_fault(400, "header without a colon");
  // Folded lines and spaces before the colon end here too.
  if (!is_token(line.substr(0, colon))) return http_fault(400, "header name is malformed");
  head.request.headers.emplace_back(lower_case(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  return {};
}

// Fields that say where a request ends or whom it is for may stand once only.
std::expected<std::optional<std::string_view>, HttpFault> only(const RequestHead& head, std::string_view name) {
  std::optional<std::string_view> value;
  for (const auto& [each, text] : head.request.headers) {
    if (each != name) continue;
    if (value) return http_fault(400, "header stands twice");
    value = text;
  }
  return value;
}

Checked read_length(std::string_view length, RequestHead& head) {
  const auto* end = length.data() + length.size();
  const auto [rest, error] = std::from_chars(length.data(), end, head.content_length);  // takes no sign
  if (error != std::errc{} || rest != end) return http_fault(400, "Content-Length is malformed");
  return {};
}

Checked read_framing(RequestHead& head) {
  const auto length = only(head, "content-length");
  const auto coding = only(head, "transfer-encoding");
  if (!length || !coding) return std::unexpected(!length ? length.error() : coding.error());
  if (*length && *coding) return http_fault(400, "Content-Length beside Transfer-Encoding");
  if (*length) return read_length(**length, head);
  if (!*coding) return {};
  if (!same_word(**coding, "chunked") || !head.version_1_1) return http_fault(400, "Transfer-Encoding is not served");
  head.chunked = true;
  return {};
}

Checked read_host(RequestHead& head, const std::string& authority) {
  const auto host = only(head, "host");
  if (!host) return std::unexpected(host.error());
  if (!*host && head.version_1_1) return http_fault(400, "HTTP/1.1 without Host");
  if (*host && !authority.empty() && !same_word(**host, authority)) return http_fault(400, "URL and Host name different hosts");
  const auto named = *host ? **host : std::string_view(authority);
  head.host = host_name(named);
  if (head.host.empty() && (*host || !named.empty())) return http_fault(400, "Host is malformed");
  return {};
}

Checked read_expectation(RequestHead& head) {
  const auto expectation = only(head, "expect");
  if (!expectation) return std::unexpected(expectation.error());
  if (!*expectation || !head.version_1_1) return {};
  if (!same_word(**expectation, "100-continue")) return http_fault(417, "expectation is unknown");
  head.expects_continue = true;
  return {};
}

void read_connection(RequestHead& head) {
  const auto options = joined_header(head.request.headers, "connection");
  head.keep_alive = head.version_1_1 && !list_has(options, "close");
}

Checked read_fields(std::string_view rest, RequestHead& head) {
  for (auto line = take_line(rest); !line.empty(); line = take_line(rest))
    if (const auto read = read_field(line, head); !read) return read;
  return {};
}

Checked read_head(std::string_view text, const HttpLimits& limits, RequestHead& head) {
  std::string authority;
  if (const auto read = read_request_line(take_line(text), limits, head, authority); !read) return read;
  if (const auto read = read_fields(text, head); !read) return read;
  if (const auto read = read_framing(head); !read) return read;
  if (const auto read = read_host(head, authority); !read) return read;
  read_connection(head);
  return read_expectation(head);
}

}  // namespace request_grammar

std::expected<void, HttpFault> HeadScanner::check(std::string_view received) const {
  constexpr std::size_t kMethodAndVersion = 64;
  const char byte = received[scanned_];
  const bool after_return = scanned_ > 0 && received[scanned_ - 1] == '\r';
  if (after_return != (byte == '\n')) return http_fault(400, "bare CR or LF");
  if (request_grammar::is_control(byte) && !std::string_view("\t\r\n").contains(byte)) return http_fault(400, "control character");
  if (lines_ == 0 && scanned_ >= limits_.url + kMethodAndVersion) return http_fault(414, "request line is too long");
  if (scanned_ >= limits_.header_block) return http_fault(431, "headers are too long");
  return {};
}

std::expected<bool, HttpFault> HeadScanner::end_line() {
  const auto bytes = scanned_ + 1 - line_begin_;
  line_begin_ = scanned_ + 1;
  if (bytes > 2 && lines_++ > limits_.headers) return http_fault(431, "too many headers");
  if (bytes == 2 && lines_ == 0) return http_fault(400, "blank line before the request");
  return bytes == 2;
}

std::expected<std::size_t, HttpFault> HeadScanner::scan(std::string_view received) {
  for (; scanned_ < received.size(); ++scanned_) {
    if (const auto checked = check(received); !checked) return std::unexpected(checked.error());
    if (received[scanned_] != '\n') continue;
    const auto blank = end_line();
    if (!blank) return std::unexpected(blank.error());
    if (*blank) return scanned_ + 1;
  }
  return 0;
}

std::expected<RequestHead, HttpFault> parse_request_head(std::string_view text, const HttpLimits& limits) {
  RequestHead head;
  const auto read = request_grammar::read_head(text, limits, head);
  if (!read) return std::unexpected(read.error());
  return head;
}

std::string host_name(std::string_view authority) {
  using namespace request_grammar;
  const bool literal = authority.starts_with('[');
  const auto end = literal ? authority.find(']') : std::min(authority.find(':'), authority.size());
  if (end == std::string_view::npos) return {};
  const auto name = authority.substr(0, end + (literal ? 1 : 0));
  const auto port = authority.substr(name.size());
  const auto inside = literal ? name.substr(1, name.size() - 2) : name;
  const std::string_view signs = literal ? ".:" : ".-_";
  const auto fits = [&](char c) { return is_digit(c) || is_letter(c) || signs.contains(c); };
  if (inside.empty() || !std::ranges::all_of(inside, fits)) return {};
  if (!port.empty() && (port[0] != ':' || port.size() > 6 || !std::ranges::all_of(port.substr(1), is_digit))) return {};
  return lower_case(name);
}

}  // namespace potensial::app
