#include "store/statutory_census.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace potensial::store {

Result<std::vector<const Characteristic*>> characteristics_named(const CohortDefinitions& definitions, std::span<const std::string> ids) {
  std::vector<const Characteristic*> found;
  for (const auto& id : ids) {
    const auto at = std::ranges::find(definitions.characteristics, id, &Characteristic::id);
    if (at == definitions.characteristics.end())
      return refuse(Blame::input, "cohort.unknown-characteristic", {{"characteristic", id}});
    found.push_back(&*at);
  }
  return found;
}

Result<std::set<std::string>> census_columns(DuckdbExpressions& expressions, std::span<const Characteristic* const> characteristics) {
  std::set<std::string> columns(columns_of_registration.begin(), columns_of_registration.end());
  columns.insert("small_area");
  for (const auto* characteristic : characteristics) {
    auto named = expressions.columns(characteristic->expression);
    if (!named) return named;
    columns.merge(*named);
  }
  columns.erase("area_decile");
  return columns;
}

std::string columns_beside_registration(std::set<std::string> columns) {
  for (const auto* dropped : columns_of_registration) columns.erase(dropped);
  std::string list;
  for (const auto& column : columns) list += ", r." + quoted_identifier(column);
  return list;
}

std::string of_statutory_age() {
  return fmt::format("FROM {} r WHERE TRY_CAST(nc_year AS INTEGER) BETWEEN 1 AND 11 AND {}", rows_table("census"), on_roll("r"));
}

Result<bool> make_main_registrations(DuckdbConnection& facts, const CurrentFacts& census, std::span<const LearnerAlias> aliases,
                                     const std::set<std::string>& columns, AcademicYear from, AcademicYear to) {
  const auto made = make_rows_table(facts, census, aliases, {"census", {}, columns, from, to, {}, {}});
  if (!made || !*made) return made;
  if (auto kept = keep_main_registrations(facts); !kept) return std::unexpected(kept.error());
  return true;
}

}  // namespace potensial::store
