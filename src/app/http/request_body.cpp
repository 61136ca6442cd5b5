#include "app/http/request_body.hpp"

#include <algorithm>
#include <charconv>

namespace potensial::app {
namespace request_body {

constexpr std::size_t kMostSizeDigits = 8;

}  // namespace request_body

RequestBody::RequestBody(const RequestHead& head, std::size_t most, BodyFile* file)
    : most_(most),
      file_(file),
      awaited_(head.chunked ? Awaited::chunk_size : head.content_length > 0 ? Awaited::content : Awaited::nothing),
      left_(head.content_length) {}

std::expected<std::size_t, HttpFault> RequestBody::take(std::string_view offered) {
  std::size_t taken = 0;
  while (!complete() && taken < offered.size()) {
    const auto before = awaited_;
    const auto more = step(offered.substr(taken));
    if (!more) return more;
    if (*more == 0 && awaited_ == before) break;
    taken += *more;
  }
  return taken;
}

std::expected<std::size_t, HttpFault> RequestBody::step(std::string_view offered) {
  switch (awaited_) {
    case Awaited::content: return take_content(offered, Awaited::nothing);
    case Awaited::chunk_size: return take_chunk_size(offered);
    case Awaited::chunk: return take_content(offered, Awaited::chunk_end);
    case Awaited::chunk_end: return take_line_end(offered, Awaited::chunk_size);
    case Awaited::last_line: return take_line_end(offered, Awaited::nothing);
    case Awaited::nothing: break;
  }
  return 0;
}

std::expected<std::size_t, HttpFault> RequestBody::take_content(std::string_view offered, Awaited next) {
  if (left_ > most_ - size_) return http_fault(413, "body is too large");
  const auto taken = std::min<std::uint64_t>(left_, offered.size());
  if (!file_) bytes_.append(offered.substr(0, taken));
  else if (!file_->add(offered.substr(0, taken))) return http_fault(507, "the body could not be kept");
  size_ += taken;
  left_ -= taken;
  if (left_ == 0) awaited_ = next;
  return taken;
}

std::expected<std::size_t, HttpFault> RequestBody::take_chunk_size(std::string_view offered) {
  const auto line = offered.substr(0, offered.find("\r\n"));
  const auto digits = line.ends_with('\r') && line.size() == offered.size() ? line.substr(0, line.size() - 1) : line;
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
  const bool whole = error == std::errc{} && rest == digits.data() + digits.size();
  if (!whole || digits.size() > request_body::kMostSizeDigits) return http_fault(400, "chunk size is malformed");
  if (line.size() == offered.size()) return 0;  // its end has not come
  awaited_ = left_ == 0 ? Awaited::last_line : Awaited::chunk;
  if (left_ > most_ - size_) return http_fault(413, "body is too large");
  return line.size() + 2;
}

std::expected<std::size_t, HttpFault> RequestBody::take_line_end(std::string_view offered, Awaited next) {
  if (!std::string_view("\r\n").starts_with(offered.substr(0, 2))) return http_fault(400, "chunk does not end as it should");
  if (offered.size() < 2) return 0;
  awaited_ = next;
  return 2;
}

std::size_t most_body_bytes(const HttpLimits& limits, std::string_view path) {
  std::size_t most = limits.body;
  std::size_t longest = 0;
  for (const auto& [beginning, bytes] : limits.bodies) {
    if (!path.starts_with(beginning) || beginning.size() < longest) continue;
    longest = beginning.size();
    most = bytes;
  }
  return most;
}

bool has_own_limit(const HttpLimits& limits, std::string_view path) {
  return std::ranges::any_of(limits.bodies, [&](const auto& each) { return path.starts_with(each.first); });
}

}  // namespace potensial::app
