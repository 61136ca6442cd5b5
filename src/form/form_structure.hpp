// Whether the parts of a form fit together: ids stand once, conditions and checks name questions that exist and can be
// compared, and no question is shown or required because of itself. Constants of comparisons become values of the kind
// that they are compared with. Faults go to the entry ("catalogue.form-…"), the first one counts. Pure but for these.
#pragma once

#include "catalogue/entry.hpp"
#include "form/form.hpp"

namespace potensial::form {

void complete_structure(Form& form, catalogue::Entry& entry);

}  // namespace potensial::form
