// From opaque elements of a Common Transfer File to its records.
#pragma once

#include "exchange/ctf_record.hpp"

namespace potensial::exchange {

CtfHeader ctf_header(CtfElement&& element);
CtfPupil ctf_pupil(CtfElement&& element, bool keep_contacts);

}  // namespace potensial::exchange
