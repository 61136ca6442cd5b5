#include "service/front_door.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "catalogue/access_policy.hpp"
#include "exchange/workbook.hpp"
#include "report/html.hpp"
#include "report/html_form.hpp"
#include "report/page_csv.hpp"
#include "report/page_json.hpp"
#include "report/page_xlsx.hpp"
#include "report/terminal.hpp"
#include "service/demonstration_people.hpp"
#include "service/descriptions.hpp"
#include "service/filled_forms.hpp"
#include "service/find_operations.hpp"
#include "service/followed_outcomes.hpp"
#include "service/home_generation.hpp"
#include "service/import_operations.hpp"
#include "service/kept_answers.hpp"
#include "service/learner_names.hpp"
#include "service/mail_sender.hpp"
#include "service/need_study.hpp"
#include "service/operations.hpp"
#include "service/page_files.hpp"
#include "service/page_operations.hpp"
#include "service/pdf_printer.hpp"
#include "service/school_classes.hpp"
#include "service/seen_objects.hpp"
#include "service/support_pages.hpp"
#include "service/underway_page.hpp"
#include "store/audit_log.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace front {

constexpr auto look_every = std::chrono::seconds(5);
constexpr auto patience = std::chrono::milliseconds(900);  // of a reader; longer is said to be under way

// A home with its pages worked out, on one connection of its own.
struct Prepared {
  Home home;
  std::int64_t generation = 0;
  std::unique_ptr<Pages> pages;
};

// Whatever takes longer than a reader should wait: the stages, the pages of areas, the rolls behind what is described,
// where every learner is and what they are called, what outcomes of plans need, and the need of schools. What is refused here is
// refused again to whoever asks.
Result<void> work_ahead(Home& home, Pages& pages) {
  constexpr std::array areas{std::string_view("wales"), std::string_view("authority"), std::string_view("body")};
  if (auto done = pages.work_ahead(); !done) return done;
  const auto all = pages.all();
  if (!all) return std::unexpected(all.error());
  for (const auto& each : *all)
    if (std::ranges::find(areas, each.noun) != areas.end())
      if (auto kept = kept_page(home, pages, each); !kept) return std::unexpected(kept.error());
  describe_ahead(home);
  support_ahead(home, pages);
  (void)learner_places(home);
  (void)learner_names(home);
  outcomes_ahead(home, pages);
  if (const auto years = home.census_years(""); !years.empty()) (void)need_study(home, years.back());
  return home.facts().forget_tables();
}

// A home without a census has pages of people and definitions all the same.
Result<std::unique_ptr<Prepared>> prepared(const FrontDoorSettings& settings) {
  auto home = Home::open(settings.home, settings.catalogue, settings.threads);
  if (!home) return std::unexpected(home.error());
  auto made = std::make_unique<Prepared>(Prepared{std::move(*home), 0, nullptr});
  made->generation = generation_of(made->home);
  if (!made->home.is_invented()) end_demonstration_people(made->home.ledger());
  auto years = newest_years(made->home, made->home.names(), made->home.is_invented());
  if (!years) return made;
  made->pages = std::make_unique<Pages>(made->home, std::move(*years));
  if (auto done = work_ahead(made->home, *made->pages); !done) return std::unexpected(done.error());
  return made;
}

// On a thread of its own nobody catches what the engines throw.
Result<std::unique_ptr<Prepared>> prepared_or_fault(const FrontDoorSettings& settings) {
  try {
    return prepared(settings);
  } catch (const std::exception& fault) {
    const std::string reason = fault.what();
    return refuse(Blame::fault, "prepare.failed", {{"reason", reason.substr(0, reason.find(" with :"))}});
  }
}

// Nothing where no mails are sent.
Result<std::unique_ptr<MailSender>> mail_sender(const FrontDoorSettings& settings, const AccessPolicy& policy) {
  if (!settings.mail || settings.visits) return std::unique_ptr<MailSender>();
  return MailSender::open({settings.home, settings.catalogue, settings.messages, *settings.mail, policy, settings.random, settings.clock});
}

