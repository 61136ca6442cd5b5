#include "app/http/api.hpp"

#include <charconv>

#include <boost/json.hpp>

#include "app/http/address.hpp"
#include "app/http/api_document.hpp"
#include "app/http/json_values.hpp"
#include "app/http/sent_form.hpp"
#include "report/links.hpp"
#include "service/operations.hpp"
#include "service/refusal_pages.hpp"
#include "service/submission_refusal.hpp"

namespace potensial::app {
namespace api_parts {

namespace json = boost::json;

HttpResponse document(const json::value& value, unsigned status = 200, const char* media_type = "application/json") {
  return {status, {{"Content-Type", media_type}}, json::serialize(value)};
}

std::string token_of(const HttpRequest& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto* header = request.header("authorization");
  return header && header->starts_with(scheme) ? header->substr(scheme.size()) : std::string();
}

// "/api/v1/school/6802801": noun and id, decoded; nothing for any other path.
std::optional<std::pair<std::string, std::string>> place_of(std::string_view path) {
  path.remove_prefix(api_root.size());
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  const auto slash = path.find('/');
  auto noun = decoded(path.substr(0, slash), false), id = decoded(slash == std::string_view::npos ? "" : path.substr(slash + 1), false);
  if (!noun || !id || id->find('/') != std::string::npos) return std::nullopt;
  return std::pair{std::move(*noun), std::move(*id)};
}

std::optional<Language> take_language(service::Values& values) {
  const auto given = values.find("lang");
  if (given == values.end()) return std::nullopt;
  const auto language = given->second == "cy" ? Language::cy : Language::en;
  values.erase(given);
  return language;
}

std::string value(const service::Values& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

// Of work under way: its step, and how far it is in whole numbers.
json::object progress(const Refusal& working) {
  json::object progress;
  for (const auto& [name, value] : working.arguments) {
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = error == std::errc{} && rest == value.data() + value.size();
    progress[name] = whole ? json::value(number) : json::value(value);
  }
  return progress;
}

// Which answers of a form are wrong, and why.
json::array answers_refused(const Refusal& refusal, const catalogue::Messages& messages) {
  json::array problems;
  for (const auto& [path, why] : service::refused_answers(refusal))
    problems.push_back(json::object{{"path", path}, {"code", why.code}, {"en", messages.text(why, Language::en)}, {"cy", messages.text(why, Language::cy)}});
  return problems;
}

}  // namespace api_parts

unsigned status_of(const Refusal& refusal) {
  if (refusal.code == "page.sign-in") return 401;
  if (refusal.code == "page.unknown") return 404;
  if (service::is_for_now(refusal)) return 503;
  if (refusal.code == "operation.stale") return 409;
  if (refusal.code == "sign-in.wait") return 429;
  if (refusal.code == "import.too-large") return 413;
  if (refusal.blame == Blame::permission) return 403;
  return refusal.blame == Blame::fault ? 500 : 422;
}

Api::Api(service::FrontDoor& door, const catalogue::Messages& messages, Clock clock, Noted noted)
    : door_(&door), messages_(&messages), clock_(std::move(clock)), noted_(std::move(noted)) {}

HttpResponse Api::answer(const HttpRequest& request) {
  const auto place = api_parts::place_of(request.path);
  if (!place) return problem({Blame::input, "page.unknown", {}});
  const auto& [noun, id] = *place;
  const bool post = request.method == "POST";
  if (!post && noun == "openapi.json") return {200, {{"Content-Type", "application/json"}}, api_document(door_->policy(), POTENSIAL_VERSION)};
  if (post && noun == "sign-in") return sign_in(request);
  const auto* operation = post ? service::operation_at(noun, service::Effect::changes) : service::operation_that_reads(noun, !id.empty());
  if (!operation || operation->of_object == id.empty() || (!post && request.method != "GET")) return problem({Blame::input, "page.unknown", {}});
  return post ? change(request, *operation, id) : read(request, *operation, id);
}

// In the language that was named, else that of the person.
Result<service::Reply> Api::ask(const HttpRequest& request, service::Question question, std::optional<Language> named) {
  question.at = clock_();
  const auto who = door_->accounts().signed_in(api_parts::token_of(request), question.at);
  if (who && who->session.stage == store::SessionStage::open) question.person = &who->person;
  question.language = named.value_or(question.person ? question.person->language : Language::en);
  return door_->answer(question);
}

HttpResponse Api::read(const HttpRequest& request, const service::Operation& operation, const std::string& id) {
  auto values = values_of(request.query);
  if (!values) return problem(values.error());
  const auto language = api_parts::take_language(*values);
  if (auto named = service::name_object(operation, *values, id); !named) return problem(named.error());
  const auto reply = ask(request, {.operation = &operation, .values = std::move(*values), .form = service::PageForm::json}, language);
  if (!reply) return problem(reply.error());
  const auto& document = std::get<service::Document>(*reply);
  return {200, {{"Content-Type", document.media_type}}, document.text};
}

HttpResponse Api::change(const HttpRequest& request, const service::Operation& operation, const std::string& id) {
  std::optional<service::SentFile> file;
  auto values = values_sent(request, operation, file);
  if (!values) return problem(values.error());
  if (auto named = service::name_object(operation, *values, id); !named) return problem(named.error());
  if (const auto* key = request.header("idempotency-key")) (*values)["key"] = *key;
  const auto reply = ask(request, {.operation = &operation, .values = std::move(*values), .form = service::PageForm::json, .sent = file ? &*file : nullptr});
  if (!reply) return problem(reply.error());
  if (const auto* target = std::get_if<Target>(&*reply))
    return api_parts::document(boost::json::object{{"address", report::ServedLinks().page(*target, Language::en)}});
  const auto& document = std::get<service::Document>(*reply);
  return {200, {{"Content-Type", document.media_type}}, document.text};
}

Result<service::Values> Api::values_sent(const HttpRequest& request, const service::Operation& operation, std::optional<service::SentFile>& file) const {
  if (!operation.takes_file) return json_values(request.body);
  auto form = sent_form(request, *door_);
  if (!form) return std::unexpected(form.error());
  file.emplace(std::move(form->file));
  return std::move(form->values);
}

std::optional<HttpResponse> Api::before_body(const HttpRequest& request, std::uint64_t most) {
  const auto place = api_parts::place_of(request.path);
  const auto* operation = place ? service::operation_at(place->first, service::Effect::changes) : nullptr;
  if (!operation || !operation->takes_file) return problem({Blame::input, "page.unknown", {}});
  service::Question question{.operation = operation, .at = clock_()};
  const auto who = door_->accounts().signed_in(api_parts::token_of(request), question.at);
  if (who && who->session.stage == store::SessionStage::open) question.person = &who->person;
  if (const auto admitted = door_->admit(question); !admitted) return problem(admitted.error());
  if (const auto refusal = too_large(request, most)) return problem(*refusal);
  return std::nullopt;
}

HttpResponse Api::sign_in(const HttpRequest& request) {
  const auto values = json_values(request.body);
  if (!values) return problem(values.error());
  const service::Caller caller{request.peer, {}, clock_()};
  const auto half = door_->accounts().sign_in(caller, api_parts::value(*values, "mail"), api_parts::value(*values, "password"));
  if (!half) return problem(half.error());
  const auto open = door_->accounts().give_code(caller, half->token, api_parts::value(*values, "code"));
  if (!open) return problem(open.error());
  return api_parts::document(boost::json::object{{"token", open->token}});
}

// Of a fault nothing but its reference; where to look for what is not there is not said either.
Refusal Api::said_of(const Refusal& refusal) const {
  if (refusal.code == "page.unknown") return {Blame::input, "refused.not-yours", {}};
  if (refusal.blame != Blame::fault || service::is_for_now(refusal)) return refusal;
  return {Blame::fault, "refused.reference", {{"incident", noted_(refusal)}}};
}

HttpResponse Api::problem(const Refusal& refusal) const {
  const auto status = status_of(refusal);
  const auto said = said_of(refusal);
  const auto english = messages_->text(said, Language::en), welsh = messages_->text(said, Language::cy);
  boost::json::object body{{"type", "urn:potensial:" + refusal.code}, {"title", english}, {"status", status}, {"code", refusal.code}, {"detail", english}};
  body["sentences"] = boost::json::object{{"en", english}, {"cy", welsh}};
  if (auto answers = api_parts::answers_refused(refusal, *messages_); !answers.empty()) body["problems"] = std::move(answers);
  if (refusal.code == "page.working") body["progress"] = api_parts::progress(refusal);
  auto response = api_parts::document(body, status, "application/problem+json");
  if (service::is_for_now(refusal)) response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace potensial::app
