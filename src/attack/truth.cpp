#include "attack/truth.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/csv.hpp"
#include "base/file.hpp"

namespace potensial::attack {
namespace truth_detail {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::unexpected<Refusal> bad_line(std::uint64_t line) {
  return refuse(Blame::file, "attack.truth", {{"line", std::to_string(line)}});
}

}  // namespace truth_detail

Result<Truth> Truth::read(const std::filesystem::path& file, const std::map<std::string, PublishedVariable>& variables) {
  using namespace truth_detail;
  const auto text = read_file(file);
  if (!text) return std::unexpected(text.error());
  CsvCells records(*text);
  if (!records.next()) return bad_line(1);
  std::vector<std::string> heads;
  for (const auto head : records.cells()) heads.emplace_back(head);
  Truth truth;
  while (records.next()) {
    if (records.cells().size() != heads.size()) return bad_line(records.line());
    Row row;
    bool known = true;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const std::string cell(records.cells()[i]);
      if (const auto variable = variables.find(heads[i]); variable != variables.end()) {
        row.categories[heads[i]] = cell;
        known = known && variable->second.categories.contains(cell);
      } else if (heads[i] == "count") {
        const auto count = cell == "[z]" ? std::optional<std::int64_t>(0) : whole_number(cell);
        if (!count) return bad_line(records.line());
        row.count = *count;
      }
    }
    if (known) truth.rows_.push_back(std::move(row));
  }
  return truth;
}

std::int64_t Truth::count(const Atoms& atoms) const {
  std::int64_t sum = 0;
  for (const auto& row : rows_)
    if (std::ranges::all_of(atoms, [&](const auto& entry) {
          const auto found = row.categories.find(entry.first);
          return found != row.categories.end() && entry.second.contains(found->second);
        }))
      sum += row.count;
  return sum;
}

}  // namespace potensial::attack
