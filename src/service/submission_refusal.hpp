// Refusals that carry words of definitions, which have two languages: each such value comes as "name.en" and "name.cy", and
// whoever says the refusal takes that of the language (catalogue/messages.hpp). A form that is not complete is refused with
// every problem, so that a program learns as much as a reader of the page. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "form/objection.hpp"
#include "form/problems.hpp"

namespace potensial::service {

Refusal refusal_of(const form::Objection& objection);

// "submission.problems" {count}, and the problems behind it.
Refusal problems_refusal(const std::vector<form::Problem>& problems);

struct RefusedAnswer {
  std::string path;  // "lines/3/outcomes/1/baseline"
  Refusal refusal;
};
// The problems of such a refusal; none of any other.
std::vector<RefusedAnswer> refused_answers(const Refusal& refusal);

}  // namespace potensial::service
