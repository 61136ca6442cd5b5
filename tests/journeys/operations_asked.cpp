#include "journeys/operations_asked.hpp"

#include "journeys/submission_steps.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

#include "award_example.hpp"
#include "report/links.hpp"
#include "service/operations.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/finding_store.hpp"
#include "store/person_store.hpp"
#include "store/targeting_store.hpp"

namespace potensial::tests {
namespace operations_asked {

using service::Effect;

// Who does it: the first of the policy's roles that stands for many.
struct People {
  std::map<std::string, std::string> cookies;  // by role

  explicit People(SiteHome& home) {
    cookies["headteacher"] = home.signed_in("headteacher", home.schools().back(), "improvement");
    cookies["authority-data-officer"] = home.signed_in("authority-data-officer", "680", "improvement");
    cookies["government-statistician"] = home.signed_in("government-statistician", "W92000004", "");
    cookies["authority-grants-officer"] = home.signed_in("authority-grants-officer", "680", "");
    cookies["grants-officer"] = home.signed_in("grants-officer", "W92000004", "");
    cookies["system-administrator"] = home.signed_in("system-administrator", "W92000004", "");
  }

  std::string who_may(const AccessRule& rule) const {
    for (const auto& grant : rule.grants)
      if (const auto known = cookies.find(grant.role); known != cookies.end()) return known->second;
    return cookies.at("headteacher");
  }
};

// An award with a line of the school, and a claim on it.
struct Awarded {
  std::string award, line, claim;
};

Awarded awarded(SiteHome& home, const std::string& school) {
  auto& ledger = home.ledger();
  const auto known = store::awards_from(ledger, "asked-fund", {2010});
  if (!known.empty()) {
    const auto id = std::to_string(known.front().id);
    return {id, id + "-1", std::to_string(store::claims_of(ledger, known.front().id).front().id)};
  }
  store::Transaction transaction(ledger);
  const auto award = store::add_award(ledger, small_award({{60'000, 40'000}}, "680", school, "asked-fund"), {100'000}).value();
  const auto claim = store::add_claim(ledger, {.award = award, .actor = "Somebody", .person = PersonId{1}, .at = home.now}).value();
  transaction.commit();
  return {std::to_string(award), std::to_string(award) + "-1", std::to_string(claim)};
}

std::string published_criterion(SiteHome& home) {
  Targeting made;
  made.authority = "680";
  made.name = "Reading";
  made.reason = "Asked";
  made.criterion.index = "school-need";
  made.criterion.year = AcademicYear{2010};
  made.criterion.most = 2;
  made.in_force = Date(2010, 12, 1);
  made.actor = "Somebody";
  made.at = home.now;
  auto& ledger = home.ledger();
  store::Transaction transaction(ledger);
  const auto id = store::publish_targeting(ledger, made);
  transaction.commit();
  return std::to_string(id);
}

// Ids of what is there, by the noun of its page or by the operation.
std::map<std::string, std::string> ids_of(SiteHome& home) {
  const auto school = home.schools().back(), learner = home.learner_of(school);
  const auto person = std::to_string(static_cast<std::int64_t>(store::people(home.ledger()).front().id));
  const auto finding = store::findings(home.ledger()).front().id;
  const auto bid = underway(home, {"bsf-bid", "bsf-bid", "680", "bsf-2009-10", "draft"});
  const auto paid = awarded(home, school);
  const auto plan = underway(home, {"school-spending-plan", "school-spending-plan", school, "2010-11", "draft"});
  const auto targets = underway(home, {"school-targets", "school-targets", school, "2010-11", "draft"});
  const auto assessment = underway(home, {"bsf-assessment", "bsf-assessment", "W92000004", bid, "signed"});
  const auto improvement = underway(home, {"required-improvement", "", "680", bid, "open"});
  const auto criterion = published_criterion(home);
  return {{"targetings", "680"}, {"publish-targeting", "680"}, {"targeting", criterion}, {"apply-targeting", criterion}, {"change-targeting", criterion}, {"bid", bid},
          {"begin-assessment", bid}, {"save-answers", bid}, {"remove-item", bid}, {"take-step", bid}, {"confirm-share", bid}, {"add-comment", bid}, {"propose-awards", "bsf-2009-10"},
          {"confirm-awards", "bsf-2009-10"}, {"plan", plan}, {"assessment", assessment},
          {"improvement", improvement}, {"need-analysis", frozen_need(home)}, {"begin-bid", "680"}, {"begin-plan", school}, {"freeze-need", "680"}, {"decisions", "bsf-2009-10"},
          {"spend", "680"}, {"spend-line", paid.line}, {"money", school}, {"post-cost", paid.line}, {"reverse-posting", paid.line}, {"release-cost", paid.line}, {"move-money", "680"},
          {"outcomes", school}, {"plans", school}, {"targets", targets}, {"begin-targets", school}, {"comment-on-outcome", plan},
          {"claim", paid.claim}, {"make-claim", paid.award}, {"prove-contribution", paid.claim}, {"step-claim", paid.claim},
          {"school", school}, {"learners", school}, {"figure", school}, {"core-data", school}, {"ask-contact", school}, {"learner", learner}, {"progress", learner},
          {"agree-next-step", learner}, {"class", home.class_of(school, learner)}, {"finding", finding}, {"decide-finding", finding}, {"authority", "680"}, {"allocation", "680"},
          {"keep-option", "680"}, {"release-delegation", "680"}, {"forum", "680"}, {"add-central-activity", "680"}, {"record-forum", "680"}, {"alignment", "680"}, {"need-index", "680"}, {"take-up", "680"},
          {"support-outcomes", "680"}, {"needs-without-activity", "680"}, {"group-alignment", "680"}, {"decide-not-to-act", finding}, {"reopen-need", finding},
          {"person", person}, {"give-role", person},
          {"end-role", person}, {"new-link", person}, {"end-person", person}, {"groups", "680-ks2"}, {"definition", "indicator-ks2-points"},
          {"fund", "better-schools-fund"}, {"guidance", "bsf-2009-10"}, {"fund-allocation", "bsf-2009-10"}};
}

std::string id_for(const service::Operation& operation, const std::map<std::string, std::string>& ids, const std::string& school) {
  if (!operation.of_object) return {};
  if (const auto known = ids.find(std::string(operation.noun)); known != ids.end()) return known->second;
  const bool of_place = operation.effect == Effect::reads && operation.noun != "import" && operation.noun != "load" && operation.noun != "quarantine" && operation.noun != "contact";
  return of_place ? school : "1";
}

std::string value_for(const service::Parameter& parameter) {
  static const std::map<std::string_view, std::string> known{{"indicator", "ks2-points"}, {"role", "governor"}, {"organisation", "680"}, {"version", "99"}, {"to", "6802801"},
                                                             {"subject", "ks2-mathematics"}, {"language", "cy"}, {"role-number", "999999"}};
  if (const auto value = known.find(parameter.name); value != known.end()) return value->second;
  if (parameter.kind == service::ParameterKind::choice) return std::string(parameter.choices.front());
  if (parameter.kind == service::ParameterKind::day) return "2010-11-01";
  return parameter.kind == service::ParameterKind::mail ? "whole@form.invalid" : "whole";
}

service::Values whole_form(const service::Operation& operation) {
  service::Values values;
  for (const auto& parameter : operation.parameters)
    if (parameter.required) values[std::string(parameter.name)] = value_for(parameter);
  return values;
}

std::string multipart(const service::Values& values) {
  std::string body;
  for (const auto& [name, value] : values) body += "--bound\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  return body + "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nupn,school\r\n\r\n--bound--\r\n";
}

int append_cells(void* text, int columns, char** cells, char**) {
  for (int i = 0; i < columns; ++i) *static_cast<std::string*>(text) += std::string(cells[i] ? cells[i] : "") + "|";
  *static_cast<std::string*>(text) += "\n";
  return 0;
}

std::string rows_of(sqlite3* ledger, const std::string& statement) {
  std::string text;
  if (sqlite3_exec(ledger, statement.c_str(), append_cells, &text, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(ledger));
  return text;
}

}  // namespace operations_asked

std::string AskedOperation::address(Language language) const { return report::ServedLinks().page({std::string(operation->noun), id, ""}, language); }

std::vector<AskedOperation> every_operation(SiteHome& home) {
  const operations_asked::People people(home);
  const auto ids = operations_asked::ids_of(home);
  std::vector<AskedOperation> all;
  for (const auto& each : service::operations())
    all.push_back({&each, people.who_may(*home.door().policy().rule(each.name)), operations_asked::id_for(each, ids, home.schools().back()), operations_asked::whole_form(each)});
  return all;
}

std::string percent_encoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return encoded;
}

std::string form_text(const service::Values& values) {
  std::string text;
  for (const auto& [name, value] : values) text += (text.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return text;
}

app::HttpResponse ask(SiteHome& home, const AskedOperation& asked, const service::Values& values, const app::HttpHeaders& headers) {
  const bool reads = asked.operation->effect == service::Effect::reads, file = asked.operation->takes_file;
  app::HttpRequest request{.method = reads ? "GET" : "POST", .path = asked.address(), .query = reads ? form_text(values) : "", .headers = headers,
                           .body = reads ? "" : file ? operations_asked::multipart(values) : form_text(values), .peer = "192.0.2.9"};
  request.headers.emplace_back("cookie", asked.cookies);
  if (file) request.headers.emplace_back("content-type", "multipart/form-data; boundary=bound");
  return home.send(std::move(request));
}

app::HttpResponse ask_api(SiteHome& home, const AskedOperation& asked, const service::Values& values) {
  const bool reads = asked.operation->effect == service::Effect::reads, file = asked.operation->takes_file;
  boost::json::object body;
  for (const auto& [name, value] : values) body[name] = value;
  app::HttpRequest request{.method = reads ? "GET" : "POST", .path = "/api/v1/" + std::string(asked.operation->noun) + (asked.id.empty() ? "" : "/" + asked.id),
                           .query = reads ? form_text(values) : "", .headers = {{"authorization", "Bearer " + asked.cookies.substr(asked.cookies.find('=') + 1)}},
                           .body = reads ? "" : file ? operations_asked::multipart(values) : boost::json::serialize(body), .peer = "192.0.2.9"};
  if (file) request.headers.emplace_back("content-type", "multipart/form-data; boundary=bound");
  return home.send(std::move(request));
}

std::string kept_rows(SiteHome& home) {
  sqlite3* opened = nullptr;
  sqlite3_open_v2((home.folder() / "home/ledger.sqlite").c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> ledger(opened, sqlite3_close);
  std::string all, tables = operations_asked::rows_of(opened, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%' AND name <> 'web_session'");
  std::ranges::replace(tables, '|', ' ');
  for (std::size_t from = 0, end; (end = tables.find('\n', from)) != std::string::npos; from = end + 1)
    all += operations_asked::rows_of(opened, "SELECT * FROM " + tables.substr(from, end - from));
  return all;
}

}  // namespace potensial::tests
