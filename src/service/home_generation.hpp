// Which state of what a home holds a page was made from: a number that grows with every change of the facts, the findings
// and of who is who. One thread at a time, as the home.
#pragma once

#include <cstdint>

#include "base/date.hpp"
#include "model/phrase.hpp"
#include "service/home.hpp"

namespace potensial::service {

// Grows with every load, every search that found something new, and every merge or split of records.
std::int64_t generation_of(Home& home);

// What paper says of it: "Made on 14 November 2008 from generation 12 of the data."
Phrase made_from(Date day, std::int64_t generation);

}  // namespace potensial::service
