// The pages of funds and of their yearly guidance: what the money is for in a year and what not (FND-01, FND-02, FND-04).
// Reads definitions alone. Pure, thread-safe.
//
// Refuses "fund.unknown", "guidance.unknown", and what the readers of definitions refuse.
#pragma once

#include <string>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "model/block.hpp"
#include "model/guidance.hpp"

namespace potensial::service {

// Funds that had begun by the day, and their years.
Result<Page> funds_page(const catalogue::Catalogue& catalogue, Date day);
Result<Page> fund_page(const catalogue::Catalogue& catalogue, const std::string& id, Date day);
// Beside the guidance of the year before, where there is one.
Result<Page> guidance_page(const catalogue::Catalogue& catalogue, const std::string& id);

// What a part of the formula counts, in words.
Result<Phrase> part_phrase(const catalogue::Catalogue& catalogue, const Guidance& guidance, const GuidedPart& part);

}  // namespace potensial::service
