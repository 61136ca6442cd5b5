// A mapping profile: how one kind of outside CSV file becomes rows of our collections.
//
// Definitions of kind `profile`. Members beside the common ones (`example` is the path of such a file):
//   collection     main collection of the file; keys what a load replaces
//   path           pattern of the file's path, matched at its end: {year}, {organisation}, * stand for parts
//   encodings      of utf-8, windows-1252, in the order tried         (default: both)
//   separators     of comma, semicolon, tab                           (default: comma, semicolon)
//   header-rows    lines of headings; found by the names of `columns` within the first 60 records (default 1).
//                  With 2, the second heading line is beneath the first, whose empty cells repeat the one before.
//   labels         makes a table of one record per cell: so many leading columns are labels of the row
//   columns        list of {name, headers: [...], optional: true}, or of names alone; `name` itself is a header
//                  when `headers` is absent. A heading in two languages, parted by / or a line break, fits by
//                  either part.
//   tables         list of {name, from, codes}: a further source, looked up by the value of another
//   marks          texts that stand for a value which is not there; never 0
//   organisation, year   constants, where neither the path nor the caller tells them
//   study          true: a research table; learners are not known by UPN, `upn` holds a reference
//   may-be-empty   true: headings without a row say that there is nothing (exclusions of a calm year)
//   records        list of {collection, when, for-each, columns}. `when`: source column that must hold a value.
//                  `for-each`: list of members; {name} in any text of the record is replaced by each in turn
//     columns      list of {to, from, ...}: see ColumnRule
//   in-order       list of [column, column]: the first day must not be after the second
//   adds-up        {total, parts: [...]} of the main collection's columns
//   dated-by       column of the main collection whose days must lie in the file's year
//
// A source is the name of a column of the file, or @row (number of the row), @label.1 ... (labels),
// @head.1, @head.2 (headings above the cell), @value (the cell), @year, @organisation. Value types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "model/definition.hpp"
#include "model/text.hpp"

namespace potensial::exchange {

enum class Derivation {
  none,
  month_after_september,  // of a day: 0 for September ... 11 for August
  months_to_january,      // from a day to the January of the file's year
  school_year,            // of a day: the summer of its school year
  mark,                   // the mark that stands in place of, or after, the value
  sum,                    // of the sources that hold a number
};

using CodeTable = std::vector<std::pair<std::string, std::string>>;  // how the file writes it -> our code

struct ColumnRule {
  std::string to;                     // column of the collection
  std::vector<std::string> from;      // sources; several are joined by `join`
  std::string join = "-";
  std::optional<std::string> constant;
  CodeTable codes;
  bool keep_others = false;           // `otherwise: keep`: values outside `codes` stand as they are
  std::string split;                  // take a part of the value, parts lie between these texts
  std::size_t part = 0;               // which, from 1; 0: the whole
  std::size_t first = 0;              // take so many bytes of the value; 0: all
  std::string date_form = "yyyy-mm-dd";  // or dd/mm/yyyy
  char decimal = '.', thousands = ',';
  Derivation derive = Derivation::none;
};

struct RecordRule {
  std::string collection;
  std::string when;
  std::vector<ColumnRule> columns;
};

struct SourceTable {
  std::string name, from;
  CodeTable codes;
};

struct SourceColumn {
  std::string name;
  std::vector<std::string> headers;  // as normalised by header_words()
  bool optional = false;
};

struct MappingProfile {
  std::string id;
  int version = 1;
  Text name;
  std::string collection, path;
  std::vector<Encoding> encodings;
  std::string separators;
  std::size_t header_rows = 1, labels = 0;
  std::vector<SourceColumn> columns;
  std::vector<SourceTable> tables;
  std::vector<std::string> marks;
  std::string organisation;
  AcademicYear year;
  bool study = false, may_be_empty = false;
  std::vector<RecordRule> records;
  std::vector<std::pair<std::string, std::string>> in_order;
  std::string total;
  std::vector<std::string> parts;
  std::string dated_by;
};

// Refusals (Blame::fault): exchange.profile-member {profile, member} for a missing or unusable member.
Result<MappingProfile> mapping_profile(const Definition& definition);

// A heading as it is compared: breaks and runs of spaces become one space, ends trimmed, ASCII lower case.
std::string header_words(std::string_view heading);
// What a code table gives for a value; nullptr when it has none.
const std::string* code_of(const CodeTable& table, std::string_view value);

// What the path of a file tells: nothing when the pattern does not fit its end.
struct PathFacts {
  std::string organisation;
  AcademicYear year;
};
std::optional<PathFacts> path_facts(std::string_view pattern, std::string_view path);

}  // namespace potensial::exchange
