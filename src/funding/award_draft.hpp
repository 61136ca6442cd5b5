// An award as somebody means to make it, and the award that the guidance of the fund makes of it: with its rate, its kinds of
// spend and every line split (FND-07).
// Refuses "award.no-line", "award.line-amount" {line}, "award.unknown-area" {line, area}, "award.unknown-initiative"
// {line, initiative}, "award.no-outcome" {line} (money never without what it is to change, MON-06), and those of
// line_split.hpp. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/award.hpp"
#include "model/guidance.hpp"

namespace potensial::funding {

struct DraftLine {
  std::string title, area, initiative;  // codes of the guidance; no initiative: the area as a whole
  std::string school;
  Pence cost;                           // grant and contribution together
  std::string indicator, outcome, evaluation;
};

struct AwardDraft {
  std::string organisation, source;
  std::vector<DraftLine> lines;
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
  std::string delegated_by = {};  // the authority, of delegated money: its lines need no area
};

Result<Award> award_under(const Guidance& guidance, const AwardDraft& draft);

}  // namespace potensial::funding
