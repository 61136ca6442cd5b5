#include "form/path.hpp"

#include <gtest/gtest.h>

namespace potensial::form {
namespace {

TEST(Path, SaysWhichOfEachPartCountingFromOne) {
  EXPECT_EQ(Path{}.into("lines", 3).into("outcomes", 1).to("baseline").text(), "lines/3/outcomes/1/baseline");
  EXPECT_EQ(Path{}.to("need").text(), "need");
  EXPECT_EQ(Path{}.text(), "");
}

}  // namespace
}  // namespace potensial::form
