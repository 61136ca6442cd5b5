#include "exchange/csv_profile_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/encoding.hpp"
#include "base/sha256.hpp"
#include "exchange/csv_layout.hpp"
#include "exchange/incoming_rows.hpp"
#include "exchange/record_mapping.hpp"

namespace potensial::exchange {
namespace csv_reading {
namespace {

std::string megabytes(std::uint64_t bytes) { return fmt::format("{}", bytes >> 20); }

Result<void> check_size(const ReadingRules& rules, const FileToRead& file) {
  if (file.bytes.empty()) return refuse(Blame::file, "exchange.empty");
  if (file.bytes.size() > rules.largest_bytes)
    return refuse(Blame::file, "exchange.too-large",
                  {{"megabytes", megabytes(file.bytes.size())}, {"limit", megabytes(rules.largest_bytes)}});
  return {};
}

// Whom and which year the file speaks for: the caller, the path and the profile must not contradict.
Result<PathFacts> facts_of(const MappingProfile& profile, const FileToRead& file) {
  auto facts = path_facts(profile.path, file.path).value_or(PathFacts{profile.organisation, profile.year});
  if (facts.organisation.empty()) facts.organisation = profile.organisation;
  if (!facts.year.summer) facts.year = profile.year;
  if (!file.organisation.empty() && !facts.organisation.empty() && !facts.organisation.starts_with(file.organisation) &&
      !file.organisation.starts_with(facts.organisation))
    return refuse(Blame::file, "exchange.other-organisation",
                  {{"organisation", file.organisation}, {"found", facts.organisation}, {"rows", "0"}});
  if (file.year.summer && facts.year.summer && file.year != facts.year)
    return refuse(Blame::file, "exchange.other-year",
                  {{"year", fmt::format("{}", file.year.summer)}, {"found", fmt::format("{}", facts.year.summer)}});
  if (facts.organisation.size() < file.organisation.size()) facts.organisation = file.organisation;
  if (file.year.summer) facts.year = file.year;
  return facts;
}

bool is_blank(const std::vector<std::string_view>& cells) {
  return std::ranges::all_of(cells, [](std::string_view cell) { return trimmed(cell).empty(); });
}

// Whether a row has cells that the headings do not cover.
bool has_more(const std::vector<std::string_view>& cells, std::size_t width) {
  for (auto i = width; i < cells.size(); ++i)
    if (!trimmed(cells[i]).empty()) return true;
  return false;
}

// Cells of a row that is too short or too long cannot be told apart, so none of them is read.
bool fits(IncomingRows& rows, const std::vector<std::string_view>& cells, std::size_t width) {
  if (cells.size() >= width && !has_more(cells, width)) return true;
  rows.problem("", cells.size() < width ? "rule.cells-missing" : "rule.cells-extra", "",
               {{"cells", fmt::format("{}", cells.size())}, {"expected", fmt::format("{}", width)}});
  return false;
}

// Whether the last cell of a file that ends within a line was cut: in a column of codes of one to three
// lengths, it has another.
class LastCell {
 public:
  void note(std::string_view cell) {
    if (cell.size() >= lengths_.size()) variable_ = true;
    else if (++lengths_[cell.size()] == 1) ++kinds_;
    ++seen_;
  }
  bool is_cut(std::string_view cell) const {
    return !variable_ && kinds_ <= 3 && seen_ >= 20 && (cell.size() >= lengths_.size() || lengths_[cell.size()] == 0);
  }

 private:
  std::array<std::uint64_t, 33> lengths_{};
  std::uint64_t seen_ = 0, kinds_ = 0;
  bool variable_ = false;
};

std::size_t line_breaks(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

constexpr std::uint64_t told_every = 4096;  // rows

// Whether whoever follows the reading wants it to go on.
bool goes_on(const FileToRead& file, std::uint64_t row, std::size_t offset) {
  return row % told_every != 0 || !file.goes_on || file.goes_on(static_cast<double>(offset) / static_cast<double>(file.bytes.size()));
}

Result<void> read_rows(const FileToRead& file, CsvStart& start, IncomingRows& rows, RecordMapping& mapping) {
  auto& csv = start.cells;
  LastCell last;
  std::uint64_t row = 0;
  while (csv.next()) {
    const auto& cells = csv.cells();
    if (is_blank(cells)) continue;
    if (!csv.closed() && (cells.size() < start.layout.width || last.is_cut(cells.back())))
      return refuse(Blame::file, "exchange.truncated", {{"line", fmt::format("{}", csv.line())}});
    last.note(cells.back());
    rows.begin_row(++row);
    if (!goes_on(file, row, csv.offset())) return refuse(Blame::input, "exchange.stopped");
    if (fits(rows, cells, start.layout.width)) mapping.read_row(cells, row);
    rows.end_row();
  }
  if (const auto line = csv.unterminated())
    return refuse(Blame::file, "exchange.unclosed-quote", {{"line", fmt::format("{}", *line)}});
  return {};
}

RowRules row_rules_of(const MappingProfile& profile) {
  return {.study = profile.study, .in_order = profile.in_order, .total = profile.total, .parts = profile.parts,
          .dated_by = profile.dated_by};
}

}  // namespace
}  // namespace csv_reading

Result<IncomingFile> read_csv(const MappingProfile& profile, const ReadingRules& rules, const FileToRead& file) {
  if (auto sized = csv_reading::check_size(rules, file); !sized) return std::unexpected(sized.error());
  const auto facts = csv_reading::facts_of(profile, file);
  if (!facts) return std::unexpected(facts.error());
  const auto decoded = decode(file.bytes, profile.encodings);
  if (!decoded) return std::unexpected(decoded.error());
  auto start = start_of(profile, decoded->text());
  if (!start) return std::unexpected(start.error());
  auto rows = IncomingRows::of(rules, collections_of(profile), csv_reading::row_rules_of(profile), facts->organisation,
                               facts->year);
  if (!rows) return std::unexpected(rows.error());
  auto mapping = RecordMapping::of(profile, start->layout, *rows, facts->organisation, facts->year);
  if (!mapping) return std::unexpected(mapping.error());
  rows->expect(csv_reading::line_breaks(decoded->text()));
  if (auto read = csv_reading::read_rows(file, *start, *rows, *mapping); !read) return std::unexpected(read.error());
  auto incoming = rows->finish();
  if (!incoming) return incoming;
  if (incoming->read == 0 && !profile.may_be_empty) return refuse(Blame::file, "exchange.no-rows");
  incoming->file = file.path;
  incoming->profile = profile.id;
  incoming->sha256 = sha256(file.bytes);
  return incoming;
}

}  // namespace potensial::exchange
