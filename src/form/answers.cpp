#include "form/answers.hpp"

#include "form/words.hpp"

namespace potensial::form {

const Answer* Answers::find(std::string_view question) const {
  const auto found = values.find(question);
  return found == values.end() ? nullptr : &found->second;
}

const Answer* Answers::answered(std::string_view question) const {
  const auto* found = find(question);
  return found && !is_blank(*found) ? found : nullptr;
}

const Parts& Answers::parts(std::string_view question) const {
  static const Parts none;
  const auto* found = find(question);
  const auto* parts = found ? std::get_if<Parts>(found) : nullptr;
  return parts ? *parts : none;
}

bool Answers::operator==(const Answers& other) const { return values == other.values; }

bool is_blank(const Answer& answer) {
  if (const auto* text = std::get_if<std::string>(&answer)) return is_white_space(*text);
  const auto* parts = std::get_if<Parts>(&answer);
  return parts && parts->empty();
}

}  // namespace potensial::form
