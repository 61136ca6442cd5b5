// The one front door: every question about the home comes through here with the person who asks, is allowed or refused by
// the policy, is answered in one form and language, and leaves its line in the audit log.
//
// Preparing works out what the pages of schools and areas need, which takes seconds to minutes; it runs on a thread of its
// own when the door opens and again when files were imported, and pages are answered from what was last prepared.
// Thread-safe: questions wait for each other. Refusals beside those of the operations: "page.unknown" (there is no such
// thing, or it is not one of the person's: the two are told apart by nothing, SEC-2), "page.sign-in", "page.preparing",
// and of pages that are worked out beside the questions of others "page.working" {before, since, step ...: underway_page.hpp}
// and "page.busy" (beside_work.hpp). A reader of a page gets a page in place of "page.working": how far it is.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/messages.hpp"
#include "service/accounts.hpp"
#include "service/mail_text.hpp"
#include "service/operation.hpp"
#include "service/page_forms.hpp"

namespace potensial::service {

struct FrontDoorSettings {
  const catalogue::Catalogue& catalogue;
  const catalogue::Messages& messages;
  std::filesystem::path home, web;
  unsigned threads = 2;
  SignInRules sign_in;
  RandomBytes random;
  std::function<void(const Refusal&)> not_prepared = {};  // told when working out pages anew failed
  std::optional<MailSettings> mail = {};                  // without them nobody is told of anything by mail
  std::function<std::chrono::sys_seconds()> clock = {};   // of the mails
  // For one question beside a service that may be running: takes up no work that others began, sends no mail (those of the
  // question wait in the outbox), and works pages out only when told to.
  bool visits = false;
};

// What was typed into a form, to be shown on the page that holds it: with why it was refused, or as it was when the reader
// only changed the language. The form is that of an operation (of a form that asks: of the page it asks) or named by its id
// on the page.
struct TypedForm {
  std::string operation;
  Values values;
  std::optional<Refusal> refusal;
  std::string form = {};
};

struct Question {
  const Operation* operation = nullptr;
  const Person* person = nullptr;   // nullptr: signed out
  Values values;
  Language language = Language::en;
  PageForm form = PageForm::html;
  std::span<const TypedForm> typed = {};
  std::string search_words = {};    // what stood in the box of every page when the reader changed the language
  std::chrono::sys_seconds at{};
  SentFile* sent = nullptr;         // the file that came with it
};

struct Document {
  std::string text;
  const char* media_type = "text/html; charset=utf-8";
  std::string file_name = {};       // under which a browser saves it; empty where it shows it
  // Only how far the work on it is: to be asked for again after so long.
  std::optional<std::chrono::seconds> again = {};
};

// A document, or where to go: after a change, and where nothing was typed that an address would not show.
using Reply = std::variant<Document, Target>;

struct DemonstrationLink {
  std::string token, name;
  Text role, organisation;
};

class FrontDoor {
 public:
  // Refuses what Home::open, the catalogue and check_mail_settings refuse, and "access.no-rule" and "access.no-operation".
  static Result<FrontDoor> open(const FrontDoorSettings& settings, std::chrono::sys_seconds at);
  FrontDoor(FrontDoor&&) noexcept;
  ~FrontDoor();

  // Starts preparing; `done` is called from its thread when pages can be answered, or with why not.
  void prepare(std::function<void(Result<void>)> done);

  Result<Reply> answer(const Question& question);
  // Pages that are made elsewhere: of signing in, of refusals. Of the question only who asks, when, and in which language.
  Result<Document> document(const Page& page, const Question& asked);

  // A link for each role, in a home that holds nothing but the demonstration nation; none elsewhere. Once prepared.
  Result<std::vector<DemonstrationLink>> demonstration_links(std::chrono::sys_seconds at);

  // Whether the operation may be asked for at all, before anything else is looked at. Refuses as `answer` does.
  Result<void> admit(const Question& question);
  // A place for a file that is about to come. Refuses "import.not-kept".
  Result<SentFile> begin_file() const;
  // After a change that leads to work under way: waits until it is done, at most so long. Questions of others go on.
  void wait_for_work(const Target& target, std::chrono::milliseconds at_most) const;

  Accounts& accounts();
  const AccessPolicy& policy() const;
  bool invented() const;

 private:
  class Inside;
  explicit FrontDoor(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace potensial::service
