// What `synthesise` is asked for. Value type.
#pragma once

#include <cstdint>
#include <filesystem>

namespace potensial::demonstration {

struct Request {
  int authorities = 22;             // 1 .. 220
  std::int64_t learners = 466000;   // on roll in the last January
  int years = 5;                    // 1 .. 5 years with all files, counted back from 2009/10
  std::uint64_t seed = 1;
  std::filesystem::path out;
  std::filesystem::path truth;      // beside `out`, never in it
  bool groups = true;               // plant groups
  bool strategies = true;           // plant strategies (their files come with the money)
  bool schools = true;              // plant schools on the way to concern and inflation
  bool main_effects = true;         // the learner coefficients of attainment, and that provision goes to low attainers
  bool faults = true;
  unsigned threads = 2;

  static constexpr int last_year = 2010;  // 2009/10
  int first_year() const { return last_year - years + 1; }
};

}  // namespace potensial::demonstration
