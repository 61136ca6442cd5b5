// Settings of mails, from flags, a file and the environment, as doctor takes them.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "commands/command_line.hpp"
#include "mail/smtp_server.hpp"

namespace potensial::tests {
namespace mail_command {

using ::testing::HasSubstr;
using ::testing::Not;

class MailCommand : public CommandLine {
 protected:
  void TearDown() override {
    for (const char* name : {"POTENSIAL_MAIL_SERVER", "POTENSIAL_MAIL_PASSWORD"}) ::unsetenv(name);
    CommandLine::TearDown();
  }
  Told doctor(std::vector<std::string> flags) {
    flags.emplace_back("doctor");
    return run(flags);
  }
  std::string settings_file(const std::string& text) {
    std::filesystem::create_directories(folder());
    const auto file = folder() / "settings.toml";
    std::ofstream(file) << text;
    return file.string();
  }
  std::vector<std::string> sender() const { return {"--mail-from", "potensial@authority.example", "--public-address", "https://potensial.example"}; }

  SmtpServer server_;
};

TEST_F(MailCommand, DoctorSaysNothingOfMailsWithoutAServer) {
  const auto said = doctor({});
  EXPECT_THAT(said.out, HasSubstr("audit log"));
  EXPECT_THAT(said.out, Not(HasSubstr("mail")));
}

TEST_F(MailCommand, DoctorSaysWhetherTheServerAnswers) {
  auto flags = sender();
  flags.insert(flags.end(), {"--mail-server", server_.address()});
  const auto well = doctor(flags);
  EXPECT_THAT(well.out, HasSubstr("The mail server " + server_.address() + " answers."));
  flags.back() = "smtp://127.0.0.1:1";
  const auto away = doctor(flags);
  EXPECT_EQ(away.status, 1);
  EXPECT_THAT(away.out, HasSubstr("NOT WELL: The mail server does not answer."));
}

TEST_F(MailCommand, AFlagHoldsBeforeTheFileAndTheFileBeforeTheEnvironment) {
  const auto file = settings_file("mail-server = \"" + server_.address() + "\"\nmail-from = \"potensial@authority.example\"\npublic-address = \"https://potensial.example\"\n");
  ::setenv("POTENSIAL_MAIL_SERVER", "smtp://127.0.0.1:1", 1);
  EXPECT_THAT(doctor({"--settings", file}).out, HasSubstr(server_.address() + " answers."));
  EXPECT_THAT(doctor(sender()).out, HasSubstr("does not answer"));
  EXPECT_THAT(doctor({"--settings", file, "--mail-server", "smtp://127.0.0.1:2"}).out, HasSubstr("does not answer"));
}

TEST_F(MailCommand, ThePasswordComesFromAFileOrTheEnvironmentAndIsNeverSaid) {
  server_.behave("account");
  auto flags = sender();
  flags.insert(flags.end(), {"--mail-server", server_.address(), "--mail-account", "me"});
  EXPECT_THAT(doctor(flags).out, HasSubstr("Give both"));
  ::setenv("POTENSIAL_MAIL_PASSWORD", "wrong-pass-word", 1);
  const auto refused = doctor(flags);
  EXPECT_THAT(refused.out, HasSubstr("The mail server refused the account."));
  EXPECT_THAT(refused.out + refused.err, Not(HasSubstr("wrong-pass-word")));
  std::filesystem::create_directories(folder());
  const auto file = folder() / "password";
  std::ofstream(file) << "right\n";
  flags.insert(flags.end(), {"--mail-password-file", file.string()});
  EXPECT_THAT(doctor(flags).out, HasSubstr(" answers."));
  flags.back() = (folder() / "none").string();
  EXPECT_THAT(doctor(flags).out, HasSubstr("cannot be read"));
}

TEST_F(MailCommand, WrongSettingsAreSaidBeforeAnythingIsServed) {
  for (const auto& [server, words] : {std::pair{"mail.authority.example", "is no mail server"}, {"smtp://127.0.0.1:1", "cannot send mails"}}) {
    const auto said = run({"--mail-server", server, "serve", "--port", "0"});
    EXPECT_EQ(said.status, 1);
    EXPECT_THAT(said.err, HasSubstr(words));
  }
  EXPECT_EQ(run({"--settings", settings_file("mail-sever = \"smtp://127.0.0.1:1\"\n"), "doctor"}).status, 2) << "a name that is no setting";
}

}  // namespace mail_command
}  // namespace potensial::tests
