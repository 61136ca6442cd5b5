// Forms of the catalogue (kind `form`): members
//   sections: list of {id, title: {en, cy}, hint?: {en, cy}, questions: list of a question}
//   question: {id, kind, label: {en, cy}, hint?, required?, required-when?, shown-when?, checks?, filled-by?, locked?}
//     long-text: most-words;  text: most-characters? (200);  choice: options: list of {code, name}, or code-set and within?
//     part: one: {en, cy}, least? (0), most, questions
//   checks: list of {one kind of check (check.hpp), sentence: {en, cy}, when?: condition};  conditions: condition.hpp
// The kinds of questions stand in question.hpp; the example is a set of answers without problems.
// Refused, beside faults of form: an id that stands twice, a condition or check that names a question that does not
// exist or is not one value where it stands, a comparison of what cannot be compared, and questions that are shown or
// required only because of themselves ("catalogue.form-…"). Pure functions, thread-safe.
#pragma once

#include <string_view>

#include "catalogue/catalogue.hpp"
#include "form/form.hpp"

namespace potensial::form {

Result<Form> read_form(const Definition& definition);
// The version that holds on a day; refuses when there is none ("catalogue.no-form").
Result<Form> form_on(const catalogue::Catalogue& catalogue, std::string_view id, Date day);

}  // namespace potensial::form
