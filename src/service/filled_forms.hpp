// Forms of a page made ready to be sent: each gets a key of its own, so that pressed twice it does once, and the page it
// stands on, so that a refusal is shown there with what was typed (pages.md section 8).
#pragma once

#include <vector>

#include "base/secret.hpp"
#include "model/block.hpp"
#include "service/front_door.hpp"

namespace potensial::service {

// `refused`: the last try, or nullptr.
void fill_forms(std::vector<Block>& blocks, const Target& page, const RefusedChange* refused, const RandomBytes& random);

// The page that a form was sent from, by its field "page"; noun "home" where none is named.
Target page_of_form(const Values& values);

// A refusal as a sentence of a page.
Phrase phrase_of(const Refusal& refusal);

}  // namespace potensial::service
