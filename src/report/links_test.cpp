#include "report/links.hpp"

#include <gtest/gtest.h>

namespace potensial::report {

TEST(Links, NounsAreInTheLanguageOfThePage) {
  const ServedLinks links;
  EXPECT_EQ(links.page({"school", "6812001", ""}, Language::en), "/en/school/6812001");
  EXPECT_EQ(links.page({"school", "6812001", "t1"}, Language::cy), "/cy/ysgol/6812001#t1");
  EXPECT_EQ(links.page({"wales", "", ""}, Language::cy), "/cy/cymru");
  EXPECT_EQ(links.page({"group", "boys-fsm", ""}, Language::cy), "/cy/grwp/boys-fsm");
}

TEST(Links, ServedIdsAreQuoted) {
  EXPECT_EQ(ServedLinks().page({"group", "a/b?\"<", ""}, Language::en), "/en/group/a%2Fb%3F%22%3C");
}

TEST(Links, FilesAreRelativeToThePage) {
  const auto always = [](const Target&) { return true; };
  const FileLinks deep({"school", "1", ""}, always), flat({"wales", "", ""}, always);
  EXPECT_EQ(deep.page({"finding", "2008-1", "judged"}, Language::cy), "../../cy/canfyddiad/2008-1.html#judged");
  EXPECT_EQ(deep.asset("potensial.css"), "../../potensial.css");
  EXPECT_EQ(flat.page({"school", "1", ""}, Language::en), "../en/school/1.html");
}

TEST(Links, APageThatIsNotWrittenHasNoAddress) {
  const FileLinks links({"school", "1", ""}, [](const Target& target) { return target.noun != "learner"; });
  EXPECT_EQ(links.page({"learner", "X", ""}, Language::en), "");
  EXPECT_NE(links.page({"school", "2", ""}, Language::en), "");
}

TEST(Links, AnIdCannotLeaveTheTree) {
  EXPECT_EQ(file_of({"group", "../../etc", ""}, Language::en), "en/group/~2E.~2F..~2Fetc.html");
}

}  // namespace potensial::report
