// The pages of one stage, as inputs of the areas' pages. Internal to pages.cpp. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "insight/area_page.hpp"
#include "insight/family_page.hpp"
#include "insight/high_attainers.hpp"
#include "insight/school_page.hpp"
#include "insight/school_standing.hpp"
#include "service/stage_study.hpp"

namespace potensial::service {

struct StagePages {
  // `threads`: how many the work on one stage may use.
  StagePages(StageStudy study_made, unsigned threads);

  StageStudy study;

  // Findings of this stage that apply to an organisation: those of the population and of its authority.
  std::vector<FindingRecord> findings_for(Home& home, std::span<const std::string> scopes) const;
  std::optional<std::uint32_t> school_number(std::string_view id) const;  // nothing: no learners here in the newest year
  std::vector<std::uint32_t> schools_of_authority(std::string_view authority) const;
  std::vector<std::uint32_t> schools_of_body(Home& home, std::string_view body) const;
  std::vector<std::uint32_t> all_schools() const;
  std::vector<Indicator> indicators() const;
  Text population_name(const insight::Names& names) const;

  // Works out what the page of any school needs.
  void work_ahead();
  insight::Standing standing(std::uint32_t school);

  insight::SchoolPageInput school(Home& home, const insight::Names& names, std::uint32_t school, bool invented);
  insight::AreaPageInput area(Home& home, const insight::Names& names, const std::string& noun, const std::string& id,
                              std::span<const std::uint32_t> schools, bool invented);
  insight::FamilyPageInput family(const insight::Names& names, const insight::SchoolFamily& family, const std::string& school,
                                  bool invented);
  // Learners ahead who fell back, of every school and year.
  const std::vector<insight::HighAttainers>& ahead();
  const insight::IndicatorStandards* ahead_in() const;  // nullptr: of no outcome an earlier standard is known

 private:
  insight::StandingStudy standing_study() const;
  const insight::GroupsEverywhere& everywhere();
  const insight::Standing& standing_of_authority(const std::string& authority);
  void work_out_national_trends();
  void work_out_high_attainers();
  std::vector<insight::SchoolTrend> trends(std::uint32_t school);
  std::optional<insight::HighAttainers> ahead(std::uint32_t school);
  Condition disadvantaged() const;

  unsigned threads_;
  std::vector<std::uint8_t> taught_now_;   // per school: it has learners in the newest year
  std::optional<insight::GroupsEverywhere> everywhere_;
  std::map<std::string, insight::Standing> authorities_;
  struct NationalTrend {
    insight::Trend trend;
    double correlation = 0;   // between cohorts of one school
  };
  std::map<std::string, NationalTrend> national_trends_;   // by indicator; those with a standard
  std::optional<std::vector<insight::HighAttainers>> ahead_;
};

}  // namespace potensial::service
