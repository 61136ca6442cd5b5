#include "service/pdf_printer.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/file.hpp"

namespace potensial::service {
namespace pdf_printing {

constexpr std::uint64_t largest = std::uint64_t{64} << 20;  // bytes of a PDF

namespace fs = std::filesystem;
constexpr auto name_of_all = "potensial-pdf-";

bool is_of_this_user(int file) {
  struct stat about {};
  return fstat(file, &about) == 0 && about.st_uid == geteuid();
}

// A folder and the right to it, which ends with the process that holds it, however it ends. Others may write where
// temporary files are: a folder of theirs, and a link of theirs to one of ours, is never held.
class HeldFolder {
 public:
  explicit HeldFolder(const fs::path& path) : file_(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
    is_ours_ = file_ >= 0 && is_of_this_user(file_) && flock(file_, LOCK_EX | LOCK_NB) == 0;
  }
  ~HeldFolder() {
    if (file_ >= 0) close(file_);
  }
  HeldFolder(const HeldFolder&) = delete;
  HeldFolder& operator=(const HeldFolder&) = delete;

  bool is_ours() const { return is_ours_; }

 private:
  int file_;
  bool is_ours_ = false;
};

// An empty one may be of a printer that is about to hold it.
void remove_if_left(const fs::path& folder) {
  std::error_code failed;
  if (fs::is_empty(folder, failed) || failed || !HeldFolder(folder).is_ours()) return;
  fs::remove(folder / "page.html", failed);
  fs::remove(folder / "page.pdf", failed);
  fs::remove_all(folder, failed);
}

// What printers left that were killed: pages of people.
void remove_left_folders() {
  std::error_code failed;
  for (const auto& each : fs::directory_iterator(fs::temp_directory_path(), failed))
    if (each.path().filename().string().starts_with(name_of_all)) remove_if_left(each.path());
}

fs::path fresh_folder() {
  auto name = (fs::temp_directory_path() / (std::string(name_of_all) + "XXXXXX")).string();
  return mkdtemp(name.data()) ? fs::path(name) : fs::path();
}

// Made with rights for us alone, and removed with all that is in it.
class OwnFolder {
 public:
  ~OwnFolder() {
    std::error_code failed;
    if (is_there()) fs::remove_all(path_, failed);
  }

  bool is_there() const { return held_.is_ours(); }
  fs::path operator/(const char* name) const { return path_ / name; }
  std::string text() const { return path_.string(); }

 private:
  fs::path path_ = fresh_folder();
  HeldFolder held_{path_};
};

// Limits of the kernel on what follows: time, processor, size of files, memory, no network.
std::vector<std::string> within_limits() {
  return {"timeout", "--kill-after=2", "40", "prlimit", "--cpu=30", "--fsize=" + std::to_string(largest), "--data=1073741824", "--core=0",
          "unshare", "--map-current-user", "--net"};
}

// The administrator of a machine has no sandbox of the browser; everybody else has.
std::vector<std::string> command(const OwnFolder& folder) {
  auto words = within_limits();
  for (const char* each : {"chromium", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                           "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--no-pdf-header-footer"})
    words.emplace_back(each);
  if (geteuid() == 0) words.emplace_back("--no-sandbox");
  words.push_back("--user-data-dir=" + (folder / "profile").string());
  words.push_back("--print-to-pdf=" + (folder / "page.pdf").string());
  words.push_back("file://" + (folder / "page.html").string());
  return words;
}

std::vector<std::string> surroundings(const OwnFolder& folder) {
  return {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + folder.text(), "TMPDIR=" + folder.text()};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& each : texts) all.push_back(each.data());
  all.push_back(nullptr);
  return all;
}

// Without a shell; its own words go nowhere. Nothing when it could not be started.
std::optional<int> run_quietly(std::vector<std::string> words, std::vector<std::string> environment) {
  const auto arguments = pointers(words), variables = pointers(environment);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), variables.data());
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed != 0 || waitpid(child, &status, 0) < 0) return std::nullopt;
  return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
}

}  // namespace pdf_printing

Result<std::string> PdfPrinter::pdf_of(std::string_view html) {
  const std::unique_lock held(one_at_a_time_, std::try_to_lock);
  if (!held) return refuse(Blame::input, "report.pdf-busy");
  pdf_printing::remove_left_folders();
  const pdf_printing::OwnFolder folder;
  if (!folder.is_there() || !write_file(folder / "page.html", html)) return refuse(Blame::input, "report.no-browser");
  const auto ended = pdf_printing::run_quietly(pdf_printing::command(folder), pdf_printing::surroundings(folder));
  auto pdf = read_file(folder / "page.pdf", pdf_printing::largest);
  if (!ended || *ended != 0 || !pdf) return refuse(Blame::input, "report.no-browser");
  return pdf;
}

bool PdfPrinter::works() { return pdf_of("<!DOCTYPE html><title>Potensial</title>").has_value(); }

}  // namespace potensial::service
