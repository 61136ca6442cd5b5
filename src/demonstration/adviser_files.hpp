// advisers/YYYY/LLL.csv: the visits of advisers to the schools of one authority in a school year, without names.
//
// How often a school is visited follows its size and a habit of many years that nothing on record explains; need it follows
// weakly: schools on the way to causing concern get a few more visits. Drawn from streams of their own, so that no other file
// changes. Numbers: catalogue/demonstration/advisers.yaml.
#pragma once

#include "demonstration/output.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

void write_adviser_visits(const Nation& nation, Output& output, int year, std::uint32_t authority);

}  // namespace potensial::demonstration
