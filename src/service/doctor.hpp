// What a home and its program need to be well: each looked at, with what was seen and, where it is wrong, what to do (REL-8).
// Reads only. One thread at a time, as the home.
#pragma once

#include <chrono>
#include <cstdint>
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

// What nothing may be served from: no room to note what is done, an audit log that was changed, a clock that was set back,
// files of facts that are gone. The first of these, in words; nothing where all is well. `least_space` in bytes.
std::optional<Phrase> why_not_to_start(Home& home, std::chrono::sys_seconds at, std::uintmax_t least_space = std::uintmax_t{256} << 20);

}  // namespace potensial::service
