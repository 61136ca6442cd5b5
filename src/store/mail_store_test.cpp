#include "store/mail_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/person_store.hpp"

namespace potensial::store {
namespace mail_store_tests {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds start{std::chrono::sys_days{std::chrono::year{2010} / 11 / 22}};

PersonId person_in(Ledger& ledger, const std::string& name) { return add_person(ledger, {.name = name, .mail = name + "@e.invalid"}).value(); }

Mail mail_to(PersonId person, std::chrono::seconds later = 0s, MailKind kind = MailKind::contact_asked) {
  return {.person = person, .kind = kind, .language = Language::cy, .both_languages = true, .noun = "contact", .object = "12",
          .at = start + later, .next = start + later, .expires = start + later + 72h};
}

class MailStore : public tests::OnBothEngines {};

TEST_P(MailStore, KeepsWhatIsToBeSentAndWhatBecameOfIt) {
  auto ledger = fresh_ledger();
  const auto nia = person_in(ledger, "nia");
  const auto id = add_mail(ledger, mail_to(nia));
  auto kept = mail(ledger, id).value();
  EXPECT_EQ(kept.person, nia);
  EXPECT_EQ(kept.kind, MailKind::contact_asked);
  EXPECT_EQ(kept.language, Language::cy);
  EXPECT_TRUE(kept.both_languages);
  EXPECT_EQ(kept.noun + "/" + kept.object, "contact/12");
  EXPECT_EQ(kept.expires, start + 72h);
  kept.state = MailState::failed;
  kept.attempts = 3;
  kept.ended = start + 1h;
  kept.refusal = Refusal{Blame::file, "mail.server-refused", {{"reply", "550"}}};
  change_mail(ledger, kept);
  const auto changed = mail(ledger, id).value();
  EXPECT_EQ(changed.state, MailState::failed);
  EXPECT_EQ(changed.attempts, 3);
  EXPECT_EQ(changed.ended, start + 1h);
  EXPECT_EQ(changed.refusal->code, "mail.server-refused");
  EXPECT_EQ(changed.refusal->arguments, kept.refusal->arguments);
  EXPECT_FALSE(mail(ledger, 99));
}

TEST_P(MailStore, GivesWhatWaitsLongestAndNothingBeforeItsTime) {
  auto ledger = fresh_ledger();
  const auto nia = person_in(ledger, "nia");
  add_mail(ledger, mail_to(nia, 5min));
  const auto first = add_mail(ledger, mail_to(nia, 1min));
  EXPECT_FALSE(due_mail(ledger, start));
  EXPECT_EQ(due_mail(ledger, start + 10min)->id, first);
  auto sending = mail(ledger, first).value();
  sending.state = MailState::sending;
  change_mail(ledger, sending);
  EXPECT_EQ(due_mail(ledger, start + 10min)->at, start + 5min);
  EXPECT_EQ(mails_in(ledger, MailState::sending).size(), 1u);
  EXPECT_EQ(mails(ledger).front().id, first);
}

TEST_P(MailStore, IsWrittenWithWhatItTellsOfOrNotAtAll) {
  auto ledger = fresh_ledger();
  const auto nia = person_in(ledger, "nia");
  {
    Transaction transaction(ledger);
    add_mail(ledger, mail_to(nia));
  }
  EXPECT_TRUE(mails(ledger).empty());
}

TEST_P(MailStore, DropsWhatIsNotNeededAnyMoreAndForgetsWhatEndedLongAgo) {
  auto ledger = fresh_ledger();
  const auto nia = person_in(ledger, "nia"), ann = person_in(ledger, "ann");
  const auto link = add_mail(ledger, mail_to(nia, 0s, MailKind::invitation));
  const auto notice = add_mail(ledger, mail_to(nia));
  const auto other = add_mail(ledger, mail_to(ann, 0s, MailKind::invitation));
  const MailKind kinds[] = {MailKind::invitation, MailKind::new_link};
  drop_waiting_mails(ledger, nia, kinds, start + 1h);
  EXPECT_EQ(mail(ledger, link)->state, MailState::dropped);
  EXPECT_EQ(mail(ledger, notice)->state, MailState::waiting);
  EXPECT_EQ(mail(ledger, other)->state, MailState::waiting);
  forget_mails(ledger, start + 1h);
  EXPECT_TRUE(mail(ledger, link));
  forget_mails(ledger, start + 2h);
  EXPECT_FALSE(mail(ledger, link));
  EXPECT_EQ(mails(ledger).size(), 2u);
}

TEST_P(MailStore, KnowsWhoWasToldLately) {
  auto ledger = fresh_ledger();
  const auto nia = person_in(ledger, "nia"), ann = person_in(ledger, "ann");
  add_mail(ledger, mail_to(nia, 0s, MailKind::findings_waiting));
  EXPECT_TRUE(has_mail_since(ledger, nia, MailKind::findings_waiting, start - 1s));
  EXPECT_FALSE(has_mail_since(ledger, nia, MailKind::findings_waiting, start));
  EXPECT_FALSE(has_mail_since(ledger, nia, MailKind::contact_asked, start - 1s));
  EXPECT_FALSE(has_mail_since(ledger, ann, MailKind::findings_waiting, start - 1s));
}

TEST_P(MailStore, PeopleChooseTheirLanguageAndTheirNotices) {
  auto ledger = fresh_ledger();
  const auto nia = person_in(ledger, "nia");
  EXPECT_FALSE(person(ledger, nia)->language_chosen);
  EXPECT_TRUE(person(ledger, nia)->notices);
  choose_language(ledger, nia, Language::cy);
  choose_notices(ledger, nia, false);
  EXPECT_EQ(person(ledger, nia)->language, Language::cy);
  EXPECT_TRUE(person(ledger, nia)->language_chosen);
  EXPECT_FALSE(person(ledger, nia)->notices);
  choose_notices(ledger, nia, true);
  EXPECT_TRUE(person(ledger, nia)->notices);
}

POTENSIAL_ON_BOTH_ENGINES(MailStore);

}  // namespace mail_store_tests
}  // namespace potensial::store
