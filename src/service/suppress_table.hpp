// An analyst's CSV file as a table for the release gate: one column for each classifying variable and one of counts.
//
// Categories stand in the order of their first row; rows of the same cell add up; cells without a row are 0. A row in
// which a variable has the word for the total is checked against the counts under it and used for nothing else. A
// count of [z] says that nobody can ever be there. Refusals: those of text_table.hpp, "method.unknown-column",
// "release.count-not-whole", "release.total-differs", "release.too-large". Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/disclosure.hpp"

namespace potensial::service {

struct TableColumns {
  std::string count = "count";              // column of counts
  std::vector<std::string> identifying, sensitive;
  std::string insider;                      // variable whose categories know their own counts; may be empty
  std::string headline;                     // category of the sensitive variables that small groups may show; may be empty
  std::string percentages_of;               // variable whose total is 100 per cent; may be empty
  std::string total = "total";              // word for the total in the file
  std::string id = "table", universe = "all";
  Text total_name;                          // as printed
};

Result<CountTable> count_table(std::string_view csv, const TableColumns& columns);

}  // namespace potensial::service
