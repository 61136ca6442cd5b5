#include "service/pdf_printer.hpp"

#include <fcntl.h>
#include <spawn.h>
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

// Made with rights for us alone, and removed with all that is in it.
class OwnFolder {
 public:
  OwnFolder() {
    auto name = (std::filesystem::temp_directory_path() / "potensial-pdf-XXXXXX").string();
    if (mkdtemp(name.data())) path_ = name;
  }
  ~OwnFolder() {
    std::error_code failed;
    if (is_there()) std::filesystem::remove_all(path_, failed);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  bool is_there() const { return !path_.empty(); }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }
  std::string text() const { return path_.string(); }

 private:
  std::filesystem::path path_;
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
  const pdf_printing::OwnFolder folder;
  if (!folder.is_there() || !write_file(folder / "page.html", html)) return refuse(Blame::input, "report.no-browser");
  const auto ended = pdf_printing::run_quietly(pdf_printing::command(folder), pdf_printing::surroundings(folder));
  auto pdf = read_file(folder / "page.pdf", pdf_printing::largest);
  if (!ended || *ended != 0 || !pdf) return refuse(Blame::input, "report.no-browser");
  return pdf;
}

bool PdfPrinter::works() { return pdf_of("<!DOCTYPE html><title>Potensial</title>").has_value(); }

}  // namespace potensial::service
