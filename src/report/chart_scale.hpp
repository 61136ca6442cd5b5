// Axes of charts: round numbers around the values, and the place of a value among them.
// Pure functions, thread-safe.
#pragma once

#include <string>
#include <vector>

namespace potensial::report {

struct Axis {
  double low = 0, high = 1;
  std::vector<double> ticks;  // ascending, round, the first = low, the last = high
  int decimals = 0;           // that tell the ticks apart

  double share(double value) const { return (value - low) / (high - low); }  // 0 at low, 1 at high
};

// The finest axis with steps of 1, 2, 2.5 or 5 times a power of ten and at most `most` ticks (4 or more)
// that spans the values, which must be finite.
Axis axis_around(double least, double greatest, int most);

// A tick in figures; with its sign where `plus` asks for it.
std::string tick_text(const Axis& axis, double tick, bool plus);

}  // namespace potensial::report
