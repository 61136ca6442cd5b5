#include "service/import_checks.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "service/import_rows.hpp"
#include "store/fact_files.hpp"
#include "store/load_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

bool is_for(const IncomingFile& file, const std::string& organisation, const KnownOrganisations& organisations) {
  return organisation.empty() || file.organisation.empty() || file.organisation == organisation ||
         organisations.authority_of(file.organisation) == organisation;
}

std::string year_text(AcademicYear year) { return fmt::format("{}", year.summer); }

bool stood(const store::Load& load) {
  return load.state == store::LoadState::current || load.state == store::LoadState::superseded;
}

bool flagged_already(const std::vector<RowProblem>& problems, const RowProblem& problem) {
  return std::ranges::any_of(problems, [&](const RowProblem& each) {
    return each.row == problem.row && each.rule == problem.rule;
  });
}

FactTable authorities_of_schools(store::Ledger& ledger) {
  FactTable table;
  table.columns = {ValueColumn::of("school", ColumnType::text), ValueColumn::of("authority", ColumnType::text)};
  for (const auto& each : store::organisations(ledger)) {
    if (each.authority.empty()) continue;
    table.columns[0].push(std::string_view(each.id));
    table.columns[1].push(std::string_view(each.authority));
  }
  return table;
}

constexpr std::string_view double_enrolments =
    "WITH enrolled AS (SELECT e.load, e.\"row\", e.learner, s.authority FROM \"double enrolment census\" e "
    "JOIN \"authorities of schools\" s ON e.school = s.school WHERE e.year = $1 AND e.enrolment_status IN ('C', 'M')), "
    "twice AS (SELECT learner FROM enrolled GROUP BY learner HAVING count(DISTINCT authority) > 1) "
    "SELECT a.load, a.\"row\", min(b.authority) AS other FROM enrolled a SEMI JOIN twice t ON a.learner = t.learner "
    "JOIN enrolled b ON a.learner = b.learner AND a.authority <> b.authority GROUP BY a.load, a.\"row\" ORDER BY ALL";

}  // namespace

std::optional<Refusal> whole_file_refusal(const IncomingFile& file, const ImportRequest& request,
                                          const ImportDefinitions& definitions, const KnownOrganisations& organisations,
                                          store::Ledger& ledger) {
  for (const auto& table : file.tables)
    if (!find_collection(definitions.collections, table.collection))
      return Refusal{Blame::fault, "import.collection-unknown", {{"file", file.file}, {"collection", table.collection}}};
  if (!is_for(file, request.organisation, organisations))
    return Refusal{Blame::file, "import.other-organisation",
                   {{"file", file.file}, {"found", file.organisation}, {"organisation", request.organisation}}};
  for (const auto& earlier : store::loads_with_sha256(ledger, file.sha256))
    if (stood(earlier) && earlier.collection == file.collection && earlier.organisation == file.organisation &&
        earlier.year != file.year)
      return Refusal{Blame::file, "import.other-year",
                     {{"file", file.file}, {"year", year_text(file.year)}, {"found", year_text(earlier.year)}}};
  return std::nullopt;
}

std::optional<store::Load> same_file_current(store::Ledger& ledger, const IncomingFile& file) {
  for (const auto& earlier : store::loads_with_sha256(ledger, file.sha256)) {
    const bool same = earlier.state == store::LoadState::current && earlier.organisation == file.organisation &&
                      earlier.year == file.year && earlier.collection == file.collection &&
                      earlier.profile == file.profile;
    if (same && store::wholly_current(ledger, earlier.id)) return earlier;
  }
  return std::nullopt;
}

std::optional<Refusal> too_many_rejected(const IncomingFile& file, double largest_share) {
  const auto rejected = static_cast<double>(file.rejected.size()), read = static_cast<double>(file.read);
  if (rejected <= largest_share * read) return std::nullopt;
  return Refusal{Blame::file, "import.held",
                 {{"file", file.file}, {"rejected", fmt::format("{}", file.rejected.size())},
                  {"read", fmt::format("{}", file.read)}, {"share", fmt::format("{:g}", 100 * largest_share)}}};
}

void enter_unknown_organisations(IncomingFile& file, KnownOrganisations& organisations) {
  if (!file.organisation.empty() && !organisations.knows(file.organisation)) {
    if (file.study) organisations.enter_study(file.organisation, file.file);
    else organisations.enter_provisional(file.organisation, file.file);
  }
  for (const auto& table : file.tables) {
    const auto* schools = table.find("school");
    if (!schools || schools->type != ColumnType::text) continue;
    const std::string* last = nullptr;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto& school = schools->texts()[row];
      if (!schools->has(row) || (last && *last == school)) continue;
      last = &school;
      if (organisations.knows(school)) continue;
      if (file.study) {
        organisations.enter_study_school(school, file.organisation, file.file);
        continue;
      }
      organisations.enter_provisional(school, file.file);
      file.problems.push_back({static_cast<std::uint64_t>(table.find("row")->integers()[row]), "school",
                               "rule.school-unknown", school, {}, false});
    }
  }
}

Result<std::map<std::int64_t, std::vector<RowProblem>>> flag_double_enrolments(
    store::Ledger& ledger, store::DuckdbConnection& facts, const std::filesystem::path& home, AcademicYear year) {
  std::map<std::int64_t, std::vector<RowProblem>> flags;
  const auto census = store::current_facts(ledger, home, {.collection = "census", .first = year, .last = year});
  if (census.files.empty()) return flags;
  const auto aliases = store::learner_aliases(ledger);
  if (auto made = store::create_facts_view(facts, "double enrolment census", census, aliases); !made)
    return std::unexpected(made.error());
  if (auto made = facts.create("authorities of schools", authorities_of_schools(ledger)); !made)
    return std::unexpected(made.error());
  const auto rows = facts.query(double_enrolments, {std::int64_t{year.summer}});
  if (!rows) return std::unexpected(rows.error());
  for (std::size_t i = 0; i < rows->rows(); ++i)
    flags[rows->columns[0].integers()[i]].push_back({static_cast<std::uint64_t>(rows->columns[1].integers()[i]), "school",
                                                     "rule.enrolled-in-two-authorities", "",
                                                     {{"authority", rows->columns[2].texts()[i]}}, false});
  store::Transaction transaction(ledger);
  for (auto& [load, problems] : flags) {
    const auto known = store::quarantine(ledger, load);
    std::erase_if(problems, [&](const RowProblem& problem) { return flagged_already(known, problem); });
    store::add_quarantine(ledger, load, problems);
  }
  transaction.commit();
  return flags;
}

}  // namespace potensial::service
