#include "journeys/site_home.hpp"

#include <algorithm>
#include <future>
#include <regex>
#include <sstream>
#include <stdexcept>

#include <sodium.h>
#include <unistd.h>

#include "app/cli/commands.hpp"
#include "app/http/cookies.hpp"
#include "store/organisations_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace {

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

void run(std::vector<std::string> words, int worst) {
  std::ostringstream out, err;
  words.insert(words.begin(), {"--catalogue", POTENSIAL_ROOT "/catalogue", "--threads", "2"});
  if (app::run_command_line(words, out, err) > worst) throw std::runtime_error(err.str());
}

}  // namespace

SiteHome& SiteHome::get() {
  static SiteHome home({.name = "all"});
  return home;
}

SiteHome::SiteHome(const SiteHomeAsked& asked)
    : folder_(std::filesystem::temp_directory_path() / ("potensial-journeys-" + asked.name + "-" + std::to_string(::getpid()))) {
  run({"synthesise", "--authorities", "1", "--learners", asked.learners, "--years", asked.years, "--seed", "1", "--out", nation().string()}, 0);
  for (const auto& each : asked.imported) run({"--home", (folder_ / "home").string(), "import", (nation() / each).string()}, 1);
  if (asked.prepared && asked.name == "all") run({"--home", (folder_ / "home").string(), "import-money", (nation() / "money/delegation.csv").string()}, 0);
  if (asked.prepared) run({"--home", (folder_ / "home").string(), "find"}, 0);
  if (asked.prepared) run({"--home", (folder_ / "home").string(), "release", "--from", "2010-11-01"}, 0);
  open_door(asked.prepared, asked.mail);
}

SiteHome::SiteHome(const SiteHome& same, const service::MailSettings& mail) : folder_(same.folder_), is_owner_(false), people_(1000) { open_door(true, mail); }

void SiteHome::open_door(bool prepared, const std::optional<service::MailSettings>& mail) {
  catalogue_ = std::make_unique<catalogue::Catalogue>(catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value());
  messages_ = std::make_unique<catalogue::Messages>(catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value());
  ledger_ = std::make_unique<store::Ledger>(store::Ledger::open(folder_ / "home/ledger.sqlite").value());
  service::SignInRules rules;
  rules.cost = {1, 8192};
  door_ = std::make_unique<service::FrontDoor>(
      service::FrontDoor::open({.catalogue = *catalogue_, .messages = *messages_, .home = folder_ / "home", .web = POTENSIAL_ROOT "/web",
                                .threads = 2, .sign_in = rules, .random = random_bytes, .mail = mail, .clock = [at = now] { return at; }}, now).value());
  site_ = std::make_unique<app::Site>(app::Site::open(*door_, {*messages_, POTENSIAL_ROOT "/web", [this] { return now; }, [this](const auto& incident, const auto& words) { faults.emplace_back(incident, words); }, random_bytes}).value());
  if (!prepared) return;
  std::promise<bool> ready;
  door_->prepare([&](Result<void> done) { ready.set_value(done.has_value()); });
  if (!ready.get_future().get()) throw std::runtime_error("the pages were not prepared");
}

SiteHome::~SiteHome() {
  site_.reset();
  door_.reset();
  ledger_.reset();
  if (is_owner_) std::filesystem::remove_all(folder_);
}

std::string SiteHome::signed_in(const std::string& role, const std::string& organisation, const std::string& purpose,
                                std::optional<Date> until, Date from) {
  store::Transaction transaction(*ledger_);
  const auto name = "Person " + std::to_string(++people_);
  const auto id = store::add_person(*ledger_, {.id = {}, .name = name, .mail = std::to_string(people_) + "@e.invalid", .roles = {}}).value();
  store::give_role(*ledger_, id, {.role = role, .organisation = organisation, .purpose = purpose, .from = from, .until = until});
  transaction.commit();
  const auto response = post("/en/link/" + door_->accounts().demonstration_link(id, now), "");
  return std::string(app::session_cookie) + "=" + cookie_set(response, app::session_cookie);
}

