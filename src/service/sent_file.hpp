// A file that is being sent in, on its way from the sender to the folder of a task: bytes arrive in pieces, go to disk under
// a random name in `sent/` of the home, and are gone again unless somebody keeps them (SEC-22). The name that the sender
// gave is never a name on disk. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/sha256.hpp"

namespace potensial::service {

class SentFile {
 public:
  // Refuses "file.unwritable".
  static Result<SentFile> begin(const std::filesystem::path& home, const RandomBytes& random);
  SentFile(SentFile&& other) noexcept;
  SentFile& operator=(SentFile&&) = delete;
  ~SentFile();

  Result<void> add(std::string_view bytes);
  // All bytes have come, and are on disk when it returns. `name`: as the sender gave it; only its last part is taken.
  Result<void> finish(std::string_view name);
  // From here on the file is somebody's else: it stays.
  void keep() { kept_ = true; }

  const std::string& place() const { return place_; }  // name of its folder
  const std::string& name() const { return name_; }    // at most 120 characters, without controls
  std::uint64_t bytes() const { return bytes_; }
  std::string sha256() const { return hash_.hex(); }

 private:
  SentFile(std::filesystem::path folder, std::string place);

  std::filesystem::path folder_;
  std::string place_, name_;
  std::ofstream out_;
  Sha256 hash_;
  std::uint64_t bytes_ = 0;
  bool kept_ = false;
};

}  // namespace potensial::service
