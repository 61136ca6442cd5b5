// Answers as kept text: JSON, each value as definitions and fields write it (read_answer), a list of objects for a part.
// Reading gives back what was written, for every answer of a form whose version is the same; names that are no question and
// values of another kind stay as they are, as text.
// Refuses "answers.unreadable" {reason} (Blame::fault): text that is no JSON object. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "form/answers.hpp"
#include "form/form.hpp"

namespace potensial::form {

// One value as a field or a definition writes it: "2008-06-30", "yes", whole pence; nothing of a part.
std::string written_value(const Answer& answer);
std::string answers_text(const Answers& answers);
Result<Answers> answers_of_text(const Form& form, std::string_view text);

}  // namespace potensial::form
