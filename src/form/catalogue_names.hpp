// Whether what an answer names stands in the catalogue on a day: a code of a code set (in the group that Named::within
// says), an indicator. Organisations, groups and attachments are known elsewhere and taken as existing here; the caller
// asks its own places for them first. The catalogue must outlive the function. Thread-safe.
#pragma once

#include <functional>

#include "catalogue/catalogue.hpp"
#include "form/problems.hpp"

namespace potensial::form {

std::function<bool(const Named&)> named_in(const catalogue::Catalogue& catalogue, Date day);

}  // namespace potensial::form
