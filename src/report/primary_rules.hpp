// Which cells of a family must not be seen, and why: the primary rules of disclosure control.
//
//   small_count  0 < count < least_count
//   small_group  the group a sensitive variable divides has fewer than least_group pupils; under full_group every
//                category but the headline
//   near_full    all of a group but 1 .. least_count-1 share a category: the rest, though printed nowhere, is protected
//   nobody, everybody   none or all of a group share a category, where the zero rule or the size of the group forbids it
//   difference   two printed cells, one within the other, differ by 1 .. least_count-1
// The first rule that fires is the reason. Cells that can never be anything but 0 are no primary cells. Rest and
// difference cells are added to the family. Refuses "release.already-public" when an earlier table shows a cell that
// the policy forbids. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "model/disclosure.hpp"
#include "report/family_cells.hpp"

namespace potensial::report {

struct PrimaryCell {
  std::size_t cell = 0;
  HidingReason reason = HidingReason::small_count;
  std::int64_t lower = 0, upper = 0;  // nobody may be able to exclude either
};

// By cell, each once.
Result<std::vector<PrimaryCell>> primary_cells(FamilyCells& family, const DisclosurePolicy& policy);

}  // namespace potensial::report
