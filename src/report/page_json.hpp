// A page as JSON: the same blocks, with the words of one language beside exact values.
//
// {"language","address":{"noun","id"},"caption","title","invented","not_for_publication","blocks":[...]}. Each block
// has "kind". A cell has "text" and, as it is, "value" and "unit", "low", "high" and "unit", "verdict", or "mark";
// "link" where it leads somewhere. Pure function, thread-safe.
#pragma once

#include <string>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

std::string page_json(const Page& page, const Words& words);

}  // namespace potensial::report
