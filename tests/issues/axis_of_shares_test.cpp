// The axis of a chart of shares said "+20 +40 +60", as if they were differences.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/chart.hpp"

namespace potensial::report {
namespace axis_of_shares {

using ::testing::HasSubstr;
using ::testing::Not;

std::string drawn(ChartKind kind, Unit unit) {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  Table table{"t", verbatim(std::string("Table")), {{verbatim(std::string("Group")), Align::text}, {verbatim(std::string("Share")), Align::number}}, {}, {}};
  for (const double value : {12.0, 63.0, 88.0}) table.rows.push_back({{{verbatim(std::string("Group")), {}}, {Quantity{value, unit}, {}}}});
  Chart chart;
  chart.kind = kind;
  chart.table = "t";
  chart.values = {1};
  return svg_of(chart, table, Words(messages, Language::en));
}

}  // namespace axis_of_shares

TEST(Charts, AnAxisOfSharesSaysPerCentAndNoSign) {
  for (const auto kind : {ChartKind::interval, ChartKind::caterpillar}) {
    EXPECT_THAT(axis_of_shares::drawn(kind, Unit::percent), ::testing::AllOf(axis_of_shares::HasSubstr(">20%<"), axis_of_shares::Not(axis_of_shares::HasSubstr("+20"))));
    EXPECT_THAT(axis_of_shares::drawn(kind, Unit::points), axis_of_shares::HasSubstr(">+20<"));
    EXPECT_THAT(axis_of_shares::drawn(kind, Unit::score), ::testing::AllOf(axis_of_shares::HasSubstr(">20<"), axis_of_shares::Not(axis_of_shares::HasSubstr("%<"))));
  }
}

}  // namespace potensial::report
