// From measured rows to judged rows: the verdict rule over one page, with the variants that must agree, and
// over several spans of years. Used by school_standing. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "insight/standing_measure.hpp"
#include "insight/verdict_rule.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

// Judges one comparison of all rows of a page.
std::vector<Judgement> judge_measured(std::span<const Measured> page, Comparison which, const VerdictRule& rule);

// The spans of a page: each single year that counts towards "lasting", then longer ones to fall back on.
struct PageSpans {
  std::size_t year = 0;                     // index of the year of the page
  std::vector<std::size_t> earlier;         // indices of the two years before, where there are any
  std::optional<std::size_t> three, five;   // pooled cohorts, where definitions agree
};

// `spans[i][row]`: all rows of the page judged over span i. Takes the year of the page, falls back to pooled
// cohorts where that cannot be judged, and marks what is lasting.
std::vector<Judgement> settle(std::span<const std::vector<Judgement>> spans, const PageSpans& of);

}  // namespace potensial::insight
