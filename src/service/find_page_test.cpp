#include "service/find_page.hpp"

#include <gtest/gtest.h>

#include "catalogue/messages.hpp"
#include "report/page_faults.hpp"

namespace potensial::service {
namespace {

ScopeSearch too_small(const std::string& indicator, const std::string& scope, std::size_t schools) {
  ScopeSearch search{indicator, scope, "W92000004", {"Points", "Pwyntiau"}, "ks2", {2006}, {2010}};
  search.schools = schools;
  search.not_judged = Refusal{Blame::input, "find.too-few-schools", {{"schools", std::to_string(schools)}, {"needed", "20"}}};
  return search;
}

const List& unjudged(const Page& page) {
  for (const auto& block : page.blocks)
    if (const auto* list = std::get_if<List>(&block)) return *list;
  throw std::runtime_error("the page has no list");
}

}  // namespace

TEST(FindPage, NamesAreasWithTooFewSchoolsTogether) {
  const FindAnswer answer{{too_small("ks2-points", "660", 5), too_small("ks2-points", "661", 10), too_small("ks3-points", "660", 1)}};
  const auto page = find_page(answer, {}, false);
  const auto& items = unjudged(page).items;
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].text.message, "find.too-few-schools-in");
  EXPECT_EQ(items[1].text.message, "find.cannot-be-judged");
  const auto messages = catalogue::Messages::load(std::filesystem::path(POTENSIAL_ROOT) / "catalogue/messages").value();
  EXPECT_EQ(report::page_faults(page, messages), std::vector<std::string>{});
}

}  // namespace potensial::service
