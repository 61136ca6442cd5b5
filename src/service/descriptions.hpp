// The descriptive pages of a home: how things stand for a scope, without a verdict. Each function takes
// what its page shows from what is read once for a home (decision 0018), works it out, and returns the page as blocks.
//
// completeness: what is not recorded about whom; attendance; exclusions; curriculum: subjects and take-up;
// acquisition: learners with English as an additional language; gaps: between any two groups; trends: distribution and
// share over the years; eligibility: which schools may have the money of a fund; definition: what exactly an indicator is. Refusals (Blame::input): "describe.unknown-page",
// "describe.unknown-scope", "describe.nothing-loaded", "describe.unknown-indicator", "describe.unknown-characteristic",
// "describe.not-of-stage", "describe.no-share", "describe.unknown-fund", and those of the cohort reader. One home serves one thread at a time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct DescriptionRequest {
  std::string scope;            // organisation id; empty or that of Wales: everything loaded
  std::string stage;            // key stage; empty: that of the indicator, else what suits the scope
  std::string indicator;        // empty: the main one of the stage; the definition page needs one
  std::string characteristic;   // gaps: empty: sex and free school meals
  std::string level, other;     // gaps: the two levels compared; empty: each level with the others
  std::optional<AcademicYear> from, to;  // empty: up to five years, the newest last
  std::string fund = {};        // eligibility: empty: the one that began last
  bool invented = false;        // the data are a demonstration
  bool figures_of_others = true;  // what stands beside a part: everybody else's learners (decision 0013)
};

Result<Page> completeness_page(Home& home, const DescriptionRequest& request);
Result<Page> attendance_page(Home& home, const DescriptionRequest& request);
Result<Page> exclusions_page(Home& home, const DescriptionRequest& request);
Result<Page> curriculum_page(Home& home, const DescriptionRequest& request);
Result<Page> acquisition_page(Home& home, const DescriptionRequest& request);
Result<Page> gaps_page(Home& home, const DescriptionRequest& request);
Result<Page> trends_page(Home& home, const DescriptionRequest& request);
Result<Page> eligibility_page(Home& home, const DescriptionRequest& request);
Result<Page> definition_page(Home& home, const DescriptionRequest& request);

// Reads what the pages of the newest years take from, whatever the place, so that each costs what it takes to count: whole
// rolls, and everybody at the end of each key stage. What is refused here is refused again to whoever asks.
void describe_ahead(Home& home);
// Whether a page of a key stage takes from what was read ahead: of the newest years, and of an outcome of its own. Others read
// for seconds, with a nation longer.
bool is_read_ahead(Home& home, const DescriptionRequest& request);

std::span<const std::string_view> described_page_names();
// The page of one of these names.
Result<Page> described_page(Home& home, std::string_view name, const DescriptionRequest& request);

}  // namespace potensial::service
