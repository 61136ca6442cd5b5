#include "store/fact_files.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/file.hpp"
#include "base/folders.hpp"
#include "base/sha256.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

// Transfer files carry what a school passes on; a statutory return of the same fact goes before it.
constexpr std::string_view transfer_source = "transfer";
constexpr std::int64_t return_precedence = std::int64_t{1} << 40;

// Ids of organisations are plain; anything else is written so that it cannot leave the folder.
std::string folder_word(std::string_view text) {
  std::string word_;
  for (const char letter : text) {
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                       (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_';
    word_ += plain ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  }
  return word_;
}

std::string file_list(const std::vector<std::string>& files) {
  std::string list;
  for (const auto& file : files) list += (list.empty() ? "" : ", ") + text_literal(file);
  return "[" + list + "]";
}

FactTable superseded_parts_table(const std::vector<SupersededPart>& parts) {
  FactTable table;
  table.columns = {ValueColumn::of("load", ColumnType::integer), ValueColumn::of("year", ColumnType::integer),
                   ValueColumn::of("section", ColumnType::text)};
  for (const auto& part : parts) {
    table.columns[0].push(part.load);
    table.columns[1].push(std::int64_t{part.year.summer});
    table.columns[2].push(std::string_view(part.section));
  }
  return table;
}

FactTable superseded_learners_table(const std::vector<SupersededLearner>& superseded) {
  FactTable table;
  table.columns = {ValueColumn::of("load", ColumnType::integer), ValueColumn::of("year", ColumnType::integer),
                   ValueColumn::of("section", ColumnType::text), ValueColumn::of("learner", ColumnType::integer)};
  for (const auto& each : superseded) {
    table.columns[0].push(each.load);
    table.columns[1].push(std::int64_t{each.year.summer});
    table.columns[2].push(std::string_view(each.section));
    table.columns[3].push(number_of(each.learner));
  }
  return table;
}

FactTable loads_table(const CurrentFacts& facts) {
  FactTable table;
  table.columns = {ValueColumn::of("load", ColumnType::integer), ValueColumn::of("precedence", ColumnType::integer)};
  for (const auto load : facts.loads) {
    table.columns[0].push(load);
    table.columns[1].push(load + (std::ranges::binary_search(facts.transfers, load) ? 0 : return_precedence));
  }
  return table;
}

FactTable aliases_table(std::span<const LearnerAlias> aliases, bool of_one_load) {
  FactTable table;
  table.columns = {ValueColumn::of("learner", ColumnType::integer), ValueColumn::of("load", ColumnType::integer),
                   ValueColumn::of("reads_as", ColumnType::integer)};
  for (const auto& each : aliases) {
    if ((each.load != 0) != of_one_load) continue;
    table.columns[0].push(each.learner);
    table.columns[1].push(each.load);
    table.columns[2].push(each.reads_as);
  }
  return table;
}

std::string side_table(std::string_view view, std::string_view what) { return fmt::format("{} {}", view, what); }

Result<void> create_side_tables(DuckdbConnection& connection, std::string_view name, const CurrentFacts& facts,
                                std::span<const LearnerAlias> aliases) {
  const std::pair<std::string_view, FactTable> tables[] = {
      {"loads", loads_table(facts)},
      {"superseded parts", superseded_parts_table(facts.superseded_parts)},
      {"superseded learners", superseded_learners_table(facts.superseded_learners)},
      {"merged", aliases_table(aliases, false)},
      {"split", aliases_table(aliases, true)}};
  for (const auto& [what, table] : tables)
    if (auto made = connection.create(side_table(name, what), table); !made) return made;
  return {};
}

// Joins that would find nothing are left out.
std::string view_statement(std::string_view name, const CurrentFacts& facts, bool aliased) {
  const auto table = [&](std::string_view what) { return quoted_identifier(side_table(name, what)); };
  std::string sql = fmt::format(
      "CREATE OR REPLACE VIEW {} AS SELECT f.*{}, l.precedence FROM "
      "read_parquet({}, union_by_name=true, hive_partitioning=false) f JOIN {} l ON f.load = l.load",
      quoted_identifier(name), aliased ? " REPLACE (coalesce(s.reads_as, m.reads_as, f.learner) AS learner)" : "",
      file_list(facts.files), table("loads"));
  if (!facts.superseded_parts.empty())
    sql += fmt::format(" ANTI JOIN {} p ON f.load = p.load AND f.year = p.year AND f.section = p.section",
                       table("superseded parts"));
  if (!facts.superseded_learners.empty())
    sql += fmt::format(" ANTI JOIN {} x ON f.load = x.load AND f.year = x.year AND f.section = x.section AND f.learner = x.learner",
                       table("superseded learners"));
  if (aliased)
    sql += fmt::format(" LEFT JOIN {} m ON f.learner = m.learner LEFT JOIN {} s ON f.learner = s.learner AND f.load = s.load",
                       table("merged"), table("split"));
  return sql;
}

Result<void> settle_facts(const std::filesystem::path& temporary, const std::filesystem::path& file) {
  if (auto synced = sync_file(temporary); !synced) return synced;
  if (auto renamed = rename_file(temporary, file); !renamed) return renamed;
  return sync_file(file.parent_path());
}

}  // namespace

