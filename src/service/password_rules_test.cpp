#include "service/password_rules.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace potensial::service {
namespace {

const GuessablePasswords rules({"dolffin", "password12345"});
const std::string own[] = {"Rhiannon Price", "rhiannon@ysgolybryn.example"};

TEST(PasswordRules, Sec10RefusesWhatIsEasilyGuessed) {
  for (const char* password : {"aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "Dolffin2010!!!!!", "Password12345", "rhiannon-loves-tea",
                               "gwell YSGOLYBRYN na dim", "my-potensial-login"})
    EXPECT_TRUE(rules.is_guessable(password, own)) << password;
}

TEST(PasswordRules, Sec10AsksForNoKindOfCharacter) {
  for (const char* password : {"tri chwarter awr i fyny", "correcthorsebattery", "qvxw zmtr plgh", "ŵyn yn y caeau gwyrdd"})
    EXPECT_FALSE(rules.is_guessable(password, own)) << password;
}

TEST(PasswordRules, Sec10KnowsTheMostCommonPasswords) {
  std::ifstream in(POTENSIAL_ROOT "/web/passwords.list");
  if (!in) GTEST_SKIP() << "script/install makes the list";
  const auto known = GuessablePasswords::load(POTENSIAL_ROOT "/web/passwords.list").value();
  std::size_t count = 0;
  for (std::string word; std::getline(in, word) && count < 3000; ++count) EXPECT_TRUE(known.is_guessable(word, own)) << word;
  EXPECT_EQ(count, 3000u);
}

TEST(PasswordRules, CountsCharactersNotBytes) { EXPECT_EQ(length_of_password("ŵŷ€a"), 4u); }

}  // namespace
}  // namespace potensial::service
