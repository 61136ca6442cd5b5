#include "service/page_forms.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "report/flat_table.hpp"
#include "report/links.hpp"

namespace potensial::service {
namespace page_form {

struct Known {
  PageForm form;
  std::string_view ending;
  const char* media_type;
  bool saved;
  const char* name;  // message of its link; none: not offered to readers
};

constexpr std::array<Known, 7> all{{
    {PageForm::html, "", "text/html; charset=utf-8", false, nullptr},
    {PageForm::csv, ".csv", "text/csv; charset=utf-8", true, "page.form.csv"},
    {PageForm::workbook, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true, "page.form.workbook"},
    {PageForm::pdf, ".pdf", "application/pdf", true, "page.form.pdf"},
    {PageForm::print, ".print", "text/html; charset=utf-8", false, "page.form.print"},
    {PageForm::json, ".json", "application/json", false, nullptr},
    {PageForm::text, ".txt", "text/plain; charset=utf-8", false, nullptr},
}};

const Known& known(PageForm form) { return *std::ranges::find(all, form, &Known::form); }

bool says_something(const Page& page) {
  return std::ranges::any_of(page.blocks, [](const Block& block) { return !std::holds_alternative<Form>(block); });
}

bool can_be_had(const Page& page, PageForm form) {
  const bool of_tables = form == PageForm::csv || form == PageForm::workbook;
  return of_tables ? !report::tables_of(page.blocks).empty() : says_something(page);
}

std::string plain(std::string text) {
  for (char& c : text)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '-';
  return text;
}

}  // namespace page_form

PageForm take_form(std::string& address) {
  for (const auto& each : page_form::all)
    if (!each.ending.empty() && address.size() > each.ending.size() && address.ends_with(each.ending)) {
      address.resize(address.size() - each.ending.size());
      return each.form;
    }
  return PageForm::html;
}

const char* media_type_of(PageForm form) { return page_form::known(form).media_type; }
bool is_export(PageForm form) { return form != PageForm::html && form != PageForm::print; }

std::string file_name(const Target& page, Language language, PageForm form) {
  const auto& known = page_form::known(form);
  if (!known.saved) return {};
  const auto name = "potensial-" + report::noun_in(page.noun, language) + (page.id.empty() ? "" : "-" + page.id);
  return page_form::plain(name).append(known.ending);
}

std::vector<ListItem> offered_forms(const Page& page, bool as_pdf) {
  std::vector<ListItem> offered;
  for (const auto& each : page_form::all) {
    if (!each.name || !page_form::can_be_had(page, each.form) || (each.form == PageForm::pdf && !as_pdf)) continue;
    auto address = page.address;
    address.ending = each.ending;
    offered.push_back({phrase(each.name), std::move(address)});
  }
  return offered;
}

}  // namespace potensial::service
