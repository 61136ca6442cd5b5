#include "app/http/content_coding.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace potensial::app {
namespace content_coding {

constexpr std::size_t kLeastBytes = 1024;
constexpr std::size_t kMostBytes = 1024 * 1024 * 1024;  // zlib counts what it is given in 32 bits
constexpr int kLevel = 5;           // a tenth larger than level 9 for a third of its time
constexpr int kGzipWindow = 15 + 16;  // zlib writes the gzip form for 16 more than its window

// Thousandths, as RFC 9110 section 12.4.2 writes them: 0, 0.5, 1.000.
int weight_of(std::string_view parameters) {
  const auto name = trimmed(parameters);
  if (name.empty()) return 1000;
  if (name.size() < 3 || !same_word(name.substr(0, 2), "q=")) return 0;
  const auto number = name.substr(2);
  double value = 0;
  const auto [rest, error] = std::from_chars(number.data(), number.data() + number.size(), value, std::chars_format::fixed);
  const bool fits = error == std::errc{} && rest == number.data() + number.size() && value >= 0 && value <= 1;
  return fits ? static_cast<int>(value * 1000 + 0.5) : 0;
}

bool is_text(const HttpResponse& response) {
  const auto* type = find_header(response.headers, "content-type");
  if (type == nullptr) return false;
  const auto word = trimmed(std::string_view(*type).substr(0, type->find(';')));
  return same_word(word.substr(0, 5), "text/") || same_word(word, "application/json") || same_word(word, "image/svg+xml");
}

bool may_be_transformed(const HttpResponse& response) {
  return !list_has(joined_header(response.headers, "cache-control"), "no-transform");
}

// Where compression depends on the client and on nothing else.
bool is_eligible(const HttpResponse& response, const CodingChoice& choice) {
  const bool long_enough = response.body.size() >= kLeastBytes || (choice.identity_refused && !response.body.empty());
  return long_enough && response.body.size() <= kMostBytes && is_text(response) &&
         find_header(response.headers, "content-encoding") == nullptr && may_be_transformed(response);
}

CodingChoice choice_of(const HttpRequest& request) {
  return coding_choice(joined_header(request.headers, "accept-encoding"));
}

void weaken_entity_tag(HttpHeaders& headers) {
  for (auto& [name, value] : headers)
    if (same_word(name, "etag") && !value.starts_with("W/")) value.insert(0, "W/");
}

std::string gzip(std::string_view plain) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib has no memory");
  std::string packed(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const auto status = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
  return packed;
}

}  // namespace content_coding

CodingChoice coding_choice(std::string_view accept_encoding) {
  std::optional<int> gzip, identity, any;
  for (const auto member : list_members(accept_encoding)) {
    const auto semicolon = std::min(member.find(';'), member.size());
    const auto name = trimmed(member.substr(0, semicolon));
    const auto weight = content_coding::weight_of(semicolon < member.size() ? member.substr(semicolon + 1) : "");
    if (same_word(name, "gzip") || same_word(name, "x-gzip")) gzip = weight;
    if (same_word(name, "identity")) identity = weight;
    if (name == "*") any = weight;
  }
  const int of_gzip = gzip.value_or(any.value_or(0));
  const bool refused = identity.value_or(any.value_or(1)) == 0;
  return {.gzip = of_gzip > 0 && of_gzip >= identity.value_or(0), .identity_refused = refused};
}

void announce_content_coding(const HttpRequest& request, HttpResponse& response) {
  if (!content_coding::is_eligible(response, content_coding::choice_of(request))) return;
  const auto varied = joined_header(response.headers, "vary");
  if (!list_has(varied, "*") && !list_has(varied, "accept-encoding")) response.headers.emplace_back("Vary", "Accept-Encoding");
}

HttpResponse with_content_coding(const HttpRequest& request, HttpResponse response) {
  const auto choice = content_coding::choice_of(request);
  if (!choice.gzip || !content_coding::is_eligible(response, choice)) return response;
  response.body = content_coding::gzip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
  content_coding::weaken_entity_tag(response.headers);
  return response;
}

}  // namespace potensial::app
