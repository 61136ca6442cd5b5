// The outcomes that answers to a form plan: the items of every part that asks for a group, an indicator, a number that the
// system fills in as the baseline, another number (the target) and a day. Items in which one of them is missing are left out.
// Pure; thread-safe.
#pragma once

#include <vector>

#include "form/answers.hpp"
#include "form/form.hpp"
#include "model/planned_outcome.hpp"

namespace potensial::form {

std::vector<PlannedOutcome> planned_outcomes(const Form& form, const Answers& answers);  // in the order of the form

}  // namespace potensial::form
