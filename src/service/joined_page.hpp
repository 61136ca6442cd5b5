// Several pages of one thing, each of a part of it, as one page. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/block.hpp"
#include "model/text.hpp"

namespace potensial::service {

// The first page with the blocks of all: the first part under its heading, the others folded under theirs, with ids
// of their own (`parts[i]` before them). One page comes back as it is. Needs as many headings and parts as pages, and at least one page.
Page joined(std::vector<Page> pages, std::span<const Text> headings, std::span<const std::string> parts);

}  // namespace potensial::service
