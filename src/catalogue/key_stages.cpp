#include "catalogue/key_stages.hpp"

#include <algorithm>

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {

Result<KeyStage> read_key_stage(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"nc-year", "previous", "years-since-previous", "terms"});
  KeyStage stage{.id = definition.id,
                 .name = definition.name,
                 .nc_year = entry.text("nc-year"),
                 .previous = entry.text_or("previous", ""),
                 .years_since_previous = entry.whole_or("years-since-previous", 0),
                 .terms = entry.whole_or("terms", 0)};
  if (stage.terms < 1) entry.fault("catalogue.member-bad", {{"member", "terms"}});
  if (stage.previous.empty() != (stage.years_since_previous == 0))
    entry.fault("catalogue.member-bad", {{"member", "years-since-previous"}});
  return entry.finish(std::move(stage));
}

Result<std::vector<KeyStage>> key_stages_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("key-stage", day), read_key_stage);
}

Result<std::vector<KeyStage>> key_stages_and_previous_on(const Catalogue& catalogue, Date day) {
  auto found = key_stages_on(catalogue, day);
  if (!found) return found;
  for (std::size_t i = 0; i < found->size(); ++i) {  // grows as ended stages are added
    const auto previous = (*found)[i].previous;
    if (previous.empty() || std::ranges::find(*found, previous, &KeyStage::id) != found->end()) continue;
    const auto* definition = catalogue.until("key-stage", previous, day);
    if (!definition) continue;
    auto read = read_key_stage(*definition);
    if (!read) return std::unexpected(std::move(read.error()));
    found->push_back(std::move(*read));
  }
  return found;
}

}  // namespace potensial::catalogue
