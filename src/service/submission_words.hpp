// Answers of submissions as a reader sees them: codes, organisations, groups and indicators by name, money in pounds.
// One thread at a time, as the home.
#pragma once

#include <vector>

#include "model/block.hpp"
#include "model/need_analysis.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

class SubmissionWords {
 public:
  SubmissionWords(Home& home, const OpenedSubmission& opened);

  Phrase of(const form::Question& question, const form::Answer& answer) const;
  Value value(const form::Question& question, const form::Answer& answer) const;  // of a cell
  // What may be chosen where names are asked for; none where the answer is typed.
  std::vector<Choice> choices(const form::Question& question) const;

 private:
  Phrase named(const form::Question& question, const std::string& id) const;
  std::vector<Choice> organisations() const;  // whom a school, and whom an authority may name
  std::vector<Choice> groups() const;
  std::vector<Choice> indicators() const;
  std::vector<Choice> attachments() const;

  Home* home_;
  const OpenedSubmission* opened_;
  std::optional<NeedAnalysis> analysis_;
};

}  // namespace potensial::service
