// Pages as files: one report in the form its name asks for, or the whole tree of pages to be opened in a browser.
//
// Forms: .html (complete, styles beside it), .txt, .csv, .xlsx, .json, and .pdf (pdf_printer.hpp) where it
// can be made. Files are written whole. Refusals: "report.unknown-form", "report.no-browser", "report.not-written".
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "catalogue/messages.hpp"
#include "model/block.hpp"
#include "model/text.hpp"
#include "report/html.hpp"
#include "service/pages.hpp"

namespace potensial::service {

struct PageSettings {
  const catalogue::Messages& messages;
  std::filesystem::path web;   // templates and styles
  Date today;
  std::optional<Phrase> made = {};  // when and from which state of the data; said on paper
};

// The styles of pages as one text. Refuses "web.missing".
Result<std::string> styles_in(const std::filesystem::path& web);

// A page for paper as one document (report/printed_page.hpp): nothing on it leads anywhere. With `styles` it stands alone,
// else it links to them.
Result<std::string> paper_document(const report::Html& html, const Page& page, Language language, std::optional<Phrase> made,
                                   std::string styles);

Result<void> write_page(const Page& page, Language language, const std::filesystem::path& file, const PageSettings& settings);

// Every page of the home in both languages under `folder`; links lead only to pages that are there. `further` are
// written as well. Returns how many pages.
Result<std::size_t> write_tree(Pages& pages, std::span<const Page> further, const std::filesystem::path& folder,
                               const PageSettings& settings);

}  // namespace potensial::service
