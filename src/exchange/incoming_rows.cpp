#include "exchange/incoming_rows.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <functional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/date.hpp"
#include "exchange/upn.hpp"

namespace potensial::exchange {
namespace incoming {
namespace {

template <class Range>
auto find_by_id(const Range& range, std::string_view id) -> decltype(&*range.begin()) {
  for (const auto& each : range)
    if (each.id == id) return &each;
  return nullptr;
}

// Years since birth in which a year group stands, counted by summers: a learner of Year 6 in 2010 was born
// in the school year 1999, of Reception in 2005.
std::optional<int> summers_since_birth(std::string_view nc_year) {
  if (nc_year == "R") return 5;
  if (nc_year == "N2") return 4;
  if (nc_year == "N1") return 3;
  int year = 0;
  const auto [end, error] = std::from_chars(nc_year.data(), nc_year.data() + nc_year.size(), year);
  if (error != std::errc{} || end != nc_year.data() + nc_year.size() || year < 1 || year > 14) return std::nullopt;
  return year + 5;
}

std::string without_case(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

void combine(std::size_t& hash, std::size_t next) { hash ^= next + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2); }

std::size_t hash_of(const ValueColumn& column, std::size_t row) {
  if (!column.has(row)) return 1;
  switch (column.values.index()) {
    case 0: return std::hash<std::string>{}(column.texts()[row]);
    case 1: return std::hash<std::int64_t>{}(column.integers()[row]);
    default: return std::hash<double>{}(column.reals()[row]);
  }
}

bool same(const ValueColumn& column, std::size_t a, std::size_t b) {
  if (column.has(a) != column.has(b)) return false;
  return std::visit([&](const auto& values_) { return values_[a] == values_[b]; }, column.values);
}

bool differ(const ValueColumn* column, std::size_t a, std::size_t b) {
  return column && column->has(a) && column->has(b) && !same(*column, a, b);
}

bool differ_in_words(const ValueColumn* column, std::size_t a, std::size_t b) {
  return differ(column, a, b) && without_case(column->texts()[a]) != without_case(column->texts()[b]);
}

// The first of the rows that are the same, found by hash: open addressing over places counted from 1.
class FirstRows {
 public:
  explicit FirstRows(std::size_t rows) : slots_(std::bit_ceil(rows * 2 + 2)) {}

  // The earlier row that is the same, else nothing, and `row` is the first of its kind.
  template <class Same>
  std::optional<std::size_t> earlier(std::size_t hash, std::size_t row, Same is_same) {
    auto slot = (hash * 0x9E3779B97F4A7C15u >> 20) & (slots_.size() - 1);
    for (; slots_[slot]; slot = (slot + 1) & (slots_.size() - 1))
      if (is_same(slots_[slot] - 1, row)) return slots_[slot] - 1;
    slots_[slot] = static_cast<std::uint32_t>(row + 1);
    return std::nullopt;
  }

 private:
  std::vector<std::uint32_t> slots_;
};

void keep_rows(ValueColumn& column, const std::vector<std::uint32_t>& kept) {
  std::visit(
      [&](auto& values_) {
        for (std::size_t i = 0; i < kept.size(); ++i)
          if (i != kept[i]) values_[i] = std::move(values_[kept[i]]);
        values_.resize(kept.size());
      },
      column.values);
  for (std::size_t i = 0; i < kept.size(); ++i) column.present[i] = column.present[kept[i]];
  column.present.resize(kept.size());
}

void drop_rows(FactTable& table, const std::vector<std::uint64_t>& rejected) {
  if (rejected.empty() || table.rows() == 0) return;
  const auto& rows = table.columns.front().integers();
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!std::ranges::binary_search(rejected, static_cast<std::uint64_t>(rows[i])))
      kept.push_back(static_cast<std::uint32_t>(i));
  if (kept.size() == rows.size()) return;
  for (auto& column : table.columns) keep_rows(column, kept);
}

std::string number_text(double number) { return fmt::format("{}", number); }

}  // namespace
}  // namespace incoming

IncomingRows::IncomingRows(const ReadingRules& rules, RowRules row_rules, std::string organisation, AcademicYear year)
    : rules_(rules), row_rules_(std::move(row_rules)), organisation_(std::move(organisation)), year_(year) {}

Result<IncomingRows> IncomingRows::of(const ReadingRules& rules, std::span<const std::string> collections,
                                      RowRules row_rules, std::string organisation, AcademicYear year) {
  IncomingRows rows(rules, std::move(row_rules), std::move(organisation), year);
  for (const auto& id : collections) {
    const auto* collection = incoming::find_by_id(rules.collections, id);
    if (!collection) return refuse(Blame::input, "exchange.collection-unknown", {{"collection", id}});
    rows.tables_.push_back(rows.table_of(*collection));
  }
  return rows;
}

