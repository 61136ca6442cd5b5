// JSON text to a tree of named values, as definitions have it: every scalar keeps its text, so that a number is what was
// written and nothing that binary floating point makes of it. Text, numbers, true and false are all texts; null is empty.
//
// Refuses "json.not-json" {byte, reason}: text that is no JSON, or is nested deeper than 32. A name that stands twice in one
// object is kept twice. Pure, thread-safe.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "model/definition.hpp"

namespace potensial::exchange {

Result<Node> json_tree(std::string_view json);

}  // namespace potensial::exchange
