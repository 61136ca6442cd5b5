// Whether a client has an answer already: If-None-Match against the ETag (RFC 9110 sections 8.8.3 and 13.1.2).
//
// Tags are compared weakly, so that a compressed copy counts as the page it was made of. Pure functions, thread-safe.
#pragma once

#include <string_view>

#include "app/http/http_message.hpp"

namespace potensial::app {

// `if_none_match`: an asterisk or a list of tags, which may hold commas. A list that breaks off or is no list of tags
// matches only by the tags before the fault.
bool entity_tag_matches(std::string_view if_none_match, std::string_view etag);

// 304 without a body in place of the 200 to a GET whose ETag the client names; else the response as it is.
HttpResponse without_what_client_has(const HttpRequest& request, HttpResponse response);

}  // namespace potensial::app