std::optional<std::size_t> IncomingRows::Table::place(std::string_view name) const {
  const auto at = places.find(name);
  return at == places.end() ? std::nullopt : std::optional(at->second);
}

IncomingRows::Table IncomingRows::table_of(const Collection& collection) const {
  Table table;
  const auto place = [&](std::string_view name) { return table.place(name); };
  table.collection = &collection;
  table.facts.collection = collection.id;
  table.facts.columns.push_back(ValueColumn::of("row", ColumnType::integer));
  for (std::size_t i = 0; i < collection.columns.size(); ++i) {
    const auto& column = collection.columns[i];
    table.places.emplace(column.name, i);
    table.checks.emplace_back(column, incoming::find_by_id(rules_.code_sets, column.codes));
    table.facts.columns.push_back(ValueColumn::of(column.name, column.type));
    if (column.required) table.required.push_back(i);
  }
  table.upn = place("upn");
  table.former_upn = place("former_upn");
  table.dob = place("dob");
  table.school = place("school");
  table.nc_year = place("nc_year");
  table.year = place("year");
  table.dated_by = place(row_rules_.dated_by);
  for (const auto& [first, second] : row_rules_.in_order)
    if (const auto a = place(first), b = place(second); a && b) table.in_order.emplace_back(*a, *b);
  table.total = place(row_rules_.total);
  for (const auto& part : row_rules_.parts)
    if (const auto at = place(part)) table.parts.push_back(*at);
  return table;
}

std::optional<std::size_t> IncomingRows::column(std::size_t table, std::string_view name) const {
  return tables_[table].place(name);
}

void IncomingRows::expect(std::size_t records) {
  for (auto& column : tables_.front().facts.columns) {
    std::visit([&](auto& values_) { values_.reserve(records); }, column.values);
    column.present.reserve(records);
  }
}

void IncomingRows::begin_row(std::uint64_t row) {
  row_ = row;
  ++read_;
  row_rejected_ = false;
  staged_.clear();
  records_.clear();
  kept_.clear();
}

void IncomingRows::begin_record(std::size_t table) {
  end_record();
  record_begin_ = staged_.size();
  records_.push_back({table, record_begin_});
  staged_.resize(record_begin_ + tables_[table].checks.size());
  record_open_ = true;
}

void IncomingRows::end_record() {
  if (!record_open_) return;
  record_open_ = false;
  check_record(tables_[records_.back().table]);
  if (std::exchange(record_dropped_, false)) records_.pop_back();
}

// A fault of the record being read: of the row, unless the record can be left out.
void IncomingRows::fail(std::string_view column, std::string_view rule, std::string_view value, Arguments arguments) {
  const bool droppable = row_rules_.tolerant && records_.back().table != 0;
  record_dropped_ = record_dropped_ || droppable;
  problem(column, rule, value, std::move(arguments), !droppable);
}

void IncomingRows::read(std::size_t column, std::string_view text, std::string_view source, const ValueForm& form) {
  const auto& check = tables_[records_.back().table].checks[column];
  const auto rule = check.read(text, form, staged_[record_begin_ + column]);
  if (rule.empty()) return;
  if (row_rules_.study && rule == "rule.code") {
    staged_[record_begin_ + column] = {StagedValue::Kind::text, trimmed(text)};
    return;
  }
  if (row_rules_.tolerant) staged_[record_begin_ + column] = {};
  tell_broken(check.column(), text, source, rule);
}

void IncomingRows::tell_broken(const CollectionColumn& defined, std::string_view text, std::string_view source,
                               std::string_view rule) {
  Arguments arguments;
  if (rule == "rule.range")
    arguments = {{"least", incoming::number_text(defined.least.value_or(0))},
                 {"greatest", incoming::number_text(defined.greatest.value_or(0))}};
  if (row_rules_.tolerant && !defined.required) problem(source, rule, text, std::move(arguments), false);
  else fail(source, rule, text, std::move(arguments));
}

void IncomingRows::set(std::size_t column, std::int64_t number) {
  const auto& check = tables_[records_.back().table].checks[column];
  auto& value = staged_[record_begin_ + column];
  if (check.column().type == ColumnType::real) value = {StagedValue::Kind::real, {}, 0, static_cast<double>(number)};
  else value = {StagedValue::Kind::integer, {}, number};
}

std::string_view IncomingRows::keep(std::string text) { return kept_.emplace_back(std::move(text)); }

void IncomingRows::problem(std::string_view column, std::string_view rule, std::string_view value, Arguments arguments,
                           bool rejects) {
  row_rejected_ = row_rejected_ || rejects;
  problems_.push_back({row_, std::string(column), std::string(rule), std::string(value), std::move(arguments), rejects});
}

