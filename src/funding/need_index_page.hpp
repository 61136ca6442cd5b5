// Which schools have the highest need, what each measure adds, what changes with other weights, and whose place depends on
// which weight (TGT-01); of Wales its authorities; and the need of groups of learners. As blocks. Words:
// catalogue/messages/need-index.yaml. Pure; thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "funding/need_weights.hpp"
#include "model/academic_year.hpp"
#include "model/block.hpp"

namespace potensial::funding {

struct NeedOfGroup {
  Phrase name;
  NeedUnit unit;
};

struct NeedIndexPageInput {
  std::string place;                        // id of an authority, or of Wales
  Text name;
  bool is_nation = false;
  AcademicYear year, counted_from;          // the census asked for; the earliest whose learners are counted with it
  std::vector<AcademicYear> years;          // that may be asked for, the newest first
  NeedIndex index;
  std::vector<NeedUnit> counts;             // schools of the authority, or authorities, by number
  std::vector<StandingUnit> units;          // the same
  std::vector<NeedOfGroup> groups;
  std::map<std::string, Text> names;        // of schools or authorities
  WeightsAsked asked;                       // what was typed; empty: the published weights
  bool invented = false;
};

Page need_index_page(const NeedIndexPageInput& input);

// What was typed is wrong, as a refusal: for those who have no form to say it at.
std::optional<Refusal> refusal_of_weights(const NeedIndexPageInput& input);

}  // namespace potensial::funding
