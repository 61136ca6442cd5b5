#include "insight/withheld_figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "insight/page_parts.hpp"

namespace potensial::insight {
namespace {

Standing standing() {
  Standing made;
  auto& row = made.rows.emplace_back();
  row.indicator = "ks2-csi";
  row.attained_nationally = 0.8;
  row.attained_in_authority = 0.7;
  row.attained_in_family = 0.6;
  row.judged.expected.estimate = -0.2;
  auto& judged = row.judged.comparable;
  judged = {.verdict = Verdict::low, .reason = Reason::none, .attained = 0.41, .reference = 0.76, .estimate = -0.35, .se = 0.05, .low = -0.45, .high = -0.25,
            .q = 0.01, .raw = -0.3, .reliability = 0.4, .if_missing_low = -0.5, .if_missing_high = -0.1, .learners = 29};
  return made;
}

TEST(WithheldFigures, KeepTheVerdictAndTheOwnFiguresAlone) {
  const auto kept = without_figures_of_others(standing());
  const auto& row = kept.rows.front();
  for (const double figure : {row.attained_nationally, row.attained_in_authority, row.attained_in_family}) EXPECT_TRUE(std::isnan(figure));
  const auto& judged = row.judged.comparable;
  EXPECT_EQ(judged.verdict, Verdict::low);
  EXPECT_EQ(judged.attained, 0.41);
  EXPECT_EQ(judged.learners, 29u);
  for (const double figure : {judged.reference, judged.estimate, judged.se, judged.low, judged.high, judged.q, judged.raw, judged.reliability,
                              judged.if_missing_low, judged.if_missing_high, judged.move})
    EXPECT_TRUE(std::isnan(figure));
  EXPECT_EQ(row.judged.expected.estimate, -0.2);
}

TEST(WithheldFigures, StandAsMarks) {
  const auto kept = without_figures_of_others(standing());
  const ComparedRow row{verbatim("CSI"), Scale::yes_no, &kept.rows.front().judged};
  const auto table = comparisons_table("c", verbatim("c"), std::span(&row, 1));
  const auto& cells = table.rows.back().cells;
  for (const std::size_t column : {2u, 3u, 5u}) EXPECT_EQ(std::get<Mark>(cells[column].value), Mark::suppressed);
  EXPECT_EQ(std::get<Verdict>(cells[1].value), Verdict::low);
}

}  // namespace
}  // namespace potensial::insight
