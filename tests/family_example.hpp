// Worked example 5 of the inference specification: twelve invented schools, families of four.
#pragma once

#include <vector>

#include "insight/family_of_schools.hpp"
#include "reference_table.hpp"

namespace potensial::insight::example {

inline std::vector<SchoolContext> schools() {
  const tests::ReferenceTable table("worked-examples/families.csv");
  std::vector<SchoolContext> made;
  for (std::size_t row = 0; row < table.texts("school").size(); ++row)
    made.push_back({table.texts("school")[row],
                    "primary",
                    std::string(medium_group(table.texts("medium")[row])),
                    table.numbers("learners")[row],
                    {table.numbers("fsm")[row], table.numbers("wimd20")[row], table.numbers("sen")[row],
                     table.numbers("eal")[row]}});
  return made;
}

inline FamilyRule rule() {
  FamilyRule rule;
  rule.variables = {{"fsm", {"free school meals", "prydau ysgol am ddim"}, 0.40},
                    {"wimd20", {"deprived areas", "ardaloedd difreintiedig"}, 0.30},
                    {"sen", {"special needs", "anghenion arbennig"}, 0.20},
                    {"eal", {"English as an additional language", "Saesneg fel iaith ychwanegol"}, 0.10}};
  rule.schools_in_family = 4;
  return rule;
}

}  // namespace potensial::insight::example
