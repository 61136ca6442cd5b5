// A request that carries a form with a file: its fields as values, its file in the place that the front door gives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/http/http_message.hpp"
#include "base/result.hpp"
#include "service/front_door.hpp"

namespace potensial::app {

struct SentForm {
  service::Values values;
  service::SentFile file;  // of no bytes where none was chosen
};

// "import.too-large" {megabytes}: the request announces more than so many bytes.
std::optional<Refusal> too_large(const HttpRequest& request, std::uint64_t most);

// The body of a form without a file, wherever it lies; nothing of a form with one.
std::string fields_text(const HttpRequest& request);

// Refuses "http.bad-form" and "import.not-kept".
Result<SentForm> sent_form(const HttpRequest& request, const service::FrontDoor& door);

}  // namespace potensial::app
