// A claim of the grant on what was paid from an award, its way through the stages of catalogue/stages/claim.yaml, and the
// evidence that the contribution was paid (FND-07). Nothing of it is changed afterwards. Value types.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "model/pence.hpp"
#include "model/person.hpp"

namespace potensial {

// A transition that was taken, and the state to which it led.
struct ClaimStep {
  std::string transition, state, words;
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

struct ContributionEvidence {
  std::string document;      // where it can be looked up: an account, a statement
  Pence amount;
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

struct Claim {
  std::int64_t id = 0, award = 0;
  Pence grant, contribution;             // together what the postings come to
  std::vector<std::int64_t> postings;    // ids
  std::string actor;                     // who made it
  PersonId person{};
  std::chrono::sys_seconds at{};
  std::vector<ClaimStep> steps;          // oldest first
  std::vector<ContributionEvidence> evidence;

  std::string state() const { return steps.empty() ? "draft" : steps.back().state; }
};

}  // namespace potensial
