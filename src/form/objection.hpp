// Why something cannot stand, in both languages: the code of a sentence of catalogue/messages and the texts that
// belong into it. A definition brings texts of its own in both languages, which a Refusal cannot carry; the language
// is chosen last. Value type, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/phrase.hpp"
#include "model/text.hpp"

namespace potensial::form {

struct Objection {
  Blame blame = Blame::input;
  std::string code;
  std::vector<std::pair<std::string, Text>> arguments;

  Phrase said() const;                 // for a page
  Refusal in(Language language) const;
};

Text same_in_both(std::string text);
Text digits(std::int64_t number);

}  // namespace potensial::form
