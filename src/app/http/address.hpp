// Addresses of pages and what is sent with them, decoded once and strictly: "/cy/ysgol/6812001.csv?indicator=ks2-points".
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/text.hpp"
#include "service/front_door.hpp"
#include "service/operation.hpp"

namespace potensial::app {

struct Address {
  Language language = Language::en;
  std::string noun;   // in English, whichever form was given; "front" where none stands
  std::string id;     // decoded; empty where none stands
  service::PageForm form = service::PageForm::html;
  bool foreign_noun = false;  // the noun is that of the other language: the address exists only in its own
};

// Nothing for what is no address of a page.
std::optional<Address> address_of(std::string_view path);

// %XX once; refuses (nothing) what is no encoding, NUL and other control characters, and bytes that are not UTF-8.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank);

// name=value&name=value, of a query or a form. Refuses "http.bad-values": a bad encoding, or a name that stands twice.
Result<service::Values> values_of(std::string_view text);

}  // namespace potensial::app
