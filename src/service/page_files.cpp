#include "service/page_files.hpp"

#include <array>
#include <set>
#include <vector>

#include "base/file.hpp"
#include "exchange/workbook.hpp"
#include "report/links.hpp"
#include "report/page_csv.hpp"
#include "report/page_json.hpp"
#include "report/page_xlsx.hpp"
#include "report/printed_page.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "service/pdf_printer.hpp"

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
  for (const auto& [from, to] : {std::pair{"css/potensial.css", "potensial.css"}, {"icons/potensial.svg", "potensial.svg"}, {"language.js", "language.js"}}) {
    std::filesystem::copy_file(web / from, folder / to, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) return refuse(Blame::fault, "report.not-written", {{"file", (folder / to).string()}});
  }
  return {};
}

// On paper nothing leads anywhere.
class NoLinks final : public report::ServedLinks {
 public:
  std::string page(const Target&, Language) const override { return {}; }
};

// A report stands alone: its links would lead to pages that are not beside it.
struct Lone final : report::Links {
  std::string page(const Target&, Language) const override { return {}; }
  std::string asset(const std::string& file) const override { return file; }
};

Result<std::string> lone_document(const Page& page, Language language, const PageSettings& settings) {
  const auto html = report::Html::load(settings.messages, settings.web);
  if (!html) return std::unexpected(html.error());
  auto around = surroundings();
  around.made = settings.made;
  return html->document(page, language, around, Lone{});
}

Result<void> write_html(const Page& page, Language language, const std::filesystem::path& file, const PageSettings& settings) {
  const auto document = lone_document(page, language, settings);
  if (!document) return std::unexpected(document.error());
  if (auto copied = copy_styles(settings.web, file.parent_path().empty() ? "." : file.parent_path()); !copied) return copied;
  return write_text(file, *document);
}

Result<void> write_pdf(const Page& page, Language language, const std::filesystem::path& file, const PageSettings& settings) {
  const auto html = report::Html::load(settings.messages, settings.web);
  if (!html) return std::unexpected(html.error());
  auto styles = styles_in(settings.web);
  if (!styles) return std::unexpected(styles.error());
  const auto document = paper_document(*html, page, language, settings.made, std::move(*styles));
  if (!document) return std::unexpected(document.error());
  const auto pdf = PdfPrinter().pdf_of(*document);
  if (!pdf) return std::unexpected(pdf.error());
  return write_text(file, *pdf);
}

}  // namespace

Result<std::string> styles_in(const std::filesystem::path& web) {
  const auto file = web / "css/potensial.css";
  auto styles = read_file(file);
  if (!styles) return refuse(Blame::fault, "web.missing", {{"file", file.string()}});
  return styles;
}

Result<std::string> paper_document(const report::Html& html, const Page& page, Language language, std::optional<Phrase> made,
                                   std::string styles) {
  report::Surroundings around;
  around.for_paper = true;
  around.made = std::move(made);
  around.styles = std::move(styles);
  return html.document(report::printed_page(page), language, around, NoLinks());
}

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
