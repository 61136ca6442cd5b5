// One table as HTML: title, scroll region with keyboard focus, headings with scope, verdict tags, and the
// meaning of every mark used. Pure functions, thread-safe.
#pragma once

#include <string>

#include "model/block.hpp"
#include "report/links.hpp"
#include "report/words.hpp"

namespace potensial::report {

// `level` is that of the title (2 or 3).
std::string html_of(const Table& table, int level, const Words& words, const Links& links);

// Words, as a link where the target has a page.
std::string html_link(const std::string& words_escaped, const std::optional<Target>& target, Language language,
                      const Links& links);

}  // namespace potensial::report
