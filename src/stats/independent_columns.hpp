// Which columns of a model carry information of their own, judged from their cross products in the order given:
// a column that the earlier kept ones explain is dropped, so that the later of two equal columns goes (as R does).
//
// `gram`: p x p cross products of the (centred) columns, row by row. `raw`: sum of squares of each column before
// centring, which tells a constant from a small column. Dropped when what is left of the column after centring is
// below 1e-12, or after the earlier columns below 1e-9, of its sum of squares. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace potensial::stats {

struct ColumnSelection {
  std::vector<std::size_t> kept;     // rising
  std::vector<std::size_t> dropped;  // rising
};

ColumnSelection independent_columns(std::span<const double> gram, std::span<const double> raw);

}  // namespace potensial::stats
