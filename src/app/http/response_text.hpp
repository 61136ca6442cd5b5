// An answer as the bytes that are sent: status line, headers, body (RFC 9112). Pure functions, thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/http/http_message.hpp"

namespace potensial::app {

struct ResponseForm {
  bool without_body = false;  // of HEAD: the length is told, the body is not sent
  bool close = false;
  std::optional<std::chrono::sys_seconds> date;
};

// Whether no header could break out of its line or is named by what is no word, and the status is a final one.
bool can_be_sent(const HttpResponse& response);
// A response that can be sent. 204 and 304 go without a body whatever it is.
std::string response_text(const HttpResponse& response, const ResponseForm& form);

}  // namespace potensial::app
