#include "service/joined_page.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace {

Page page_with_table() {
  Page page;
  page.title = verbatim(std::string("Ysgol"));
  page.blocks = {Heading{verbatim(std::string("Groups")), "groups"}, Table{"t", {}, {}, {}, {}},
                 Details{{}, {Chart{ChartKind::bar, "t", {}, {}, {}, {}, {}, {}, false}}, false}};
  return page;
}

}  // namespace

TEST(JoinedPage, PartsKeepTheirChartsAndGetIdsOfTheirOwn) {
  const Text headings[] = {{"Key stage 4", "Cyfnod allweddol 4"}, {"Key stage 3", "Cyfnod allweddol 3"}};
  const std::string parts[] = {"ks4", "ks3"};
  const auto whole = joined({page_with_table(), page_with_table()}, headings, parts);
  ASSERT_EQ(whole.blocks.size(), 5u);
  EXPECT_TRUE(std::get<Details>(whole.blocks[4]).is_part) << "paper holds it";
  const auto& folded = std::get<Details>(whole.blocks[4]).blocks;
  EXPECT_EQ(std::get<Heading>(folded[0]).anchor, "ks3-groups");
  EXPECT_EQ(std::get<Table>(folded[1]).id, "ks3-t");
  EXPECT_EQ(std::get<Chart>(std::get<Details>(folded[2]).blocks[0]).table, "ks3-t");
  EXPECT_EQ(std::get<Table>(whole.blocks[2]).id, "ks4-t");
}

TEST(JoinedPage, OnePartStaysAsItIs) {
  const Text headings[] = {{"Key stage 2", "Cyfnod allweddol 2"}};
  const std::string parts[] = {"ks2"};
  EXPECT_EQ(std::get<Table>(joined({page_with_table()}, headings, parts).blocks[1]).id, "t");
}

}  // namespace potensial::service
