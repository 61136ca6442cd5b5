// The site: turns requests into questions to the front door and its replies into responses (pages, the sign-in steps,
// styles). Knows HTTP, cookies and headers, and decides nothing.
//
// Every state change is a POST from a page of this site: the browser says so by Sec-Fetch-Site, older ones by Origin
// (SEC-17). Every answer carries the headers of SEC-18 and SEC-19; answers to people who are signed in are never stored
// (SEC-37). Thread-safe: called from several worker threads.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/http/api.hpp"
#include "app/http/http_message.hpp"
#include "catalogue/messages.hpp"
#include "service/front_door.hpp"

namespace potensial::app {

struct SiteSettings {
  const catalogue::Messages& messages;
  std::filesystem::path web;                              // folder of styles
  std::function<std::chrono::sys_seconds()> clock;
  std::function<void(const std::string& incident, const std::string& what)> fault;  // for the log of the operator
  RandomBytes random;
  std::uint64_t largest_file = std::uint64_t{256} << 20;  // bytes of a request that carries one
};

class Site {
 public:
  // Reads the styles. Refuses "web.missing".
  static Result<Site> open(service::FrontDoor& door, SiteSettings settings);

  HttpResponse answer(const HttpRequest& request);
  // What is said before the body of a request with a file is taken; nothing where it may come.
  std::optional<HttpResponse> before_body(const HttpRequest& request);

 private:
  struct Asset {
    std::string name, media_type, bytes, tag;
  };
  struct Visit;  // one request: who asks, in which language
  Site(service::FrontDoor& door, SiteSettings settings, std::vector<Asset> assets);

  HttpResponse answered(Visit& visit);
  HttpResponse route(Visit& visit);
  HttpResponse led_on(Visit& visit);
  HttpResponse asset(const Visit& visit, std::string_view name) const;
  HttpResponse front(const Visit& visit);
  HttpResponse read(const Visit& visit);
  HttpResponse change(Visit& visit);
  HttpResponse changed(const Visit& visit, Result<service::Reply> reply);
  HttpResponse with_typed(const Visit& visit, service::Question& question, std::span<const service::TypedForm> typed);
  HttpResponse switched(const Visit& visit, const service::Operation& operation);
  HttpResponse shown_again(const Visit& visit, const service::TypedForm& typed);
  Result<void> may_come(Visit& visit);
  Visit visit_of(const HttpRequest& request) const;
  void finish(const Visit& visit, HttpResponse& response) const;
  void remember_in_browser(const Visit& visit, HttpResponse& response) const;
  HttpResponse sign_in(const Visit& visit);
  HttpResponse sign_in_code(const Visit& visit);
  HttpResponse link(const Visit& visit);
  HttpResponse sign_out(const Visit& visit);
  HttpResponse end_sessions(const Visit& visit);
  void remember_language(const Visit& visit);
  void choose_first_language(const std::string& token, const Visit& visit);
  HttpResponse opened(const Visit& visit, const service::OpenedSession& session, const std::string& next);
  HttpResponse page(const Visit& visit, const Page& page, unsigned status = 200);
  HttpResponse reply(const Visit& visit, Result<service::Reply> reply);
  HttpResponse refused(const Visit& visit, const Refusal& refusal);
  // Tells the operator of a fault, under a reference that is all its reader gets (SEC-34).
  std::string noted(const Refusal& fault) const;
  Api api() const;
  HttpResponse to(const Visit& visit, const Target& target) const;

  service::FrontDoor* door_;
  SiteSettings settings_;
  std::vector<Asset> assets_;
};

}  // namespace potensial::app
