#include "model/school_class.hpp"

#include "base/escaped.hpp"

namespace potensial {
namespace {

bool stays(char c, bool) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

SchoolClass school_class(std::string_view school, AcademicYear year, std::string_view name) {
  return {std::string(school) + "-" + std::to_string(year.summer) + "-" + escaped(name, '_', stays), std::string(school), year, std::string(name)};
}

}  // namespace potensial
