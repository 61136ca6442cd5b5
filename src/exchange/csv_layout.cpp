#include "exchange/csv_layout.hpp"

#include <algorithm>

namespace potensial::exchange {
namespace layouts {
namespace {

constexpr std::size_t kRecordsSearched = 60;

std::vector<std::string> words_of(const std::vector<std::string_view>& cells) {
  std::vector<std::string> words;
  for (const auto cell : cells) words.push_back(header_words(cell));
  return words;
}

std::size_t place_of(const SourceColumn& column, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (std::ranges::find(column.headers, words[i]) != column.headers.end()) return i;
  return CsvLayout::kAbsent;
}

std::vector<std::size_t> places_of(const MappingProfile& profile, const std::vector<std::string>& words) {
  std::vector<std::size_t> places;
  for (const auto& column : profile.columns) places.push_back(place_of(column, words));
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
    auto places = layouts::places_of(profile, layouts::words_of(cells.cells()));
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
