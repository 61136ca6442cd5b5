// The grades of an assessment, criterion by criterion and never as one score (FND-12): a question "<section>-grade" in each
// section that is a criterion. One thread at a time, as the home.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

std::vector<OpenedSubmission> signed_assessments(Home& home, const OpenedSubmission& thing, const std::string& stages);
// The sections of the first that are criteria; they point into it.
std::vector<const form::Section*> criteria_of(const std::vector<OpenedSubmission>& assessments);
// "Meets the standard; Below the standard": of each assessor, in the order in which they began.
Cell grades_cell(Home& home, const std::vector<OpenedSubmission>& assessments, const std::string& section);

}  // namespace potensial::service
