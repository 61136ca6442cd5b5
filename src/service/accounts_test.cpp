#include "service/accounts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <filesystem>
#include <fstream>

#include "base/one_time_code.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {
namespace account_tests {

using namespace std::chrono_literals;
using store::SessionStage;

constexpr std::chrono::sys_seconds start{std::chrono::sys_days{std::chrono::year{2010} / 1 / 15}};
const std::string password = "tri chwarter awr i fyny";

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

std::string code_of(const Result<OpenedSession>& session) { return session ? "open" : session.error().code; }

// One person, invited; the ledger is a real file, so that the test reads it beside the accounts.
class AccountsTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("potensial-accounts-" + random_token(random_bytes));
    std::filesystem::create_directories(folder_);
    ledger_ = std::make_unique<store::Ledger>(store::Ledger::open(folder_ / "ledger.sqlite").value());
    rules_.cost = {1, 8192};
    accounts_ = std::make_unique<Accounts>(store::Ledger::open(folder_ / "ledger.sqlite").value(), rules_, GuessablePasswords({"dolffin2010dolffin"}), random_bytes);
    nia_ = add("Nia Bowen", "nia@ysgol.example");
  }
  void TearDown() override {
    accounts_.reset();
    ledger_.reset();
    std::filesystem::remove_all(folder_);
  }

  PersonId add(const std::string& name, const std::string& mail) {
    store::Transaction transaction(*ledger_);
    const auto id = store::add_person(*ledger_, {.id = {}, .name = name, .mail = mail, .roles = {}}).value();
    transaction.commit();
    return id;
  }
  Caller at(std::chrono::seconds later, std::string device = {}) const { return {"192.0.2.1", std::move(device), start + later}; }
  std::string code(PersonId person, std::chrono::sys_seconds when) {
    return one_time_code(store::credentials(*ledger_, person).code_secret, one_time_step(when));
  }
  // Password chosen, code set up; gives the open session.
  OpenedSession set_up(PersonId person) {
    const auto half = accounts_->choose_password(at(0s), accounts_->invite(person, start), password).value();
    return accounts_->give_code(at(1s), half.token, code(person, start + 1s)).value();
  }
  OpenedSession signed_in(std::chrono::seconds later) {
    const auto half = accounts_->sign_in(at(later), "nia@ysgol.example", password).value();
    return accounts_->give_code(at(later), half.token, code(nia_, start + later)).value();
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::Ledger> ledger_;
  SignInRules rules_;
  std::unique_ptr<Accounts> accounts_;
  PersonId nia_{};
};

TEST_F(AccountsTest, AnInvitationLeadsToAPasswordACodeAndASession) {
  const auto link = accounts_->invite(nia_, start);
  EXPECT_EQ(accounts_->person_of_link(link, start)->first.name, "Nia Bowen");
  const auto half = accounts_->choose_password(at(0s), link, password).value();
  EXPECT_EQ(half.stage, SessionStage::code_unset);
  EXPECT_TRUE(accounts_->code_to_set_up(half.token, start).has_value());
  const auto open = accounts_->give_code(at(1s), half.token, code(nia_, start)).value();
  EXPECT_EQ(open.stage, SessionStage::open);
  EXPECT_EQ(accounts_->signed_in(open.token, start + 2s)->person.name, "Nia Bowen");
  EXPECT_EQ(code_of(accounts_->choose_password(at(3s), link, password)), "sign-in.link-used");
  EXPECT_FALSE(accounts_->person_of_link(accounts_->invite(nia_, start), start + 73h));
}

TEST_F(AccountsTest, Sec10WeakPasswordsAreRefusedWithTheReason) {
  const auto link = accounts_->invite(nia_, start);
  EXPECT_EQ(code_of(accounts_->choose_password(at(0s), link, "byr")), "sign-in.password-short");
  EXPECT_EQ(code_of(accounts_->choose_password(at(0s), link, std::string(129, 'x'))), "sign-in.password-long");
  EXPECT_EQ(code_of(accounts_->choose_password(at(0s), link, "dolffin2010dolffin")), "sign-in.password-known");
  EXPECT_EQ(code_of(accounts_->choose_password(at(0s), link, "mae Bowen yma heddiw")), "sign-in.password-known");
  EXPECT_EQ(code_of(accounts_->choose_password(at(0s), link, password)), "open");  // a refusal used nothing up
}

TEST_F(AccountsTest, Sec14ATokenIsNewAtEachStepAndTheOldOneDead) {
  set_up(nia_);
  const auto half = accounts_->sign_in(at(1min), "nia@ysgol.example", password).value();
  EXPECT_EQ(half.stage, SessionStage::code_wanted);
  EXPECT_EQ(accounts_->signed_in(half.token, start + 1min)->session.stage, SessionStage::code_wanted);
  const auto open = accounts_->give_code(at(1min), half.token, code(nia_, start + 1min)).value();
  EXPECT_NE(open.token, half.token);
  EXPECT_FALSE(accounts_->signed_in(half.token, start + 1min));
  EXPECT_TRUE(accounts_->signed_in(open.token, start + 1min));
  EXPECT_FALSE(accounts_->signed_in("", start + 1min));
}

