// The lines of awards as pages show them: how each stands, what it is expected to cost, and what it is to change for learners
// beside how they do now, so that money never stands alone (MON-06). One thread at a time, as the home.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "funding/spend_forecast.hpp"
#include "model/award.hpp"
#include "model/block.hpp"
#include "model/posting.hpp"
#include "service/operation.hpp"

namespace potensial::service {

struct SpendLine {
  const Award* award = nullptr;
  const AwardLine* line = nullptr;
  LineMoney money;
  funding::SpendForecast expected;
  bool followed_up = false;

  LineId id() const { return {award->id, line->number}; }
};

std::string text(LineId line);                         // "12-3"
std::optional<LineId> line_id(std::string_view text);  // only that form

Cell money_cell(Pence amount);
// As awarded to the organisation in that year; of a school also its lines of the awards of others.
std::vector<Award> awards_seen(Call& call, const std::string& organisation, FinancialYear year);
// `school`: only lines of that school, and all of awards to it; empty: all. They point into the awards.
std::vector<SpendLine> spend_lines(store::Ledger& ledger, const std::vector<Award>& awards, const std::string& school, const funding::SpendRule& rule, Date today);

// What is recorded now of the outcome of the line, for whoever may see its school; leads to the figure.
Cell outcome_now(Call& call, const AwardLine& line, const std::string& organisation);
Phrase outcome_expected(const AwardLine& line);
Phrase forecast_words(funding::ForecastBy by);

struct SpendSum {
  Pence plan, committed, actual, expected_left;
};
Result<SpendSum> sum_of(const std::vector<SpendLine>& lines);

}  // namespace potensial::service
