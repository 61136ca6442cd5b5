// What the home knows of one learner, as the input of the learner's page: results against like learners, schools,
// attendance, characteristics with their dates. For people entitled to see the learner. One thread at a time.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "insight/learner_page.hpp"
#include "model/access.hpp"
#include "service/home.hpp"
#include "service/stage_pages.hpp"

namespace potensial::service {

// Refuses "page.unknown" for a learner of whom nothing is known.
Result<insight::LearnerPageInput> learner_page_input(Home& home, LearnerId learner, std::span<StagePages* const> stages,
                                                     std::span<const AcademicYear> years);

// Takes away what the reader's purpose does not open (SEC-3), before anything is written.
void keep_only(insight::LearnerPageInput& input, std::span<const FieldGroup> fields);

}  // namespace potensial::service
