// Every operation of the pages from the command line, as a person of the home: the same permission, checks and log.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "base/file.hpp"
#include "command_line.hpp"
#include "store/find_task_store.hpp"
#include "store/import_task_store.hpp"
#include "store/ledger.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace operation_command_cases {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class OperationCommands : public CommandLine {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"synthesise", "--authorities", "1", "--learners", "600", "--years", "1", "--seed", "1", "--out", files().string()}).status, 0);
    ASSERT_LE(run({"import", (files() / "census/2010").string()}).status, 1);
    admin_ = add("admin@e.invalid", "system-administrator", "W92000004");
    add("officer@e.invalid", "authority-grants-officer", "680");
  }

  std::filesystem::path files() const { return folder() / "files"; }
  store::Ledger ledger() const { return std::move(store::Ledger::open(folder() / "home/ledger.sqlite").value()); }
  PersonId add(const std::string& mail, const std::string& role, const std::string& organisation, const std::string& purpose = "") const {
    auto opened = ledger();
    store::Transaction transaction(opened);
    const auto id = store::add_person(opened, {.id = {}, .name = "Person of " + role, .mail = mail, .roles = {}}).value();
    store::give_role(opened, id, {.role = role, .organisation = organisation, .purpose = purpose, .from = Date(2009, 9, 1), .until = {}});
    transaction.commit();
    return id;
  }
  Told as(const std::string& mail, std::vector<std::string> words) const {
    words.insert(words.begin(), {"--as", mail});
    return run(std::move(words));
  }
  std::string log() const { return run({"--json", "audit"}).out; }

  PersonId admin_{};
};

TEST_F(OperationCommands, ListWhatMayBeAsked) {
  EXPECT_THAT(run({"do"}).out, AllOf(HasSubstr("decide-finding"), HasSubstr("invite-person")));
  EXPECT_THAT(run({"see"}).out, AllOf(HasSubstr("fund-allocation"), HasSubstr("See how a fund is allocated"), Not(HasSubstr("invite-person"))));
}

TEST_F(OperationCommands, DoWhatThePersonMayAndSayWhereToGoOn) {
  ASSERT_TRUE(write_file(folder() / "name.txt", "Mair Huws"));
  const auto invited = as("Admin@E.invalid", {"do", "invite-person", "name=@" + (folder() / "name.txt").string(), "mail=mair@e.invalid", "language=cy"});
  EXPECT_EQ(invited.status, 0) << invited.err;
  auto opened = ledger();
  const auto person = store::person_with_mail(opened, "mair@e.invalid");
  ASSERT_TRUE(person);
  EXPECT_EQ(person->name, "Mair Huws");
  EXPECT_EQ(person->language, Language::cy);
  const auto id = std::to_string(static_cast<std::int64_t>(person->id));
  const auto given = as("admin@e.invalid", {"do", "give-role", id, "role=authority-grants-officer", "organisation=680", "from=2010-01-01"});
  EXPECT_THAT(given.out, HasSubstr("Go on at /en/person/" + id)) << given.err;
  const auto ended = as("admin@e.invalid", {"--json", "do", "end-person", id});
  EXPECT_EQ(std::string(json::parse(ended.out).at("address").as_string()), "/en/person/" + id);
  EXPECT_TRUE(store::person_with_mail(opened, "mair@e.invalid")->ended);
}

