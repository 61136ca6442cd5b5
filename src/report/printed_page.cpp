#include "report/printed_page.hpp"

#include <algorithm>
#include <iterator>

namespace potensial::report {
namespace printing {

constexpr std::size_t most_rows = 12;  // of folded tables that are printed

// Parts of the page, words and small tables are; other charts and long tables would make a page a book.
bool fits_paper(const Details& details) {
  if (details.open || details.is_part) return true;
  std::size_t rows = 0;
  for (const auto& block : details.blocks) {
    if (std::holds_alternative<Chart>(block)) return false;
    if (const auto* table = std::get_if<Table>(&block)) rows += table->rows.size();
  }
  return rows <= most_rows;
}

struct Unfolded {
  std::vector<Block> blocks;
  std::vector<ListItem> left_out;  // titles of what stays folded
};

void unfold(std::vector<Block> blocks, Unfolded& into) {
  for (auto& block : blocks) {
    if (std::holds_alternative<Form>(block)) continue;
    auto* details = std::get_if<Details>(&block);
    if (!details) {
      into.blocks.push_back(std::move(block));
    } else if (!fits_paper(*details)) {
      into.left_out.push_back({std::move(details->title), std::nullopt});
    } else {
      into.blocks.push_back(Heading{std::move(details->title), ""});
      unfold(std::move(details->blocks), into);
    }
  }
}

void add_list(std::vector<Block>& blocks, const char* title, List list) {
  if (list.items.empty()) return;
  blocks.push_back(Heading{phrase(title), ""});
  blocks.push_back(std::move(list));
}

// A heading under which nothing is left.
std::vector<Block> without_empty_headings(std::vector<Block> blocks) {
  std::vector<Block> kept;
  for (std::size_t at = 0; at < blocks.size(); ++at) {
    const bool last = at + 1 == blocks.size() || std::holds_alternative<Heading>(blocks[at + 1]);
    if (!last || !std::holds_alternative<Heading>(blocks[at])) kept.push_back(std::move(blocks[at]));
  }
  return kept;
}

class Definitions {
 public:
  void take(const Phrase& name, const std::optional<Target>& link) {
    if (!link || link->noun != "definition" || std::ranges::find(ids_, link->id) != ids_.end()) return;
    ids_.push_back(link->id);
    items_.push_back({phrase("print.definition", {{"name", one(name)}, {"id", link->id}}), std::nullopt});
  }
  void take(const Cell& cell) {
    if (const auto* name = std::get_if<Phrase>(&cell.value)) take(*name, cell.link);
  }
  List list() { return {std::move(items_)}; }

 private:
  std::vector<std::string> ids_;
  std::vector<ListItem> items_;
};

Definitions definitions_of(const std::vector<Block>& blocks) {
  Definitions definitions;
  for (const auto& block : blocks) {
    if (const auto* list = std::get_if<List>(&block))
      for (const auto& item : list->items) definitions.take(item.text, item.link);
    if (const auto* table = std::get_if<Table>(&block))
      for (const auto& row : table->rows)
        for (const auto& cell : row.cells) definitions.take(cell);
  }
  return definitions;
}

}  // namespace printing

Page printed_page(Page page) {
  printing::Unfolded unfolded;
  printing::unfold(std::move(page.blocks), unfolded);
  page.blocks = printing::without_empty_headings(std::move(unfolded.blocks));
  auto definitions = printing::definitions_of(page.blocks).list();
  printing::add_list(page.blocks, "print.left-out", {std::move(unfolded.left_out)});
  printing::add_list(page.blocks, "print.definitions", std::move(definitions));
  return page;
}

}  // namespace potensial::report
