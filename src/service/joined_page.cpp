#include "service/joined_page.hpp"

#include <algorithm>
#include <iterator>

namespace potensial::service {
namespace {

struct MakeUnique {
  const std::string& part;

  void operator()(Heading& heading) const { heading.anchor = part + "-" + heading.anchor; }
  void operator()(Table& table) const { table.id = part + "-" + table.id; }
  void operator()(Chart& chart) const { chart.table = part + "-" + chart.table; }
  void operator()(Form& form) const { form.id = part + "-" + form.id; }
  void operator()(Details& details) const {
    for (auto& block : details.blocks) std::visit(*this, block);
  }
  void operator()(Sentence&) const {}
  void operator()(List&) const {}
  void operator()(Summary&) const {}
};

}  // namespace

Page joined(std::vector<Page> pages, std::span<const Text> headings, std::span<const std::string> parts) {
  Page whole = std::move(pages.front());
  if (pages.size() == 1) return whole;
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto& own = i == 0 ? whole.blocks : pages[i].blocks;
    for (auto& block : own) std::visit(MakeUnique{parts[i]}, block);
    if (i > 0) {
      blocks.push_back(Details{verbatim(headings[i]), std::move(own), false, true});
      continue;
    }
    blocks.push_back(Heading{verbatim(headings[i]), parts[i]});
    std::ranges::move(own, std::back_inserter(blocks));
  }
  whole.blocks = std::move(blocks);
  return whole;
}

}  // namespace potensial::service
