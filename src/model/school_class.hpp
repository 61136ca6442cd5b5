// A class of a school in one school year, as the census of that year writes it. It is nobody's after the year: the class of
// the same name in the next census is another one. Value type, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "model/academic_year.hpp"

namespace potensial {

struct SchoolClass {
  std::string id;      // "6802801-2010-5A"
  std::string school;
  AcademicYear year;
  std::string name;    // "5A"
};

// Fit for an address whatever a school calls its classes: of the name letters of a to z and digits stay, of all else each
// byte is "_" and two hexadecimal digits, so that no two names share an id.
SchoolClass school_class(std::string_view school, AcademicYear year, std::string_view name);

}  // namespace potensial
