// The service does not start where it would be unsafe or where its home is not well, and says why in one sentence.
#include <gmock/gmock.h>
#include <soci/soci.h>
#include <sys/prctl.h>

#include <unistd.h>

#include <chrono>
#include <limits>

#include "app/http/http_server.hpp"
#include "base/file.hpp"
#include "catalogue/catalogue.hpp"
#include "command_line.hpp"
#include "service/doctor.hpp"
#include "service/home.hpp"
#include "store/audit_log.hpp"
#include "store/fact_files.hpp"
#include "store/ledger.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace start_cases {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Start : public CommandLine {
 protected:
  // A service that starts after all would never end: the test is then ended by the system.
  void SetUp() override { alarm(120); }
  void TearDown() override {
    alarm(0);
    CommandLine::TearDown();
  }

  fs::path home() const { return folder() / "home"; }
  store::Ledger ledger() const { return store::Ledger::open(home() / "ledger.sqlite").value(); }

  void make_home() const {
    ASSERT_EQ(run({"init", "--name", "Nia", "--mail", "nia@authority.example"}).status, 0);
  }
  void import_a_nation() const {
    ASSERT_EQ(run({"synthesise", "--authorities", "1", "--learners", "600", "--years", "1", "--seed", "1", "--out", (folder() / "files").string()}).status, 0);
    ASSERT_LE(run({"import", (folder() / "files").string()}).status, 1);
  }

  Told serve(std::vector<std::string> words = {}) const {
    words.insert(words.begin(), {"serve", "--port", "0"});
    return run(words);
  }
  // Refused in the words given, and nothing was served.
  void expect_refused(const Told& told, const std::string& words) const {
    EXPECT_EQ(told.status, 1);
    EXPECT_THAT(told.err, HasSubstr(words));
    EXPECT_THAT(told.out, Not(HasSubstr("http://")));
  }
};

TEST_F(Start, Sec40OnTheNetworkWithoutAProxyIsRefused) { expect_refused(serve({"--listen", "0.0.0.0"}), "would send passwords over the network unprotected"); }

TEST_F(Start, Sec40AnAddressOrProxyThatIsNoneIsRefused) {
  make_home();
  expect_refused(serve({"--listen", "nowhere.example", "--proxy", "127.0.0.1"}), "nowhere.example");
  expect_refused(serve({"--proxy", "no-proxy.example"}), "no-proxy.example");
}

TEST_F(Start, Sec40APortInUseIsRefused) {
  make_home();
  app::ServerSettings settings;
  settings.hosts = {"localhost"};
  const auto taken = app::HttpServer::listen(settings, [](const auto&) { return app::HttpResponse{}; }, [](const auto&) {});
  ASSERT_TRUE(taken);
  const auto told = run({"serve", "--port", std::to_string(taken->port())});
  expect_refused(told, std::to_string(taken->port()));
}

TEST_F(Start, Sec40AHomeThatOthersMayReadIsRefused) {
  make_home();
  fs::permissions(home(), fs::perms::group_read | fs::perms::group_exec, fs::perm_options::add);
  expect_refused(serve(), "Others on this machine can read");
}

TEST_F(Start, Sec40AHomeThatIsNoFolderIsRefused) {
  ASSERT_TRUE(write_file(home(), "no folder"));
  expect_refused(serve(), "could not be written");
}

TEST_F(Start, Sec40ALedgerThatIsNoneIsRefused) {
  ASSERT_TRUE(write_file(home() / "ledger.sqlite", std::string(5000, 'x')));
  expect_refused(serve(), "ledger.sqlite");
}

TEST_F(Start, Sec40Rel6ALedgerOfALaterVersionIsRefused) {
  make_home();
  { ledger().session() << "INSERT INTO schema_version (version) VALUES (999)"; }
  expect_refused(serve(), "999");
}

TEST_F(Start, Sec40DefinitionsThatAreMissingBrokenOrWithoutARuleAreRefused) {
  make_home();
  const auto copy = folder() / "catalogue";
  fs::copy(POTENSIAL_ROOT "/catalogue", copy, fs::copy_options::recursive);
  const auto serve_with = [&](const fs::path& catalogue) { return run_in(home(), {"serve", "--port", "0"}, catalogue.string()); };
  EXPECT_EQ(serve_with(folder() / "nowhere").status, 1);
  auto rules = read_file(copy / "access/operations.yaml").value();
  const auto rule = rules.find("- kind: access\n  id: see-people");
  ASSERT_NE(rule, std::string::npos);
  ASSERT_TRUE(write_file(copy / "access/operations.yaml", rules.substr(0, rule) + rules.substr(rules.find("\n- kind: access", rule) + 1)));
  expect_refused(serve_with(copy), "see-people");
  ASSERT_TRUE(write_file(copy / "access/operations.yaml", "- kind: ["));
  expect_refused(serve_with(copy), "operations.yaml");
}

TEST_F(Start, Sec40NobodyHasAnAccountThatWasNotInvited) {
  make_home();
  auto made = ledger();
  const auto people = store::people(made);
  ASSERT_EQ(people.size(), 1u);
  EXPECT_EQ(store::credentials(made, people.front().id).password, "");
  EXPECT_NE(run({"init", "--name", "Eve", "--mail", "eve@authority.example"}).status, 0) << "the first link is given once";
  EXPECT_EQ(store::people(made).size(), 1u);
}

TEST_F(Start, Sec40WhatItStartsGetsNoFurtherRights) {
  serve({"--listen", "0.0.0.0"});
  EXPECT_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
}

TEST_F(Start, Rel8AnAuditLogThatWasChangedIsRefused) {
  make_home();
  { ledger().session() << "UPDATE audit_entry SET actor = 'nobody' WHERE number = 1"; }
  expect_refused(serve(), "Nothing is served until this is put right.");
}

TEST_F(Start, Rel8AnAuditLogThatWasCutIsRefused) {
  make_home();
  { ledger().session() << "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)"; }
  expect_refused(serve(), "Nothing is served until this is put right.");
}

TEST_F(Start, Rel8AClockThatWasSetBackIsRefused) {
  make_home();
  {
    auto made = ledger();
    store::Transaction transaction(made);
    store::append_audit(made, {std::chrono::sys_days{std::chrono::year{2190} / 1 / 1}, "tomorrow", "import", "", ""});
    transaction.commit();
  }
  expect_refused(serve(), "Set the clock of this machine right");
}

TEST_F(Start, Rel8FactsThatAreGoneAreRefused) {
  import_a_nation();
  auto made = ledger();
  const auto files = store::all_fact_files(made);
  ASSERT_FALSE(files.empty());
  fs::remove(home() / files.front().path);
  const auto told = serve();
  expect_refused(told, files.front().path);
  EXPECT_THAT(told.err, HasSubstr("Restore a backup"));
}

TEST_F(Start, Rel8ADiskWithoutRoomIsRefused) {
  make_home();
  const auto definitions = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  auto opened = service::Home::open(home(), definitions, 1).value();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  EXPECT_FALSE(service::why_not_to_start(opened, now));
  const auto why = service::why_not_to_start(opened, now, std::numeric_limits<std::uintmax_t>::max());
  ASSERT_TRUE(why);
  EXPECT_EQ(why->message, "doctor.space-short");
}

}  // namespace start_cases
}  // namespace potensial::tests
