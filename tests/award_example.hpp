// An invented fund and awards from it, for tests of money.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/award.hpp"
#include "model/guidance.hpp"

namespace potensial::tests {

constexpr std::chrono::sys_seconds morning_of_award{std::chrono::sys_days{std::chrono::year{2010} / 5 / 4}};

inline Guidance small_guidance(std::string fund = "small-fund") {
  Guidance guidance{.id = fund + "-2010-11", .fund = std::move(fund), .year = {2010}, .name = {"Small fund", "Cronfa fach"}, .fund_name = {"Small fund", "Cronfa fach"}, .total = {10'000'000}, .rate = 6'000};
  guidance.areas = {{"pupil-support", {"Pupil support", "Cefnogi disgyblion"}, {{"catch-up", {"Catching up", "Dal i fyny"}}}}, {"ict", {"ICT", "TGCh"}, {}}};
  guidance.spend = {{"supply", {"Supply cover", "Athrawon llanw"}, {"Supply cover may be paid.", "Gellir talu am athrawon llanw."}, true},
                    {"building", {"Building work", "Gwaith adeiladu"}, {"Building work may not be paid from it.", "Ni ellir talu am waith adeiladu ohoni."}, false}};
  return guidance;
}

// Lines as (grant, contribution) in pence; each is for the school named, none where it is empty.
inline Award small_award(const std::vector<std::pair<std::int64_t, std::int64_t>>& lines, const std::string& organisation = "680", const std::string& school = "",
                         const std::string& fund = "small-fund") {
  const auto guidance = small_guidance(fund);
  Award award{.fund = fund, .year = guidance.year, .organisation = organisation, .source = "bid-7", .name = guidance.name, .rate = guidance.rate,
              .spend = guidance.spend, .lines = {}, .actor = "Ann <ann@example.org>", .person = PersonId{1}, .at = morning_of_award};
  for (const auto& [grant, contribution] : lines) {
    const int number = static_cast<int>(award.lines.size()) + 1;
    award.lines.push_back({number, "Line " + std::to_string(number), "pupil-support", "catch-up", school, {grant}, {contribution}, "ks2-points",
                           "Reading from 58% to 66% by 2012", "Results of 2012"});
  }
  return award;
}

}  // namespace potensial::tests
