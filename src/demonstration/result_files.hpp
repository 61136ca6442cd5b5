// The files of results of one authority and year: key stages 1 to 3, Foundation Phase, key stage 4 and tests.
// Learners of schools in the CTF share are left out of key stages 1 to 3: their results come by CTF.
#pragma once

#include "demonstration/attainment.hpp"
#include "demonstration/output.hpp"
#include "demonstration/roster.hpp"

namespace potensial::demonstration {

struct Nation {   // all that the writers read
  const World& world;
  const Population& population;
  const Roster& roster;
  const Attainment& attainment;
};

void write_key_stages(const Nation& nation, Output& output, int year, std::uint32_t authority);
void write_examinations(const Nation& nation, Output& output, int year, std::uint32_t authority);
void write_tests(const Nation& nation, Output& output, int year, std::uint32_t authority);

// Whether the learners of a school are in transfer files that year and so not in the returns.
bool comes_by_ctf(const World& world, const School& school, int year);
// Whether Foundation Phase outcomes take the place of key stage 1 in that school and year.
bool reports_foundation_phase(const World& world, std::uint32_t school, int year);

}  // namespace potensial::demonstration
