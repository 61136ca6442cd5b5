#include "service/home_generation.hpp"

#include "store/finding_store.hpp"
#include "store/identity_store.hpp"
#include "store/load_store.hpp"

namespace potensial::service {

std::int64_t generation_of(Home& home) {
  const auto changes = static_cast<std::int64_t>(store::learner_changes(home.ledger()).size());
  return store::next_load_id(home.ledger()) + store::count_of_records(home.ledger()) + changes;
}

Phrase made_from(Date day, std::int64_t generation) { return phrase("page.made", {{"day", day}, {"generation", generation}}); }

}  // namespace potensial::service
