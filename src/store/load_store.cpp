#include "store/load_store.hpp"

#include <algorithm>
#include <array>

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

constexpr std::array<std::string_view, 7> load_state_words{"current", "superseded", "unchanged", "held",
                                                           "accepted", "cancelled", "refused"};
constexpr const char* load_columns =
    "id, source, profile, file, sha256, organisation, collection, year, partial, rows_read, loaded, unchanged, "
    "rejected, state, refusal, actor, at, decided_by, decided_at, reason";

LoadState load_state_of(const std::string& text) {
  return static_cast<LoadState>(std::ranges::find(load_state_words, text) - load_state_words.begin());
}

AcademicYear year_of(int summer) { return {static_cast<std::int16_t>(summer)}; }

// The variables that one row of `load_entry` goes through, in and out.
struct LoadRow {
  long long id = 0, read = 0, loaded = 0, unchanged = 0, rejected = 0;
  int year = 0, partial = 0;
  std::string source, profile, file, sha256, organisation, collection, state, refusal, actor, at, decided_by,
      decided_at, reason;

  static LoadRow of(const Load& load) {
    LoadRow row{load.id, static_cast<long long>(load.read), static_cast<long long>(load.loaded),
                static_cast<long long>(load.unchanged), static_cast<long long>(load.rejected), load.year.summer,
                load.partial ? 1 : 0, load.source, load.profile, load.file, load.sha256,
                load.organisation, load.collection, std::string(word(load.state)), load.refusal, load.actor,
                instant_text(load.at), {}, {}, {}};
    if (load.decided) {
      row.decided_by = load.decided->actor;
      row.decided_at = instant_text(load.decided->at);
      row.reason = load.decided->reason;
    }
    return row;
  }
  Load load() const {
    Load read_load{id, source, profile, file, sha256, organisation, collection, year_of(year), partial != 0,
                   static_cast<std::uint64_t>(read), static_cast<std::uint64_t>(loaded),
                   static_cast<std::uint64_t>(unchanged), static_cast<std::uint64_t>(rejected), load_state_of(state),
                   refusal, actor, instant_of(at), {}};
    if (!decided_by.empty()) read_load.decided = Decision{decided_by, reason, instant_of(decided_at)};
    return read_load;
  }
};

template <class Value>
std::vector<Load> select_loads(Ledger& ledger, const std::string& condition, const Value& value) {
  LoadRow r;
  soci::statement statement =
      (ledger.session().prepare << "SELECT " << load_columns << " FROM load_entry WHERE " << condition << " ORDER BY id",
       soci::use(value), soci::into(r.id), soci::into(r.source), soci::into(r.profile), soci::into(r.file),
       soci::into(r.sha256), soci::into(r.organisation), soci::into(r.collection),
       soci::into(r.year), soci::into(r.partial), soci::into(r.read), soci::into(r.loaded), soci::into(r.unchanged),
       soci::into(r.rejected), soci::into(r.state), soci::into(r.refusal), soci::into(r.actor), soci::into(r.at),
       soci::into(r.decided_by), soci::into(r.decided_at), soci::into(r.reason));
  std::vector<Load> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(r.load());
  return found;
}

void insert_part(Ledger& ledger, const Load& load, const LoadPart& part) {
  const long long id = load.id, rows = static_cast<long long>(part.rows);
  const int year = part.year.summer;
  ledger.session() << "INSERT INTO load_part (load, source, organisation, collection, year, section, part_rows, superseded_by) "
                      "VALUES (:load, :source, :organisation, :collection, :year, :section, :rows, 0)",
      soci::use(id), soci::use(load.source), soci::use(load.organisation), soci::use(part.collection), soci::use(year),
      soci::use(part.section), soci::use(rows);
}

void mark_superseded_loads(Ledger& ledger, long long by) {
  ledger.session() << "UPDATE load_entry SET state = 'superseded' WHERE state = 'current' AND id IN "
                      "(SELECT load FROM load_part WHERE superseded_by = :by) AND NOT EXISTS "
                      "(SELECT 1 FROM load_part WHERE load = load_entry.id AND superseded_by = 0)",
      soci::use(by);
}

