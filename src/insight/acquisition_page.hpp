// The page of learners with English as an additional language (GRP-08): results by stage of acquisition, time since
// arrival and home language, and the learners of one cohort followed through the key stages. As blocks. Pure;
// thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/description_parts.hpp"
#include "insight/english_acquisition.hpp"

namespace potensial::insight {

struct AcquisitionPageInput {
  DescribedScope scope;
  Indicator indicator;
  std::vector<AcademicYear> years;         // cohorts pooled
  std::vector<AcquisitionRow> by_stage, by_arrival, by_language;
  std::vector<AcquisitionRow> by_stage_population;
  Characteristic stages, languages;        // names of the levels
  std::vector<FollowedStage> followed;     // one cohort, that of the newest year; earliest first
  std::vector<Indicator> followed_indicators;
  AcademicYear followed_year;
};

Page acquisition_page(const AcquisitionPageInput& input);

}  // namespace potensial::insight
