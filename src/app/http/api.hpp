// The API under /api/v1: the operations as JSON, for programs. A program signs in once and sends the token it gets in the
// header Authorization (RFC 6750); cookies are not looked at, so that no other site can make a browser act (SEC-17).
// Refusals are problems (RFC 9457) with a stable code and the sentence in both languages. Thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/http/http_message.hpp"
#include "catalogue/messages.hpp"
#include "service/front_door.hpp"

namespace potensial::app {

inline constexpr std::string_view api_root = "/api/v1";

class Api {
 public:
  using Clock = std::function<std::chrono::sys_seconds()>;
  // Tells the operator of a fault and gives the reference that its reader gets in place of the words.
  using Noted = std::function<std::string(const Refusal& fault)>;
  Api(service::FrontDoor& door, const catalogue::Messages& messages, Clock clock, Noted noted);

  HttpResponse answer(const HttpRequest& request);
  // What is said before the body of a request with a file is taken: nothing where it may come.
  std::optional<HttpResponse> before_body(const HttpRequest& request, std::uint64_t most);
  HttpResponse problem(const Refusal& refusal) const;

 private:
  HttpResponse read(const HttpRequest& request, const service::Operation& operation, const std::string& id);
  HttpResponse change(const HttpRequest& request, const service::Operation& operation, const std::string& id);
  HttpResponse sign_in(const HttpRequest& request);
  Refusal said_of(const Refusal& refusal) const;
  Result<service::Values> values_sent(const HttpRequest& request, const service::Operation& operation, std::optional<service::SentFile>& file) const;
  Result<service::Reply> ask(const HttpRequest& request, service::Question question, std::optional<Language> named = {});

  service::FrontDoor* door_;
  const catalogue::Messages* messages_;
  Clock clock_;
  Noted noted_;
};

// Of a refusal, for pages and the API alike.
unsigned status_of(const Refusal& refusal);

}  // namespace potensial::app
