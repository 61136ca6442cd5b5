#include "service/import_generation.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "service/import_comparison.hpp"
#include "store/fact_files.hpp"

namespace potensial::service {
namespace {

using PartKey = std::tuple<std::string, std::int16_t, std::string>;  // collection, year, section

// A whole file replaces what it is the file of: rows of its own year. Rows of other years are looks back.
bool replaces_whole(const IncomingFile& file, AcademicYear year) {
  return !file.partial && (file.year.summer == 0 || file.year == year);
}

constexpr std::size_t largest_told_part = 4096;  // rows

void add_rows_to_parts(std::map<PartKey, PreparedPart>& parts, const StoredRows& rows, const IncomingFile& file) {
  const auto& sections = rows.table.columns[section_place].texts();
  const auto& learners = rows.table.columns[learner_place];
  PreparedPart* part = nullptr;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    if (!part || part->part.section != sections[row]) {
      part = &parts[{rows.collection, rows.year.summer, sections[row]}];
      part->part = {rows.collection, rows.year, sections[row], part->part.rows};
      part->whole = replaces_whole(file, rows.year);
      part->learners_told = !part->whole || rows.table.rows() <= largest_told_part;
    }
    ++part->part.rows;
    if (part->learners_told && learners.has(row)) part->learners.push_back(learners.integers()[row]);
  }
}

void sort_once(std::vector<std::int64_t>& numbers) {
  std::ranges::sort(numbers);
  const auto again = std::ranges::unique(numbers);
  numbers.erase(again.begin(), again.end());
}

// What the rows of one place replace.
struct OldParts {
  std::vector<PreparedPart*> parts;
  std::set<std::int64_t> loads;
  std::set<std::pair<std::int64_t, std::string>> sections;  // load, section
};

void add_old_loads(OldParts& old, PreparedPart& part, std::span<const std::int64_t> loads, const LearnersOfLoads& learners) {
  old.parts.push_back(&part);
  for (const auto load : loads) {
    if (!part.whole && !learners.may_share(load, part)) continue;
    old.loads.insert(load);
    old.sections.emplace(load, part.part.section);
  }
}

std::vector<OldParts> old_parts(PreparedLoad& prepared, CurrentGeneration current) {
  std::vector<store::LoadPart> keys;
  for (const auto& each : prepared.parts) keys.push_back(each.part);
  const auto loads = store::current_loads_under(current.ledger, prepared.load, keys);
  std::vector<OldParts> old(prepared.rows.size());
  for (std::size_t place = 0; place < old.size(); ++place)
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (keys[i].collection == prepared.rows[place].collection && keys[i].year == prepared.rows[place].year)
        add_old_loads(old[place], prepared.parts[i], loads[i], current.learners);
  return old;
}

FactTable rows_where(const FactTable& table, const std::vector<std::size_t>& rows) {
  FactTable kept{table.collection, {}};
  for (const auto& column : table.columns) kept.columns.push_back(picked_rows(column, rows));
  return kept;
}

using Place = std::tuple<std::string, std::string, AcademicYear>;  // authority, collection, year

Place place_of(const StoredRows& rows) { return {rows.authority, rows.collection, rows.year}; }

// Rows that are current now under what some files bring: each place is read once for all of them.
class CurrentRows {
 public:
  void want(const StoredRows& rows, const OldParts& old) {
    if (!old.loads.empty()) places_[place_of(rows)].loads.insert(old.loads.begin(), old.loads.end());
  }

  Result<void> read(CurrentGeneration current) {
    for (auto& [place, known] : places_) {
      const auto& [authority, collection, year] = place;
      const std::vector<std::int64_t> loads(known.loads.begin(), known.loads.end());
      const auto facts = store::facts_of_loads(current.ledger, current.home, authority, collection, year, loads);
      if (facts.files.empty()) continue;
      auto rows = store::standing_rows(current.facts, facts, year);
      if (!rows) return std::unexpected(rows.error());
      known.rows = std::move(*rows);
    }
    return {};
  }

  // Those in the parts that the file's rows of this place replace.
  FactTable under(const StoredRows& rows, const OldParts& old) const {
    const auto known = places_.find(place_of(rows));
    if (known == places_.end() || known->second.rows.rows() == 0) return {rows.collection, {}};
    return old_rows_of(known->second.rows, old);
  }

 private:
  struct Known {
    std::set<std::int64_t> loads;
    FactTable rows;
  };

  static FactTable old_rows_of(const FactTable& table, const OldParts& old) {
    std::vector<std::size_t> kept;
    const auto& loads = table.find("load")->integers();
    const auto& sections = table.find("section")->texts();
    for (std::size_t row = 0; row < table.rows(); ++row)
      if (old.loads.contains(loads[row]) && old.sections.contains({loads[row], sections[row]})) kept.push_back(row);
    return rows_where(table, kept);
  }

