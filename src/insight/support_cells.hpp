// Support as cells of a table: on the register of a school, on the page of a learner and beside named learners. Pure;
// thread-safe.
#pragma once

#include <span>
#include <vector>

#include "insight/learner_page.hpp"

namespace potensial::insight {

// "Groups of the RAISE schools (RAISE)"; `funds`: names by id.
Phrase support_phrase(const SupportGiven& given, const Names& funds);
// Several of them; "nothing" for none.
Cell support_cell(std::span<const SupportGiven> support, const Names& funds);

// What was given, sessions, how, from, to, the fund that pays, and the school on whose register it stands.
std::vector<Column> given_columns();
std::vector<Cell> given_cells(const SupportGiven& given, const Names& funds, const Names& organisations);

}  // namespace potensial::insight