void IncomingRows::check_record(const Table& table) {
  if (table.year && !has(*table.year) && year_.summer) set(*table.year, year_.summer);
  for (const auto required : table.required)
    if (!has(required)) missing(table.checks[required].column().name);
  check_upn(table);
  check_order(table);
  check_sum(table);
  note_evidence(table);
}

// Said once: a value that was there but broken has its own problem already.
void IncomingRows::missing(const std::string& column) {
  for (auto each = problems_.rbegin(); each != problems_.rend() && each->row == row_; ++each)
    if ((each->rejects || record_dropped_) && !each->value.empty()) return;
  fail(column, "rule.required", {});
}

void IncomingRows::check_upn(const Table& table) {
  if (row_rules_.study || !table.upn || !has(*table.upn)) return;
  const auto upn = staged(*table.upn).text;
  const auto verdict = judge_upn(upn, rules_.authorities);
  if (!verdict.valid()) problem("upn", rule_of(verdict.fault), upn);
  else if (verdict.kind == UpnKind::temporary) problem("upn", "rule.upn-temporary", upn, {}, false);
  if (!table.former_upn || !has(*table.former_upn)) return;
  const auto former = staged(*table.former_upn).text;
  if (!judge_upn(former).valid()) problem("former_upn", "rule.former-upn", former, {}, false);
}

void IncomingRows::check_order(const Table& table) {
  for (const auto& [first, second] : table.in_order) {
    if (!has(first) || !has(second) || staged(first).integer <= staged(second).integer) continue;
    const auto iso = [&](std::size_t at) { return Date::from_days(static_cast<std::int32_t>(staged(at).integer)).iso(); };
    fail(table.checks[second].column().name, "rule.days-in-order", iso(second),
            {{"first", table.checks[first].column().name}, {"day", iso(first)}});
  }
}

void IncomingRows::check_sum(const Table& table) {
  if (!table.total || !has(*table.total) || table.parts.empty()) return;
  std::int64_t sum = 0;
  for (const auto part : table.parts) {
    if (!has(part)) return;
    sum += staged(part).integer;
  }
  const auto total = staged(*table.total).integer;
  if (sum == total) return;
  fail(table.checks[*table.total].column().name, "rule.sessions", fmt::format("{}", total),
          {{"sum", fmt::format("{}", sum)}});
}

// Whose school and which year the row speaks of, told by itself.
void IncomingRows::note_evidence(const Table& table) {
  if (row_rejected_ || row_rules_.study || &table != &tables_.front()) return;
  if (table.school && has(*table.school) && organisation_.size() >= 3 && all_digits(organisation_)) {
    ++with_school_;
    const auto school = staged(*table.school).text;
    if (!school.starts_with(organisation_)) {
      ++other_schools_[std::string(school.substr(0, organisation_.size()))];
      other_rows_.emplace_back(row_, std::string(school));
    }
  }
  if (table.dob && table.nc_year && has(*table.dob) && has(*table.nc_year)) {
    const auto born = AcademicYear::of(Date::from_days(static_cast<std::int32_t>(staged(*table.dob).integer)));
    if (const auto summers = incoming::summers_since_birth(staged(*table.nc_year).text))
      ++years_meant_[born.summer + *summers];
  } else if (table.dated_by && has(*table.dated_by)) {
    ++years_meant_[AcademicYear::of(Date::from_days(static_cast<std::int32_t>(staged(*table.dated_by).integer))).summer];
  }
}

bool IncomingRows::all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void IncomingRows::end_row() {
  end_record();
  if (row_rejected_) {
    rejected_.push_back(row_);
    return;
  }
  for (const auto& record : records_) store(record);
}

void IncomingRows::store(const Record& record) {
  auto& columns = tables_[record.table].facts.columns;
  columns[0].push(static_cast<std::int64_t>(row_));
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const auto& value = staged_[record.begin + i - 1];
    switch (value.kind) {
      case StagedValue::Kind::absent: columns[i].push_absent(); break;
      case StagedValue::Kind::text: columns[i].push(value.text); break;
      case StagedValue::Kind::integer: columns[i].push(value.integer); break;
      case StagedValue::Kind::real: columns[i].push(value.real); break;
    }
  }
}

void IncomingRows::reject(std::uint64_t row, std::string_view column, std::string_view rule, std::string_view value,
                          Arguments arguments) {
  rejected_.push_back(row);
  problems_.push_back({row, std::string(column), std::string(rule), std::string(value), std::move(arguments), true});
}