  std::map<Place, Known> places_;
};

// Of a partial part: leaves the old rows of its learners, and notes whose they were.
void keep_replaced(FactTable& old, const std::vector<PreparedPart*>& parts) {
  std::map<std::string, PreparedPart*, std::less<>> by_section;
  for (auto* part : parts) by_section[part->part.section] = part;
  const auto& loads = old.find("load")->integers();
  const auto& sections = old.find("section")->texts();
  const auto& learners = *old.find("learner");
  std::vector<std::size_t> kept;
  std::set<std::tuple<std::int64_t, std::string, std::int64_t>> noted;
  for (std::size_t row = 0; row < old.rows(); ++row) {
    auto& part = *by_section.at(sections[row]);
    if (part.whole) {
      kept.push_back(row);
      continue;
    }
    if (!learners.has(row) || !std::ranges::binary_search(part.learners, learners.integers()[row])) continue;
    kept.push_back(row);
    if (noted.emplace(loads[row], sections[row], learners.integers()[row]).second)
      part.replaced.push_back({loads[row], part.part.year, part.part.section,
                               LearnerId{static_cast<std::uint64_t>(learners.integers()[row])}});
  }
  if (kept.size() < old.rows()) old = rows_where(old, kept);
}

class ChangeCount {
 public:
  explicit ChangeCount(std::span<const std::uint64_t> known_anew) : changed_(known_anew.begin(), known_anew.end()) {}

  void add(const FactTable& table, const RowComparison& comparison, ImportChanges& changes) {
    const auto& source = table.columns[row_place].integers();
    for (std::size_t row = 0; row < table.rows(); ++row) {
      seen_.insert(static_cast<std::uint64_t>(source[row]));
      if (comparison.rows[row] == RowChange::unchanged) continue;
      changed_.insert(static_cast<std::uint64_t>(source[row]));
      ++(comparison.rows[row] == RowChange::added ? changes.added : changes.changed);
    }
    changes.removed += comparison.removed;
  }
  std::uint64_t unchanged() const {
    return static_cast<std::uint64_t>(std::ranges::count_if(seen_, [&](auto row) { return !changed_.contains(row); }));
  }
  bool any() const { return !changed_.empty(); }

 private:
  std::set<std::uint64_t> changed_, seen_;
};

bool first_time(std::span<const OldParts> old) {
  return std::ranges::all_of(old, [](const OldParts& each) { return each.loads.empty(); });
}

void count_all_as_added(PreparedLoad& prepared) {
  for (const auto& place : prepared.rows) prepared.changes.added += place.table.rows();
  prepared.load.loaded = prepared.load.read - prepared.load.rejected;
}

void store_nothing(PreparedLoad& prepared) {
  prepared.load.state = store::LoadState::unchanged;
  prepared.rows.clear();
  prepared.parts.clear();
}

void compare(PreparedLoad& prepared, std::span<const OldParts> old, const CurrentRows& current, std::span<const Collection> collections) {
  auto& load = prepared.load;
  ChangeCount count(prepared.known_anew);
  for (std::size_t i = 0; i < prepared.rows.size(); ++i) {
    const auto& place = prepared.rows[i];
    auto table = current.under(place, old[i]);
    if (table.rows() > 0) keep_replaced(table, old[i].parts);
    count.add(place.table, compare_rows(place.table, table, *find_collection(collections, place.collection)), prepared.changes);
  }
  const bool nothing_new = !count.any() && prepared.changes.removed == 0;
  load.unchanged = nothing_new ? load.read - load.rejected : count.unchanged();
  load.loaded = load.read - load.rejected - load.unchanged;
  if (nothing_new) store_nothing(prepared);
}

}  // namespace

std::vector<PreparedPart> prepared_parts(const IncomingFile& file, const std::vector<StoredRows>& rows) {
  std::map<PartKey, PreparedPart> parts;
  for (const auto& each : rows) add_rows_to_parts(parts, each, file);
  std::vector<PreparedPart> prepared;
  for (auto& [key, part] : parts) {
    sort_once(part.learners);
    prepared.push_back(std::move(part));
  }
  return prepared;
}

void LearnersOfLoads::note(const PreparedLoad& prepared) {
  for (const auto& each : prepared.parts)
    if (each.learners_told)
      learners_[{prepared.load.id, each.part.collection, each.part.year.summer, each.part.section}] = each.learners;
}

bool LearnersOfLoads::may_share(std::int64_t older, const PreparedPart& part) const {
  const auto known = learners_.find({older, part.part.collection, part.part.year.summer, part.part.section});
  if (known == learners_.end()) return true;
  return std::ranges::any_of(part.learners, [&](auto learner) { return std::ranges::binary_search(known->second, learner); });
}

Result<void> compare_with_current(std::span<PreparedLoad> files, std::span<const Collection> collections, CurrentGeneration current) {
  std::vector<std::vector<OldParts>> old;
  CurrentRows rows;
  for (auto& file : files) {
    old.push_back(old_parts(file, current));
    for (std::size_t i = 0; i < file.rows.size(); ++i) rows.want(file.rows[i], old.back()[i]);
  }
  if (auto read = rows.read(current); !read) return read;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (first_time(old[i])) count_all_as_added(files[i]);
    else compare(files[i], old[i], rows, collections);
  }
  return {};
}

}  // namespace potensial::service