// Links lead only where the reader may go; what a thing belongs to decides. Of one page, asked once for each thing.
class PermittedLinks : public report::ServedLinks {
 public:
  using May = std::function<bool(const Target&)>;
  explicit PermittedLinks(May may) : may_(std::move(may)) {}

  std::string page(const Target& target, Language language) const override {
    const auto [known, fresh] = known_.try_emplace({target.noun, target.id}, false);
    if (fresh) known->second = may_(target);
    return known->second ? ServedLinks::page(target, language) : std::string();
  }
  std::string action(const Target& target, Language language) const override { return ServedLinks::page(target, language); }

 private:
  May may_;
  mutable std::map<std::pair<std::string, std::string>, bool> known_;
};

// The reader changed the language of a page that an address leads to, and nothing was wrong with what was typed.
bool only_switched(const Question& question) {
  const bool refused = std::ranges::any_of(question.typed, [](const TypedForm& each) { return each.refusal.has_value(); });
  return !question.typed.empty() && !refused && question.search_words.empty() && question.operation->effect == Effect::reads;
}

}  // namespace front

class FrontDoor::Inside {
 public:
  Inside(const FrontDoorSettings& settings, Home home, std::unique_ptr<Accounts> accounts, std::unique_ptr<ImportJobs> jobs, std::unique_ptr<FindJobs> finds,
         report::Html html, std::string styles, AccessPolicy policy, std::chrono::sys_seconds at)
      : settings_(settings), html_(std::move(html)), styles_(std::move(styles)), policy_(std::move(policy)),
        accounts_(std::move(accounts)), jobs_(std::move(jobs)), finds_(std::move(finds)), current_(std::make_unique<front::Prepared>(front::Prepared{std::move(home), 0, nullptr})) {
    read_organisations(at);
  }
  void begin_mails(std::unique_ptr<MailSender> mails) { mails_ = std::move(mails); }
  ~Inside() {
    if (worker_.joinable()) worker_.join();
  }

  void prepare(std::function<void(Result<void>)> done) {
    if (preparing_.exchange(true)) return;
    if (worker_.joinable()) worker_.join();
    worker_ = std::thread([this, done = std::move(done)] {
      if (!makes_pdf_) makes_pdf_ = printer_.works();
      auto made = front::prepared_or_fault(settings_);
      const auto result = made ? Result<void>{} : Result<void>(std::unexpected(made.error()));
      if (made) {
        const std::lock_guard held(lock_);
        current_ = std::move(*made);
      }
      if (done) done(result);
      else if (!result && settings_.not_prepared) settings_.not_prepared(result.error());
      preparing_ = false;
    });
  }

  Result<Reply> answer(const Question& question) {
    std::unique_lock held(lock_);
    read_organisations(question.at);
    prepare_if_outdated(question.at);
    const auto& operation = *question.operation;
    if (auto known = ask_who(operation, question.person); !known) return std::unexpected(known.error());
    if (auto sound = check_values(operation, question.values); !sound) return std::unexpected(sound.error());
    auto call = call_of(question);
    if (auto may = permit(operation, call); !may) return std::unexpected(may.error());
    if (auto kept = kept_answer(current_->home.ledger(), question)) return Reply(std::move(*kept));
    const auto beside = operation.beside ? operation.beside(call) : std::nullopt;
    auto answer = beside ? worked_out(*beside, held, question.at) : operation.run(call);
    if (!answer && answer.error().code == "page.working") return still_working(*beside, question);
    if (!answer) return std::unexpected(answer.error());
    if (auto* target = std::get_if<Target>(&*answer)) {
      keep_answer(current_->home.ledger(), question, *target);
      return Reply(std::move(*target));
    }
    auto& page = std::get<Page>(*answer);
    if (operation.effect == Effect::reads) page.address = address_of(question);
    const bool shows_typed = question.form == PageForm::html && fill_forms(page.blocks, page.address, question.typed, settings_.random);
    if (question.form == PageForm::html) say_refusal_without_form(page.blocks, question.typed);
    page.once = operation.effect == Effect::changes && report::forms_to_keep(page.blocks).empty();
    if (front::only_switched(question) && !shows_typed) return Reply(page.address);
    record_view(question, call.permission, page);
    return form_of(page, question);
  }

