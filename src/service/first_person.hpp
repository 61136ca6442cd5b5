// The first person of a home: its system administrator, who invites everybody else. Refuses "init.already" where people are
// known, and "operation.not-a-mail". One thread at a time, as the home.
#pragma once

#include <chrono>
#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "model/text.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct FirstPerson {
  std::string name, mail;
  Language language = Language::en;
  std::string actor;               // who runs the command
  std::chrono::sys_seconds at{};
};

// Gives the token of a link that lets the person choose a password; it works once, for three days.
Result<std::string> enter_first_person(Home& home, const FirstPerson& first, const RandomBytes& random);

}  // namespace potensial::service
