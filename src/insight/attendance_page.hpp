// The page of attendance of a school, an authority or Wales (ATT-01): absence authorised and not, by reason, and
// persistent absence by the definition of each year, by group, organisation and deprivation of the home area. As
// blocks. Shares of half-day sessions, not means of learners' shares. Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/attendance.hpp"
#include "insight/description_parts.hpp"
#include "model/code_set.hpp"

namespace potensial::insight {

struct AttendanceYear {
  AcademicYear year;
  AttendanceRate own, population;
  int definition_version = 1;
};

struct AttendanceOfGroup {
  DescribedGroup group;
  AttendanceRate rate;
};

struct AttendanceOfPart {
  std::string organisation;
  AttendanceRate rate;
};

struct AttendancePageInput {
  DescribedScope scope;
  std::vector<AttendanceYear> years;        // oldest first; a year without sessions is left out
  Text persistent;                          // name of the definition of the newest year
  std::vector<AttendanceOfGroup> groups;    // newest year
  std::vector<AttendanceOfGroup> areas;     // newest year, by deprivation of the home area
  std::vector<AttendanceOfPart> parts;      // newest year
  const CodeSet* codes = nullptr;           // names of the reasons
  Names names;
};

Page attendance_page(const AttendancePageInput& input);

// "I: illness"; the letter alone where nothing names it.
Phrase absence_reason(const CodeSet* codes, const std::string& letter);

}  // namespace potensial::insight
