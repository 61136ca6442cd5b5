#include "service/page_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/home_generation.hpp"

namespace potensial::service::page_files_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Page page_with_link() {
  Page page;
  page.title = verbatim(std::string("Ysgol Bryn"));
  page.blocks = {List{{{verbatim(std::string("Afon")), Target{"authority", "680", ""}}}}};
  return page;
}

TEST(PageFiles, PaperSaysWhenAndFromWhichDataItWasMadeAndLeadsNowhere) {
  const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  const auto html = report::Html::load(messages, POTENSIAL_ROOT "/web").value();
  const auto paper = paper_document(html, page_with_link(), Language::cy, made_from(Date(2008, 11, 14), 12), "p { margin: 0 }").value();
  EXPECT_THAT(paper, AllOf(HasSubstr("Gwnaed ar 14 Tachwedd 2008 o genhedlaeth 12 y data."), HasSubstr("<style>p { margin: 0 }</style>"),
                           HasSubstr("Afon"), Not(HasSubstr("href"))));
}

}  // namespace potensial::service::page_files_tests
