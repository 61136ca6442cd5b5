#include "base/file.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folders.hpp"

namespace potensial {
namespace {

class OpenFile {
 public:
  OpenFile(const std::filesystem::path& file, int flags) : number_(::open(file.c_str(), flags | O_CLOEXEC, 0640)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  bool opened() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

std::unexpected<Refusal> file_refusal(std::string code, const std::filesystem::path& file) {
  const int reason = errno;
  return refuse(Blame::file, std::move(code), {{"file", file.string()}, {"reason", std::strerror(reason)}});
}

bool write_all(int number, std::string_view rest) {
  while (!rest.empty()) {
    const auto written = ::write(number, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_all_of(int number, std::string& into) {
  std::size_t place = 0;
  while (place < into.size()) {
    const auto got = ::read(number, into.data() + place, into.size() - place);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    place += static_cast<std::size_t>(got);
  }
  into.resize(place);
  return true;
}

}  // namespace

std::filesystem::path temporary_name(const std::filesystem::path& file) {
  auto name = file;
  return name += temporary_suffix;
}

Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t limit) {
  const OpenFile opened(file, O_RDONLY);
  struct stat status {};
  if (!opened.opened() || ::fstat(opened.number(), &status) != 0) return file_refusal("file.unreadable", file);
  if (!S_ISREG(status.st_mode)) {
    errno = EISDIR;
    return file_refusal("file.unreadable", file);
  }
  if (static_cast<std::uint64_t>(status.st_size) > limit)
    return refuse(Blame::file, "file.too-large", {{"file", file.string()}, {"limit", std::to_string(limit)}});
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  if (!read_all_of(opened.number(), content)) return file_refusal("file.unreadable", file);
  return content;
}

Result<void> sync_file(const std::filesystem::path& file_or_folder) {
  const OpenFile opened(file_or_folder, O_RDONLY);
  if (!opened.opened() || ::fsync(opened.number()) != 0) return file_refusal("file.unwritable", file_or_folder);
  return {};
}

Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return file_refusal("file.unwritable", to);
  return {};
}

Result<void> write_file(const std::filesystem::path& file, std::string_view content) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  (void)make_folders(folder);  // what fails is said of the file
  const auto temporary = temporary_name(file);
  {
    const OpenFile opened(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!opened.opened() || !write_all(opened.number(), content) || ::fsync(opened.number()) != 0)
      return file_refusal("file.unwritable", file);
  }
  if (auto renamed = rename_file(temporary, file); !renamed) return renamed;
  return sync_file(folder);
}

}  // namespace potensial
