#include "exchange/csv_layout.hpp"

#include <algorithm>

namespace potensial::exchange {
namespace layouts {
namespace {

constexpr std::size_t kRecordsSearched = 60;

// What a heading may be known by: all of it, and its parts between slashes and line breaks.
std::vector<std::string> names_of(std::string_view heading) {
  std::vector<std::string> names = {header_words(heading)};
  for (std::size_t begin = 0; begin <= heading.size();) {
    const auto end = std::min(heading.find_first_of("/\n\r", begin), heading.size());
    if (auto part = header_words(heading.substr(begin, end - begin)); !part.empty()) names.push_back(std::move(part));
    begin = end + 1;
  }
  return names;
}

using Headings = std::vector<std::vector<std::string>>;  // per cell, its names; the whole one first

Headings headings_of(const std::vector<std::string_view>& cells) {
  Headings headings;
  for (const auto cell : cells) headings.push_back(names_of(cell));
  return headings;
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::size_t place_of(const SourceColumn& column, const Headings& headings) {
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (is_among(column.headers, headings[i].front())) return i;
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (std::ranges::any_of(headings[i], [&](const auto& name) { return is_among(column.headers, name); })) return i;
  return CsvLayout::kAbsent;
}

std::vector<std::size_t> places_of(const MappingProfile& profile, const Headings& headings) {
  std::vector<std::size_t> places;
  for (const auto& column : profile.columns) places.push_back(place_of(column, headings));
  return places;
}

// Names of the columns that must be there and are not.
std::vector<std::string> lacking(const MappingProfile& profile, const std::vector<std::size_t>& places) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] == CsvLayout::kAbsent && !profile.columns[i].optional) names.push_back(profile.columns[i].name);
  return names;
}

std::vector<std::string> as_written(const std::vector<std::string_view>& cells) {
  std::vector<std::string> written;
  for (const auto cell : cells) {
    std::string heading(cell);
    std::ranges::replace_if(heading, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    written.push_back(std::move(heading));
  }
  return written;
}

void fill_gaps(std::vector<std::string>& headings) {
  for (std::size_t i = 1; i < headings.size(); ++i)
    if (headings[i].empty()) headings[i] = headings[i - 1];
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace
}  // namespace layouts

Result<CsvLayout> find_layout(const MappingProfile& profile, CsvCells& cells) {
  std::vector<std::string> fewest_lacking;
  bool any = false;
  for (std::size_t record = 0; record < layouts::kRecordsSearched && cells.next(); ++record) {
    auto places = layouts::places_of(profile, layouts::headings_of(cells.cells()));
    auto names = layouts::lacking(profile, places);
    if (!names.empty()) {
      if (!any || names.size() < fewest_lacking.size()) fewest_lacking = std::move(names);
      any = true;
      continue;
    }
    CsvLayout layout{.width = cells.cells().size(), .places = std::move(places)};
    layout.headings.push_back(layouts::as_written(cells.cells()));
    for (std::size_t line = 1; line < profile.header_rows && cells.next(); ++line) {
      layouts::fill_gaps(layout.headings.back());
      layout.headings.push_back(layouts::as_written(cells.cells()));
    }
    return layout;
  }
  if (!any) return refuse(Blame::file, "exchange.empty");
  return refuse(Blame::file, "exchange.no-header", {{"columns", layouts::joined(fewest_lacking)}});
}

Result<CsvStart> start_of(const MappingProfile& profile, std::string_view text) {
  std::optional<Refusal> first_refusal;
  for (const char separator : profile.separators) {
    CsvCells cells(text, separator);
    auto layout = find_layout(profile, cells);
    if (layout) {
      layout->separator = separator;
      return CsvStart{std::move(cells), std::move(*layout)};
    }
    if (!first_refusal) first_refusal = layout.error();
  }
  return std::unexpected(*first_refusal);
}

}  // namespace potensial::exchange
