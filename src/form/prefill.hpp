// Fills in what the system knows before a person answers: each question with a source (Question::filled_by) that was
// not answered, and each locked one whatever stood there. A locked question of which the source has nothing is left
// empty. Questions that are not shown are left alone. The caller brings the values. Pure but for the source.
#pragma once

#include "form/problems.hpp"

namespace potensial::form {

Answers prefilled(const Form& form, Answers answers, const Source& source);

}  // namespace potensial::form
