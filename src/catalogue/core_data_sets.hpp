// What is published for every school once a year (kind `core-data-set`): members
//   sentence: {en, cy};  month: 1-12, day: 1-28, of the autumn or winter after the school year
//   policy: id of a disclosure policy;  indicators: [id ...], one for each stage at most
//   example: {year, published}
// Refused, beside faults of form: "catalogue.no-rule" when none holds on the day. Pure functions, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "catalogue/catalogue.hpp"
#include "model/academic_year.hpp"
#include "model/text.hpp"

namespace potensial::catalogue {

struct CoreDataSet {
  Text name, sentence;
  int month = 12, day = 1;
  std::string policy;
  std::vector<std::string> indicators;

  // Of the results of a school year: the first such day after its last, 31 August.
  Date published(AcademicYear year) const;
};

Result<CoreDataSet> read_core_data_set(const Definition& definition);
Result<CoreDataSet> core_data_set_on(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
