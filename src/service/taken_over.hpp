// What a spending plan takes over from the plan of the school of the year before when it is begun (PLN-02): its activities with
// what they were to cost, the lines of money with what was paid, the grades with their reasons, and the outcomes that are not met
// or not known yet. It is a copy, named after the plan it is from; every item of it asks the school something before the plan can
// be submitted, so nothing is taken over silently. One thread at a time, as the home.
#pragma once

#include <optional>
#include <vector>

#include "form/answers.hpp"
#include "base/result.hpp"
#include "form/path.hpp"
#include "model/block.hpp"
#include "service/opened_submission.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Not withdrawn, the newest; nothing where there is none.
std::optional<OpenedSubmission> plan_of_year_before(Home& home, const OpenedSubmission& plan);

// Answers with which it begins; none where its form takes nothing over, or there is nothing to take.
form::Answers taken_over(Call& call, const OpenedSubmission& plan);

// The source "taken-over": what stands there stays, and nobody types it.
std::optional<form::Answer> as_taken_over(const form::Path& path, const form::Answers& part);

// Answers given as a whole, with what was taken over as it stands in the plan, whatever they say of it; items that were added beside
// carry nothing taken over. Refuses "taken-over.removed" {part} where an item that was taken over is left out.
Result<form::Answers> with_taken_over(const OpenedSubmission& plan, form::Answers given);
// Whether the item carries something that was taken over, so that it is answered and not removed.
bool is_taken_over(const form::Question& part, const form::Answers& item);

// From which plan, with a way to it; that there was none; nothing for a form that takes nothing over.
std::vector<Block> taken_over_blocks(const OpenedSubmission& plan);

}  // namespace potensial::service
