#include "service/rows_shown.hpp"

#include <algorithm>
#include <charconv>

namespace potensial::service {
namespace row_slice {

constexpr std::size_t rows_on_a_page = 25;

std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

ListItem way(const char* message, Target page, std::size_t to) {
  page.query.emplace_back("page", std::to_string(to));
  return {phrase(message), std::move(page)};
}

}  // namespace row_slice

RowsAsked rows_asked(const Call& call) {
  RowsAsked asked{1, call.value("rows") == "all"};
  const auto page = call.value("page");
  std::from_chars(page.data(), page.data() + page.size(), asked.page);
  return asked;
}

RowsShown RowsShown::make(std::size_t of, RowsAsked asked) {
  using row_slice::rows_on_a_page;
  if (asked.all) return {0, of, of, 1};
  const auto page = std::clamp<std::size_t>(asked.page, 1, std::max<std::size_t>(1, (of + rows_on_a_page - 1) / rows_on_a_page));
  const auto first = std::min(of, (page - 1) * rows_on_a_page);
  return {first, std::min(of, first + rows_on_a_page), of, page};
}

std::vector<Block> ways_to_others(const RowsShown& shown, const Target& page) {
  using row_slice::number;
  if (shown.of <= row_slice::rows_on_a_page || shown.size() == shown.of) return {};
  List ways;
  if (shown.page > 1) ways.items.push_back(row_slice::way("imports.rows-before", page, shown.page - 1));
  if (shown.last < shown.of) ways.items.push_back(row_slice::way("imports.rows-after", page, shown.page + 1));
  return {Sentence{phrase("imports.rows-shown", {{"first", number(shown.first + 1)}, {"last", number(shown.last)}, {"of", number(shown.of)}}), Weight::note},
          std::move(ways)};
}

std::vector<Block> download_of_all(Target page, std::size_t rows) {
  if (rows == 0) return {};
  page.query.emplace_back("rows", "all");
  page.ending = ".csv";
  return {List{{{phrase("imports.download", {{"n", row_slice::number(rows)}}), std::move(page)}}}};
}

}  // namespace potensial::service
