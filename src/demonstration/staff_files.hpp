// staff/YYYY/LLL.csv: the teachers of one authority in the January of a year, by school and post.
//
// A school has as many full-time equivalent teachers, in hundredths, as its learners on roll ask for, and a fewest number. A post
// keeps its role, subject and hours; who holds it changes from year to year, more often at schools on the way to causing concern.
// Drawn from streams of their own, so that no other file changes. Nobody has a name.
#pragma once

#include "demonstration/output.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

void write_staff(const Nation& nation, Output& output, int year, std::uint32_t authority);

}  // namespace potensial::demonstration