// Bounds of a selection as plain numbers, for binding.
struct Bounds {
  int first, last;
  long long as_of;

  explicit Bounds(const FactSelection& selection)
      : first(selection.first ? selection.first->summer : 0),
        last(selection.last ? selection.last->summer : 32767),
        as_of(selection.as_of.value_or(INT64_MAX)) {}
};

constexpr const char* in_force = "collection = :collection AND year BETWEEN :first AND :last AND load <= :as_of "
                                 "AND (superseded_by = 0 OR superseded_by > :as_of)";

}  // namespace

std::string_view word(LoadState state) { return load_state_words[static_cast<std::size_t>(state)]; }

std::int64_t next_load_id(Ledger& ledger) {
  long long id = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) + 1 FROM load_entry", soci::into(id);
  return id;
}

void add_load(Ledger& ledger, const Load& load) {
  const auto row = LoadRow::of(load);
  ledger.session() << "INSERT INTO load_entry (" << load_columns
                   << ") VALUES (:id, :source, :profile, :file, :sha256, :organisation, :collection, :year, "
                      ":partial, :read, :loaded, :unchanged, :rejected, :state, :refusal, :actor, :at, :decided_by, "
                      ":decided_at, :reason)",
      soci::use(row.id), soci::use(row.source), soci::use(row.profile), soci::use(row.file), soci::use(row.sha256),
      soci::use(row.organisation), soci::use(row.collection), soci::use(row.year),
      soci::use(row.partial), soci::use(row.read), soci::use(row.loaded), soci::use(row.unchanged),
      soci::use(row.rejected), soci::use(row.state), soci::use(row.refusal), soci::use(row.actor), soci::use(row.at),
      soci::use(row.decided_by), soci::use(row.decided_at), soci::use(row.reason);
}

void add_whole_part(Ledger& ledger, const Load& load, const LoadPart& part) {
  const long long id = load.id;
  const int year = part.year.summer;
  ledger.session() << "UPDATE load_part SET superseded_by = :id WHERE superseded_by = 0 AND source = :source "
                      "AND organisation = :organisation AND collection = :collection AND year = :year AND section = :section",
      soci::use(id), soci::use(load.source), soci::use(load.organisation), soci::use(part.collection), soci::use(year),
      soci::use(part.section);
  insert_part(ledger, load, part);
  mark_superseded_loads(ledger, id);
}

void add_partial_part(Ledger& ledger, const Load& load, const LoadPart& part, std::span<const SupersededLearner> replaced) {
  insert_part(ledger, load, part);
  long long older = 0, learner = 0;
  const long long by = load.id;
  const int year = part.year.summer;
  soci::statement statement =
      (ledger.session().prepare << "INSERT INTO superseded_learner (load, collection, year, section, learner, superseded_by) "
                                   "VALUES (:load, :collection, :year, :section, :learner, :by) ON CONFLICT DO NOTHING",
       soci::use(older), soci::use(part.collection), soci::use(year), soci::use(part.section), soci::use(learner),
       soci::use(by));
  for (const auto& each : replaced) {
    older = each.load;
    learner = number_of(each.learner);
    statement.execute(true);
  }
}

void add_fact_file(Ledger& ledger, const FactFile& file, std::span<const std::int64_t> loads_in_it) {
  const long long rows = static_cast<long long>(file.rows);
  const int year = file.year.summer;
  ledger.session() << "INSERT INTO fact_file (path, sha256, file_rows, authority, collection, year) "
                      "VALUES (:path, :sha256, :rows, :authority, :collection, :year)",
      soci::use(file.path), soci::use(file.sha256), soci::use(rows), soci::use(file.authority),
      soci::use(file.collection), soci::use(year);
  long long load = 0;
  soci::statement statement = (ledger.session().prepare << "INSERT INTO fact_file_load (path, load) VALUES (:path, :load)",
                               soci::use(file.path), soci::use(load));
  for (const auto each : loads_in_it) {
    load = each;
    statement.execute(true);
  }
}

