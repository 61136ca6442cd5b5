// A numeric column lent by the caller: a name for messages and coefficients, and one value per row.
// The values must outlive the call they are passed to.
#pragma once

#include <span>
#include <string>

namespace potensial::stats {

struct NamedColumn {
  std::string name;
  std::span<const double> values;
};

}  // namespace potensial::stats
