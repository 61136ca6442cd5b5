#include "app/http/body_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace potensial::app {

std::shared_ptr<BodyFile> BodyFile::make(const std::filesystem::path& folder) {
  auto name = (folder / "body-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (file < 0) return nullptr;
  return std::shared_ptr<BodyFile>(new BodyFile(name, file));
}

BodyFile::~BodyFile() {
  ::close(file_);
  std::error_code none;
  std::filesystem::remove(path_, none);
}

bool BodyFile::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace potensial::app
