#include "exchange/workbook.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdint>
#include <map>
#include <string_view>

#include "base/file.hpp"

namespace potensial::exchange {
namespace workbook_detail {

constexpr std::size_t longest_name = 31;  // of a sheet, in UTF-16 units
constexpr double first_width = 42, other_width = 16;
constexpr std::int64_t seconds_of_a_day = 86'400;

Result<void> check_rows(const Workbook& workbook) {
  for (const auto& sheet : workbook.sheets)
    if (sheet.before.size() + sheet.rows.size() + sheet.after.size() + 1 > LXW_ROW_MAX)
      return refuse(Blame::input, "workbook.too-many-rows", {{"sheet", sheet.name}});
  return {};
}

// A file without a name, reached by the number of its descriptor.
class UnnamedFile {
 public:
  UnnamedFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~UnnamedFile() {
    if (is_open()) close(descriptor_);
  }
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

std::size_t bytes_of_letter(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

struct Formats {
  lxw_workbook* book;
  lxw_format* bold;
  std::map<std::string, lxw_format*> numbers;

  lxw_format* number(const std::string& format) {
    auto [found, added] = numbers.try_emplace(format, nullptr);
    if (added) {
      found->second = workbook_add_format(book);
      format_set_num_format(found->second, format.c_str());
    }
    return found->second;
  }
};

void write_lines(lxw_worksheet* sheet, const std::vector<std::string>& lines, lxw_row_t& row, lxw_format* first) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    worksheet_write_string(sheet, row++, 0, lines[i].c_str(), i == 0 ? first : nullptr);
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const SheetCell& cell, Formats& formats) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    worksheet_write_string(sheet, row, column, text->c_str(), nullptr);
  } else {
    const auto& number = std::get<SheetNumber>(cell);
    worksheet_write_number(sheet, row, column, number.value, formats.number(number.format));
  }
}

void write_table(lxw_worksheet* sheet, const Sheet& from, lxw_row_t& row, Formats& formats) {
  if (from.titles.empty()) return;
  for (std::size_t i = 0; i < from.titles.size(); ++i)
    worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), from.titles[i].c_str(), formats.bold);
  worksheet_freeze_panes(sheet, row + 1, 1);
  worksheet_repeat_rows(sheet, row, row);
  ++row;
  for (const auto& cells : from.rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) write_cell(sheet, row, static_cast<lxw_col_t>(i), cells[i], formats);
    ++row;
  }
}

void write_sheet(lxw_worksheet* sheet, const Sheet& from, Formats& formats) {
  worksheet_set_column(sheet, 0, 0, first_width, nullptr);
  if (from.titles.size() > 1)
    worksheet_set_column(sheet, 1, static_cast<lxw_col_t>(from.titles.size() - 1), other_width, nullptr);
  worksheet_set_paper(sheet, 9);  // A4
  lxw_row_t row = 0;
  write_lines(sheet, from.before, row, formats.bold);
  write_table(sheet, from, row, formats);
  write_lines(sheet, from.after, row, nullptr);
}

void set_properties(lxw_workbook* book, const Workbook& workbook) {
  std::string title = workbook.title;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = workbook.dated.days() * seconds_of_a_day;
  workbook_set_properties(book, &properties);
}

}  // namespace workbook_detail

std::string sheet_name(std::size_t place, const std::string& name) {
  std::string fit = std::to_string(place) + " ";
  std::size_t units = fit.size();
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t bytes = workbook_detail::bytes_of_letter(name[i]);
    units += bytes == 4 ? 2 : 1;
    if (units > workbook_detail::longest_name) break;
    const bool forbidden = std::string_view("[]:*?/\\'").find(name[i]) != std::string_view::npos;
    fit += forbidden ? "-" : name.substr(i, bytes);
    i += bytes;
  }
  fit.erase(fit.find_last_not_of(' ') + 1);
  return fit;
}

Result<void> write_workbook(const Workbook& workbook, const std::filesystem::path& file) {
  if (auto fits = workbook_detail::check_rows(workbook); !fits) return fits;
  lxw_workbook* book = workbook_new(file.c_str());
  if (!book) return refuse(Blame::fault, "workbook.not-written", {{"file", file.string()}, {"words", "memory"}});
  workbook_detail::Formats formats{book, workbook_add_format(book), {}};
  format_set_bold(formats.bold);
  format_set_text_wrap(formats.bold);
  workbook_detail::set_properties(book, workbook);
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    const std::string name = sheet_name(i + 1, workbook.sheets[i].name);
    workbook_detail::write_sheet(workbook_add_worksheet(book, name.c_str()), workbook.sheets[i], formats);
  }
  if (const auto fault = workbook_close(book); fault != LXW_NO_ERROR)
    return refuse(Blame::file, "workbook.not-written", {{"file", file.string()}, {"words", lxw_strerror(fault)}});
  return {};
}

Result<std::string> workbook_bytes(const Workbook& workbook) {
  const workbook_detail::UnnamedFile file;
  if (!file.is_open()) return refuse(Blame::fault, "workbook.not-written", {{"file", workbook.title}, {"words", "memory"}});
  if (auto written = write_workbook(workbook, file.path()); !written) return std::unexpected(written.error());
  return read_file(file.path());
}

}  // namespace potensial::exchange
