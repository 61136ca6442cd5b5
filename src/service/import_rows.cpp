#include "service/import_rows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace potensial::service {
namespace {

std::string_view cell(const ValueColumn* column, std::size_t row) {
  return column && column->has(row) ? std::string_view(column->texts()[row]) : std::string_view();
}

// The columns of a table that say who a learner is.
class Sightings {
 public:
  Sightings(const IncomingFile& file, const FactTable& table)
      : upn_(table.find("upn")), former_(table.find("former_upn")), surname_(table.find("surname")),
        forename_(table.find("forename")), sex_(table.find("sex")), postcode_(table.find("postcode")),
        dob_(table.find("dob")), year_(table.find("year")), file_year_(file.year.summer), study_(file.study) {
    if (study_) prefix_ = file.organisation + "/";
  }

  bool any() const { return upn_ != nullptr; }
  bool named() const { return surname_ || forename_ || dob_; }
  bool has(std::size_t row) const { return upn_->has(row); }

  // Whether the row says of the learner only what the row before it said, as all but the first of a learner's results do.
  bool same_as_before(std::size_t row) const {
    return row > 0 && !named() && !former_ && upn_->has(row - 1) && upn_->texts()[row] == upn_->texts()[row - 1];
  }

  // Valid until the next call.
  const store::LearnerSighting& at(std::size_t row) {
    sighting_.upn = cell(upn_, row);
    if (study_) sighting_.upn = reference_.assign(prefix_).append(sighting_.upn);
    sighting_.former_upn = cell(former_, row);
    sighting_.study = study_;
    sighting_.year = year_ && year_->has(row) ? static_cast<std::int16_t>(year_->integers()[row]) : file_year_;
    if (!named()) return sighting_;
    sighting_.surname = cell(surname_, row);
    sighting_.forename = cell(forename_, row);
    sighting_.sex = cell(sex_, row);
    sighting_.postcode = cell(postcode_, row);
    sighting_.dob.reset();
    if (dob_ && dob_->has(row)) sighting_.dob = Date::from_days(static_cast<std::int32_t>(dob_->integers()[row]));
    return sighting_;
  }

 private:
  const ValueColumn *upn_, *former_, *surname_, *forename_, *sex_, *postcode_, *dob_, *year_;
  std::int16_t file_year_;
  bool study_;
  std::string prefix_, reference_;
  store::LearnerSighting sighting_;
};

std::int64_t source_row(const FactTable& table, std::size_t row) { return table.find("row")->integers()[row]; }

void drop_source_rows(FactTable& table, const std::set<std::uint64_t>& dropped) {
  std::vector<std::size_t> kept;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (!dropped.contains(static_cast<std::uint64_t>(source_row(table, row)))) kept.push_back(row);
  if (kept.size() == table.rows()) return;
  for (auto& column : table.columns) column = picked_rows(column, kept);
}

template <class Value>
ValueColumn constant_column(std::string name, ColumnType type, std::size_t rows, const Value& value) {
  auto column = ValueColumn::of(std::move(name), type);
  std::get<std::vector<Value>>(column.values).assign(rows, value);
  column.present.assign(rows, 1);
  return column;
}

ValueColumn absent_column(const std::string& name, ColumnType type, std::size_t rows) {
  auto column = ValueColumn::of(name, type);
  std::visit([rows](auto& values) { values.resize(rows); }, column.values);
  column.present.assign(rows, 0);
  return column;
}

// The school year of each row: its own, else the file's, else that of the first day it names.
std::vector<std::int64_t> years_of(const FactTable& table, const Collection& collection, AcademicYear file_year) {
  std::vector<std::int64_t> years(table.rows(), file_year.summer);
  const ValueColumn* told = table.find("year");
  const ValueColumn* day = nullptr;
  for (const auto& column : collection.columns)
    if (!day && column.type == ColumnType::date && !column.identity) day = table.find(column.name);
  for (std::size_t row = 0; row < years.size(); ++row) {
    if (told && told->has(row)) years[row] = told->integers()[row];
    else if (!file_year.summer && day && day->has(row))
      years[row] = AcademicYear::of(Date::from_days(static_cast<std::int32_t>(day->integers()[row]))).summer;
  }
  return years;
}

ValueColumn section_column(const FactTable& table, const Collection& collection) {
  const auto* from = collection.section.empty() ? nullptr : table.find(collection.section);
  auto column = constant_column("section", ColumnType::text, table.rows(), std::string());
  if (!from) return column;
  auto& values = std::get<std::vector<std::string>>(column.values);
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (from->has(row)) values[row] = from->texts()[row];
  return column;
}

// In whose folder each row stands: the file's organisation decides; a file that speaks for many leaves it to
// the school or the authority of the row.
class RowAuthorities {
 public:
  RowAuthorities(const IncomingFile& file, const FactTable& table, const KnownOrganisations& known)
      : known_(known), file_(known.authority_of(file.organisation)) {
    if (!file.organisation.empty()) return;
    school_ = table.find("school");
    authority_ = table.find("authority");
  }
  std::string of(std::size_t row) const {
    for (const auto* column : {authority_, school_})
      if (column && column->has(row)) return known_.authority_of(column->texts()[row]);
    return file_;
  }
  bool one() const { return !school_ && !authority_; }

