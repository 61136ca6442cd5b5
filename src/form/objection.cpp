#include "form/objection.hpp"

namespace potensial::form {

Phrase Objection::said() const {
  Phrase sentence{code, {}};
  for (const auto& [name, text] : arguments) sentence.arguments.emplace_back(name, text);
  return sentence;
}

Refusal Objection::in(Language language) const {
  Refusal refusal{blame, code, {}};
  for (const auto& [name, text] : arguments) refusal.arguments.emplace_back(name, text.in(language));
  return refusal;
}

Text same_in_both(std::string text) { return {text, text}; }

Text digits(std::int64_t number) { return same_in_both(std::to_string(number)); }

}  // namespace potensial::form