TEST_F(AccountsTest, Sec11ACodeWorksOnceAlsoInAnotherSession) {
  set_up(nia_);
  const auto now = start + 5min;
  const auto first = accounts_->sign_in(at(5min), "nia@ysgol.example", password).value();
  const auto second = accounts_->sign_in(at(5min), "nia@ysgol.example", password).value();
  EXPECT_EQ(code_of(accounts_->give_code(at(5min), first.token, code(nia_, now))), "open");
  EXPECT_EQ(code_of(accounts_->give_code(at(5min), second.token, code(nia_, now))), "sign-in.code-wrong");
}

TEST_F(AccountsTest, Sec15SessionsEndWhenIdleAfterTwelveHoursAndAtSignOut) {
  const auto idle = set_up(nia_);
  EXPECT_TRUE(accounts_->signed_in(idle.token, start + 29min));
  EXPECT_TRUE(accounts_->signed_in(idle.token, start + 58min));  // used meanwhile
  EXPECT_FALSE(accounts_->signed_in(idle.token, start + 58min + 30min + 1s));
  const auto busy = signed_in(2h);
  for (auto later = 2h + 20min; later < 14h; later += 20min) ASSERT_TRUE(accounts_->signed_in(busy.token, start + later));
  EXPECT_FALSE(accounts_->signed_in(busy.token, start + 14h + 1s));
  const auto left = signed_in(15h);
  accounts_->sign_out(at(15h), left.token);
  EXPECT_FALSE(accounts_->signed_in(left.token, start + 15h));
}

TEST_F(AccountsTest, Sec4SomebodyWhoLeftIsOutOnTheNextRequest) {
  const auto open = set_up(nia_);
  store::Transaction transaction(*ledger_);
  store::end_person(*ledger_, nia_);
  transaction.commit();
  EXPECT_FALSE(accounts_->signed_in(open.token, start + 2s));
  EXPECT_EQ(code_of(accounts_->sign_in(at(3s), "nia@ysgol.example", password)), "sign-in.wrong");
}

TEST_F(AccountsTest, Sec12ManyWrongGuessesMakeStrangersWaitAndNotTheOwnersDevice) {
  const auto open = set_up(nia_);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(code_of(accounts_->sign_in(at(1min), "nia@ysgol.example", "dyfaliad " + std::to_string(i))), "sign-in.wrong");
  const auto waits = accounts_->sign_in(at(2min), "nia@ysgol.example", password);
  EXPECT_EQ(code_of(waits), "sign-in.wait");
  EXPECT_EQ(waits.error().arguments.front().second, "840");  // until the first guess is 15 minutes old
  EXPECT_EQ(code_of(accounts_->sign_in(at(2min, open.device), "Nia@Ysgol.example ", password)), "open");
  EXPECT_EQ(code_of(accounts_->sign_in(at(2min, "another"), "nia@ysgol.example", password)), "sign-in.wait");
  EXPECT_EQ(code_of(accounts_->sign_in(at(16min + 1s), "nia@ysgol.example", password)), "open");
}

