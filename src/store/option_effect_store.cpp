#include "store/option_effect_store.hpp"

#include <soci/soci.h>

namespace potensial::store {

void state_effect(Ledger& ledger, std::int64_t option, const OptionEffect& effect) {
  const auto id = static_cast<long long>(option);
  ledger.session() << "INSERT INTO option_effect (option_id, on_schools, on_services) VALUES (:o, :s, :c)", soci::use(id), soci::use(effect.on_schools),
      soci::use(effect.on_services);
}

std::optional<OptionEffect> effect_of(Ledger& ledger, std::int64_t option) {
  const auto id = static_cast<long long>(option);
  OptionEffect found;
  ledger.session() << "SELECT on_schools, on_services FROM option_effect WHERE option_id = :o", soci::use(id), soci::into(found.on_schools), soci::into(found.on_services);
  return ledger.session().got_data() ? std::optional(std::move(found)) : std::nullopt;
}

}  // namespace potensial::store
