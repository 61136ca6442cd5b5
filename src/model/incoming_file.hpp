// A file that came in, read but not yet believed: what `exchange` hands to the import.
//
// Every row read is in `tables` or in `rejected`, never in neither: read = rows in tables + rejected
// (before the comparison with what is already loaded). Value types.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "model/column.hpp"

namespace potensial {

struct RowProblem {
  std::uint64_t row = 0;     // line of data in the source, from 1 (for CTF: the pupil's place)
  std::string column;        // as the file names it
  std::string rule;          // message id under "rule.", e.g. "rule.upn-check-letter"
  std::string value;         // what stood there; for those entitled, never in logs
  Arguments arguments;       // further values of the sentence
  bool rejects = true;       // false: the row is loaded and flagged
};

struct IncomingFile {
  std::string file, profile, sha256;
  std::string collection;            // the main one; it keys replacement
  std::string organisation;          // reporting organisation the file speaks for (authority or school id); empty: it does not say
  AcademicYear year;                 // 0: it does not say
  std::string source = "return";     // "return", "transfer", or the name of a table: keys replacement
  bool study = false;                // a research table: `upn` holds a reference of its own
  bool partial = false;              // replaces only the learners and sections it carries
  std::uint64_t read = 0;            // data rows (pupils of a CTF)
  std::vector<FactTable> tables;     // main table first; each has an integer column "row": the source row
  std::vector<RowProblem> problems;  // by row
  std::vector<std::uint64_t> rejected;  // rows, ascending, each once
};

}  // namespace potensial