// From ten thousand addresses, the right password last; their owner comes and goes meanwhile.
TEST_F(AccountsTest, Sec12TenThousandGuessesNeverGetInAndTheOwnerDoes) {
  const auto owner = set_up(nia_);
  const auto guess = [&](int number, const std::string& typed) {
    return code_of(accounts_->sign_in({"198.51." + std::to_string(number / 256) + "." + std::to_string(number % 256), {}, start + 1min}, "nia@ysgol.example", typed));
  };
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_NE(guess(i, "dyfaliad " + std::to_string(i)), "open");
    if (i % 2500 == 11) { EXPECT_EQ(code_of(accounts_->sign_in(at(1min, owner.device), "nia@ysgol.example", password)), "open"); }
  }
  EXPECT_EQ(guess(10'000, password), "sign-in.wait");
}

TEST_F(AccountsTest, Sec12WhatIsTypedAsAnAddressCountsAgainstNothingElse) {
  set_up(nia_);
  for (int i = 0; i < 10; ++i) accounts_->sign_in(at(1min), "code/1", "x");
  const auto half = accounts_->sign_in(at(2min), "nia@ysgol.example", password).value();
  EXPECT_EQ(code_of(accounts_->give_code(at(2min), half.token, code(nia_, start + 2min))), "open");
}

TEST_F(AccountsTest, Sec15APasswordAloneEndsNobodysSession) {
  const auto open = set_up(nia_);
  const auto half = accounts_->sign_in(at(1min), "nia@ysgol.example", password).value();
  accounts_->end_other_sessions(at(1min), half.token);
  EXPECT_TRUE(accounts_->signed_in(open.token, start + 1min));
  accounts_->end_other_sessions(at(1min), open.token);
  EXPECT_FALSE(accounts_->signed_in(half.token, start + 1min));
}

TEST_F(AccountsTest, TheSecretThatIsBeingSetUpStays) {
  const auto first = accounts_->choose_password(at(0s), accounts_->invite(nia_, start), password).value();
  const auto shown = accounts_->code_to_set_up(first.token, start)->secret;
  accounts_->sign_in(at(1min), "nia@ysgol.example", password).value();
  EXPECT_EQ(accounts_->code_to_set_up(first.token, start + 1min)->secret, shown);
}

TEST_F(AccountsTest, NobodyWaitsForALedgerThatIsBusyOnlyToNoteTheTime) {
  const auto open = set_up(nia_);
  store::Transaction writing(*ledger_);
  EXPECT_TRUE(accounts_->signed_in(open.token, start + 2min));
}

TEST_F(AccountsTest, Sec15RolesThatSeeLearnersEndAfterAQuarterOfAnHour) {
  const auto open = set_up(nia_);
  store::Transaction transaction(*ledger_);
  store::give_role(*ledger_, nia_, {.role = "headteacher", .organisation = "6802001", .purpose = "improvement", .from = Date(2009, 9, 1)});
  transaction.commit();
  EXPECT_TRUE(accounts_->signed_in(open.token, start + 14min));
  EXPECT_FALSE(accounts_->signed_in(open.token, start + 14min + 15min + 1s));
}

TEST_F(AccountsTest, Sec12CodesCannotBeGuessedEither) {
  set_up(nia_);
  const auto half = accounts_->sign_in(at(1min), "nia@ysgol.example", password).value();
  for (int i = 0; i < 10; ++i) accounts_->give_code(at(1min), half.token, "00000" + std::to_string(i));
  EXPECT_EQ(code_of(accounts_->give_code(at(1min), half.token, code(nia_, start + 1min))), "sign-in.wait");
}

TEST_F(AccountsTest, Sec13AnUnknownAccountIsAnsweredLikeAWrongPassword) {
  set_up(nia_);
  EXPECT_EQ(code_of(accounts_->sign_in(at(1min), "nia@ysgol.example", "anghywir anghywir")), "sign-in.wrong");
  EXPECT_EQ(code_of(accounts_->sign_in(at(1min), "neb@ysgol.example", "anghywir anghywir")), "sign-in.wrong");
  for (int i = 0; i < 10; ++i) accounts_->sign_in(at(1min), "neb@ysgol.example", "anghywir");
  EXPECT_EQ(code_of(accounts_->sign_in(at(1min), "neb@ysgol.example", "anghywir")), "sign-in.wait");
}

TEST_F(AccountsTest, ADemonstrationLinkSignsInOnce) {
  const auto link = accounts_->demonstration_link(nia_, start);
  EXPECT_EQ(code_of(accounts_->choose_password(at(0s), link, password)), "sign-in.link-used");
  const auto open = accounts_->use_demonstration_link(at(0s), link).value();
  EXPECT_TRUE(accounts_->signed_in(open.token, start));
  EXPECT_EQ(code_of(accounts_->use_demonstration_link(at(0s), link)), "sign-in.link-used");
  EXPECT_EQ(code_of(accounts_->use_demonstration_link(at(0s), accounts_->invite(nia_, start))), "sign-in.link-used");
}

TEST_F(AccountsTest, ANewPasswordEndsAllSessionsBefore) {
  const auto before = set_up(nia_);
  accounts_->choose_password(at(1min), accounts_->invite(nia_, start), "pedair olwyn goch a glas").value();
  EXPECT_FALSE(accounts_->signed_in(before.token, start + 1min));
}

TEST_F(AccountsTest, Sec35EverySignInAndFailureIsInTheAuditLog) {
  set_up(nia_);
  accounts_->sign_in(at(1min), "nia@ysgol.example", "anghywir");
  std::vector<std::string> operations;
  for (const auto& line : store::audit_lines(*ledger_, "", 100)) operations.push_back(line.entry.operation + " " + line.entry.object);
  EXPECT_THAT(operations, testing::ElementsAre("choose-password person/1", "sign-in person/1", "sign-in-failed person/1"));
  EXPECT_TRUE(store::verify_audit(*ledger_));
}

TEST_F(AccountsTest, NoTokenStandsInTheLedger) {
  const auto open = set_up(nia_);
  const auto bytes = [&](const char* file) {
    std::ifstream in(folder_ / file, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  for (const auto* file : {"ledger.sqlite", "ledger.sqlite-wal"})
    for (const auto& secret : {open.token, open.device, password}) EXPECT_EQ(bytes(file).find(secret), std::string::npos) << file;
}

}  // namespace account_tests
}  // namespace potensial::service
