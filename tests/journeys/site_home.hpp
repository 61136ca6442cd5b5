// A home with one invented authority, opened by the front door and seen through the site: made once for all journeys.
// Requests go to the site itself; sockets are tested with the transport.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/http/http_message.hpp"
#include "app/http/site.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/messages.hpp"
#include "service/front_door.hpp"
#include "store/ledger.hpp"

namespace potensial::tests {

// What stands in a home of its own, and whether its pages are worked out.
struct SiteHomeAsked {
  std::string name;
  std::string learners = "14000", years = "5";
  std::vector<std::string> imported = {""};  // folders and files under those of the nation
  bool prepared = true;
  std::optional<service::MailSettings> mail = {};
};

class SiteHome {
 public:
  static SiteHome& get();  // the one of this process
  explicit SiteHome(const SiteHomeAsked& asked);
  // A second door to the same home, whose people are told by mail.
  SiteHome(const SiteHome& same, const service::MailSettings& mail);
  ~SiteHome();

  // A person with one role from a day on; signed in by a link. Gives the cookie header.
  std::string signed_in(const std::string& role, const std::string& organisation, const std::string& purpose,
                        std::optional<Date> until = {}, Date from = Date(2009, 9, 1));

  app::HttpResponse get_page(const std::string& address, const std::string& cookies = "");
  // Asked again, as the page asks by itself, while it is being worked out.
  app::HttpResponse get_ready(const std::string& address, const std::string& cookies);
  // As a form of this site sends it.
  app::HttpResponse post(const std::string& address, const std::string& body, const std::string& cookies = "");
  app::HttpResponse send(app::HttpRequest request);
  std::optional<app::HttpResponse> before_body(const app::HttpRequest& request) { return site_->before_body(request); }

  std::vector<std::string> schools() const;           // with learners, by number
  std::string learner_of(const std::string& school);  // opaque id of one on roll
  std::vector<std::string> classes_of(const std::string& school);                                 // ids
  std::string class_of(const std::string& school, const std::string& learner);                    // id
  std::vector<std::string> schools_with_classes();    // some censuses know none
  // A file of the nation that was made, whether it was imported or not.
  std::filesystem::path nation() const { return folder_ / "files"; }
  const std::filesystem::path& folder() const { return folder_; }
  service::FrontDoor& door() { return *door_; }
  store::Ledger& ledger() { return *ledger_; }

  std::vector<std::pair<std::string, std::string>> faults;  // incident, and the words for the operator
  std::chrono::sys_seconds now{std::chrono::sys_days{std::chrono::year{2010} / 11 / 22}};

 private:
  void open_door(bool prepared, const std::optional<service::MailSettings>& mail);

  std::filesystem::path folder_;
  bool is_owner_ = true;  // of the folder
  std::unique_ptr<catalogue::Catalogue> catalogue_;
  std::unique_ptr<catalogue::Messages> messages_;
  std::unique_ptr<store::Ledger> ledger_;
  std::unique_ptr<service::FrontDoor> door_;
  std::unique_ptr<app::Site> site_;
  int people_ = 0;
};

// The value of a cookie that a response sets; empty when it sets none.
std::string cookie_set(const app::HttpResponse& response, std::string_view name);
// Addresses of the links of a page, in order.
std::vector<std::string> links_of(const std::string& html);
std::string header(const app::HttpResponse& response, std::string_view name);

}  // namespace potensial::tests
