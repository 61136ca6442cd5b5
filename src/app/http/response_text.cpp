#include "app/http/response_text.hpp"

#include <algorithm>

#include <boost/beast/http/status.hpp>
#include <fmt/chrono.h>

namespace potensial::app {
namespace response_lines {

constexpr std::string_view kOwn[] = {"connection", "content-length", "transfer-encoding", "keep-alive", "date"};

bool is_own(std::string_view name) {
  return std::ranges::any_of(kOwn, [&](auto each) { return same_word(each, name); });
}

bool value_fits(std::string_view value) {
  return std::ranges::none_of(value, [](unsigned char c) { return (c < ' ' && c != '\t') || c == 0x7F; });
}

bool has_no_body(unsigned status) { return status == 204 || status == 304; }

std::string_view phrase_of(unsigned status) {
  const auto phrase = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
  return {phrase.data(), phrase.size()};
}

}  // namespace response_lines

bool can_be_sent(const HttpResponse& response) {
  return response.status >= 200 && response.status <= 599 && std::ranges::all_of(response.headers, [](const auto& each) {
    return is_token(each.first) && response_lines::value_fits(each.second);
  });
}

std::string response_text(const HttpResponse& response, const ResponseForm& form) {
  using namespace response_lines;
  auto text = fmt::format("HTTP/1.1 {} {}\r\n", response.status, phrase_of(response.status));
  if (form.date) text += fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", *form.date);
  for (const auto& [name, value] : response.headers)
    if (!is_own(name)) text += fmt::format("{}: {}\r\n", name, value);
  if (!has_no_body(response.status)) text += fmt::format("Content-Length: {}\r\n", response.body.size());
  text += form.close ? "Connection: close\r\n\r\n" : "\r\n";
  if (!form.without_body && !has_no_body(response.status)) text += response.body;
  return text;
}

}  // namespace potensial::app
