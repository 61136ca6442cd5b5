#include "service/suppress_table.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

#include "stats/text_table.hpp"

namespace potensial::service {
namespace suppress_table_detail {

constexpr std::size_t most_cells = 20'000;
constexpr std::string_view impossible_word = "[z]";

bool contains(const std::vector<std::string>& names, const std::string& name) { return std::ranges::find(names, name) != names.end(); }

ClassVariable variable_of(const stats::TextColumn& column, const TableColumns& columns) {
  ClassVariable variable{.name = column.name, .title = {column.name, column.name}, .identifying = contains(columns.identifying, column.name),
                         .sensitive = contains(columns.sensitive, column.name), .known_inside = column.name == columns.insider};
  for (const auto& cell : column.cells)
    if (cell != columns.total && !contains(variable.categories, cell)) variable.categories.push_back(cell);
  for (std::size_t i = 0; i < variable.categories.size(); ++i)
    variable.levels.push_back({variable.categories[i], {variable.categories[i], variable.categories[i]}, {i}});
  ClassLevel total{columns.total, columns.total_name, std::vector<std::size_t>(variable.categories.size())};
  std::iota(total.members.begin(), total.members.end(), std::size_t{0});
  if (variable.categories.size() != 1) variable.levels.push_back(std::move(total));
  if (variable.sensitive && contains(variable.categories, columns.headline)) variable.headline = columns.headline;
  return variable;
}

Result<void> check_names(const stats::TextTable& table, const TableColumns& columns) {
  auto named = columns.identifying;
  named.insert(named.end(), columns.sensitive.begin(), columns.sensitive.end());
  named.push_back(columns.count);
  for (const auto& name : {columns.insider, columns.percentages_of})
    if (!name.empty()) named.push_back(name);
  for (const auto& name : named)
    if (!table.find(name)) return refuse(Blame::input, "method.unknown-column", {{"column", name}});
  return {};
}

Result<std::size_t> shape_of(const CountTable& table) {
  std::size_t inner = 1, printed = 1;
  for (const auto& variable : table.variables) {
    inner *= variable.categories.size();
    printed *= variable.levels.size();
    if (printed > most_cells)
      return refuse(Blame::input, "release.too-large", {{"cells", std::to_string(printed)}, {"most", std::to_string(most_cells)}});
  }
  return inner;
}

std::optional<std::int64_t> count_in(std::string_view cell) {
  if (cell == impossible_word) return 0;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), count);
  const bool whole = error == std::errc{} && end == cell.data() + cell.size();
  return whole && count >= 0 ? std::optional(count) : std::nullopt;
}

// Reads the rows of a checked file into a table whose variables stand.
class Rows {
 public:
  Rows(const stats::TextTable& file, const TableColumns& columns, CountTable& table)
      : columns_(columns), table_(table), counts_(*file.find(columns.count)) {
    for (const auto& variable : table.variables) cells_.push_back(&file.find(variable.name)->cells);
  }

  Result<void> take() {
    for (std::size_t row = 0; row < counts_.cells.size(); ++row) {
      const auto count = count_in(counts_.cells[row]);
      if (!count) return refuse(Blame::file, "release.count-not-whole", {{"cell", counts_.cells[row]}, {"row", std::to_string(row + 1)}});
      if (is_total(row)) continue;
      table_.counts[place(row)] += *count;
      table_.impossible[place(row)] = counts_.cells[row] == impossible_word;
    }
    for (std::size_t row = 0; row < counts_.cells.size(); ++row)
      if (auto same = check_total(row); !same) return same;
    return {};
  }

 private:
  bool is_total(std::size_t row) const {
    return std::ranges::any_of(cells_, [&](const auto* cells) { return (*cells)[row] == columns_.total; });
  }

  std::size_t category(std::size_t axis, std::size_t row) const {
    const auto& categories = table_.variables[axis].categories;
    return static_cast<std::size_t>(std::ranges::find(categories, (*cells_[axis])[row]) - categories.begin());
  }

  std::size_t place(std::size_t row) const {
    std::size_t at = 0;
    for (std::size_t axis = 0; axis < cells_.size(); ++axis) at = at * table_.variables[axis].categories.size() + category(axis, row);
    return at;
  }

  // Sum of the counts that agree with the row in every variable that is not at its total.
  std::int64_t sum_under(std::size_t row, std::size_t axis, std::size_t at) const {
    if (axis == cells_.size()) return table_.counts[at];
    const auto size = table_.variables[axis].categories.size();
    if ((*cells_[axis])[row] != columns_.total) return sum_under(row, axis + 1, at * size + category(axis, row));
    std::int64_t sum = 0;
    for (std::size_t each = 0; each < size; ++each) sum += sum_under(row, axis + 1, at * size + each);
    return sum;
  }

  Result<void> check_total(std::size_t row) const {
    if (!is_total(row)) return {};
    const auto sum = sum_under(row, 0, 0);
    if (sum == count_in(counts_.cells[row])) return {};
    return refuse(Blame::file, "release.total-differs",
                  {{"row", std::to_string(row + 1)}, {"given", counts_.cells[row]}, {"sum", std::to_string(sum)}});
  }

  const TableColumns& columns_;
  CountTable& table_;
  const stats::TextColumn& counts_;
  std::vector<const std::vector<std::string>*> cells_;
};

}  // namespace suppress_table_detail

Result<CountTable> count_table(std::string_view csv, const TableColumns& columns) {
  using namespace suppress_table_detail;
  const auto file = stats::read_text_table(csv);
  if (!file) return std::unexpected(file.error());
  if (auto named = check_names(*file, columns); !named) return std::unexpected(named.error());
  CountTable table{.id = columns.id, .title = {columns.id, columns.id}, .universe = columns.universe};
  for (const auto& column : file->columns) {
    if (column.name == columns.count) continue;
    if (column.name == columns.percentages_of) table.percentages_of = table.variables.size();
    table.variables.push_back(variable_of(column, columns));
  }
  const auto shape = shape_of(table);
  if (!shape) return std::unexpected(shape.error());
  table.counts.assign(*shape, 0);
  table.impossible.assign(*shape, false);
  if (auto taken = Rows(*file, columns, table).take(); !taken) return std::unexpected(taken.error());
  return table;
}

}  // namespace potensial::service
