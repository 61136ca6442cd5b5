#include "store/release_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"
#include "store/released_tables_text.hpp"

namespace potensial::store {
namespace release_rows {

void add_table(Ledger& ledger, int year, long long place, const CoreDataTable& table) {
  const auto member = text_of_member(table.member), words = text_of_words(table.words);
  ledger.session() << "INSERT INTO released_table (year, place, stage, indicator, stage_en, stage_cy, indicator_en, indicator_cy, member, words) "
                      "VALUES (:y, :p, :s, :i, :se, :sc, :ie, :ic, :m, :w)",
      soci::use(year), soci::use(place), soci::use(table.stage), soci::use(table.indicator), soci::use(table.stage_name.en),
      soci::use(table.stage_name.cy), soci::use(table.indicator_name.en), soci::use(table.indicator_name.cy), soci::use(member), soci::use(words);
}

std::vector<CoreDataTable> tables_of(Ledger& ledger, int year) {
  CoreDataTable table;
  std::string member, words;
  soci::statement rows = (ledger.session().prepare << "SELECT stage, indicator, stage_en, stage_cy, indicator_en, indicator_cy, member, words "
                                                      "FROM released_table WHERE year = :y ORDER BY place",
                          soci::use(year), soci::into(table.stage), soci::into(table.indicator), soci::into(table.stage_name.en),
                          soci::into(table.stage_name.cy), soci::into(table.indicator_name.en), soci::into(table.indicator_name.cy),
                          soci::into(member), soci::into(words));
  std::vector<CoreDataTable> tables;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    table.member = member_of_text(member);
    table.words = words_of_text(words);
    tables.push_back(table);
  }
  return tables;
}

bool has_year(Ledger& ledger, int year) {
  long long found = 0;
  ledger.session() << "SELECT count(*) FROM data_release WHERE year = :y", soci::into(found), soci::use(year);
  return found > 0;
}

}  // namespace release_rows

Result<void> add_release(Ledger& ledger, const DataRelease& release) {
  const int year = release.year.summer;
  if (release_rows::has_year(ledger, year)) return refuse(Blame::input, "release.already-released", {{"year", std::to_string(year)}});
  const auto from = release.from.iso(), at = instant_text(release.at);
  ledger.session() << "INSERT INTO data_release (year, valid_from, policy, policy_version, actor, at) VALUES (:y, :f, :p, :v, :a, :t)",
      soci::use(year), soci::use(from), soci::use(release.policy), soci::use(release.policy_version), soci::use(release.actor), soci::use(at);
  long long place = 0;
  for (const auto& table : release.tables) release_rows::add_table(ledger, year, place++, table);
  return {};
}

std::vector<DataRelease> releases(Ledger& ledger) {
  DataRelease release;
  int year = 0;
  std::string from, at;
  soci::statement rows = (ledger.session().prepare << "SELECT year, valid_from, policy, policy_version, actor, at FROM data_release ORDER BY year DESC",
                          soci::into(year), soci::into(from), soci::into(release.policy), soci::into(release.policy_version),
                          soci::into(release.actor), soci::into(at));
  std::vector<DataRelease> all;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    release.year = {static_cast<std::int16_t>(year)};
    release.from = Date::parse(from).value_or(Date());
    release.at = instant_of(at);
    all.push_back(release);
  }
  for (auto& each : all) each.tables = release_rows::tables_of(ledger, each.year.summer);
  return all;
}

std::size_t count_of_releases(Ledger& ledger) {
  long long found = 0;
  ledger.session() << "SELECT count(*) FROM data_release", soci::into(found);
  return static_cast<std::size_t>(found);
}

}  // namespace potensial::store
