// One-time codes of an authenticator app: TOTP (RFC 6238) with SHA-1, six digits and steps of 30 seconds, which is what
// every app understands.
//
// A code is good for its own step and, for clocks that differ, the step before and after. Whoever checks one keeps the
// step it belonged to and asks for a later one next time, so that no code works twice (SEC-11). Pure, thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace potensial {

std::string one_time_secret(const RandomBytes& random);  // 20 bytes as base32 (RFC 4648), 32 characters

std::int64_t one_time_step(std::chrono::sys_seconds at);
std::string one_time_code(const std::string& base32_secret, std::int64_t step);  // "" for what is no secret

// The step whose code was given, when it lies after `last_used`.
std::optional<std::int64_t> one_time_match(const std::string& base32_secret, std::string_view code, std::chrono::sys_seconds at,
                                           std::int64_t last_used);

// "otpauth://totp/...": what an app reads from a link or a square code.
std::string one_time_address(const std::string& base32_secret, std::string_view account, std::string_view issuer);

}  // namespace potensial