// One UPN for two learners: which is right cannot be told, so none of its rows is kept.
void IncomingRows::reject_shared_upns() {
  const auto& facts = tables_.front().facts;
  const auto* upn = facts.find("upn");
  const auto* dob = facts.find("dob");
  const auto* forename = facts.find("forename");
  if (!upn || (!dob && !forename)) return;
  incoming::FirstRows first(facts.rows());
  const auto same_upn = [&](std::size_t a, std::size_t b) { return upn->texts()[a] == upn->texts()[b]; };
  std::map<std::string, std::vector<std::size_t>, std::less<>> shared;
  for (std::size_t i = 0; i < facts.rows(); ++i) {
    if (!upn->has(i)) continue;
    const auto earlier = first.earlier(incoming::hash_of(*upn, i), i, same_upn);
    if (earlier && (incoming::differ(dob, *earlier, i) || incoming::differ_in_words(forename, *earlier, i)))
      shared.try_emplace(upn->texts()[i]);
  }
  if (shared.empty()) return;
  for (std::size_t i = 0; i < facts.rows(); ++i)
    if (const auto at = shared.find(upn->texts()[i]); at != shared.end()) at->second.push_back(i);
  for (const auto& [number, places] : shared)
    for (const auto place : places)
      reject(static_cast<std::uint64_t>(facts.columns[0].integers()[place]), "upn", "rule.upn-shared", number,
             {{"row", fmt::format("{}", facts.columns[0].integers()[place == places[0] ? places[1] : places[0]])}});
}

void IncomingRows::reject_duplicates() {
  const auto& table = tables_.front();
  std::vector<const ValueColumn*> key;
  for (const auto& name : table.collection->key)
    if (const auto* column = table.facts.find(name == "learner" ? "upn" : name)) key.push_back(column);
  if (key.empty()) return;
  incoming::FirstRows first(table.facts.rows());
  const auto same_key = [&](std::size_t a, std::size_t b) {
    return std::ranges::all_of(key, [&](const ValueColumn* column) { return incoming::same(*column, a, b); });
  };
  const auto& rows = table.facts.columns[0].integers();
  const std::set<std::uint64_t> already(rejected_.begin(), rejected_.end());
  for (std::size_t i = 0; i < table.facts.rows(); ++i) {
    if (already.contains(static_cast<std::uint64_t>(rows[i]))) continue;
    std::size_t hash = 0;
    for (const auto* column : key) incoming::combine(hash, incoming::hash_of(*column, i));
    const auto earlier = first.earlier(hash, i, same_key);
    if (!earlier) continue;
    const auto* upn = table.facts.find("upn");
    reject(static_cast<std::uint64_t>(rows[i]), table.collection->key.front() == "learner" ? "upn" : table.collection->key.front(),
           "rule.duplicate-row", upn && upn->has(i) ? upn->texts()[i] : std::string(),
           {{"row", fmt::format("{}", rows[*earlier])}});
  }
}

// Rows of schools elsewhere are rejected one by one; when they are the most, the file is not what it says.
std::optional<Refusal> IncomingRows::other_organisation() {
  if (other_rows_.size() * 2 > with_school_) {
    const auto most = std::ranges::max_element(other_schools_, {}, [](const auto& each) { return each.second; });
    return Refusal{Blame::file, "exchange.other-organisation",
                   {{"organisation", organisation_}, {"found", most->first}, {"rows", fmt::format("{}", other_rows_.size())}}};
  }
  for (const auto& [row, school] : other_rows_)
    reject(row, "school", "rule.school-elsewhere", school, {{"organisation", organisation_}});
  return std::nullopt;
}

std::optional<Refusal> IncomingRows::other_year() const {
  constexpr std::uint64_t kFewest = 5;
  std::uint64_t all = 0;
  for (const auto& [year, rows] : years_meant_) all += rows;
  if (!year_.summer || all < kFewest) return std::nullopt;
  const auto most = std::ranges::max_element(years_meant_, {}, [](const auto& each) { return each.second; });
  if (most->first == year_.summer || most->second * 10 < all * 6) return std::nullopt;
  return Refusal{Blame::file, "exchange.other-year",
                 {{"year", fmt::format("{}", year_.summer)}, {"found", fmt::format("{}", most->first)}}};
}

Result<IncomingFile> IncomingRows::finish() {
  if (const auto refusal = other_organisation()) return std::unexpected(*refusal);
  if (const auto refusal = other_year()) return std::unexpected(*refusal);
  if (!row_rules_.study) reject_shared_upns();
  reject_duplicates();
  std::ranges::sort(rejected_);
  const auto again = std::ranges::unique(rejected_);
  rejected_.erase(again.begin(), again.end());
  std::ranges::stable_sort(problems_, {}, &RowProblem::row);
  IncomingFile file{.collection = tables_.front().collection->id, .organisation = organisation_, .year = year_, .read = read_};
  for (auto& table : tables_) {
    incoming::drop_rows(table.facts, rejected_);
    file.tables.push_back(std::move(table.facts));
  }
  file.problems = std::move(problems_);
  file.rejected = std::move(rejected_);
  return file;
}

}  // namespace potensial::exchange