  Result<void> admit(const Question& question) {
    const std::lock_guard held(lock_);
    read_organisations(question.at);
    if (auto known = ask_who(*question.operation, question.person); !known) return known;
    auto call = call_of(question);
    return permit(*question.operation, call);
  }

  Result<SentFile> begin_file() const { return SentFile::begin(settings_.home, settings_.random); }
  void wait_for_work(const Target& target, std::chrono::milliseconds at_most) const {
    if (const auto task = task_of(target)) jobs_->wait_for(*task, at_most);
    if (const auto search = search_of(target)) finds_->wait_for(*search, at_most);
  }

  Result<Document> document(const Page& page, const Question& asked) {
    const std::lock_guard held(lock_);
    read_organisations(asked.at);
    auto text = html(page, asked);
    if (!text) return std::unexpected(text.error());
    return Document{std::move(*text)};
  }

  Result<std::vector<DemonstrationLink>> demonstration_links(std::chrono::sys_seconds at) {
    const std::lock_guard held(lock_);
    std::vector<DemonstrationLink> links;
    if (!current_->pages || !current_->home.is_invented()) return links;
    const auto people = demonstration_people(current_->home, *current_->pages, policy_, Date::of(at));
    if (!people) return std::unexpected(people.error());
    for (const auto& each : *people) links.push_back({accounts_->demonstration_link(each.id, at), each.name, each.role, each.organisation});
    return links;
  }

  const AccessPolicy& policy() const { return policy_; }
  Accounts& accounts() { return *accounts_; }
  PdfPrinter& printer() { return printer_; }
  bool invented() {
    const std::lock_guard held(lock_);
    return current_->home.is_invented();
  }

 private:
  // Others ask meanwhile; the home of the call may then be another one.
  Result<Answer> worked_out(const Beside& asked, std::unique_lock<std::mutex>& held, std::chrono::sys_seconds at) {
    const auto generation = current_->generation;
    held.unlock();
    auto page = beside_.page(asked, generation, front::patience, at);
    held.lock();
    if (!page) return std::unexpected(page.error());
    return Answer(std::move(*page));
  }

  // A program gets the numbers, a reader a page.
  Result<Reply> still_working(const Beside& asked, const Question& question) {
    const auto how = beside_.underway(asked.key, question.at).value_or(Underway{});
    if (question.form != PageForm::html) return std::unexpected(still_underway(how));
    auto page = underway_page(address_of(question), how, asked.stop);
    fill_forms(page.blocks, page.address, {}, settings_.random);
    auto text = html(page, question);
    if (!text) return std::unexpected(text.error());
    return Reply(Document{.text = std::move(*text), .again = again_after(how)});
  }

  // Files were imported since: pages are worked out anew beside, and answered from the old ones until then.
  void prepare_if_outdated(std::chrono::sys_seconds at) {
    if (settings_.visits || preparing_ || at < looked_ + front::look_every) return;
    looked_ = at;
    const auto generation = generation_of(current_->home);
    if (generation == current_->generation || generation == tried_) return;
    tried_ = generation;
    prepare({});
  }

  // With classes as soon as pages are worked out: nobody sees a learner before.
  std::vector<Membership> memberships() {
    auto all = store::memberships(current_->home.ledger());
    if (!current_->pages) return all;
    auto classes = class_memberships(current_->home);
    if (classes) std::ranges::move(*classes, std::back_inserter(all));
    return all;
  }

