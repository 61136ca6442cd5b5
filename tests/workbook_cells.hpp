// The cells of a workbook in memory, read by another library than the one that wrote it: text as it stands, numbers as
// they are written. For tests.
#pragma once

#include <zip.h>

#include <regex>
#include <string>
#include <vector>

namespace potensial::tests {

inline std::string workbook_part(const std::string& bytes, const std::string& name) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  zip_t* package = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (!package) {
    zip_source_free(source);
    return {};
  }
  std::string content;
  if (zip_file_t* in = zip_fopen(package, name.c_str(), 0)) {
    char buffer[4096];
    for (zip_int64_t read; (read = zip_fread(in, buffer, sizeof buffer)) > 0;) content.append(buffer, static_cast<std::size_t>(read));
    zip_fclose(in);
  }
  zip_discard(package);
  return content;
}

inline std::string without_entities(std::string text) {
  for (const auto& [entity, letter] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) text.replace(at, std::string(entity).size(), letter);
  return text;
}

// What stands between the ends of each element of a name, in order.
inline std::vector<std::string> elements(const std::string& xml, const std::string& name) {
  std::vector<std::string> found;
  const auto open = "<" + name, close = "</" + name + ">";
  for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
    const char after = xml[at + open.size()];
    const auto end = xml.find('>', at);
    if ((after != ' ' && after != '>') || xml[end - 1] == '/') continue;
    found.push_back(xml.substr(at, xml.find(close, end) - at));
  }
  return found;
}

inline std::string text_of_element(const std::string& element) { return without_entities(element.substr(element.find('>') + 1)); }

inline std::vector<std::string> shared_texts(const std::string& bytes) {
  std::vector<std::string> texts;
  for (const auto& each : elements(workbook_part(bytes, "xl/sharedStrings.xml"), "si")) texts.push_back(text_of_element(elements(each, "t").at(0)));
  return texts;
}

using WorkbookRows = std::vector<std::vector<std::string>>;

// Rows of one sheet, counted from 1; none where there is no such sheet.
inline WorkbookRows workbook_rows(const std::string& bytes, std::size_t sheet, const std::vector<std::string>& texts) {
  WorkbookRows rows;
  for (const auto& row : elements(workbook_part(bytes, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml"), "row")) {
    auto& cells = rows.emplace_back();
    for (const auto& cell : elements(row, "c")) {
      const auto value = text_of_element(elements(cell, "v").at(0));
      const bool shared = cell.substr(0, cell.find('>')).find("t=\"s\"") != std::string::npos;
      cells.push_back(shared ? texts.at(std::stoul(value)) : value);
    }
  }
  return rows;
}

// Every row of every sheet but the first, which holds sentences.
inline WorkbookRows rows_of_tables(const std::string& bytes) {
  const auto texts = shared_texts(bytes);
  WorkbookRows all;
  for (std::size_t sheet = 2;; ++sheet) {
    const auto rows = workbook_rows(bytes, sheet, texts);
    if (rows.empty()) return all;
    all.insert(all.end(), rows.begin(), rows.end());
  }
}

}  // namespace potensial::tests
