#include "service/password_rules.hpp"

#include <gtest/gtest.h>

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

TEST(PasswordRules, CountsCharactersNotBytes) { EXPECT_EQ(length_of_password("ŵŷ€a"), 4u); }

}  // namespace
}  // namespace potensial::service
