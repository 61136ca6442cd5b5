// A submission with everything that decides about it: its form and stages as they were when it was begun, its answers, what
// was done to it and where it stands. One thread at a time, as the home.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "form/answers.hpp"
#include "form/form.hpp"
#include "form/problems.hpp"
#include "form/stages.hpp"
#include "model/guidance.hpp"
#include "model/submission.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct OpenedSubmission {
  Submission kept;
  form::Form form;              // without sections where its stages have none
  form::Stages stages;
  std::optional<Guidance> guidance;  // of a bid, and of what is about one
  std::int64_t version = 0;     // of the answers; 0: none saved yet
  form::Answers answers;
  std::vector<SubmissionDeed> deeds;
  std::string state;

  bool has_form() const { return !form.sections.empty(); }
  bool is_open() const;         // the form may be filled in
  bool was_handed_on() const;   // a step was taken: others may look at it
};

// Refuses "page.unknown" for what is not there, and what the catalogue refuses.
Result<OpenedSubmission> opened_submission(Home& home, const std::string& id);
Result<form::Answers> answers_at(Home& home, const OpenedSubmission& opened, std::int64_t version);

// Begins one in its form and stages of today. Inside the caller's Transaction.
struct BegunSubmission {
  std::string stages, organisation, about;
};
Result<std::string> begin_submission(Home& home, const BegunSubmission& begun, std::chrono::sys_seconds at);

}  // namespace potensial::service
