// The help of the command line, and what it says of a wrong call, stood in English only, whatever --lang asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "app/cli/commands.hpp"

namespace potensial::tests {
namespace usage_in_both {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Said {
  int status = 0;
  std::string out, err;
};

Said called(std::vector<std::string> words) {
  words.insert(words.begin(), {"--catalogue", POTENSIAL_ROOT "/catalogue"});
  std::ostringstream out, err;
  const int status = app::run_command_line(words, out, err);
  return {status, out.str(), err.str()};
}

std::string welsh_fault(std::vector<std::string> words) {
  words.insert(words.begin(), {"--lang", "cy"});
  const auto said = called(words);
  EXPECT_EQ(said.status, 2);
  EXPECT_EQ(said.out, "");
  EXPECT_THAT(said.err, HasSubstr("Rhedwch ef gyda --help"));
  return said.err.substr(0, said.err.find('\n'));
}

// The words under "Commands:" of a help.
std::vector<std::string> commands_of(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help.substr(std::min(help.find("\nCommands:\n") + 1, help.size())));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line.starts_with("  "))
    if (line[2] != ' ') names.push_back(line.substr(2, line.find(' ', 2) - 2));
  return names;
}

}  // namespace usage_in_both

TEST(UsageInBothLanguages, EveryCommandHasItsHelpInBoth) {
  using namespace usage_in_both;
  const auto commands = commands_of(called({"--help"}).out);
  EXPECT_THAT(commands, testing::IsSupersetOf({"find", "import", "serve", "method", "describe", "doctor"}));
  std::vector<std::vector<std::string>> calls{{}};
  for (const auto& each : commands) {
    calls.push_back({each});
    if (called({each, "--help"}).out.find("\nCommands:\n") == std::string::npos) continue;
    for (const auto& below : commands_of(called({each, "--help"}).out)) calls.push_back({each, below});
  }
  EXPECT_GT(calls.size(), 30u);
  for (auto call : calls) {
    const auto name = testing::PrintToString(call);
    call.push_back("--help");
    const auto english = called(call).out;
    call.push_back("--lang=cy");
    const auto welsh = called(call).out;
    EXPECT_THAT(english, AllOf(HasSubstr("Usage:"), Not(HasSubstr("⟦")))) << name;
    EXPECT_THAT(welsh, AllOf(HasSubstr("Defnydd:"), HasSubstr("Y cymorth hwn"), Not(HasSubstr("Options")), Not(HasSubstr("TEXT")), Not(HasSubstr("⟦")))) << name;
  }
}

TEST(UsageInBothLanguages, AWrongCallIsNamedInTheLanguageAsked) {
  using namespace usage_in_both;
  EXPECT_EQ(welsh_fault({}), "Dywedwch pa orchymyn i’w redeg.");
  EXPECT_EQ(welsh_fault({"backup"}), "Mae angen --out.");
  EXPECT_EQ(welsh_fault({"school"}), "Mae angen id.");
  EXPECT_EQ(welsh_fault({"doctor", "--nothing"}), "Nid oedd disgwyl hyn: --nothing");
  EXPECT_EQ(welsh_fault({"find", "--year", "2010", "--years", "2009-2010"}), "Ni ellir rhoi --year a --years gyda’i gilydd.");
  EXPECT_EQ(welsh_fault({"find", "--years", "some"}), "--years: ysgrifennir blynyddoedd fel 2006-2010.");
  EXPECT_EQ(welsh_fault({"find", "--year", "1"}), "Nid yw’r hyn a roddwyd ar gyfer --year yn werth y mae’n ei dderbyn.");
  EXPECT_THAT(welsh_fault({"describe", "nothing"}), AllOf(HasSubstr("Mae name yn un o’r canlynol: "), HasSubstr("attendance")));
  EXPECT_THAT(called({"backup"}).err, HasSubstr("--out is required."));
}

}  // namespace potensial::tests