  // The tree of today; memberships begin and end at midnight.
  void read_organisations(std::chrono::sys_seconds at) {
    const auto today = Date::of(at);
    if (tree_ && tree_home_ == current_.get() && today == tree_day_) return;
    tree_.emplace(current_->home.organisations(), memberships(), today);
    tree_home_ = current_.get();
    tree_day_ = today;
  }

  Permission permission_of(const Person* person, std::string_view operation, std::string_view organisation, std::chrono::sys_seconds at) const {
    return permission(policy_, *tree_, person, operation, organisation, Date::of(at));
  }

  Call call_of(const Question& question) {
    return {.home = current_->home, .pages = current_->pages.get(), .accounts = *accounts_, .jobs = *jobs_, .finds = *finds_, .beside = beside_, .policy = policy_, .tree = *tree_,
            .person = question.person, .permission = {}, .values = question.values, .sent = question.sent, .invented = current_->home.is_invented(),
            .mails = settings_.mail.has_value(), .at = question.at,
            .may = [this, &question](std::string_view operation, std::string_view organisation) {
              return permission_of(question.person, operation, organisation, question.at);
            }};
  }

  Result<void> ask_who(const Operation& operation, const Person* person) const {
    if (person || policy_.rule(operation.name)->audience == Audience::everybody) return {};
    return refuse(Blame::permission, "page.sign-in");
  }

  Result<void> permit(const Operation& operation, Call& call) {
    const auto unknown = [&] {
      return refuse(Blame::input, "page.unknown", {{"noun", std::string(operation.noun)}, {"id", call.value("id")}});
    };
    const auto organisation = operation.organisation(call);
    if (!organisation) return organisation.error().blame == Blame::input ? unknown() : std::unexpected(organisation.error());
    call.permission = call.may(operation.name, *organisation);
    if (!call.permission.allowed) return unknown();
    if (operation.from_pages && !call.pages) return refuse(Blame::fault, "page.preparing");
    return {};
  }

  bool sees_bids_or_plans(const Person& person, std::chrono::sys_seconds at) const {
    return std::ranges::any_of(person.roles, [&](const HeldRole& role) {
      return permission_of(&person, "see-bid", role.organisation, at).allowed || permission_of(&person, "see-plan", role.organisation, at).allowed;
    });
  }

  static bool is_step_of_signing_in(std::string_view noun) {
    constexpr std::string_view steps[] = {"front", "sign-in", "sign-in-code", "link"};
    return std::ranges::find(steps, noun) != std::end(steps);
  }

  bool may_follow(const Person* person, const Target& target, std::chrono::sys_seconds at) {
    const auto* operation = operation_that_reads(target.noun, !target.id.empty());
    if (!operation) return is_step_of_signing_in(target.noun);
    const Values values{{"id", target.id}};
    Question question{.operation = operation, .person = person, .values = values, .at = at};
    auto call = call_of(question);
    const auto organisation = operation->organisation(call);
    return organisation && permission_of(person, operation->name, *organisation, at).allowed;
  }

  // As it was asked for, so that the switch of language keeps what was asked.
  static Target address_of(const Question& question) {
    Target address{std::string(question.operation->noun), "", ""};
    for (const auto& [name, value] : question.values) {
      if (name == "id") address.id = value;
      else if (!value.empty()) address.query.emplace_back(name, value);
    }
    return address;
  }

  // With the purpose, and a line for each learner who was seen (DATA-13); of what some roles see, everything; of what is
  // not for publication, whatever is taken out as a file.
  void record_view(const Question& question, const Permission& permission, const Page& page) {
    if (!question.person) return;
    const auto objects = objects_seen(page);
    const bool logged_role = std::ranges::any_of(permission.by, [&](const HeldRole& held) { return policy_.role(held.role)->every_view_logged; });
    const bool taken_out = is_export(question.form) && page.not_for_publication;
    if (!question.operation->recorded && objects.size() == 1 && !logged_role && !taken_out) return;
    const auto operation = is_export(question.form) ? std::string("export") : std::string(question.operation->name);
    std::vector<store::AuditEntry> entries;
    for (const auto& object : objects) entries.push_back({question.at, signature(*question.person), operation, object, purposes_of(permission)});
    store::Transaction transaction(current_->home.ledger());
    store::append_audit(current_->home.ledger(), entries);
    transaction.commit();
  }

