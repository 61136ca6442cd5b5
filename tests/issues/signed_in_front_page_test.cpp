// The front page asked those who had signed in already to sign in, and led nobody to their own home page.
#include <gtest/gtest.h>

#include "page_phrases.hpp"
#include "service/sign_in_pages.hpp"

namespace potensial::service {

TEST(SignedInFrontPage, LeadsToTheOwnHomePageAndDoesNotAskToSignInAgain) {
  const auto signed_in = front_page(true, false), outside = front_page(false, false);
  EXPECT_FALSE(tests::PagePhrases(signed_in).says("front.sign-in"));
  EXPECT_TRUE(tests::PagePhrases(signed_in).says("refused.home"));
  EXPECT_TRUE(tests::PagePhrases(outside).says("front.sign-in"));
  EXPECT_FALSE(tests::PagePhrases(outside).says("refused.home"));
}

}  // namespace potensial::service