void add_quarantine(Ledger& ledger, std::int64_t load, std::span<const RowProblem> problems) {
  const long long id = load;
  long long place = 0, row = 0;
  int rejects = 0;
  std::string column, rule, value, arguments;
  ledger.session() << "SELECT coalesce(max(place), 0) FROM quarantine WHERE load = :load", soci::use(id), soci::into(place);
  soci::statement statement =
      (ledger.session().prepare
           << "INSERT INTO quarantine (load, place, source_row, column_name, rule, value, arguments, rejects) "
              "VALUES (:load, :place, :row, :column, :rule, :value, :arguments, :rejects)",
       soci::use(id), soci::use(place), soci::use(row), soci::use(column), soci::use(rule), soci::use(value),
       soci::use(arguments), soci::use(rejects));
  for (const auto& each : problems) {
    ++place;
    row = static_cast<long long>(each.row);
    column = each.column;
    rule = each.rule;
    value = each.value;
    arguments = arguments_text(each.arguments);
    rejects = each.rejects ? 1 : 0;
    statement.execute(true);
  }
}

Result<Load> decide_held_load(Ledger& ledger, std::int64_t id, LoadState state, const Decision& decision) {
  auto load = load_with_id(ledger, id);
  if (!load) return refuse(Blame::input, "load.unknown", {{"load", std::to_string(id)}});
  if (load->state != LoadState::held)
    return refuse(Blame::input, "load.not-held", {{"load", std::to_string(id)}, {"file", load->file}});
  load->state = state;
  load->decided = decision;
  const auto row = LoadRow::of(*load);
  ledger.session() << "UPDATE load_entry SET state = :state, decided_by = :by, decided_at = :at, reason = :reason WHERE id = :id",
      soci::use(row.state), soci::use(row.decided_by), soci::use(row.decided_at), soci::use(row.reason), soci::use(row.id);
  return *load;
}