  report::Surroundings surroundings(const Person* person, std::chrono::sys_seconds at) const {
    report::Surroundings around;
    around.home = {person ? "home" : "front", "", ""};
    around.search = Target{"search", "", ""};
    if (!person) {
      around.account = {{phrase("front.sign-in"), Target{"sign-in", "", ""}}};
      return around;
    }
    around.navigation = {{"home", phrase("pages.section-home"), {"home", "", ""}}};
    if (permission_of(person, "see-wales", "W92000004", at).allowed) around.navigation.push_back({"find", phrase("pages.section-find"), {"wales", "", ""}});
    for (const auto& held : person->roles)
      if (permission_of(person, "see-imports", held.organisation, at).allowed) {
        around.navigation.push_back({"imports", phrase("imports.title"), {"imports", "", ""}});
        break;
      }
    if (sees_bids_or_plans(*person, at)) around.navigation.push_back({"target", phrase("navigation.target"), {"bids", "", ""}});
    if (permission_of(person, "see-people", "", at).allowed) around.navigation.push_back({"people", phrase("people.title"), {"people", "", ""}});
    around.account = {{verbatim(person->name), Target{"account", "", ""}}};
    around.sign_out = Target{"sign-out", "", ""};
    return around;
  }

  // Nothing before pages were worked out: no figure stands anywhere yet.
  std::optional<Phrase> made(std::chrono::sys_seconds at) const {
    if (current_->generation == 0) return std::nullopt;
    return made_from(Date::of(at), current_->generation);
  }

  Result<std::string> html(const Page& page, const Question& asked, std::vector<ListItem> forms = {}) {
    const front::PermittedLinks links([&](const Target& target) { return may_follow(asked.person, target, asked.at); });
    auto around = surroundings(asked.person, asked.at);
    around.search_words = asked.search_words;
    around.forms = std::move(forms);
    around.made = made(asked.at);
    return html_.document(page, asked.language, around, links);
  }

  Result<std::string> text_of(const Page& page, const Question& question) {
    const report::Words words(settings_.messages, question.language);
    switch (question.form) {
      case PageForm::json: return report::page_json(page, words);
      case PageForm::csv: return report::page_csv(page, words);
      case PageForm::text: return report::terminal_text(page, words);
      case PageForm::workbook: return exchange::workbook_bytes(report::page_workbook(page, words, Date::of(question.at)));
      case PageForm::print: return paper_document(html_, page, question.language, made(question.at), {});
      case PageForm::pdf: return paper_document(html_, page, question.language, made(question.at), styles_);
      case PageForm::html: break;
    }
    const bool has_address = question.operation->effect == Effect::reads;
    return html(page, question, has_address ? offered_forms(page, makes_pdf_) : std::vector<ListItem>{});
  }

  Result<Reply> form_of(const Page& page, const Question& question) {
    auto text = text_of(page, question);
    if (!text) return std::unexpected(text.error());
    return Reply(Document{std::move(*text), media_type_of(question.form), file_name(page.address, question.language, question.form)});
  }

