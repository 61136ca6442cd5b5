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
  explicit StagePages(StageStudy study_made) : study(std::move(study_made)) {}

  StageStudy study;

  // Findings of this stage that apply to an organisation: those of the population and of its authority.
  std::vector<FindingRecord> findings_for(Home& home, std::span<const std::string> scopes) const;
  std::optional<std::uint32_t> school_number(std::string_view id) const;  // nothing: no learners here in the newest year
  std::vector<std::uint32_t> schools_of_authority(std::string_view authority) const;
  std::vector<std::uint32_t> schools_of_body(Home& home, std::string_view body) const;
  std::vector<std::uint32_t> all_schools() const;
  std::vector<Indicator> indicators() const;
  Text population_name(const insight::Names& names) const;

  // Standings of all schools at once, for trees of pages.
  void stand_all();
  const insight::Standing& standing(std::uint32_t school);

  insight::SchoolPageInput school(Home& home, const insight::Names& names, std::uint32_t school, bool invented);
  insight::AreaPageInput area(Home& home, const insight::Names& names, const std::string& noun, const std::string& id,
                              std::span<const std::uint32_t> schools, bool invented);
  insight::FamilyPageInput family(const insight::Names& names, const insight::SchoolFamily& family, const std::string& school,
                                  bool invented) const;

 private:
  insight::StandingStudy standing_study() const;
  std::vector<insight::SchoolTrend> trends(std::uint32_t school);
  std::optional<insight::HighAttainers> ahead(std::uint32_t school);

  std::map<std::uint32_t, insight::Standing> standings_;
  std::map<std::string, insight::Trend> national_trends_;
  std::map<std::string, double> correlations_;
  std::optional<std::vector<insight::HighAttainers>> ahead_;
};

}  // namespace potensial::service
