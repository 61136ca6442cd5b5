// The smallest words of HTML: text made safe. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace potensial::report {

// Text for an element or a quoted attribute: & < > " ' become references; control characters are dropped.
std::string escape(std::string_view text);

// An id fit for a fragment and an attribute: letters, digits, - and _; a letter stands first.
std::string html_id(std::string_view id);

}  // namespace potensial::report
