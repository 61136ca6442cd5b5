// What the journeys of bids and plans do through the site: saving pieces, taking steps, and how they stand afterwards.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "journeys/site_home.hpp"
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

}  // namespace potensial::tests
