// A school's standing for readers who are entitled to its learners, but not to those of other schools: what the same
// groups attained elsewhere is taken out, and of the comparison with comparable schools the verdict alone stays (the mean of
// a few named schools, with what is public of the others, gives one of them away). Decision 0013. Pure; thread-safe.
#pragma once

#include "insight/standing.hpp"

namespace potensial::insight {

Standing without_figures_of_others(Standing standing);

}  // namespace potensial::insight
