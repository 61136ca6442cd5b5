// What a home and its program need to be well: each looked at, with what was seen and, where it is wrong, what to do (REL-8).
// Reads only. One thread at a time, as the home.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

#include "model/phrase.hpp"
#include "service/home.hpp"
#include "service/mail_text.hpp"

namespace potensial::service {

struct Check {
  bool well = true;
  Phrase words;
};

struct DoctorRequest {
  std::filesystem::path web;
  bool every_file = false;     // reads each file of facts and compares its hash; else looks whether it is there
  std::chrono::sys_seconds at{};
  std::optional<MailSettings> mail = {};  // whether its server answers; nothing is said of mails without them
};

std::vector<Check> examine(Home& home, const DoctorRequest& request);

}  // namespace potensial::service
