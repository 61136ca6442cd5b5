#include "service/earlier_record.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace earlier_record_test {

using form::Answers;
using form::Parts;

Answers outcome(const std::string& group, double target, Date day) {
  return {{{"outcome-group", group}, {"outcome-indicator", "ks2-reading"}, {"target", target}, {"outcome-date", day}}};
}

NeedAnalysis analysis(const std::string& group, double value, AcademicYear year) {
  return {.id = "need-1", .organisation = "680",
          .figures = {{.group = group, .group_name = {}, .indicator = "ks2-reading", .indicator_name = {}, .learners = 40, .value = value, .unit = Unit::percent, .year = year, .finding = {}}},
          .sha256 = {}, .actor = {}, .at = {}};
}

TEST(EarlierRecord, Fnd14OutcomesAreKnownInTheSchoolYearOfTheirDateAndMetAtTheirTarget) {
  OpenedSubmission bid;
  const auto end = Date(2008, 8, 31);
  bid.answers.values["lines"] = Parts{{{{"outcomes", Parts{outcome("reached", 60, end), outcome("missed", 60.1, end)}}}}, {{{"outcomes", Parts{outcome("never-counted", 50, end)}}}}};
  const std::vector<NeedAnalysis> analyses{analysis("reached", 60, {2008}), analysis("missed", 60, {2008}), analysis("never-counted", 99, {2007})};
  const auto count = outcomes_of(bid, analyses);
  EXPECT_EQ(count.named, 3);
  EXPECT_EQ(count.known, 2) << "a figure of another year says nothing";
  EXPECT_EQ(count.met, 1);
  EXPECT_EQ(outcomes_of(OpenedSubmission{}, analyses).named, 0);
}

}  // namespace earlier_record_test
}  // namespace potensial::service
