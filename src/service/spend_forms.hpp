// The forms of spending: each stands only where its reader may send it (pages.md 4). One thread at a time, as the home.
#pragma once

#include <string>
#include <vector>

#include "model/award.hpp"
#include "model/block.hpp"
#include "model/posting.hpp"
#include "service/operation.hpp"
#include "service/spend_lines.hpp"

namespace potensial::service {

// Of a line: enter a cost, reverse one, release one that the terms exclude.
std::vector<Block> line_forms(Call& call, const Award& award, LineId line);
// Of an organisation: move money between its lines, and to lines of others of the same fund and year where the reader may.
std::vector<Block> move_forms(Call& call, const std::string& organisation, const std::vector<SpendLine>& lines);

// To whom a line belongs, for the question of permission: its school, else the organisation of the award.
const std::string& owner_of(const Award& award, const AwardLine& line);

}  // namespace potensial::service
