// Gathers the rows of one incoming file: every row is checked, then kept whole or rejected whole.
//
// Usage, per source row:  rows.begin_row(7);
//                         rows.begin_record(table); rows.read(column, text, name, form); ... (any number)
//                         rows.end_row();
// then finish(). Texts given must live until end_row(). Shared by the CSV and the CTF reader, so that both
// judge alike. Not thread-safe; one per file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "exchange/reading_rules.hpp"
#include "exchange/value_check.hpp"
#include "model/incoming_file.hpp"

namespace potensial::exchange {

// Checks of whole rows, named by columns; each holds for every table that has them.
struct RowRules {
  bool study = false;  // `upn` is a reference, not a unique pupil number; codes of its own stand as written
  // What is not known is told and left out: a value, or a record that cannot be without it. The row stays,
  // unless the main record or the identity is at fault.
  bool tolerant = false;
  std::vector<std::pair<std::string, std::string>> in_order;  // days
  std::string total;
  std::vector<std::string> parts;
  std::string dated_by;  // days that must lie in the file's year
};

class IncomingRows {
 public:
  // One table per collection, the first the main one. Refuses exchange.collection-unknown.
  static Result<IncomingRows> of(const ReadingRules& rules, std::span<const std::string> collections, RowRules row_rules,
                                 std::string organisation, AcademicYear year);

  std::optional<std::size_t> column(std::size_t table, std::string_view name) const;

  // About how many records the main table will have; only makes reading faster.
  void expect(std::size_t records);

  void begin_row(std::uint64_t row);
  void begin_record(std::size_t table);
  // Reads a text into a column of the record; a broken rule rejects the row. `source`: as the file names it.
  void read(std::size_t column, std::string_view text, std::string_view source, const ValueForm& form = {});

  void set(std::size_t column, std::int64_t number);
  const StagedValue& staged(std::size_t column) const { return staged_[record_begin_ + column]; }
  std::string_view keep(std::string text);  // until end_row()
  void problem(std::string_view column, std::string_view rule, std::string_view value, Arguments arguments = {},
               bool rejects = true);
  void end_row();
  // Rejects an earlier row for what a later one showed.
  void reject(std::uint64_t row, std::string_view column, std::string_view rule, std::string_view value,
              Arguments arguments = {});

  // Duplicates, rows of other organisations and years; then the tables without the rejected rows.
  // Refuses exchange.other-organisation and exchange.other-year.
  Result<IncomingFile> finish();

 private:
  struct Table {
    const Collection* collection = nullptr;
    std::unordered_map<std::string_view, std::size_t> places;  // of the collection's columns
    std::vector<ValueCheck> checks;
    FactTable facts;  // column 0 is `row`
    std::optional<std::size_t> upn, former_upn, dob, school, nc_year, year, dated_by, total;
    std::vector<std::pair<std::size_t, std::size_t>> in_order;
    std::vector<std::size_t> parts, required;

    std::optional<std::size_t> place(std::string_view name) const;
  };
  struct Record {
    std::size_t table, begin;
  };

  IncomingRows(const ReadingRules& rules, RowRules row_rules, std::string organisation, AcademicYear year);
  Table table_of(const Collection& collection) const;
  void end_record();
  void check_record(const Table& table);
  void missing(const std::string& column);
  void fail(std::string_view column, std::string_view rule, std::string_view value, Arguments arguments = {});
  void tell_broken(const CollectionColumn& defined, std::string_view text, std::string_view source, std::string_view rule);
  void check_upn(const Table& table);
  void check_order(const Table& table);
  void check_sum(const Table& table);
  void note_evidence(const Table& table);
  void store(const Record& record);
  void reject_duplicates();
  void reject_shared_upns();
  std::optional<Refusal> other_organisation();
  std::optional<Refusal> other_year() const;
  static bool all_digits(std::string_view text);
  bool has(std::size_t column) const { return staged(column).has(); }

  ReadingRules rules_;
  RowRules row_rules_;
  std::string organisation_;
  AcademicYear year_;
  std::vector<Table> tables_;
  std::vector<StagedValue> staged_;
  std::vector<Record> records_;
  std::size_t record_begin_ = 0;
  std::deque<std::string> kept_;
  std::uint64_t row_ = 0, read_ = 0;
  bool row_rejected_ = false, record_open_ = false, record_dropped_ = false;
  std::vector<RowProblem> problems_;
  std::vector<std::uint64_t> rejected_;
  std::map<std::string, std::uint64_t> other_schools_;            // organisation -> rows
  std::vector<std::pair<std::uint64_t, std::string>> other_rows_;  // row, school
  std::uint64_t with_school_ = 0;
  std::map<int, std::uint64_t> years_meant_;                       // year that a row's ages or days tell -> rows
};

}  // namespace potensial::exchange