  FrontDoorSettings settings_;
  report::Html html_;
  std::string styles_;  // of documents that stand alone
  AccessPolicy policy_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<ImportJobs> jobs_;
  std::unique_ptr<FindJobs> finds_;
  std::unique_ptr<MailSender> mails_;  // nothing where none are sent
  std::mutex lock_;  // of all below
  std::unique_ptr<front::Prepared> current_;
  std::optional<OrganisationTree> tree_;
  const front::Prepared* tree_home_ = nullptr;
  Date tree_day_;
  std::chrono::sys_seconds looked_{};
  std::int64_t tried_ = -1;  // generation that was last worked out, or tried
  std::atomic<bool> preparing_ = false, makes_pdf_ = false;
  PdfPrinter printer_;
  std::thread worker_;
  BesideWork beside_{[this] { return Home::open(settings_.home, settings_.catalogue, settings_.threads); }};
};

FrontDoor::FrontDoor(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
FrontDoor::FrontDoor(FrontDoor&&) noexcept = default;
FrontDoor::~FrontDoor() = default;

Result<FrontDoor> FrontDoor::open(const FrontDoorSettings& settings, std::chrono::sys_seconds at) {
  auto policy = catalogue::access_policy_on(settings.catalogue, Date::of(at));
  if (!policy) return std::unexpected(policy.error());
  if (auto whole = check_operations(*policy); !whole) return std::unexpected(whole.error());
  auto html = report::Html::load(settings.messages, settings.web);
  if (!html) return std::unexpected(html.error());
  auto styles = styles_in(settings.web);
  if (!styles) return std::unexpected(styles.error());
  auto guessable = GuessablePasswords::load(settings.web / "passwords.list");
  if (!guessable) return std::unexpected(guessable.error());
  auto home = Home::open(settings.home, settings.catalogue, settings.threads);
  if (!home) return std::unexpected(home.error());
  auto ledger = home->another_ledger();
  if (!ledger) return std::unexpected(ledger.error());
  auto mails = front::mail_sender(settings, *policy);
  if (!mails) return std::unexpected(mails.error());
  auto accounts = std::make_unique<Accounts>(std::move(*ledger), settings.sign_in, std::move(*guessable), settings.random, settings.mail.has_value());
  auto jobs = ImportJobs::open({settings.home, settings.catalogue, settings.random, settings.mail ? settings.clock : nullptr, !settings.visits});
  if (!jobs) return std::unexpected(jobs.error());
  auto finds = FindJobs::open({settings.home, settings.catalogue, std::max(settings.threads, 2u) - 1, !settings.visits});  // one is left to the pages
  if (!finds) return std::unexpected(finds.error());
  auto inside = std::make_unique<Inside>(settings, std::move(*home), std::move(accounts), std::move(*jobs), std::move(*finds), std::move(*html), std::move(*styles), std::move(*policy), at);
  inside->begin_mails(std::move(*mails));
  return FrontDoor(std::move(inside));
}

void FrontDoor::prepare(std::function<void(Result<void>)> done) { inside_->prepare(std::move(done)); }
// A PDF takes its time, in which others are answered.
Result<Reply> FrontDoor::answer(const Question& question) {
  auto reply = inside_->answer(question);
  if (!reply || question.form != PageForm::pdf) return reply;
  auto& document = std::get<Document>(*reply);
  auto pdf = inside_->printer().pdf_of(document.text);
  if (!pdf) return std::unexpected(pdf.error());
  document.text = std::move(*pdf);
  return reply;
}

Result<Document> FrontDoor::document(const Page& page, const Question& asked) { return inside_->document(page, asked); }

Result<std::vector<DemonstrationLink>> FrontDoor::demonstration_links(std::chrono::sys_seconds at) { return inside_->demonstration_links(at); }
Result<void> FrontDoor::admit(const Question& question) { return inside_->admit(question); }
Result<SentFile> FrontDoor::begin_file() const { return inside_->begin_file(); }

void FrontDoor::wait_for_work(const Target& target, std::chrono::milliseconds at_most) const {
  inside_->wait_for_work(target, at_most);
}

Accounts& FrontDoor::accounts() { return inside_->accounts(); }
const AccessPolicy& FrontDoor::policy() const { return inside_->policy(); }
bool FrontDoor::invented() const { return inside_->invented(); }

}  // namespace potensial::service
