// What the system knows beside the answers to a form: which names exist, and what it fills in by itself (the sources that
// the forms of the catalogue name). One thread at a time, as the home.
//
// Sources: applicant, school: the organisation; bid: what the submission is about; grant, contribution: the costs of all
// lines split at the rate of the guidance (funding/line_split.hpp); baseline: the figure of the group and indicator beside
// it in the need analysis; total-*, total: sums over the parts; own-cost: of an activity what the school itself pays (joint_works.hpp);
// shared-activities: those that other schools lead (shared_activities.hpp); past-activities: those of last year's plan;
// taken-over: what stands there, copied when it was begun (taken_over.hpp); available: what
// was awarded to the school by name in the year, and what was delegated to it. Of others nothing is known, and a locked
// question that asks for one stays empty.
#pragma once

#include <string>
#include <vector>

#include "form/problems.hpp"
#include "model/need_analysis.hpp"
#include "model/pence.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

// The analysis that the answers name, else the newest of the organisation.
std::optional<NeedAnalysis> analysis_of(Home& home, const OpenedSubmission& opened, const form::Answers& answers);

// What a school has for the year of its plan: awarded to it by name, and delegated to it. Nothing where neither is on record.
std::optional<Pence> money_available(Home& home, const OpenedSubmission& plan);

// Answers with what the system fills in.
form::Answers filled_in(Home& home, const OpenedSubmission& opened, form::Answers answers);
// What is wrong with the answers as they stand.
std::vector<form::Problem> problems_of(Home& home, const OpenedSubmission& opened);

// The codes of a code set as they are offered for the submission, in its guidance where it has one.
std::vector<form::Option> codes_offered(Home& home, const OpenedSubmission& opened, const form::Question& question);

}  // namespace potensial::service
