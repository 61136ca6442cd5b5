// The core data set of a school, an authority, a family of schools or Wales as blocks (DATA-05), for everybody.
//
// Made of released tables alone: nothing on it says more than what the release gate printed. A figure that is hidden is
// the policy's mark and is not drawn; sentences speak only of figures that stand in the table. What a reader entitled to
// a school's learners may see of that school beside it is added elsewhere. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "model/data_release.hpp"
#include "model/disclosure.hpp"

namespace potensial::insight {

// One stage of the release, seen from one place.
struct CoreDataStage {
  const ReleasedTable* table = nullptr;
  Text stage, indicator;
  std::string indicator_id;
  std::vector<std::string> places;           // codes of levels to list, in order; the page's own among them
  std::vector<ReleasedWord> words;           // of the schools listed
};

struct CoreDataPageInput {
  std::string place;                         // code of its level
  Text name;
  std::string whole;                         // code of all, with which the sentence compares
  AcademicYear year;
  Date from;                                 // public since
  std::vector<AcademicYear> years;           // of all releases, newest first
  std::vector<CoreDataStage> stages;
  std::vector<ListItem> trail;
  bool invented = false;
};

Page core_data_page(const CoreDataPageInput& input);

}  // namespace potensial::insight
