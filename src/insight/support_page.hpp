// The support register of a school (P12): who gets what, who should, and who gets nothing (GRP-06, GRP-07, TGT-08); and of it the
// block "who is missed", which names nobody. As blocks. Names are passed in, empty where the reader may not see them.
// Outcomes stand beside those of similar learners (supported_blocks.hpp): learners who are chosen for support differ from others. Pure;
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/expected_standard.hpp"
#include "insight/learner_page.hpp"
#include "insight/page_parts.hpp"
#include "insight/supported_blocks.hpp"
#include "insight/who_is_missed.hpp"
#include "model/fund.hpp"

namespace potensial::insight {

struct LearnerOnRegister {
  LearnerId learner{};
  std::string name;
  int year_group = 0;                // 0: not on this school's census in Years 1 to 11
  PlacedLearner placed;              // for the fund of the page
  std::vector<Text> disadvantages;   // "entitled to free school meals"; of those the fund is for
  std::optional<RangeWord> progress;  // beside like learners, at the end of the newest key stage
  std::optional<AcademicYear> progress_year;
  std::vector<SupportGiven> support;  // in the year
};

// A fund at a school in the newest year in which its support is registered anywhere.
struct MissedBlockInput {
  std::string school;
  std::optional<Fund> fund;          // none had begun
  std::vector<Text> meeting;         // whom it is for: "entitled to free school meals", "looked after"
  std::optional<AcademicYear> year;  // nothing: no support of the fund is registered anywhere
  WhoIsMissed counts;
  double most_outside = 0.1;         // of its places before a school is warned
  bool leads_to_register = false;    // whether the reader may see it
};

struct SupportPageInput {
  Organisation school;
  AcademicYear year;
  std::vector<AcademicYear> years;   // with a census, oldest first
  MissedBlockInput missed;
  std::vector<LearnerOnRegister> learners;  // at the school on census day, and others on its register
  Names names, funds;                // of organisations; of funds by id
  SupportedBlockInput outcomes = {}; // of the learners on its registers, beside similar ones
  bool invented = false;
};

// Headed "who-is-missed": four numbers, a warning where the school selects by another criterion, and the rule of the fund.
std::vector<Block> missed_blocks(const MissedBlockInput& input);

Page support_page(const SupportPageInput& input);

}  // namespace potensial::insight
