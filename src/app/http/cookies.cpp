#include "app/http/cookies.hpp"

#include <fmt/format.h>

namespace potensial::app {

std::string cookie(const HttpRequest& request, std::string_view name) {
  const auto* header = request.header("cookie");
  std::string_view rest = header ? std::string_view(*header) : std::string_view();
  while (!rest.empty()) {
    auto pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') return std::string(pair.substr(name.size() + 1));
  }
  return {};
}

std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds lasts) {
  const auto age = lasts.count() > 0 ? fmt::format("; Max-Age={}", lasts.count()) : std::string();
  return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Lax{}", name, value, age);
}

std::string forget_cookie(std::string_view name) { return fmt::format("{}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0", name); }

}  // namespace potensial::app
