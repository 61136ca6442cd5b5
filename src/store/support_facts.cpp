#include "store/support_facts.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "store/cohort_rows.hpp"
#include "store/fact_files.hpp"

namespace potensial::store {
namespace support_rows {

constexpr AcademicYear first_year{1980}, last_year{2100};

std::string text_at(const FactTable& table, std::string_view column, std::size_t row) {
  const auto& values = *table.find(column);
  return values.has(row) ? values.texts()[row] : std::string();
}

std::optional<Date> day_at(const FactTable& table, std::string_view column, std::size_t row) {
  const auto text = text_at(table, column, row);
  return text.empty() ? std::nullopt : Date::parse(text);
}

// A day as text, whatever the files hold it as.
std::string day(std::string_view name) { return fmt::format("strftime(TRY_CAST({0} AS DATE), '%Y-%m-%d') AS {1}", quoted_identifier(name), quoted_identifier(name)); }

SupportSpell spell_at(const FactTable& table, std::size_t row) {
  SupportSpell spell{.learner = static_cast<LearnerId>(table.find("learner")->integers()[row]), .school = text_at(table, "school", row),
                     .run = text_at(table, "run", row), .from = day_at(table, "from", row), .to = day_at(table, "to", row),
                     .sessions = {}, .mode = text_at(table, "mode", row)};
  if (const auto& sessions = *table.find("sessions"); sessions.has(row)) spell.sessions = sessions.integers()[row];
  return spell;
}

StrategyRun run_at(const FactTable& table, std::size_t row) {
  return {text_at(table, "strategy", row), text_at(table, "school", row), text_at(table, "fund", row), text_at(table, "mode", row),
          day_at(table, "from", row), day_at(table, "to", row)};
}

Result<FactTable> rows_of(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases, const char* collection,
                          const std::set<std::string>& columns, AcademicYear to, const std::string& question) {
  const auto made = make_rows_table(facts, current, aliases, {collection, {}, columns, first_year, to, {}, {}});
  if (!made) return std::unexpected(made.error());
  return *made ? facts.query(fmt::format("SELECT {} FROM {} ORDER BY ALL", question, rows_table(collection))) : Result<FactTable>(FactTable{});
}

}  // namespace support_rows

Result<std::vector<SupportSpell>> support_in(DuckdbConnection& facts, const CurrentFacts& support, std::span<const LearnerAlias> aliases,
                                             AcademicYear year) {
  using namespace support_rows;
  const auto table = rows_of(facts, support, aliases, "support", {"school", "run", "from", "to", "sessions", "mode"}, year,
                             fmt::format("learner, school, run, {}, {}, TRY_CAST(sessions AS BIGINT) AS sessions, mode", day("from"), day("to")));
  if (!table) return std::unexpected(table.error());
  std::vector<SupportSpell> spells;
  for (std::size_t row = 0; row < table->rows(); ++row)
    if (auto spell = spell_at(*table, row); spell.holds_in(year)) spells.push_back(std::move(spell));
  std::ranges::stable_sort(spells, {}, [](const SupportSpell& each) { return std::tuple(each.learner, each.from, each.run); });
  return spells;
}

Result<StrategyRuns> strategy_runs(DuckdbConnection& facts, const CurrentFacts& runs, const CurrentFacts& strategies) {
  using namespace support_rows;
  StrategyRuns read;
  const auto of_runs = rows_of(facts, runs, {}, "strategy-run", {"run", "strategy", "school", "fund", "from", "to", "mode"}, last_year,
                               fmt::format("run, strategy, school, fund, {}, {}, mode", day("from"), day("to")));
  if (!of_runs) return std::unexpected(of_runs.error());
  for (std::size_t row = 0; row < of_runs->rows(); ++row) read.runs.insert_or_assign(text_at(*of_runs, "run", row), run_at(*of_runs, row));
  const auto names = rows_of(facts, strategies, {}, "strategy", {"strategy", "name_en", "name_cy"}, last_year, "strategy, name_en, name_cy");
  if (!names) return std::unexpected(names.error());
  for (std::size_t row = 0; row < names->rows(); ++row)
    read.names.insert_or_assign(text_at(*names, "strategy", row), Text{text_at(*names, "name_en", row), text_at(*names, "name_cy", row)});
  return read;
}

}  // namespace potensial::store
