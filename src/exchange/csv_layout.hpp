// Where a profile's columns stand in a CSV file: finds the headings, past any preamble.
// Pure functions of the text, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/result.hpp"
#include "exchange/mapping_profile.hpp"

namespace potensial::exchange {

struct CsvLayout {
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  char separator = ',';
  std::size_t width = 0;                            // cells of the headings
  std::vector<std::size_t> places;                  // per profile column: its cell, or kAbsent (optional ones)
  std::vector<std::vector<std::string>> headings;   // per heading line, per cell; gaps of all but the last filled
};

// Reads `cells` up to and with the headings. Refuses exchange.no-header {columns} naming the columns that
// no line within the first 60 records has, exchange.empty when there is no record at all.
Result<CsvLayout> find_layout(const MappingProfile& profile, CsvCells& cells);

// The separator of the profile by which `text` has the profile's headings, with the layout; the refusal of
// the first separator when none has.
struct CsvStart {
  CsvCells cells;  // stands before the first data record
  CsvLayout layout;
};
Result<CsvStart> start_of(const MappingProfile& profile, std::string_view text);

}  // namespace potensial::exchange
