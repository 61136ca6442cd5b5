// Which schools may have the money of a fund, how near the others are, and how many of the learners it is for are at schools
// that may not (TGT-07; Estyn 2010, paragraph 46). Counts are whole and compared exactly: 20% of 261 learners is 53 of them.
// Learners of whom it was never recorded are left out of the share and counted. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/fund.hpp"

namespace potensial::insight {

// Learners of statutory age at a school on census day, each at the main registration.
struct CriterionCount {
  std::int64_t learners = 0;
  std::int64_t recorded = 0;  // of whom it is known whether they meet the criterion
  std::int64_t meeting = 0;
};

enum class EligibilityWord { eligible, near, not_eligible, not_meant };  // not meant: a school of another phase

struct Eligibility {
  EligibilityWord word = EligibilityWord::not_eligible;
  std::int64_t wanting_meeting = 0;   // how many more of its learners would have to meet the criterion; 0: none
  std::int64_t wanting_learners = 0;  // how many learners it is too small by
};

// A school whose phase is not known is judged as one of those that can be eligible.
Eligibility eligibility(const Fund& fund, std::string_view phase, const CriterionCount& count);

struct SchoolEligibility {
  std::string school;
  CriterionCount count;
  Eligibility judged;
  std::optional<CriterionCount> before;      // at the census a year earlier
  std::optional<EligibilityWord> word_before;

  bool is_eligible() const { return judged.word == EligibilityWord::eligible; }
  bool was_eligible() const { return word_before == EligibilityWord::eligible; }
};

struct EligibilityTotals {
  std::int64_t schools = 0, eligible = 0, near = 0;
  std::int64_t inside = 0, outside = 0;  // learners who meet the criterion, at schools that are eligible and at others
  std::int64_t unrecorded = 0;
};

EligibilityTotals eligibility_totals(std::span<const SchoolEligibility> schools);

}  // namespace potensial::insight
