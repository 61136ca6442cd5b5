#include "insight/subject_entries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace subject_entries_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FactTable rows_of(std::initializer_list<std::pair<std::int64_t, const char*>> entries) {
  FactTable table{"examination", {ValueColumn::of("place", ColumnType::integer), ValueColumn::of("subject", ColumnType::text)}};
  for (const auto& [place, subject] : entries) {
    table.columns[0].push(place);
    if (subject) table.columns[1].push(std::string_view(subject));
    else table.columns[1].push_absent();
  }
  return table;
}

TEST(SubjectEntries, AreEachLearnerAndSubjectOnceInWhateverOrderTheyCame) {
  SmallCohort small;
  small.add("a", 2008, 1, 4, 0).add("a", 2008, 1, 4, 1).add("b", 2007, 1, 4, 1);
  const SubjectEntries entries(small.cohort(), rows_of({{2, "MAT"}, {0, "MAT"}, {0, "FRE"}, {0, "MAT"}, {1, nullptr}}));
  EXPECT_THAT(entries.subjects(), ElementsAre("FRE", "MAT"));
  EXPECT_THAT(entries.of(0), ElementsAre(0, 1));
  EXPECT_THAT(entries.of(1), IsEmpty());
  EXPECT_THAT(entries.of(2), ElementsAre(1));
  EXPECT_THAT(entries.taken_in(AcademicYear{2007}), ElementsAre(1));
  EXPECT_THAT(entries.taken_in(AcademicYear{2006}), IsEmpty());
  EXPECT_FALSE(entries.number_of("GER"));
  EXPECT_FALSE(entries.empty());
}

TEST(SubjectEntries, OfNobodyAreEmpty) {
  SmallCohort small;
  small.add("a", 2008, 1, 4, 0);
  EXPECT_TRUE(SubjectEntries(small.cohort(), FactTable{}).empty());
  EXPECT_THAT(SubjectEntries(small.cohort(), FactTable{}).of(0), IsEmpty());
  EXPECT_TRUE(SubjectEntries().empty());
  EXPECT_THAT(SubjectEntries().of(3), IsEmpty());
}

}  // namespace subject_entries_test
}  // namespace potensial::insight
