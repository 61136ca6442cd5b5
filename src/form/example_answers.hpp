// Answers written as a tree of named values, as the example of a form's definition holds them: text, whole pence,
// 2008-06-30, yes or no; a list of trees for a part.
// Refused: a member that is no question of the form there ("catalogue.form-question-unknown"), a value that is none of
// the question's kind ("catalogue.form-answer-bad"). Pure function, thread-safe.
#pragma once

#include "base/result.hpp"
#include "form/answers.hpp"
#include "form/form.hpp"
#include "model/definition.hpp"

namespace potensial::form {

Result<Answers> example_answers(const Form& form, const Definition& definition);

}  // namespace potensial::form
