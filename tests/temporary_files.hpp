// A folder for the temporary files of one test: nothing of other tests is in it, and it goes with the test.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace potensial {

// Names the folder in TMPDIR while it lives. One at a time, before threads start.
class TemporaryFiles {
 public:
  TemporaryFiles() {
    std::filesystem::create_directories(folder_);
    setenv("TMPDIR", folder_.c_str(), 1);
  }
  ~TemporaryFiles() {
    std::error_code failed;
    std::filesystem::remove_all(folder_, failed);
    unsetenv("TMPDIR");
  }
  TemporaryFiles(const TemporaryFiles&) = delete;
  TemporaryFiles& operator=(const TemporaryFiles&) = delete;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("potensial-temporary-" + std::to_string(::getpid()));
};

}  // namespace potensial
