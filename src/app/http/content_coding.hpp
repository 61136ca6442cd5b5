// Answers compressed with gzip for clients that take it (RFC 9110 section 12.5.3, RFC 1952).
//
// Only text, JSON and SVG of at least 1 KiB. Never an answer with `Cache-Control: no-transform`: a handler sets that
// where a page holds a secret beside text that a stranger can choose, because the length of compressed text would give
// the secret away by and by (BREACH). Pure functions, thread-safe.
#pragma once

#include <string_view>

#include "app/http/http_message.hpp"

namespace potensial::app {

struct CodingChoice {
  bool gzip = false;             // accepted, and not less welcome than the plain answer
  bool identity_refused = false;
};

// Reads Accept-Encoding. A malformed weight counts as 0; without the header nothing is compressed.
CodingChoice coding_choice(std::string_view accept_encoding);

// Adds Vary to an answer that some clients get compressed: first of all, so that a 304 in its place has it too.
void announce_content_coding(const HttpRequest& request, HttpResponse& response);
// Compresses the body where that is due and sets Content-Encoding; a strong ETag becomes a weak one, since the bytes
// differ. `request` is the one that `response` answers.
HttpResponse with_content_coding(const HttpRequest& request, HttpResponse response);

}  // namespace potensial::app
