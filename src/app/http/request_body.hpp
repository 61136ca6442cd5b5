// The body of a request, read while it arrives: as long as Content-Length says, or in chunks (RFC 9112 section 7.1).
//
// Chunk extensions and trailers are refused: nothing here needs them, and readers that differ about where they end can
// be fooled (SEC-29). Nothing is set aside in advance for a length that a client merely announces. No I/O; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "app/http/body_file.hpp"
#include "app/http/request_head.hpp"

namespace potensial::app {

class RequestBody {
 public:
  // `most`: bytes of the body, 413 beyond that. `file`: where they go instead of memory; 507 when it takes no more.
  RequestBody(const RequestHead& head, std::size_t most, BodyFile* file = nullptr);
  // How many of the bytes belong to this body. May be fewer than offered when it is complete or a line is cut.
  std::expected<std::size_t, HttpFault> take(std::string_view offered);
  bool complete() const { return awaited_ == Awaited::nothing; }
  std::string release() { return std::move(bytes_); }

 private:
  enum class Awaited { content, chunk_size, chunk, chunk_end, last_line, nothing };
  std::expected<std::size_t, HttpFault> step(std::string_view offered);
  std::expected<std::size_t, HttpFault> take_content(std::string_view offered, Awaited next);
  std::expected<std::size_t, HttpFault> take_chunk_size(std::string_view offered);
  std::expected<std::size_t, HttpFault> take_line_end(std::string_view offered, Awaited next);

  std::size_t most_, size_ = 0;
  BodyFile* file_;
  Awaited awaited_;
  std::uint64_t left_ = 0;  // of the content or the chunk
  std::string bytes_;
};

// How large the body of a request to that path may be.
std::size_t most_body_bytes(const HttpLimits& limits, std::string_view path);
// Whether one of the beginnings that may have a larger body is its own.
bool has_own_limit(const HttpLimits& limits, std::string_view path);

}  // namespace potensial::app
