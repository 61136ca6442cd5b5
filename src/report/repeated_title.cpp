#include "report/repeated_title.hpp"

namespace potensial::report {

bool repeats_next_title(const std::vector<Block>& blocks, std::size_t at, const Words& words) {
  const auto* heading = std::get_if<Heading>(&blocks[at]);
  const auto* table = heading && at + 1 < blocks.size() ? std::get_if<Table>(&blocks[at + 1]) : nullptr;
  return table && words.say(heading->text) == words.say(table->title);
}

}  // namespace potensial::report