app::HttpResponse SiteHome::send(app::HttpRequest request) {
  request.headers.emplace_back("host", "127.0.0.1:8080");
  return site_->answer(request);
}

app::HttpResponse SiteHome::get_page(const std::string& address, const std::string& cookies) {
  const auto question = address.find('?');
  app::HttpRequest request{.method = "GET", .path = address.substr(0, question), .query = {}, .headers = {}, .body = {}, .peer = "192.0.2.9"};
  if (question != std::string::npos) request.query = address.substr(question + 1);
  if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
  return send(std::move(request));
}

app::HttpResponse SiteHome::get_ready(const std::string& address, const std::string& cookies) {
  constexpr int most_tries = 60;
  auto response = get_page(address, cookies);
  for (int tries = 0; response.status == 503 && header(response, "Refresh") != "5" && tries < most_tries; ++tries) response = get_page(address, cookies);
  return response;
}

app::HttpResponse SiteHome::post(const std::string& address, const std::string& body, const std::string& cookies) {
  const auto question = address.find('?');
  app::HttpRequest request{.method = "POST", .path = address.substr(0, question), .query = {}, .headers = {{"sec-fetch-site", "same-origin"}}, .body = body, .peer = "192.0.2.9"};
  if (question != std::string::npos) request.query = address.substr(question + 1);
  if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
  return send(std::move(request));
}

std::vector<std::string> SiteHome::schools() const {
  std::vector<std::string> ids;
  for (const auto& each : store::organisations(*ledger_))
    if (each.kind == OrganisationKind::school && each.phase == "primary") ids.push_back(each.id);
  return ids;
}

std::string SiteHome::learner_of(const std::string& school) {
  const auto cookies = signed_in("headteacher", school, "improvement");
  const auto list = get_page("/en/learners/" + school + "?indicator=ks2-points", cookies);
  for (const auto& link : links_of(list.body))
    if (link.starts_with("/en/learner/")) return link.substr(12);
  return {};
}

std::vector<std::string> SiteHome::classes_of(const std::string& school) {
  std::vector<std::string> classes;
  for (const auto& link : links_of(get_page("/en/school/" + school, signed_in("headteacher", school, "improvement")).body))
    if (link.starts_with("/en/class/")) classes.push_back(link.substr(10));
  return classes;
}

std::vector<std::string> SiteHome::schools_with_classes() {
  std::vector<std::string> found;
  for (const auto& each : schools())
    if (!classes_of(each).empty() && !learner_of(each).empty()) found.push_back(each);
  return found;
}

std::string SiteHome::class_of(const std::string& school, const std::string& learner) {
  const auto head = signed_in("headteacher", school, "improvement");
  for (const auto& each : classes_of(school)) {
    const auto links = links_of(get_page("/en/class/" + each, head).body);
    if (std::ranges::find(links, "/en/learner/" + learner) != links.end()) return each;
  }
  return {};
}

std::string header(const app::HttpResponse& response, std::string_view name) {
  for (const auto& [each, value] : response.headers)
    if (each == name) return value;
  return {};
}

std::string cookie_set(const app::HttpResponse& response, std::string_view name) {
  for (const auto& [each, value] : response.headers)
    if (each == "Set-Cookie" && value.starts_with(std::string(name) + "=")) return value.substr(name.size() + 1, value.find(';') - name.size() - 1);
  return {};
}

std::vector<std::string> links_of(const std::string& html) {
  static const std::regex link("<a [^>]*href=\"([^\"]*)\"");
  std::vector<std::string> found;
  for (std::sregex_iterator each(html.begin(), html.end(), link), end; each != end; ++each)
    found.push_back(std::regex_replace((*each)[1].str(), std::regex("&amp;"), "&"));
  return found;
}

}  // namespace potensial::tests