TEST_F(OperationCommands, RefuseAsThePagesDo) {
  const auto forbidden = as("officer@e.invalid", {"do", "invite-person", "name=A", "mail=a@e.invalid", "language=en"});
  EXPECT_EQ(forbidden.status, 1);
  EXPECT_THAT(forbidden.err, HasSubstr("was not found, or is not one of yours"));
  auto opened = ledger();
  EXPECT_FALSE(store::person_with_mail(opened, "a@e.invalid"));
  for (const auto& [words, said] : std::vector<std::pair<std::vector<std::string>, const char*>>{{{"do", "no-such"}, "There is no “no-such”"},
                                                                                                 {{"do", "see-school", "6802801"}, "There is no “see-school”"},
                                                                                                 {{"do", "invite-person", "Mair"}, "has no object"},
                                                                                                 {{"do", "end-person"}, "needs an object"},
                                                                                                 {{"do", "end-person", "1", "now"}, "is no value"},
                                                                                                 {{"do", "end-person", "1", "x=1"}, "x cannot be given here"},
                                                                                                 {{"do", "invite-person", "name=A", "language=en"}, "mail: Fill this in; it is needed."},
                                                                                                 {{"do", "send-file"}, "sends a file"}}) {
    const auto told = as("admin@e.invalid", words);
    EXPECT_EQ(told.status, 1) << words[1];
    EXPECT_THAT(told.err, HasSubstr(said));
  }
  EXPECT_THAT(as("nobody@e.invalid", {"see", "home"}).err, HasSubstr("Nobody with the mail address “nobody@e.invalid”"));
  EXPECT_THAT(run({"see", "home"}).err, HasSubstr("Say who asks: --as"));
}

TEST_F(OperationCommands, ShowAPageAsThePersonSeesIt) {
  const auto own = as("officer@e.invalid", {"see", "fund-allocation", "680-bsf-2009-10"});
  EXPECT_THAT(own.err, HasSubstr("the census of January 2009, which is not loaded"));
  EXPECT_THAT(as("officer@e.invalid", {"see", "fund-allocation", "681-bsf-2009-10"}).err, HasSubstr("is not one of yours"));
  EXPECT_THAT(as("officer@e.invalid", {"see", "fund-allocation", "bsf-2009-10"}).err, HasSubstr("is not one of yours"));
  EXPECT_THAT(as("officer@e.invalid", {"see", "canllawiau", "bsf-2007-08"}).out, HasSubstr("How much"));
  EXPECT_THAT(as("officer@e.invalid", {"see", "cronfa"}).out, HasSubstr("Better Schools Fund"));
  EXPECT_THAT(as("officer@e.invalid", {"see", "fund", "better-schools-fund"}).out, HasSubstr("bsf-2006-07"));
}

TEST_F(OperationCommands, TheLogNamesThePersonAndWhoReallyAsked) {
  as("admin@e.invalid", {"do", "invite-person", "name=A", "mail=a@e.invalid", "language=en"});
  EXPECT_THAT(log(), AllOf(HasSubstr("local operator"), HasSubstr("Person of system-administrator <admin@e.invalid>"),
                           HasSubstr("person/" + std::to_string(static_cast<std::int64_t>(admin_)))));
}

TEST_F(OperationCommands, LeaveTheWorkOfARunningServiceAlone) {
  auto opened = ledger();
  store::Transaction transaction(opened);
  store::FindTask task;
  task.scope = "680";
  task.state = store::FindState::searching;
  const auto number = store::add_find_task(opened, task);
  transaction.commit();
  EXPECT_EQ(as("admin@e.invalid", {"see", "people"}).status, 0);
  EXPECT_EQ(store::find_task(opened, number)->state, store::FindState::searching);
}

TEST_F(OperationCommands, AFileIsSentAndItsPreviewIsThereWhenTheCommandEnds) {
  add("files@e.invalid", "authority-data-officer", "680", "improvement");
  const auto census = files() / "census/2009/680.csv";
  const auto sent = as("files@e.invalid", {"--json", "do", "send-file", "file=" + census.string(), "organisation=680", "year=2009"});
  ASSERT_EQ(sent.status, 0) << sent.err;
  auto opened = ledger();
  const auto waiting = store::import_tasks_in(opened, store::TaskState::ready);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(std::string(json::parse(sent.out).at("address").as_string()), "/en/import/" + std::to_string(waiting.front().id));
}

}  // namespace operation_command_cases
}  // namespace potensial::tests
