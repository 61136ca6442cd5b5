// What the journeys of bids and plans do through the site: saving pieces, taking steps, and how they stand afterwards.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "journeys/site_home.hpp"
#include "store/need_analysis_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::tests {

using FormValues = std::vector<std::pair<std::string, std::string>>;

inline std::string form_encoded(const std::string& text) {
  std::string out;
  for (const unsigned char c : text) {
    constexpr const char* hex = "0123456789ABCDEF";
    if (std::isalnum(c)) out += static_cast<char>(c);
    else out += {'%', hex[c >> 4], hex[c & 15]};
  }
  return out;
}

inline std::string form_body(const FormValues& values) {
  std::string body;
  for (const auto& [name, value] : values) body += (body.empty() ? "" : "&") + form_encoded(name) + "=" + form_encoded(value);
  return body;
}

// The thing that a change led to.
inline std::string begun(const app::HttpResponse& reply) {
  const auto address = header(reply, "Location");
  return address.substr(address.rfind('/') + 1);
}

// A submission of one home, of the kind that its noun says.
struct SubmissionAsked {
  SiteHome& home;
  std::string noun, id;

  app::HttpResponse save(const std::string& part, FormValues values, const std::string& cookies) const {
    const auto version = store::newest_version(home.ledger(), id)->place;
    for (auto& [name, value] : values) name = "a." + name;
    values.insert(values.end(), {{"part", part}, {"version", std::to_string(version)}, {"page", noun + "/" + id + "?part=" + part}});
    return home.post("/en/save-answers/" + id, form_body(values), cookies);
  }
  app::HttpResponse step(const std::string& name, const FormValues& said, const std::string& cookies) const {
    FormValues values{{"step", name}, {"page", noun + "/" + id}};
    for (const auto& [ask, words] : said) values.emplace_back("said." + ask, words);
    return home.post("/en/take-step/" + id, form_body(values), cookies);
  }
  std::string state() const {
    const auto deeds = store::deeds_of(home.ledger(), id);
    return deeds.empty() ? "" : deeds.back().state;
  }
};

// Something on its way through these stages, as far as the state.
struct Underway {
  std::string stages, form, organisation, about, state;
};

inline std::string underway(SiteHome& home, const Underway& wanted) {
  auto& ledger = home.ledger();
  for (const auto& each : store::submissions_of(ledger, wanted.stages, wanted.organisation))
    if (each.about == wanted.about) return each.id;
  store::Transaction transaction(ledger);
  const auto id = store::add_submission(ledger, {.form = wanted.form, .form_version = 1, .stages = wanted.stages, .stages_version = 1, .organisation = wanted.organisation,
                                                 .about = wanted.about, .at = home.now});
  if (!store::add_version(ledger, id, {.place = 0, .answers = "{}", .person = "1", .actor = "Somebody", .at = home.now})) throw std::runtime_error("not kept");
  if (!store::add_deed(ledger, id, {.place = 0, .name = "submit", .person = "1", .actor = "Somebody", .state = wanted.state, .version = 1, .said = {}, .at = home.now}))
    throw std::runtime_error("not kept");
  transaction.commit();
  return id;
}

inline std::string frozen_need(SiteHome& home, const std::string& organisation = "680") {
  store::Transaction transaction(home.ledger());
  const auto kept = store::add_need_analysis(home.ledger(), {.organisation = organisation, .figures = {{.group = "all", .group_name = {"all learners", "pob dysgwr"}, .indicator = "ks2-points",
                                                              .indicator_name = {"Points", "Pwyntiau"}, .learners = 412, .value = 27.1, .unit = Unit::score, .year = {2010}}},
                                                             .actor = "Somebody", .at = home.now});
  transaction.commit();
  return kept.id;
}

}  // namespace potensial::tests
