// Forms of a page made ready to be sent: each gets a key of its own, so that pressed twice it does once, and the page it
// stands on, so that what was typed is shown there again, with a refusal or in the other language (pages.md section 8).
#pragma once

#include <span>
#include <vector>

#include "base/secret.hpp"
#include "model/block.hpp"
#include "service/front_door.hpp"

namespace potensial::service {

// `typed`: what was sent last, or all that stood on the page. Whether anything of it differs from what stands there; what
// is folded and holds some of it is then open.
bool fill_forms(std::vector<Block>& blocks, const Target& page, std::span<const TypedForm> typed, const RandomBytes& random);

// What was refused is said on top where the form that was sent stands on the page no more: somebody else was first, or it is for
// another day.
void say_refusal_without_form(std::vector<Block>& blocks, std::span<const TypedForm> typed);

// The page that a form was sent from, by its field "page"; home where none is named. `asked` as in an address, without '?'.
struct FormPage {
  std::string noun = "home", id, asked;
};
FormPage page_of_form(const Values& values);

// A refusal as a sentence of a page.
Phrase phrase_of(const Refusal& refusal);

}  // namespace potensial::service