std::string text_literal(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("''") : std::string(1, letter);
  return quoted + "'";
}

std::vector<std::int64_t> ids_read_as(std::span<const LearnerAlias> aliases, std::int64_t learner) {
  std::vector<std::int64_t> ids{learner};
  for (const auto& each : aliases)
    if (each.reads_as == learner) ids.push_back(each.learner);
  return ids;
}

std::filesystem::path partition_folder(std::string_view authority, std::string_view collection, AcademicYear year) {
  return std::filesystem::path(facts_folder) / ("authority=" + folder_word(authority)) /
         ("collection=" + folder_word(collection)) / fmt::format("year={}", year.summer);
}

Result<FactFile> write_facts(DuckdbConnection& connection, const std::filesystem::path& home, std::string_view authority,
                             std::string_view collection, AcademicYear year, std::string_view name,
                             std::span<const FactTable> pieces) {
  const auto path = partition_folder(authority, collection, year) / (std::string(name) + ".parquet");
  const auto file = home / path, temporary = temporary_name(file);
  if (auto made = make_folders(file.parent_path()); !made) return std::unexpected(made.error());
  const auto copy = fmt::format("COPY (SELECT * FROM given_rows()) TO {} (FORMAT parquet, COMPRESSION zstd)",
                                text_literal(std::filesystem::absolute(temporary).string()));
  if (auto written = connection.run_over(pieces, copy); !written) return std::unexpected(written.error());
  auto hash = sha256_of_file(temporary);
  if (!hash) return std::unexpected(hash.error());
  if (auto settled = settle_facts(temporary, file); !settled) return std::unexpected(settled.error());
  std::uint64_t rows = 0;
  for (const auto& piece : pieces) rows += piece.rows();
  return FactFile{path.string(), std::move(*hash), rows, std::string(authority), std::string(collection), year};
}

Result<void> verify_facts(const std::filesystem::path& home, const FactFile& file) {
  const auto hash = sha256_of_file(home / file.path);
  if (!hash) return refuse(Blame::fault, "facts.missing", {{"file", file.path}});
  if (*hash != file.sha256) return refuse(Blame::fault, "facts.damaged", {{"file", file.path}});
  return {};
}

std::size_t remove_orphaned_facts(Ledger& ledger, const std::filesystem::path& home) {
  std::set<std::string> named_files;
  for (const auto& file : all_fact_files(ledger)) named_files.insert(file.path);
  std::vector<std::filesystem::path> orphans;
  if (!std::filesystem::exists(home / facts_folder)) return 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(home / facts_folder))
    if (entry.is_regular_file() && !named_files.contains(entry.path().lexically_relative(home).string()))
      orphans.push_back(entry.path());
  for (const auto& orphan : orphans) std::filesystem::remove(orphan);
  return orphans.size();
}

namespace {

std::string absolute_path(const std::filesystem::path& home, const FactFile& file) {
  return std::filesystem::absolute(home / file.path).lexically_normal().string();
}

}  // namespace

CurrentFacts current_facts(Ledger& ledger, const std::filesystem::path& home, const FactSelection& selection) {
  CurrentFacts facts;
  for (const auto& file : current_fact_files(ledger, selection)) {
    facts.files.push_back(absolute_path(home, file));
    facts.reported.insert({file.authority, file.year});
  }
  std::set<std::int64_t> loads, transfers;
  for (const auto& part : current_parts(ledger, selection)) {
    loads.insert(part.load);
    if (part.source == transfer_source) transfers.insert(part.load);
  }
  facts.loads.assign(loads.begin(), loads.end());
  facts.transfers.assign(transfers.begin(), transfers.end());
  facts.superseded_parts = superseded_parts(ledger, selection);
  std::erase_if(facts.superseded_parts, [&](const auto& part) { return !loads.contains(part.load); });
  facts.superseded_learners = superseded_learners(ledger, selection);
  std::erase_if(facts.superseded_learners, [&](const auto& each) { return !loads.contains(each.load); });
  return facts;
}

CurrentFacts facts_of_loads(Ledger& ledger, const std::filesystem::path& home, std::string_view authority,
                            const std::string& collection, AcademicYear year, std::span<const std::int64_t> loads) {
  CurrentFacts facts;
  facts.loads.assign(loads.begin(), loads.end());
  std::set<std::string> files;
  for (const auto load : loads) {
    for (const auto& file : fact_files_of(ledger, load))
      if (file.authority == authority && file.collection == collection && file.year == year) files.insert(absolute_path(home, file));
    std::ranges::copy(superseded_parts_of(ledger, load, collection), std::back_inserter(facts.superseded_parts));
    std::ranges::copy(superseded_learners_of(ledger, load, collection), std::back_inserter(facts.superseded_learners));
  }
  facts.files.assign(files.begin(), files.end());
  return facts;
}

