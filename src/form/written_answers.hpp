// Answers as people and programs write them: a tree of named values, in YAML or JSON.
//
// Values as read_answer reads them; money also in pounds, "£84,000" or "84,000.00"; bare digits are pence. Nothing is lost: a value that is none
// of its question's kind stays text, and a name that is no question stays, so that problems_of says of each where it stands.
// Pure function, thread-safe.
#pragma once

#include "form/answers.hpp"
#include "form/form.hpp"
#include "model/definition.hpp"

namespace potensial::form {

Answers written_answers(const Form& form, const Node& tree);

}  // namespace potensial::form