 private:
  const KnownOrganisations& known_;
  std::string file_;
  const ValueColumn* school_ = nullptr;
  const ValueColumn* authority_ = nullptr;
};

FactTable stored_table(FactTable& table, const Collection& collection, const IncomingFile& file, std::int64_t load,
                       ValueColumn learners, std::vector<std::int64_t> years) {
  const auto rows = table.rows();
  FactTable stored{collection.id, {}};
  stored.columns.push_back(constant_column("load", ColumnType::integer, rows, load));
  stored.columns.push_back(constant_column("organisation", ColumnType::text, rows, file.organisation));
  stored.columns.push_back(section_column(table, collection));
  stored.columns.push_back(std::move(learners));
  stored.columns.push_back({"year", ColumnType::integer, std::move(years), std::vector<std::uint8_t>(rows, 1)});
  stored.columns.push_back(std::move(*table.find("row")));
  for (const auto& column : collection.columns) {
    if (column.identity || column.name == "year") continue;
    auto* found = table.find(column.name);
    stored.columns.push_back(found ? std::move(*found) : absent_column(column.name, column.type, rows));
  }
  return stored;
}

// Finds or makes the learner of every row; notes the source rows that told something new.
ValueColumn resolve_learners(const IncomingFile& file, const FactTable& table, std::int64_t load, store::LearnerIndex& index,
                             std::set<std::uint64_t>& known_anew) {
  auto learners = absent_column("learner", ColumnType::integer, table.rows());
  Sightings sightings(file, table);
  if (!sightings.any()) return learners;
  auto& ids = std::get<std::vector<std::int64_t>>(learners.values);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!sightings.has(row)) continue;
    learners.present[row] = 1;
    if (sightings.same_as_before(row)) {
      ids[row] = ids[row - 1];
      continue;
    }
    const auto resolved = index.resolve(sightings.at(row), load);
    ids[row] = static_cast<std::int64_t>(resolved.learner);
    if (resolved.answer == store::SightingAnswer::changed || resolved.joined)
      known_anew.insert(static_cast<std::uint64_t>(source_row(table, row)));
  }
  return learners;
}

using AuthorityYear = std::pair<std::string, std::int64_t>;  // authority, year

void part_rows(std::vector<StoredRows>& parts, FactTable stored, const std::map<AuthorityYear, std::vector<std::size_t>>& places) {
  for (const auto& [place, rows] : places) {
    StoredRows part{stored.collection, place.first, {static_cast<std::int16_t>(place.second)}, {stored.collection, {}}};
    if (places.size() == 1) {
      part.table = std::move(stored);
    } else {
      for (const auto& column : stored.columns) part.table.columns.push_back(picked_rows(column, rows));
    }
    parts.push_back(std::move(part));
  }
}

std::map<AuthorityYear, std::vector<std::size_t>> places_of(const RowAuthorities& authorities, const std::vector<std::int64_t>& years) {
  std::map<AuthorityYear, std::vector<std::size_t>> places;
  std::vector<std::size_t>* last = nullptr;
  std::int64_t last_year = 0;
  for (std::size_t row = 0; row < years.size(); ++row) {
    if (!last || !authorities.one() || years[row] != last_year) last = &places[{authorities.of(row), years[row]}];
    last_year = years[row];
    last->push_back(row);
  }
  return places;
}

}  // namespace

const Collection* find_collection(std::span<const Collection> collections, std::string_view id) {
  const auto found = std::ranges::find(collections, id, &Collection::id);
  return found == collections.end() ? nullptr : &*found;
}

void reject_other_children(IncomingFile& file, const store::LearnerIndex& index) {
  std::set<std::uint64_t> others;
  for (const auto& table : file.tables) {
    Sightings sightings(file, table);
    if (!sightings.any() || !sightings.named() || file.study) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (!sightings.has(row) || !index.is_other_child(sightings.at(row))) continue;
      const auto source = static_cast<std::uint64_t>(source_row(table, row));
      if (others.insert(source).second)
        file.problems.push_back({source, "upn", "rule.upn-other-learner", table.find("upn")->texts()[row], {}, true});
    }
  }
  if (others.empty()) return;
  for (auto& table : file.tables) drop_source_rows(table, others);
  file.rejected.insert(file.rejected.end(), others.begin(), others.end());
  std::ranges::sort(file.rejected);
}

PreparedRows prepare_rows(IncomingFile& file, std::int64_t load, std::span<const Collection> collections,
                          store::LearnerIndex& index, const KnownOrganisations& organisations) {
  PreparedRows prepared;
  std::set<std::uint64_t> known_anew;
  for (auto& table : file.tables) {
    if (table.rows() == 0) continue;
    const auto& collection = *find_collection(collections, table.collection);
    auto learners = resolve_learners(file, table, load, index, known_anew);
    auto years = years_of(table, collection, file.year);
    const auto places = places_of(RowAuthorities(file, table, organisations), years);
    part_rows(prepared.parts, stored_table(table, collection, file, load, std::move(learners), std::move(years)), places);
  }
  file.tables.clear();
  prepared.known_anew.assign(known_anew.begin(), known_anew.end());
  return prepared;
}

}  // namespace potensial::service
