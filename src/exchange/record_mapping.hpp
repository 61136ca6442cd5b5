// A profile's records, made ready for one file: which cell feeds which column, and how.
//
// Built once per file, then `read_row` per data row. Not thread-safe; the profile, the layout and the rows
// must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "exchange/csv_layout.hpp"
#include "exchange/incoming_rows.hpp"
#include "exchange/mapping_profile.hpp"

namespace potensial::exchange {

class RecordMapping {
 public:
  // Refuses exchange.profile-member for a target that its collection has not or a source that is unknown.
  static Result<RecordMapping> of(const MappingProfile& profile, const CsvLayout& layout, IncomingRows& rows,
                                  std::string organisation, AcademicYear year);

  // Stages the records of one data row; the caller begins and ends the row.
  void read_row(const std::vector<std::string_view>& cells, std::uint64_t row);

 private:
  enum class From { cell, absent, table, row, value, head_1, head_2, year, organisation };
  struct Source {
    From from = From::absent;
    std::size_t cell = 0;                 // of a table: the cell that is looked up
    std::string name;                     // as the file heads it
    const SourceTable* table = nullptr;
  };
  struct Target {
    std::size_t column = 0;
    const ColumnRule* rule = nullptr;
    std::vector<Source> sources;
    ValueForm form;
    bool direct = false;  // one cell, taken as it stands
  };
  struct Record {
    std::size_t table = 0;
    bool conditional = false;
    Source when;
    std::vector<Target> targets;
  };

  RecordMapping(const MappingProfile& profile, const CsvLayout& layout, IncomingRows& rows, std::string organisation,
                AcademicYear year);
  Result<Record> record_of(const RecordRule& rule);
  Result<Target> target_of(const ColumnRule& rule, std::size_t table);
  Result<Source> source_of(const std::string& name) const;
  Result<Source> column_source(const std::string& name) const;
  Result<Source> table_source(const SourceTable& table) const;

  void read_record(const Record& record);
  void read_target(const Target& target);
  std::string_view text_of(const Source& source);
  std::string_view cell(std::size_t place) const { return place < cells_->size() ? (*cells_)[place] : std::string_view{}; }
  std::string_view gathered(const Target& target);
  std::string_view part_of(const ColumnRule& rule, std::string_view text) const;
  std::string_view coded(const Target& target, std::string_view text);
  void derive(const Target& target, std::string_view text);
  void set_sum(const Target& target);
  void set_from_day(const Target& target, std::string_view text);
  std::string_view mark_of(std::string_view text) const;  // the mark that a text is or ends with
  std::string_view without_mark(std::string_view text) const;

  const MappingProfile& profile_;
  const CsvLayout& layout_;
  IncomingRows& rows_;
  std::string organisation_, year_text_;
  AcademicYear year_;
  std::vector<std::string> collections_;
  ValueCheck any_day_, any_number_;
  std::vector<Record> records_;

  const std::vector<std::string_view>* cells_ = nullptr;  // the row being read
  std::uint64_t row_ = 0;
  std::size_t cell_ = 0;  // of a table of one record per cell
};

// The collections of a profile's records, the main one first, each once.
std::vector<std::string> collections_of(const MappingProfile& profile);

}  // namespace potensial::exchange
