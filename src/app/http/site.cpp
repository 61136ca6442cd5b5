#include "app/http/site.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "app/http/address.hpp"
#include "app/http/cookies.hpp"
#include "app/http/sent_form.hpp"
#include "base/sha256.hpp"
#include "report/html_form.hpp"
#include "report/links.hpp"
#include "service/filled_forms.hpp"
#include "service/operations.hpp"
#include "service/refusal_pages.hpp"
#include "service/sign_in_pages.hpp"

namespace potensial::app {
namespace site_parts {

constexpr auto moment = std::chrono::milliseconds(800);
constexpr auto device_lasts = std::chrono::days(90), language_lasts = std::chrono::days(365);

// Where signing in leads back to: an address of this site, or nothing (SEC-32).
std::string local_address(const std::string& next) {
  const bool plain = std::ranges::all_of(next, [](char c) { return c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>'; });
  const auto path = next.substr(0, next.find_first_of("?#"));
  return plain && address_of(path) ? next : std::string();
}

// The browser itself says that the request comes from a page of this site.
bool comes_from_here(const HttpRequest& request) {
  if (const auto* site = request.header("sec-fetch-site")) return *site == "same-origin";
  const auto* origin = request.header("origin");
  const auto* host = request.header("host");
  return origin && host && *origin == (request.secure ? "https://" : "http://") + *host;
}

// The first that is one of ours; browsers name the preferred one first.
Language accepted_language(const std::string& accepted) {
  for (const auto each : list_members(accepted))
    if (each.starts_with("cy") || each.starts_with("en")) return each.starts_with("cy") ? Language::cy : Language::en;
  return Language::en;
}

Language preferred_language(const HttpRequest& request) {
  const auto chosen = cookie(request, language_cookie);
  if (chosen == "cy" || chosen == "en") return chosen == "cy" ? Language::cy : Language::en;
  const auto* accepted = request.header("accept-language");
  return accepted ? accepted_language(*accepted) : Language::en;
}

bool is_for_programs(const HttpRequest& request) { return request.path.starts_with(api_root); }

const char* code(Language language) { return language == Language::cy ? "cy" : "en"; }

// An address of this site, led to in the language in which its reader went on.
std::string in_language(const std::string& local, Language language) {
  const auto end = std::min(local.find_first_of("?#"), local.size());
  const auto address = address_of(local.substr(0, end));
  if (!address || address->form != service::PageForm::html) return local;
  return report::ServedLinks().page({address->noun, address->id, ""}, language) + local.substr(end);
}

void secure_headers(HttpResponse& response, bool secure) {
  auto& headers = response.headers;
  headers.emplace_back("Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Referrer-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (secure) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

bool has_header(const HttpResponse& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& each) { return each.first == name; });
}

std::string value(const service::Values& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

// What was wrong with a form before the language was switched (report::other_language_field); nothing: as yet nothing was.
std::optional<Refusal> refusal_said(const catalogue::Messages& messages, const std::string& text) {
  auto said = values_of(text);
  const auto code = said ? said->find("code") : service::Values::iterator{};
  if (!said || code == said->end() || !messages.has(code->second)) return std::nullopt;
  Refusal refusal{Blame::input, code->second, {}};
  said->erase(code);
  refusal.arguments.assign(said->begin(), said->end());
  return refusal;
}

// All that was typed on a page whose language was switched: "FORM/FIELD" as web/language.js sends it, and the fields of the
// one form that asks the page, without a name.
std::vector<service::TypedForm> typed_on_page(const catalogue::Messages& messages, const std::string& noun, const service::Values& values) {
  std::map<std::string, service::TypedForm> forms{{"", {noun, {}, {}}}};
  for (const auto& [name, value] : values) {
    const auto slash = name.find('/');
    const auto form = slash == std::string::npos ? std::string() : name.substr(0, slash);
    const auto field = slash == std::string::npos ? name : name.substr(slash + 1);
    auto& typed = forms.try_emplace(form, service::TypedForm{noun, {}, {}, form}).first->second;
    if (field == report::other_language_field) typed.refusal = refusal_said(messages, value);
    else typed.values.emplace(field, value);
  }
  std::vector<service::TypedForm> all;
  for (auto& [form, typed] : forms) all.push_back(std::move(typed));
  return all;
}

std::optional<std::string> taken(service::Values& values, std::string_view name) {
  const auto found = values.find(name);
  if (found == values.end()) return std::nullopt;
  return std::move(values.extract(found).mapped());
}

// The page that was asked for, so that the switch of language keeps it.
Target asked(const std::string& noun, const std::string& id, const service::Values& query) {
  Target target{noun, id, ""};
  for (const auto& [name, value] : query) target.query.emplace_back(name, value);
  return target;
}

// The browser does so by itself; a program may.
void ask_again(HttpResponse& response, std::chrono::seconds after) {
  response.headers.emplace_back("Refresh", std::to_string(after.count()));
  response.headers.emplace_back("Retry-After", std::to_string(after.count()));
}

// From the same page of this site in the other language, as its switch of language leads.
bool comes_from_the_other_language(const HttpRequest& request, const Address& to) {
  const auto* referer = request.header("referer");
  const auto* host = request.header("host");
  const auto site = (request.secure ? "https://" : "http://") + (host ? *host : std::string());
  if (!referer || !referer->starts_with(site + "/")) return false;
  const auto from = address_of(std::string_view(*referer).substr(site.size(), referer->find_first_of("?#") - site.size()));
  return from && from->noun == to.noun && from->id == to.id && from->language != to.language;
}

HttpResponse see_other(std::string address) { return {303, {{"Location", std::move(address)}}, {}}; }

}  // namespace site_parts

// One request: where it leads, what came with it and who asks.
struct Site::Visit {
  const HttpRequest& request;
  std::chrono::sys_seconds at;
  Language language = Language::en;
  std::optional<Address> address;
  service::Values query, values;
  std::optional<service::SignedIn> who;
  std::optional<std::string> switched;  // the button that switches the language was pressed, and what it says
  std::string search_words;             // what stood in the box of every page then

  // Something is to be done: more than to show it in the other language.
  bool posts() const { return request.method == "POST" && !switched; }
  service::Question question() const { return {.person = person(), .values = {}, .language = language, .search_words = search_words, .at = at}; }
  const Person* person() const { return who && who->session.stage == store::SessionStage::open ? &who->person : nullptr; }
  std::string session() const { return cookie(request, session_cookie); }
  service::Caller caller() const { return {request.peer, cookie(request, device_cookie), at}; }
  std::string given(std::string_view name) const { return site_parts::value(values, name); }
};

Site::Site(service::FrontDoor& door, SiteSettings settings, std::vector<Asset> assets)
    : door_(&door), settings_(std::move(settings)), assets_(std::move(assets)) {}

Result<Site> Site::open(service::FrontDoor& door, SiteSettings settings) {
  std::vector<Asset> assets;
  for (const auto& [file, type] : {std::pair{"css/potensial.css", "text/css; charset=utf-8"}, {"icons/potensial.svg", "image/svg+xml"},
                                  {"language.js", "text/javascript; charset=utf-8"}, {"draft.js", "text/javascript; charset=utf-8"}}) {
    std::ifstream in(settings.web / file, std::ios::binary);
    if (!in) return refuse(Blame::fault, "web.missing", {{"file", (settings.web / file).string()}});
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto tag = "\"" + sha256(bytes).substr(0, 32) + "\"";
    assets.push_back({std::filesystem::path(file).filename().string(), type, std::move(bytes), std::move(tag)});
  }
  return Site(door, std::move(settings), std::move(assets));
}

Site::Visit Site::visit_of(const HttpRequest& request) const {
  Visit visit{.request = request, .at = settings_.clock(), .language = site_parts::preferred_language(request), .address = address_of(request.path),
              .query = {}, .values = {}, .who = {}, .switched = {}, .search_words = {}};
  if (visit.address) visit.language = visit.address->language;
  return visit;
}

HttpResponse Site::answer(const HttpRequest& request) {
  auto visit = visit_of(request);
  auto response = answered(visit);
  finish(visit, response);
  return response;
}

std::optional<HttpResponse> Site::before_body(const HttpRequest& request) {
  auto visit = visit_of(request);
  std::optional<HttpResponse> response;
  if (site_parts::is_for_programs(request)) response = api().before_body(request, settings_.largest_file);
  else if (const auto may = may_come(visit); !may) response = refused(visit, may.error());
  if (response) finish(visit, *response);
  return response;
}

// A file may come from a page of this site, from somebody who may send one, and no larger than is taken.
Result<void> Site::may_come(Visit& visit) {
  const auto* operation = visit.address ? service::operation_at(visit.address->noun, service::Effect::changes) : nullptr;
  if (!operation || !operation->takes_file) return refuse(Blame::input, "page.unknown", {{"noun", ""}, {"id", ""}});
  if (!site_parts::comes_from_here(visit.request)) return refuse(Blame::permission, "page.not-from-here");
  visit.who = door_->accounts().signed_in(visit.session(), visit.at);
  if (auto may = door_->admit({.operation = operation, .person = visit.person(), .values = {}, .at = visit.at}); !may) return may;
  if (auto refusal = too_large(visit.request, settings_.largest_file)) return std::unexpected(std::move(*refusal));
  return {};
}

void Site::finish(const Visit& visit, HttpResponse& response) const {
  if (!site_parts::has_header(response, "Cache-Control")) response.headers.emplace_back("Cache-Control", "no-store");
  if (visit.address) response.headers.emplace_back("Content-Language", site_parts::code(visit.language));
  if (visit.address && visit.who) remember_in_browser(visit, response);
  site_parts::secure_headers(response, visit.request.secure);
}

// Where no address says it, whoever is signed in is answered in the language they last read.
void Site::remember_in_browser(const Visit& visit, HttpResponse& response) const {
  const auto language = site_parts::code(visit.language);
  if (cookie(visit.request, language_cookie) != language && !site_parts::has_header(response, "Set-Cookie"))
    response.headers.emplace_back("Set-Cookie", set_cookie(language_cookie, language, site_parts::language_lasts));
}

// What the engines throw ends here: the reader gets a reference, the operator's log the words, without the values.
HttpResponse Site::answered(Visit& visit) {
  const auto& request = visit.request;
  try {
    return site_parts::is_for_programs(request) ? api().answer(request) : route(visit);
  } catch (const std::exception& thrown) {
    const std::string reason = thrown.what();
    const Refusal fault{Blame::fault, "page.fault", {{"reason", reason.substr(0, reason.find(" with :"))}}};
    return site_parts::is_for_programs(request) ? api().problem(fault) : refused(visit, fault);
  }
}

HttpResponse Site::route(Visit& visit) {
  constexpr std::string_view assets = "/assets/";
  const auto& request = visit.request;
  if (request.path.starts_with(assets)) return asset(visit, std::string_view(request.path).substr(assets.size()));
  visit.who = door_->accounts().signed_in(visit.session(), visit.at);
  auto query = values_of(request.query), body = values_of(request.method == "POST" ? fields_text(request) : "");
  if (!query || !body) return refused(visit, (query ? body : query).error());
  visit.query = std::move(*query);
  visit.values = std::move(*body);
  if (request.path == "/") return front(visit);
  if (!visit.address) return refused(visit, {Blame::input, "page.unknown", {{"noun", ""}, {"id", ""}}});
  if (request.method == "POST" && !site_parts::comes_from_here(request)) return refused(visit, {Blame::permission, "page.not-from-here", {}});
  visit.switched = site_parts::taken(visit.values, report::other_language_field);
  visit.search_words = site_parts::taken(visit.values, report::search_words_field).value_or("");
  remember_language(visit);
  return led_on(visit);
}

HttpResponse Site::led_on(Visit& visit) {
  const auto& noun = visit.address->noun;
  const bool post = visit.posts();
  if (noun == "front") return front(visit);
  if (noun == "sign-in") return sign_in(visit);
  if (noun == "sign-in-code") return sign_in_code(visit);
  if (noun == "link") return link(visit);
  if (noun == "sign-out" && post) return sign_out(visit);
  if (noun == "end-sessions" && post) return end_sessions(visit);
  const bool of_change = visit.switched && service::operation_at(noun, service::Effect::changes);
  return post || of_change ? change(visit) : read(visit);
}

// Whoever switches the language of a page chooses it.
void Site::remember_language(const Visit& visit) {
  const auto* person = visit.person();
  if (!person || (person->language_chosen && person->language == visit.language)) return;
  const bool switched = site_parts::comes_from_the_other_language(visit.request, *visit.address) || visit.switched.has_value();
  if (switched) door_->accounts().choose_language(person->id, visit.language);
}

HttpResponse Site::asset(const Visit& visit, std::string_view name) const {
  const auto found = std::ranges::find(assets_, name, &Asset::name);
  if (found == assets_.end() || visit.request.method != "GET") return {404, {}, {}};
  return {200, {{"Content-Type", found->media_type}, {"ETag", found->tag}, {"Cache-Control", "public, max-age=3600"}}, found->bytes};
}

// A refusal that no address leads to is said here once more, in the other language.
HttpResponse Site::front(const Visit& visit) {
  const auto said = visit.switched ? site_parts::refusal_said(settings_.messages, *visit.switched) : std::nullopt;
  if (said) return refused(visit, *said);
  return page(visit, service::front_page(visit.person() != nullptr, door_->invented()));
}

HttpResponse Site::read(const Visit& visit) {
  const auto* operation = service::operation_that_reads(visit.address->noun, !visit.address->id.empty());
  if (!operation)
    return refused(visit, {Blame::input, "page.unknown", {{"noun", visit.address->noun}, {"id", visit.address->id}}});
  auto question = visit.question();
  question.operation = operation;
  question.values = visit.query;
  question.form = visit.address->form;
  if (auto named = service::name_object(*operation, question.values, visit.address->id); !named) return refused(visit, named.error());
  return with_typed(visit, question, visit.switched ? site_parts::typed_on_page(settings_.messages, visit.address->noun, visit.values) : std::vector<service::TypedForm>{});
}

// A page with what was typed into its forms.
HttpResponse Site::with_typed(const Visit& visit, service::Question& question, std::span<const service::TypedForm> typed) {
  question.typed = typed;
  auto response = reply(visit, door_->answer(question));
  const auto refused_form = std::ranges::find_if(typed, [](const service::TypedForm& each) { return each.refusal.has_value(); });
  if (response.status == 200 && refused_form != typed.end()) response.status = status_of(*refused_form->refusal);
  return response;
}

// A refusal that has a page is shown there, with what was typed. A switch of language shows only that.
HttpResponse Site::change(Visit& visit) {
  const auto* operation = service::operation_at(visit.address->noun, service::Effect::changes);
  if (!operation) return refused(visit, {Blame::input, "page.unknown", {{"noun", visit.address->noun}, {"id", visit.address->id}}});
  if (visit.switched) return switched(visit, *operation);
  std::optional<service::SentFile> file;
  if (operation->takes_file) {
    auto form = sent_form(visit.request, *door_);
    if (!form) return refused(visit, form.error());
    visit.values = std::move(form->values);
    file.emplace(std::move(form->file));
  }
  service::Question question{.operation = operation, .person = visit.person(), .values = visit.values, .language = visit.language, .at = visit.at,
                             .sent = file ? &*file : nullptr};
  if (auto named = service::name_object(*operation, question.values, visit.address->id); !named) return refused(visit, named.error());
  auto answered = door_->answer(question);
  if (answered) return changed(visit, std::move(answered));
  if (answered.error().blame != Blame::input || answered.error().code == "page.unknown") return reply(visit, std::move(answered));
  return shown_again(visit, {std::string(operation->name), visit.values, answered.error()});
}

// What the page answered is answered again beside what was typed since; else the page that holds the form is shown.
HttpResponse Site::switched(const Visit& visit, const service::Operation& operation) {
  const service::TypedForm typed{std::string(operation.name), visit.values, site_parts::refusal_said(settings_.messages, *visit.switched)};
  auto said = values_of(*visit.switched);
  if (!said || said->erase("answered") == 0) return shown_again(visit, typed);
  auto question = visit.question();
  question.operation = &operation;
  question.values = std::move(*said);
  return with_typed(visit, question, {&typed, 1});
}

HttpResponse Site::shown_again(const Visit& visit, const service::TypedForm& typed) {
  const auto place = service::page_of_form(visit.values);
  const auto* shown = service::operation_that_reads(place.noun, !place.id.empty());
  auto asked = values_of(place.asked);
  if (!shown || !asked) return refused(visit, typed.refusal.value_or(Refusal{Blame::input, "page.unknown", {{"noun", place.noun}, {"id", place.id}}}));
  auto again = visit.question();
  again.operation = shown;
  again.values = std::move(*asked);
  if (auto named = service::name_object(*shown, again.values, place.id); !named) return refused(visit, named.error());
  return with_typed(visit, again, {&typed, 1});
}

// Work that is done in a moment is shown done.
HttpResponse Site::changed(const Visit& visit, Result<service::Reply> changed) {
  if (const auto* target = std::get_if<Target>(&*changed)) door_->wait_for_work(*target, site_parts::moment);
  return reply(visit, std::move(changed));
}

HttpResponse Site::sign_in(const Visit& visit) {
  if (visit.request.method != "POST") return page(visit, service::sign_in_page(site_parts::local_address(site_parts::value(visit.query, "next")), "", {}));
  const auto next = site_parts::local_address(visit.given("next"));
  const auto mail = visit.given("mail");
  if (visit.switched) return page(visit, service::sign_in_page(next, mail, site_parts::refusal_said(settings_.messages, *visit.switched)));
  const auto session = door_->accounts().sign_in(visit.caller(), mail, visit.given("password"));
  if (session) return opened(visit, *session, next);
  return page(visit, service::sign_in_page(next, mail, session.error()), status_of(session.error()));
}

HttpResponse Site::sign_in_code(const Visit& visit) {
  const bool post = visit.posts();
  const auto next = site_parts::local_address(post ? visit.given("next") : site_parts::value(visit.query, "next"));
  if (!visit.who || visit.person()) return to(visit, {visit.person() ? "home" : "sign-in", "", ""});
  const auto set_up = door_->accounts().code_to_set_up(visit.session(), visit.at);
  if (!post) return page(visit, service::code_page(next, set_up, {}));
  const auto session = door_->accounts().give_code(visit.caller(), visit.session(), visit.given("code"));
  if (session) return opened(visit, *session, next);
  return page(visit, service::code_page(next, set_up, session.error()), status_of(session.error()));
}

// Looking at a link changes nothing, so that a program which reads mails cannot use it up.
HttpResponse Site::link(const Visit& visit) {
  const auto& link = visit.address->id;
  const auto known = door_->accounts().person_of_link(link, visit.at);
  if (!known) return refused(visit, {Blame::input, "sign-in.link-used", {}});
  const auto& [person, kind] = *known;
  const bool demonstration = kind == store::LinkKind::demonstration;
  if (demonstration && !door_->invented()) return refused(visit, {Blame::input, "sign-in.link-used", {}});
  if (!visit.posts())
    return page(visit, demonstration ? service::demonstration_link_page(link, person) : service::invitation_link_page(link, person, {}));
  const auto session = demonstration ? door_->accounts().use_demonstration_link(visit.caller(), link)
                                     : door_->accounts().choose_password(visit.caller(), link, visit.given("password"));
  if (session) return opened(visit, *session, "");
  return page(visit, service::invitation_link_page(link, person, session.error()), status_of(session.error()));
}

HttpResponse Site::sign_out(const Visit& visit) {
  door_->accounts().sign_out(visit.caller(), visit.session());
  auto response = to(visit, {"front", "", ""});
  response.headers.emplace_back("Set-Cookie", forget_cookie(session_cookie));
  response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
  return response;
}

HttpResponse Site::end_sessions(const Visit& visit) {
  door_->accounts().end_other_sessions(visit.caller(), visit.session());
  return to(visit, {"account", "", ""});
}

// The language of signing in for the first time is the person's, until another one is chosen.
void Site::choose_first_language(const std::string& token, const Visit& visit) {
  const auto who = door_->accounts().signed_in(token, visit.at);
  if (who && !who->person.language_chosen) door_->accounts().choose_language(who->person.id, visit.language);
}

HttpResponse Site::opened(const Visit& visit, const service::OpenedSession& session, const std::string& next) {
  if (visit.who) door_->accounts().sign_out(visit.caller(), visit.session());  // whoever was signed in here before
  const bool open = session.stage == store::SessionStage::open;
  if (open) choose_first_language(session.token, visit);
  Target step{open ? "home" : "sign-in-code", "", ""};
  if (!open && !next.empty()) step.query = {{"next", next}};
  auto response = open && !next.empty() ? site_parts::see_other(site_parts::in_language(next, visit.language)) : to(visit, step);
  response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie, session.token));
  response.headers.emplace_back("Set-Cookie", set_cookie(language_cookie, site_parts::code(visit.language), site_parts::language_lasts));
  if (!session.device.empty()) response.headers.emplace_back("Set-Cookie", set_cookie(device_cookie, session.device, site_parts::device_lasts));
  return response;
}

HttpResponse Site::page(const Visit& visit, const Page& page, unsigned status) {
  const auto document = door_->document(page, visit.question());
  if (!document) return {500, {}, {}};
  return {status, {{"Content-Type", document->media_type}}, document->text};
}

HttpResponse Site::reply(const Visit& visit, Result<service::Reply> reply) {
  if (!reply) return refused(visit, reply.error());
  if (const auto* target = std::get_if<Target>(&*reply)) return to(visit, *target);
  auto& document = std::get<service::Document>(*reply);
  HttpResponse response{document.again ? 503u : 200u, {{"Content-Type", document.media_type}}, std::move(document.text)};
  if (document.again) site_parts::ask_again(response, *document.again);
  if (!document.file_name.empty()) response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + document.file_name + "\"");
  return response;
}

std::string Site::noted(const Refusal& fault) const {
  auto incident = random_token(settings_.random).substr(0, 8);
  settings_.fault(incident, settings_.messages.text(fault, Language::en));
  return incident;
}

Api Site::api() const {
  return Api(*door_, settings_.messages, settings_.clock, [this](const Refusal& fault) { return noted(fault); });
}

HttpResponse Site::refused(const Visit& visit, const Refusal& refusal) {
  if (refusal.code == "page.sign-in") {
    auto query = visit.request.query.empty() ? std::string() : "?" + visit.request.query;
    return to(visit, {"sign-in", "", "", {{"next", visit.request.method == "GET" ? visit.request.path + query : ""}}});
  }
  std::string incident;
  if (refusal.blame == Blame::fault && !service::is_for_now(refusal)) incident = noted(refusal);
  auto said = service::refusal_page(refusal, incident);
  if (visit.address && visit.request.method == "GET") {
    said.address = site_parts::asked(visit.address->noun, visit.address->id, visit.query);
    said.refusal.reset();
  }
  auto response = page(visit, said, status_of(refusal));
  if (!service::is_for_now(refusal)) return response;
  site_parts::ask_again(response, std::chrono::seconds(refusal.code == "page.working" ? 2 : 5));
  return response;
}

HttpResponse Site::to(const Visit& visit, const Target& target) const {
  return site_parts::see_other(report::ServedLinks().page(target, visit.language));
}

}  // namespace potensial::app
