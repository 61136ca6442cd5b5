#include "exchange/record_mapping.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/date.hpp"

namespace potensial::exchange {
namespace mapping {
namespace {

ValueForm form_of(const ColumnRule& rule) {
  return {rule.decimal, rule.thousands, rule.date_form == "dd/mm/yyyy"};
}

bool is_plain(const ColumnRule& rule) {
  return rule.from.size() == 1 && !rule.constant && rule.codes.empty() && rule.split.empty() && rule.first == 0 &&
         rule.derive == Derivation::none;
}

const CollectionColumn kAnyDay{.type = ColumnType::date};
const CollectionColumn kAnyNumber{.type = ColumnType::integer};

int months_after_september(Date day) { return static_cast<int>((day.month() + 3) % 12); }

int months_to_january(Date day, AcademicYear year) {
  return (year.summer - day.year()) * 12 + 1 - static_cast<int>(day.month());
}

}  // namespace
}  // namespace mapping

std::vector<std::string> collections_of(const MappingProfile& profile) {
  std::vector<std::string> collections = {profile.collection};
  for (const auto& record : profile.records)
    if (std::ranges::find(collections, record.collection) == collections.end()) collections.push_back(record.collection);
  return collections;
}

RecordMapping::RecordMapping(const MappingProfile& profile, const CsvLayout& layout, IncomingRows& rows,
                             std::string organisation, AcademicYear year)
    : profile_(profile), layout_(layout), rows_(rows), organisation_(std::move(organisation)),
      year_text_(year.summer ? fmt::format("{}", year.summer) : std::string()), year_(year),
      collections_(collections_of(profile)), any_day_(mapping::kAnyDay, nullptr),
      any_number_(mapping::kAnyNumber, nullptr) {}

Result<RecordMapping> RecordMapping::of(const MappingProfile& profile, const CsvLayout& layout, IncomingRows& rows,
                                        std::string organisation, AcademicYear year) {
  RecordMapping made(profile, layout, rows, std::move(organisation), year);
  for (const auto& rule : profile.records) {
    auto record = made.record_of(rule);
    if (!record) return std::unexpected(record.error());
    made.records_.push_back(std::move(*record));
  }
  return made;
}

Result<RecordMapping::Record> RecordMapping::record_of(const RecordRule& rule) {
  Record record;
  record.table = static_cast<std::size_t>(std::ranges::find(collections_, rule.collection) - collections_.begin());
  if (!rule.when.empty()) {
    auto when = source_of(rule.when);
    if (!when) return std::unexpected(when.error());
    record.conditional = true;
    record.when = std::move(*when);
  }
  for (const auto& column : rule.columns) {
    auto target = target_of(column, record.table);
    if (!target) return std::unexpected(target.error());
    record.targets.push_back(std::move(*target));
  }
  return record;
}

Result<RecordMapping::Target> RecordMapping::target_of(const ColumnRule& rule, std::size_t table) {
  const auto column = rows_.column(table, rule.to);
  if (!column) return refuse(Blame::fault, "exchange.profile-member", {{"profile", profile_.id}, {"member", rule.to}});
  Target target{*column, &rule, {}, mapping::form_of(rule), false};
  for (const auto& name : rule.from) {
    auto source = source_of(name);
    if (!source) return std::unexpected(source.error());
    target.sources.push_back(std::move(*source));
  }
  target.direct = mapping::is_plain(rule) && target.sources.front().from == From::cell && profile_.marks.empty();
  return target;
}

Result<RecordMapping::Source> RecordMapping::source_of(const std::string& name) const {
  constexpr std::pair<std::string_view, From> kNamed[] = {{"@row", From::row},       {"@value", From::value},
                                                          {"@head.1", From::head_1}, {"@head.2", From::head_2},
                                                          {"@year", From::year},     {"@organisation", From::organisation}};
  for (const auto& [word, from] : kNamed)
    if (word == name) return Source{from, 0, name};
  if (name.starts_with("@label.") && name.size() == 8 && name[7] >= '1' && name[7] <= '9')
    return Source{From::cell, static_cast<std::size_t>(name[7] - '1'), name};
  const auto table = std::ranges::find(profile_.tables, name, &SourceTable::name);
  return table == profile_.tables.end() ? column_source(name) : table_source(*table);
}

Result<RecordMapping::Source> RecordMapping::column_source(const std::string& name) const {
  const auto at = std::ranges::find(profile_.columns, name, &SourceColumn::name);
  if (at == profile_.columns.end())
    return refuse(Blame::fault, "exchange.profile-member", {{"profile", profile_.id}, {"member", name}});
  const auto place = layout_.places[static_cast<std::size_t>(at - profile_.columns.begin())];
  if (place == CsvLayout::kAbsent) return Source{From::absent, 0, name};
  return Source{From::cell, place, layout_.headings.front()[place]};
}

Result<RecordMapping::Source> RecordMapping::table_source(const SourceTable& table) const {
  auto source = column_source(table.from);
  if (source && source->from == From::cell) source->from = From::table;
  if (source) source->table = &table;
  return source;
}

void RecordMapping::read_row(const std::vector<std::string_view>& cells, std::uint64_t row) {
  cells_ = &cells;
  row_ = row;
  const auto first = profile_.labels ? profile_.labels : 0;
  const auto last = profile_.labels ? layout_.width : 1;
  for (cell_ = first; cell_ < last; ++cell_)
    for (const auto& record : records_) read_record(record);
}

void RecordMapping::read_record(const Record& record) {
  if (record.conditional && without_mark(trimmed(text_of(record.when))).empty()) return;
  rows_.begin_record(record.table);
  for (const auto& target : record.targets) read_target(target);
}

void RecordMapping::read_target(const Target& target) {
  if (target.direct) {
    const auto& source = target.sources.front();
    rows_.read(target.column, text_of(source), source.name, target.form);
    return;
  }
  if (target.rule->derive == Derivation::sum) {
    set_sum(target);
    return;
  }
  const auto text = gathered(target);
  if (target.rule->derive != Derivation::none) {
    derive(target, text);
    return;
  }
  const auto source = target.sources.empty() ? std::string_view(target.rule->to) : target.sources.front().name;
  rows_.read(target.column, coded(target, part_of(*target.rule, without_mark(text))), source, target.form);
}

std::string_view RecordMapping::text_of(const Source& source) {
  switch (source.from) {
    case From::cell: return cell(source.cell);
    case From::value: return cell(cell_);
    case From::table: {
      const auto* found = code_of(source.table->codes, trimmed(cell(source.cell)));
      return found ? std::string_view(*found) : std::string_view{};
    }
    case From::head_1: return layout_.headings[0][cell_];
    case From::head_2:
      return layout_.headings.size() > 1 && cell_ < layout_.headings[1].size() ? std::string_view(layout_.headings[1][cell_])
                                                                              : std::string_view{};
    case From::row: return rows_.keep(fmt::format("{}", row_));
    case From::year: return year_text_;
    case From::organisation: return organisation_;
    case From::absent: break;
  }
  return {};
}

// The text of all sources, joined; empty when one of several is empty.
std::string_view RecordMapping::gathered(const Target& target) {
  if (target.rule->constant) return *target.rule->constant;
  if (target.sources.size() == 1) return trimmed(text_of(target.sources.front()));
  std::string joined;
  for (const auto& source : target.sources) {
    const auto text = trimmed(text_of(source));
    if (text.empty()) return {};
    if (!joined.empty()) joined += target.rule->join;
    joined += text;
  }
  return rows_.keep(std::move(joined));
}

std::string_view RecordMapping::part_of(const ColumnRule& rule, std::string_view text) const {
  if (rule.first) return text.substr(0, rule.first);
  if (rule.split.empty() || rule.part == 0) return text;
  for (std::size_t part = 1; part < rule.part; ++part) {
    const auto at = text.find(rule.split);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + rule.split.size());
  }
  return trimmed(text.substr(0, text.find(rule.split)));
}

