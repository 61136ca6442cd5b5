#include "model/school_class.hpp"

#include <gtest/gtest.h>

namespace potensial::school_class_tests {

std::string id_of(std::string_view name) { return school_class("6802801", {2010}, name).id; }

TEST(SchoolClass, IsKnownByItsSchoolYearAndName) {
  const auto known = school_class("6802801", {2010}, "5A");
  EXPECT_EQ(known.id, "6802801-2010-5A");
  EXPECT_EQ(known.school, "6802801");
  EXPECT_EQ(known.name, "5A");
  EXPECT_NE(school_class("6802801", {2011}, "5A").id, known.id);
}

TEST(SchoolClass, ItsIdStandsInAnAddressWhateverItIsCalled) {
  EXPECT_EQ(id_of("Bl. 3/4"), "6802801-2010-Bl_2E_203_2F4");
  EXPECT_EQ(id_of("Tŷ"), "6802801-2010-T_C5_B7");
}

TEST(SchoolClass, NoTwoNamesShareAnId) {
  EXPECT_NE(id_of("3/4"), id_of("3-4"));
  EXPECT_NE(id_of("3_2F4"), id_of("3/4"));
  EXPECT_NE(id_of("5a"), id_of("5A"));
}

}  // namespace potensial::school_class_tests
