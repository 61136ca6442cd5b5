// Attendance and exclusion returns of one authority and year.
#pragma once

#include "demonstration/absences.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

// By year, in the last year also by half-term 1 to 6. Learners of the CTF share are left out: they carry marks.
void write_attendance(const Nation& nation, const Absences& absences, Output& output, int year, std::uint32_t authority);
void write_exclusions(const Nation& nation, const Absences& absences, Output& output, int year, std::uint32_t authority);

}  // namespace potensial::demonstration
