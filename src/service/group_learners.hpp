// The learners behind a group of a school, as the input of their page. For people entitled to see them. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "insight/learners_page.hpp"
#include "model/access.hpp"
#include "service/home.hpp"
#include "service/stage_pages.hpp"

namespace potensial::service {

// What is asked of the group, as it stands in an address.
struct GroupOfSchool {
  std::string school, indicator, group;
};

// Of a group as it stands in an address, with the names of its levels; nothing where a characteristic or a level is unknown.
std::optional<std::vector<Condition>> named_conditions(const Cohort& cohort, std::string_view group);

// Of the newest year, names only where `fields` hold them. Refuses "page.unknown" for a school without learners at the
// stage, for a group that cannot be (an unknown characteristic or level), and where `fields` do not open what the list would
// tell: results, and of a group its characteristics.
Result<insight::LearnersPageInput> group_learners(Home& home, const StagePages& stage, const GroupOfSchool& asked,
                                                  std::span<const FieldGroup> fields);

// Where learners stand in each indicator of the stage: added to those who have an entry, in one look at the cohort.
using OutcomesOf = std::map<LearnerId, std::vector<insight::LearnerOutcome>>;
void add_outcomes(OutcomesOf& outcomes, const StageStudy& study);

}  // namespace potensial::service