std::string_view RecordMapping::coded(const Target& target, std::string_view text) {
  const auto& rule = *target.rule;
  if (rule.codes.empty() || text.empty()) return text;
  if (const auto* ours = code_of(rule.codes, text)) return *ours;
  if (rule.keep_others) return text;
  rows_.problem(target.sources.empty() ? std::string_view(rule.to) : target.sources.front().name, "rule.code", text);
  return {};
}

void RecordMapping::derive(const Target& target, std::string_view text) {
  if (target.rule->derive == Derivation::mark) rows_.read(target.column, mark_of(text), target.sources.front().name);
  else set_from_day(target, text);
}

// A day that cannot be read is told where the day itself is mapped.
void RecordMapping::set_from_day(const Target& target, std::string_view text) {
  StagedValue day;
  if (!any_day_.read(text, target.form, day).empty() || !day.has()) return;
  const auto date = Date::from_days(static_cast<std::int32_t>(day.integer));
  if (target.rule->derive == Derivation::month_after_september)
    rows_.set(target.column, mapping::months_after_september(date));
  else if (target.rule->derive == Derivation::school_year)
    rows_.set(target.column, AcademicYear::of(date).summer);
  else if (year_.summer)
    rows_.set(target.column, mapping::months_to_january(date, year_));
}

// Absent when no source holds a number.
void RecordMapping::set_sum(const Target& target) {
  std::int64_t sum = 0;
  bool any = false;
  for (const auto& source : target.sources) {
    StagedValue value;
    if (!any_number_.read(text_of(source), target.form, value).empty() || !value.has()) continue;
    sum += value.integer;
    any = true;
  }
  if (any) rows_.set(target.column, sum);
}

std::string_view RecordMapping::mark_of(std::string_view text) const {
  for (const auto& mark : profile_.marks)
    if (text == mark || text.ends_with(" " + mark)) return mark;
  return {};
}

std::string_view RecordMapping::without_mark(std::string_view text) const {
  if (profile_.marks.empty()) return text;
  const auto mark = mark_of(text);
  return trimmed(text.substr(0, text.size() - mark.size()));
}

}  // namespace potensial::exchange
