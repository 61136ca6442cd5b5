#include "catalogue/core_data_sets.hpp"

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace core_data_reader {

constexpr int last_month_of_year = 8;

int between(Entry& entry, std::string_view member, int least, int most) {
  const int found = entry.whole_or(member, 0);
  if (found < least || found > most) entry.fault("catalogue.member-bad", {{"member", std::string(member)}});
  return found;
}

}  // namespace core_data_reader

Date CoreDataSet::published(AcademicYear year) const {
  const int in = year.summer + (month <= core_data_reader::last_month_of_year ? 1 : 0);
  return Date(in, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

Result<CoreDataSet> read_core_data_set(const Definition& definition) {
  using core_data_reader::between;
  Entry entry(definition);
  entry.allow({"sentence", "month", "day", "policy", "indicators"});
  CoreDataSet set{.name = definition.name,
                  .sentence = entry.bilingual("sentence"),
                  .month = between(entry, "month", 1, 12),
                  .day = between(entry, "day", 1, 28),
                  .policy = entry.text("policy"),
                  .indicators = entry.texts("indicators")};
  if (set.indicators.empty()) entry.fault("catalogue.member-missing", {{"member", "indicators"}});
  return entry.finish(std::move(set));
}

Result<CoreDataSet> core_data_set_on(const Catalogue& catalogue, Date day) {
  const auto* definition = catalogue.on("core-data-set", "core-data-set", day);
  if (!definition) return refuse(Blame::file, "catalogue.no-rule", {{"id", "core-data-set"}, {"day", day.iso()}});
  return read_core_data_set(*definition);
}

}  // namespace potensial::catalogue
