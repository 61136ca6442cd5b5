// For whom a characteristic was never recorded (DATA-07). "Not obtained" is counted apart and never read as "no".
// Shares run from 0 to 1. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/cohort.hpp"

namespace potensial::insight {

struct Completeness {
  std::string organisation;    // school or authority id; empty: everyone
  std::string characteristic;
  std::size_t learners = 0, unrecorded = 0;
  double unrecorded_share() const {
    return learners ? static_cast<double>(unrecorded) / static_cast<double>(learners) : 0;
  }
};

enum class CompletenessBy { everyone, authority, school };

// One entry per organisation and characteristic, organisations by id, characteristics in the cohort's order.
std::vector<Completeness> completeness(const Cohort& cohort, std::span<const std::size_t> rows, CompletenessBy by);

// Characteristics whose recorded share among `rows` is below `least`: an analysis that uses them says so.
std::vector<Completeness> incomplete(const Cohort& cohort, std::span<const std::size_t> rows, double least);

}  // namespace potensial::insight
