// What a person reads where a request was refused before anybody knew its language: both, one after the other.
// Pure, thread-safe.
#pragma once

#include <string>

#include "catalogue/messages.hpp"

namespace potensial::app {

// Plain text. A status without a sentence of its own has that of any other.
std::string words_of_status(const catalogue::Messages& messages, unsigned status);

}  // namespace potensial::app
