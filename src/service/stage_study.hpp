// Everything that one stage's pages and search need to know, worked out once: the cohort of all learners loaded,
// what is expected of each, and with whom each school is compared.
//
// The norm population is Wales when all its authorities are loaded, else what is loaded; pages say which.
// Comparisons within families use the circumstances of the three years up to the newest. One thread at a time;
// indicators are modelled side by side on the threads of the home, with the same result for any number of them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/work_watch.hpp"
#include "catalogue/stage_views.hpp"
#include "insight/comparable_schools.hpp"
#include "insight/family_of_schools.hpp"
#include "insight/indicator_standards.hpp"
#include "insight/school_context.hpp"
#include "model/cohort.hpp"
#include "model/key_stage.hpp"
#include "service/home.hpp"
#include "service/rules.hpp"

namespace potensial::service {

struct StageStudy {
  catalogue::StageView view;
  KeyStage stage;
  std::string population;   // organisation id of the norm population; "loaded" for a part of Wales
  AcademicYear from, to;    // years in the cohort
  Cohort cohort;
  store::CohortDefinitions definitions;
  JudgingRules rules;
  insight::StandardsRequest request;
  std::vector<insight::IndicatorStandards> standards;  // of the indicators asked for, in that order
  std::vector<insight::SchoolContext> contexts;        // of the cohort's schools, in its order
  AcademicYear contexts_from;                          // of the years up to the newest
  insight::FamilySet families;
  insight::Comparators comparators;

  const insight::IndicatorStandards* of(std::string_view indicator) const;
};

// The search of groups needs model 1A alone; pages judge whole schools and need 1B too, and with it the
// characteristics as they stood when the stage began.
enum class StudyPurpose { pages, search };

// `indicators`: of the stage, e.g. the view's searched or shown ones. A watch is told "reading" and "expecting"; stopped, the
// study is refused as "work.stopped".
Result<StageStudy> study_stage(Home& home, const catalogue::StageView& view, std::span<const std::string> indicators,
                               AcademicYear from, AcademicYear to, StudyPurpose purpose = StudyPurpose::pages, WorkWatch* watch = nullptr);

}  // namespace potensial::service
