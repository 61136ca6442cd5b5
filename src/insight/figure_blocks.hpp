// What the pages behind figures share: numerator and denominator by year, and the definition with its version. Pure;
// thread-safe.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "insight/figure.hpp"
#include "insight/page_parts.hpp"

namespace potensial::insight {

struct ShareOfYear {
  AcademicYear year;
  CountedShare counts;
};

// A definition, and between which days its version holds; open where there is no day.
struct HeldIndicator {
  Indicator indicator;
  std::optional<Date> from, to;
  Text stage;
};
struct HeldCharacteristic {
  Characteristic characteristic;
  std::optional<Date> from, to;
};

// What a figure is and how much it is, as its page says it.
struct FigureTold {
  Phrase what;                             // is counted: "Mathematics, Year 6"
  Sentence key;
  std::vector<Block> counts, definition;
};

// "12 of 40 learners counted: 30.0%. On roll: 45."
Sentence share_key(const CountedShare& counts);
// Years one by one, and together where there are several.
Table shares_table(std::span<const ShareOfYear> years, const CountedShare& together);

std::vector<Block> definitions_of(std::span<const HeldIndicator> held);
// `counted`: who of the learners is in the numerator, and `among` in the denominator.
std::vector<Block> definition_of(const HeldCharacteristic& held, Phrase counted, Phrase among);
// Of what no entry of the catalogue defines by itself.
std::vector<Block> definition_in_words(Phrase counted, Phrase among);

Phrase one_year(AcademicYear year);

}  // namespace potensial::insight