namespace {

std::string number_list(std::span<const std::int64_t> numbers) { return fmt::format("{}", fmt::join(numbers, ", ")); }

using PartKey = std::tuple<std::int64_t, std::int64_t, std::string>;  // load, year, section

// What a newer part or a newer row of the learner has replaced.
class Replaced {
 public:
  explicit Replaced(const CurrentFacts& facts) {
    for (const auto& each : facts.superseded_parts) parts_.emplace(each.load, each.year.summer, each.section);
    for (const auto& each : facts.superseded_learners) learners_.emplace(PartKey{each.load, each.year.summer, each.section}, number_of(each.learner));
  }
  bool holds(const PartKey& part) const { return parts_.contains(part); }
  bool holds(const PartKey& part, std::int64_t learner) const { return learners_.contains({part, learner}); }

 private:
  std::set<PartKey> parts_;
  std::set<std::pair<PartKey, std::int64_t>> learners_;
};

// Places of the rows that nothing has replaced.
std::vector<std::size_t> standing_places(const FactTable& table, const CurrentFacts& facts) {
  const Replaced replaced(facts);
  const auto& loads = table.find("load")->integers();
  const auto& years = table.find("year")->integers();
  const auto& sections = table.find("section")->texts();
  const auto& learners = *table.find("learner");
  std::vector<std::size_t> standing;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const PartKey part{loads[row], years[row], sections[row]};
    const bool of_learner = learners.has(row) && replaced.holds(part, learners.integers()[row]);
    if (!of_learner && !replaced.holds(part)) standing.push_back(row);
  }
  return standing;
}

void keep_rows(FactTable& table, const std::vector<std::size_t>& places) {
  if (places.size() == table.rows()) return;
  for (auto& column : table.columns) column = picked_rows(column, places);
}

}  // namespace

Result<FactTable> standing_rows(DuckdbConnection& connection, const CurrentFacts& facts, AcademicYear year) {
  auto table = connection.query(
      fmt::format("SELECT * FROM read_parquet({}, union_by_name=true, hive_partitioning=false) WHERE year = $1 AND load IN ({})",
                  file_list(facts.files), number_list(facts.loads)),
      {std::int64_t{year.summer}});
  if (table) keep_rows(*table, standing_places(*table, facts));
  return table;
}

Result<void> create_facts_view(DuckdbConnection& connection, std::string_view name, const CurrentFacts& facts,
                               std::span<const LearnerAlias> aliases) {
  if (auto made = create_side_tables(connection, name, facts, aliases); !made) return made;
  return connection.run(view_statement(name, facts, !aliases.empty()));
}

namespace {

// A split of one load goes before a merge of all.
std::int64_t read_as(std::span<const LearnerAlias> aliases, std::int64_t learner, std::int64_t load) {
  const auto under = [&](std::int64_t of_load) {
    return std::ranges::find_if(aliases, [&](const LearnerAlias& each) { return each.learner == learner && each.load == of_load; });
  };
  for (const auto of_load : {load, std::int64_t{0}})
    if (const auto found = under(of_load); found != aliases.end()) return found->reads_as;
  return learner;
}

void keep_own_rows(FactTable& table, std::span<const LearnerAlias> aliases, std::int64_t learner) {
  const auto& learners = table.find("learner")->integers();
  const auto& loads = table.find("load")->integers();
  std::vector<std::size_t> own;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (read_as(aliases, learners[row], loads[row]) == learner) own.push_back(row);
  keep_rows(table, own);
}

}  // namespace

// Asked of the files themselves, so that only the learner's rows are read whole.
Result<std::vector<FactTable>> learner_facts(DuckdbConnection& connection, std::span<const CollectionFacts> collections,
                                             std::span<const LearnerAlias> aliases, LearnerId learner) {
  const auto ids = number_list(ids_read_as(aliases, number_of(learner)));
  std::vector<FactTable> known;
  for (const auto& [collection, facts] : collections) {
    if (facts.files.empty() || facts.loads.empty()) continue;
    auto rows = connection.query(fmt::format("SELECT * FROM read_parquet({}, union_by_name=true, hive_partitioning=false) "
                                             "WHERE learner IN ({}) AND load IN ({}) ORDER BY year, load, row",
                                             file_list(facts.files), ids, number_list(facts.loads)));
    if (!rows) return std::unexpected(rows.error());
    keep_rows(*rows, standing_places(*rows, facts));
    keep_own_rows(*rows, aliases, number_of(learner));
    rows->collection = collection;
    if (rows->rows() > 0) known.push_back(std::move(*rows));
  }
  return known;
}

}  // namespace potensial::store