std::optional<Load> load_with_id(Ledger& ledger, std::int64_t id) {
  auto found = select_loads(ledger, "id = :id", static_cast<long long>(id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Load> loads(Ledger& ledger) { return select_loads(ledger, "id > :none", 0LL); }

std::vector<Load> loads_with_sha256(Ledger& ledger, std::string_view sha256) {
  return select_loads(ledger, "sha256 = :sha256", std::string(sha256));
}

bool wholly_current(Ledger& ledger, std::int64_t load) {
  const long long id = load;
  long long replaced = 0;
  ledger.session() << "SELECT (SELECT count(*) FROM load_part WHERE load = :id AND superseded_by > 0) + "
                      "(SELECT count(*) FROM superseded_learner WHERE load = :id)",
      soci::use(id, "id"), soci::into(replaced);
  return replaced == 0;
}

std::vector<RowProblem> quarantine(Ledger& ledger, std::int64_t load, std::size_t skip, std::size_t most) {
  const long long id = load, first = static_cast<long long>(skip), count = static_cast<long long>(std::min<std::size_t>(most, INT64_MAX));
  long long row = 0;
  int rejects = 0;
  std::string column, rule, value, arguments;
  soci::statement statement =
      (ledger.session().prepare << "SELECT source_row, column_name, rule, value, arguments, rejects FROM quarantine "
                                   "WHERE load = :load ORDER BY place LIMIT :most OFFSET :skip",
       soci::use(id), soci::use(count), soci::use(first), soci::into(row), soci::into(column), soci::into(rule), soci::into(value),
       soci::into(arguments), soci::into(rejects));
  std::vector<RowProblem> found;
  for (bool more = statement.execute(true); more; more = statement.fetch())
    found.push_back({static_cast<std::uint64_t>(row), column, rule, value, arguments_of(arguments), rejects != 0});
  return found;
}

std::vector<RuleCount> quarantined_by_rule(Ledger& ledger, std::int64_t load) {
  const long long id = load;
  long long rows = 0, first = 0;
  std::string rule;
  soci::statement statement =
      (ledger.session().prepare << "SELECT rule, count(*), min(place) FROM quarantine WHERE load = :load GROUP BY rule ORDER BY 2 DESC, 1",
       soci::use(id), soci::into(rule), soci::into(rows), soci::into(first));
  std::vector<RuleCount> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back({rule, static_cast<std::uint64_t>(rows), static_cast<std::size_t>(first - 1)});
  return found;
}

std::vector<std::int64_t> load_ids_for(Ledger& ledger, const std::string& organisation, std::optional<LoadState> state) {
  const std::string schools = organisation + "____", wanted(state ? word(*state) : "");
  const int any = state ? 0 : 1;
  long long id = 0;
  soci::statement statement =
      (ledger.session().prepare << "SELECT id FROM load_entry WHERE (organisation = :organisation OR organisation LIKE :schools) "
                                   "AND (:any = 1 OR state = :state) ORDER BY id DESC",
       soci::use(organisation), soci::use(schools), soci::use(any), soci::use(wanted), soci::into(id));
  std::vector<std::int64_t> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(id);
  return found;
}

std::int64_t load_at(Ledger& ledger, std::chrono::sys_seconds at) {
  const auto instant = instant_text(at);
  long long id = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM load_entry WHERE at <= :at", soci::use(instant), soci::into(id);
  return id;
}

std::vector<CurrentPart> current_parts(Ledger& ledger, const FactSelection& selection) {
  const Bounds bounds(selection);
  long long load = 0;
  int year = 0;
  std::string section, source;
  soci::statement statement =
      (ledger.session().prepare << "SELECT load, year, section, source FROM load_part WHERE " << in_force
                                << " ORDER BY load, year, section",
       soci::use(selection.collection, "collection"), soci::use(bounds.first, "first"), soci::use(bounds.last, "last"),
       soci::use(bounds.as_of, "as_of"), soci::into(load), soci::into(year), soci::into(section), soci::into(source));
  std::vector<CurrentPart> found;
  for (bool more = statement.execute(true); more; more = statement.fetch())
    found.push_back({load, year_of(year), section, source});
  return found;
}

std::vector<std::vector<std::int64_t>> current_loads_under(Ledger& ledger, const Load& load, std::span<const LoadPart> parts) {
  long long older = 0;
  int year = 0;
  std::string collection, section;
  soci::statement statement =
      (ledger.session().prepare << "SELECT load FROM load_part WHERE superseded_by = 0 AND source = :source AND organisation = "
                                   ":organisation AND collection = :collection AND year = :year AND section = :section ORDER BY load",
       soci::use(load.source), soci::use(load.organisation), soci::use(collection), soci::use(year), soci::use(section),
       soci::into(older));
  std::vector<std::vector<std::int64_t>> found;
  for (const auto& part : parts) {
    collection = part.collection;
    year = part.year.summer;
    section = part.section;
    found.emplace_back();
    for (bool more = statement.execute(true); more; more = statement.fetch()) found.back().push_back(older);
  }
  return found;
}

namespace {

soci::details::prepare_temp_type prepare(Ledger& ledger, std::string_view columns, std::string_view condition) {
  return ledger.session().prepare << "SELECT " << columns << " FROM " << condition;
}

std::vector<FactFile> read_fact_files(soci::details::prepare_temp_type query) {
  FactFile each;
  long long rows = 0;
  int year = 0;
  soci::statement statement = (query, soci::into(each.path), soci::into(each.sha256), soci::into(rows),
                               soci::into(each.authority), soci::into(each.collection), soci::into(year));
  std::vector<FactFile> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    each.rows = static_cast<std::uint64_t>(rows);
    each.year = year_of(year);
    found.push_back(each);
  }
  return found;
}

std::vector<SupersededPart> read_superseded_parts(soci::details::prepare_temp_type query) {
  long long load = 0;
  int year = 0;
  std::string section;
  soci::statement statement = (query, soci::into(load), soci::into(year), soci::into(section));
  std::vector<SupersededPart> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back({load, year_of(year), section});
  return found;
}

std::vector<SupersededLearner> read_superseded_learners(soci::details::prepare_temp_type query) {
  long long load = 0, learner = 0;
  int year = 0;
  std::string section;
  soci::statement statement = (query, soci::into(load), soci::into(year), soci::into(section), soci::into(learner));
  std::vector<SupersededLearner> found;
  for (bool more = statement.execute(true); more; more = statement.fetch())
    found.push_back({load, year_of(year), section, learner_of(learner)});
  return found;
}

constexpr std::string_view fact_file_columns = "f.path, f.sha256, f.file_rows, f.authority, f.collection, f.year";

}  // namespace

std::vector<SupersededPart> superseded_parts(Ledger& ledger, const FactSelection& selection) {
  const Bounds bounds(selection);
  return read_superseded_parts(
      (prepare(ledger, "load, year, section", "load_part WHERE collection = :collection AND year BETWEEN :first AND :last "
               "AND superseded_by > 0 AND superseded_by <= :as_of ORDER BY load, year, section"),
       soci::use(selection.collection, "collection"), soci::use(bounds.first, "first"), soci::use(bounds.last, "last"),
       soci::use(bounds.as_of, "as_of")));
}

std::vector<SupersededPart> superseded_parts_of(Ledger& ledger, std::int64_t load, const std::string& collection) {
  const long long id = load;
  return read_superseded_parts((prepare(ledger, "load, year, section", "load_part WHERE load = :load AND collection = :collection "
                                        "AND superseded_by > 0 ORDER BY year, section"), soci::use(id), soci::use(collection)));
}

std::vector<SupersededLearner> superseded_learners(Ledger& ledger, const FactSelection& selection) {
  const Bounds bounds(selection);
  return read_superseded_learners(
      (prepare(ledger, "load, year, section, learner", "superseded_learner WHERE collection = :collection "
               "AND year BETWEEN :first AND :last AND superseded_by <= :as_of ORDER BY load, learner"),
       soci::use(selection.collection, "collection"), soci::use(bounds.first, "first"), soci::use(bounds.last, "last"),
       soci::use(bounds.as_of, "as_of")));
}

std::vector<SupersededLearner> superseded_learners_of(Ledger& ledger, std::int64_t load, const std::string& collection) {
  const long long id = load;
  return read_superseded_learners((prepare(ledger, "load, year, section, learner", "superseded_learner WHERE load = :load "
                                           "AND collection = :collection ORDER BY year, section, learner"),
                                   soci::use(id), soci::use(collection)));
}

std::vector<FactFile> current_fact_files(Ledger& ledger, const FactSelection& selection) {
  const Bounds bounds(selection);
  auto found = read_fact_files(
      (prepare(ledger, fact_file_columns,
               "fact_file f WHERE f.collection = :collection AND f.path IN "
               "(SELECT l.path FROM (SELECT DISTINCT load, year FROM load_part WHERE collection = :collection "
               "AND year BETWEEN :first AND :last AND load <= :as_of AND (superseded_by = 0 OR superseded_by > :as_of)) p "
               "JOIN fact_file_load l ON l.load = p.load JOIN fact_file x ON x.path = l.path AND x.year = p.year) ORDER BY f.path"),
       soci::use(selection.collection, "collection"), soci::use(bounds.first, "first"), soci::use(bounds.last, "last"),
       soci::use(bounds.as_of, "as_of")));
  if (!selection.authorities.empty())
    std::erase_if(found, [&](const FactFile& file) {
      return std::ranges::find(selection.authorities, file.authority) == selection.authorities.end();
    });
  return found;
}

std::vector<FactFile> fact_files_of(Ledger& ledger, std::int64_t load) {
  const long long id = load;
  return read_fact_files((prepare(ledger, fact_file_columns, "fact_file_load l JOIN fact_file f ON f.path = l.path "
                                  "WHERE l.load = :load ORDER BY f.path"), soci::use(id)));
}

std::vector<FactFile> all_fact_files(Ledger& ledger) {
  return read_fact_files(prepare(ledger, fact_file_columns, "fact_file f ORDER BY f.path"));
}

}  // namespace potensial::store
