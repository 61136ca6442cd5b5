// ctf/: Common Transfer Files, one for each school of the CTF share and year, and single-learner files at moves.
//
// A full file carries every learner on roll in the year with free meals, needs, Welsh details, care, attendance with
// marks, results up to that year and school history. A learner file is partial: identity, results and history.
#pragma once

#include "demonstration/absences.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

void write_school_transfers(const Nation& nation, const Absences& absences, Output& output, int year, std::uint32_t authority);
// Files of learners who changed school in the last year, in order of learner, as many as scale with the nation.
void write_learner_transfers(const Nation& nation, Output& output, int most);

// One character per half-day from 1 September to 31 August: the year's marks of a learner.
std::string attendance_marks(const YearOfAbsence& year, int summer);

}  // namespace potensial::demonstration
