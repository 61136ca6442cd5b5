// Every operation as somebody who may do it asks for it: for tests of what must hold for all of them.
#pragma once

#include <string>
#include <vector>

#include "journeys/site_home.hpp"
#include "service/operation.hpp"

namespace potensial::tests {

struct AskedOperation {
  const service::Operation* operation;
  std::string cookies;
  std::string id;          // of a thing that is there; empty where the address names none
  service::Values values;  // of a form or question that is whole

  std::string address(Language language = Language::en) const;
};

std::vector<AskedOperation> every_operation(SiteHome& home);

// As a form sends it.
std::string form_text(const service::Values& values);
std::string percent_encoded(const std::string& text);

// Asked for as its pages and forms do, a file with it where it takes one.
app::HttpResponse ask(SiteHome& home, const AskedOperation& asked, const service::Values& values, const app::HttpHeaders& headers = {{"sec-fetch-site", "same-origin"}});
// The same through the API.
app::HttpResponse ask_api(SiteHome& home, const AskedOperation& asked, const service::Values& values);

// All rows of the ledger but those of the log and of sessions, which looking at pages writes.
std::string kept_rows(SiteHome& home);

}  // namespace potensial::tests
