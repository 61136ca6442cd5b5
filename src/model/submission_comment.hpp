// What a person says about a submission, or about one question of it, beside its steps: kept as it was said, never changed. A
// comment answers another or stands for itself; one that closes what it answers says that nothing more is asked. Value type,
// thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace potensial {

struct SubmissionComment {
  std::string submission;
  std::int64_t place = 0;    // from 1 within the submission
  std::string on;            // path of the question, "lines/3/purpose"; empty: the whole
  std::int64_t answers = 0;  // place of the one that it answers; 0: none
  bool closes = false;
  bool by_assessor = false;  // of somebody who assesses: blind to the others until all have signed
  std::string words;
  std::string person, actor;
  std::chrono::sys_seconds at{};

  bool operator==(const SubmissionComment&) const = default;
};

}  // namespace potensial
