// Cookies (RFC 6265): read from requests, written with what SEC-16 asks for: the __Host- prefix, Secure, HttpOnly and
// SameSite. Browsers take loopback addresses for secure, so they work there without TLS. Pure, thread-safe.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "app/http/http_message.hpp"

namespace potensial::app {

inline constexpr std::string_view session_cookie = "__Host-session", device_cookie = "__Host-device", language_cookie = "__Host-language";

std::string cookie(const HttpRequest& request, std::string_view name);  // empty when there is none
// `lasts`: zero for a cookie that ends with the browser's session.
std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds lasts = {});
std::string forget_cookie(std::string_view name);

}  // namespace potensial::app
