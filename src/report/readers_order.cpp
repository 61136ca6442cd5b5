#include "report/readers_order.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <unicode/coll.h>
#include <unicode/locid.h>

namespace potensial::report {

struct NameOrder::Rules {
  std::unique_ptr<icu::Collator> collator;
};

// Without rules, as where ICU has no data, bytes decide.
NameOrder::NameOrder(Language language) : rules_(std::make_unique<Rules>()) {
  UErrorCode status = U_ZERO_ERROR;
  rules_->collator.reset(icu::Collator::createInstance(icu::Locale(language == Language::cy ? "cy" : "en_GB"), status));
  if (U_FAILURE(status)) rules_->collator.reset();
}
NameOrder::NameOrder(NameOrder&&) noexcept = default;
NameOrder::~NameOrder() = default;

bool NameOrder::operator()(std::string_view first, std::string_view second) const {
  if (!rules_->collator) return first < second;
  UErrorCode status = U_ZERO_ERROR;
  const auto piece = [](std::string_view text) { return icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())); };
  return rules_->collator->compareUTF8(piece(first), piece(second), status) == UCOL_LESS;
}

namespace readers_order {

using Places = std::vector<std::size_t>;  // of what stood there before

Places in_order(const std::vector<std::string>& names, const NameOrder& order) {
  Places places(names.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) { return order(names[a], names[b]); });
  return places;
}

template <class Item>
void put_in_order(std::vector<Item>& items, const Places& places) {
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (const auto place : places) sorted.push_back(std::move(items[place]));
  items = std::move(sorted);
}

class Sorter {
 public:
  explicit Sorter(const Words& words) : words_(words), order_(words.language()) {}

  void sort(std::vector<Block>& blocks) {
    for (auto& block : blocks) {
      if (auto* table = std::get_if<Table>(&block); table && table->by_name) sort(*table);
      if (auto* list = std::get_if<List>(&block); list && list->by_name) sort(*list);
      if (auto* chart = std::get_if<Chart>(&block)) follow(*chart);
      if (auto* details = std::get_if<Details>(&block)) sort(details->blocks);
    }
  }

 private:
  void sort(Table& table) {
    std::vector<std::string> names;
    for (const auto& row : table.rows) names.push_back(words_.say(row.cells.front().value));
    const auto places = in_order(names, order_);
    put_in_order(table.rows, places);
    moved_[table.id] = places;
  }
  void sort(List& list) {
    std::vector<std::string> names;
    for (const auto& item : list.items) names.push_back(words_.say(item.text));
    put_in_order(list.items, in_order(names, order_));
  }
  void follow(Chart& chart) const {
    const auto moved = moved_.find(chart.table);
    if (moved == moved_.end()) return;
    const auto now = [&](std::size_t row) { return std::size_t(std::ranges::find(moved->second, row) - moved->second.begin()); };
    for (auto& tile : chart.tiles) tile.row = now(tile.row);
  }

  const Words& words_;
  NameOrder order_;
  std::map<std::string, Places> moved_;  // of tables that were sorted
};

}  // namespace readers_order

Page in_readers_order(Page page, const Words& words) {
  readers_order::Sorter(words).sort(page.blocks);
  return page;
}

}  // namespace potensial::report
