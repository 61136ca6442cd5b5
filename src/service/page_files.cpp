#include "service/page_files.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <set>
#include <vector>

#include "base/file.hpp"
#include "exchange/workbook.hpp"
#include "report/html.hpp"
#include "report/links.hpp"
#include "report/page_csv.hpp"
#include "report/page_json.hpp"
#include "report/page_xlsx.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

extern char** environ;

namespace potensial::service {
namespace {

constexpr std::array languages{Language::en, Language::cy};

report::Surroundings surroundings() {
  report::Surroundings around;
  around.home = {"wales", "", ""};
  around.navigation = {{"find", phrase("pages.section-find"), {"wales", "", ""}}};
  return around;
}

Result<void> write_text(const std::filesystem::path& file, std::string_view text) {
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
  return write_file(file, text);
}

Result<void> copy_styles(const std::filesystem::path& web, const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder);
  for (const auto& [from, to] : {std::pair{"css/potensial.css", "potensial.css"}, {"icons/potensial.svg", "potensial.svg"}}) {
    std::filesystem::copy_file(web / from, folder / to, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) return refuse(Blame::fault, "report.not-written", {{"file", (folder / to).string()}});
  }
  return {};
}

// A report stands alone: its links would lead to pages that are not beside it.
Result<std::string> lone_document(const Page& page, Language language, const PageSettings& settings) {
  const auto html = report::Html::load(settings.messages, settings.web);
  if (!html) return std::unexpected(html.error());
  struct Lone final : report::Links {
    std::string page(const Target&, Language) const override { return {}; }
    std::string asset(const std::string& file) const override { return file; }
  };
  return html->document(page, language, surroundings(), Lone{});
}

Result<void> write_html(const Page& page, Language language, const std::filesystem::path& file, const PageSettings& settings) {
  const auto document = lone_document(page, language, settings);
  if (!document) return std::unexpected(document.error());
  if (auto copied = copy_styles(settings.web, file.parent_path().empty() ? "." : file.parent_path()); !copied) return copied;
  return write_text(file, *document);
}

// Runs a program without a shell; its own words go nowhere. Nothing when it could not be started.
std::optional<int> run_quietly(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& each : words) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed != 0 || waitpid(child, &status, 0) < 0) return std::nullopt;
  return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
}

Result<void> write_pdf(const Page& page, Language language, const std::filesystem::path& file, const PageSettings& settings) {
  const auto folder = std::filesystem::absolute(file).parent_path() / ("." + file.stem().string() + ".print");
  if (auto written = write_html(page, language, folder / "page.html", settings); !written) return written;
  const auto printed = run_quietly({"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                                    "--disable-component-update", "--disable-sync", "--user-data-dir=" + (folder / "profile").string(),
                                    "--print-to-pdf=" + std::filesystem::absolute(file).string(), "--no-pdf-header-footer",
                                    "file://" + (folder / "page.html").string()});
  std::filesystem::remove_all(folder);
  if (!printed || *printed != 0 || !std::filesystem::exists(file)) return refuse(Blame::input, "report.no-browser");
  return {};
}

}  // namespace

Result<void> write_page(const Page& page, Language language, const std::filesystem::path& file, const PageSettings& settings) {
  const auto form = file.extension().string();
  const report::Words words(settings.messages, language);
  if (form == ".html") return write_html(page, language, file, settings);
  if (form == ".txt") return write_text(file, report::terminal_text(page, words));
  if (form == ".csv") return write_text(file, report::page_csv(page, words));
  if (form == ".json") return write_text(file, report::page_json(page, words));
  if (form == ".xlsx") return exchange::write_workbook(report::page_workbook(page, words, settings.today), file);
  if (form == ".pdf") return write_pdf(page, language, file, settings);
  return refuse(Blame::input, "report.unknown-form", {{"file", file.string()}});
}

Result<std::size_t> write_tree(Pages& pages, std::span<const Page> further, const std::filesystem::path& folder,
                               const PageSettings& settings) {
  const auto html = report::Html::load(settings.messages, settings.web);
  if (!html) return std::unexpected(html.error());
  const auto addresses = pages.all();
  if (!addresses) return std::unexpected(addresses.error());
  std::set<std::string> written;
  for (const auto& each : *addresses) written.insert(report::file_of({each.noun, each.id, ""}, Language::en));
  for (const auto& each : further) written.insert(report::file_of({each.address.noun, each.address.id, ""}, Language::en));
  const auto is_written = [&](const Target& target) { return written.contains(report::file_of({target.noun, target.id, ""}, Language::en)); };
  const auto write_both = [&](const Page& page, const Target& address) -> Result<void> {
    for (const auto language : languages) {
      const auto document = html->document(page, language, surroundings(), report::FileLinks(address, is_written));
      if (!document) return std::unexpected(document.error());
      if (auto done = write_text(folder / report::file_of({address.noun, address.id, ""}, language), *document); !done) return done;
    }
    return {};
  };
  if (auto copied = copy_styles(settings.web, folder); !copied) return std::unexpected(copied.error());
  for (const auto& address : *addresses) {
    auto page = pages.page(address);
    if (!page) return std::unexpected(page.error());
    page->address = address;
    if (auto done = write_both(*page, address); !done) return std::unexpected(done.error());
  }
  for (const auto& page : further)
    if (auto done = write_both(page, page.address); !done) return std::unexpected(done.error());
  return addresses->size() + further.size();
}

}  // namespace potensial::service
