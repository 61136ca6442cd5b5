// The forms in which a page is served: the endings of its address, their media types, the name under which a browser saves
// one, and in which of them a page can be had. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/block.hpp"
#include "model/text.hpp"

namespace potensial::service {

// `print` is the page for paper: nothing around it, no form to fill in (report/printed_page.hpp).
enum class PageForm { html, print, json, csv, text, workbook, pdf };

// Takes the ending of a form, ".csv", off the end of an address; the page itself has none.
PageForm take_form(std::string& address);

const char* media_type_of(PageForm form);
// Whether what is in it leaves the pages, and their rules with it.
bool is_export(PageForm form);
// "potensial-ysgol-6802801.xlsx"; empty for a form that a browser shows.
std::string file_name(const Target& page, Language language, PageForm form);

// Forms of the page that its readers are told of: with tables as CSV and XLSX, with more than what is filled in for paper
// and, where PDF can be made, as such.
std::vector<ListItem> offered_forms(const Page& page, bool as_pdf);

}  // namespace potensial::service
