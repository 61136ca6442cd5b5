// The body of a request that may be large, in a file of a random name that goes when the request does: memory stays flat
// however much is sent (SEC-27). One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace potensial::app {

class BodyFile {
 public:
  // In a folder that is there; nullptr when no file can be made.
  static std::shared_ptr<BodyFile> make(const std::filesystem::path& folder);
  BodyFile(const BodyFile&) = delete;
  BodyFile& operator=(const BodyFile&) = delete;
  ~BodyFile();

  bool add(std::string_view bytes);  // false when the disk takes no more
  const std::filesystem::path& path() const { return path_; }

 private:
  BodyFile(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}

  std::filesystem::path path_;
  int file_;
};

}  // namespace potensial::app
