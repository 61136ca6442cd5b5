#include "service/guidance_pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page_words.hpp"

namespace potensial::service {
namespace guidance_pages_test {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const catalogue::Catalogue& real() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  return loaded;
}

std::string said(const Page& page, Language language) { return tests::page_words(page, language); }

const Date today(2010, 11, 22);

TEST(GuidancePages, Fnd01SayWhatTheMoneyIsForAndWhatNot) {
  const auto text = said(guidance_page(real(), "bsf-2007-08").value(), Language::en);
  EXPECT_THAT(text, HasSubstr("£38,400,000.00 in 2007-08: £23,040,000.00 grant (60.0%) and £15,360,000.00 from the authorities."));
  EXPECT_THAT(text, HasSubstr("−£900,000.00 against 2006-07."));
  EXPECT_THAT(text, AllOf(HasSubstr("leadership and management training"), HasSubstr("not eligible"), HasSubstr("Not paid for by this fund in 2007-08.")));
  EXPECT_THAT(text, HasSubstr("no last day is set"));
}

TEST(GuidancePages, Fnd02ListTheAreasAndInitiativesOfTheirOwnYear) {
  const auto then = said(guidance_page(real(), "bsf-2006-07").value(), Language::en), later = said(guidance_page(real(), "bsf-2007-08").value(), Language::en);
  EXPECT_THAT(then, AllOf(HasSubstr("1C"), HasSubstr("modern foreign languages"), Not(HasSubstr("2C"))));
  EXPECT_THAT(later, AllOf(HasSubstr("2C"), HasSubstr("innovative approaches to teaching science"), Not(HasSubstr("1C"))));
}

// 38.4 million less the six amounts is 1.92 million, one twentieth.
TEST(GuidancePages, Fnd04CompareThePrioritiesWithTheMaximumAndTheYearBefore) {
  const auto text = said(guidance_page(real(), "bsf-2007-08").value(), Language::en);
  EXPECT_THAT(text, HasSubstr("6 priorities; at most 6 are allowed."));
  EXPECT_THAT(text, HasSubstr("Left to local choice: £1,920,000.00 (5.0%)."));
  EXPECT_THAT(text, HasSubstr("In 2006-07: 6 priorities of at most 6. Left to local choice: £0.00 (0.0%)."));
  EXPECT_THAT(text, AllOf(HasSubstr("−£2,886,000.00"), HasSubstr("no longer a priority"), HasSubstr("no priority then")));
}

TEST(GuidancePages, SayWhatIsNotKnown) {
  const auto first = said(guidance_page(real(), "bsf-2006-07").value(), Language::cy), text = said(guidance_page(real(), "bsf-2009-10").value(), Language::cy);
  EXPECT_THAT(first, HasSubstr("Ni chedwir canllawiau ar gyfer 2005-06 yma"));
  EXPECT_THAT(text, AllOf(HasSubstr("Ni ellir dweud beth sydd ar ôl ar gyfer dewis lleol"),
                          HasSubstr("Nid yw’r canllawiau hyn yn enwi blaenoriaethau.")));
}

TEST(GuidancePages, OfAFundListItsYearsAndItsRule) {
  const auto bsf = said(fund_page(real(), "better-schools-fund", today).value(), Language::en);
  EXPECT_THAT(bsf, AllOf(HasSubstr("bsf-2006-07"), HasSubstr("£39,300,000.00"), HasSubstr("£23,580,000.00"), HasSubstr("£15,720,000.00"), HasSubstr("no rule of eligibility")));
  EXPECT_THAT(said(fund_page(real(), "raise", today).value(), Language::en), AllOf(HasSubstr("20%"), HasSubstr("No guidance of this fund is kept here")));
  EXPECT_THAT(said(funds_page(real(), today).value(), Language::cy), AllOf(HasSubstr("Cronfa Ysgolion Gwell"), HasSubstr("RAISE")));
}

TEST(GuidancePages, RefuseWhatIsNotThere) {
  EXPECT_EQ(guidance_page(real(), "bsf-1999-00").error().code, "guidance.unknown");
  EXPECT_EQ(fund_page(real(), "no-such", today).error().code, "fund.unknown");
  EXPECT_EQ(fund_page(real(), "raise", Date(2001, 1, 1)).error().code, "fund.unknown");
}

}  // namespace guidance_pages_test
}  // namespace potensial::service
