#include "report/printed_page.hpp"

#include <algorithm>
#include <iterator>

namespace potensial::report {
namespace printing {

void unfold(std::vector<Block> blocks, std::vector<Block>& into) {
  for (auto& block : blocks) {
    if (std::holds_alternative<Form>(block)) continue;
    auto* details = std::get_if<Details>(&block);
    if (!details) {
      into.push_back(std::move(block));
      continue;
    }
    into.push_back(Heading{std::move(details->title), ""});
    unfold(std::move(details->blocks), into);
  }
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
    items_.push_back({phrase("print.definition", {{"name", std::vector<Phrase>{name}}, {"id", link->id}}), std::nullopt});
  }
  void take(const Cell& cell) {
    if (const auto* name = std::get_if<Phrase>(&cell.value)) take(*name, cell.link);
  }
  List list() { return {std::move(items_)}; }
  bool empty() const { return ids_.empty(); }

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
  std::vector<Block> blocks;
  printing::unfold(std::move(page.blocks), blocks);
  page.blocks = printing::without_empty_headings(std::move(blocks));
  auto definitions = printing::definitions_of(page.blocks);
  if (definitions.empty()) return page;
  page.blocks.push_back(Heading{phrase("print.definitions"), ""});
  page.blocks.push_back(definitions.list());
  return page;
}

}  // namespace potensial::report
