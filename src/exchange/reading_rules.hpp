// What incoming rows are judged by, and the file that is read. Views: the owner keeps them alive.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "model/academic_year.hpp"
#include "model/code_set.hpp"
#include "model/collection.hpp"

namespace potensial::exchange {

struct ReadingRules {
  std::span<const Collection> collections;
  std::span<const CodeSet> code_sets;
  std::span<const std::uint16_t> authorities;  // codes that may stand in a UPN; empty: any
  std::uint64_t largest_bytes = std::uint64_t{512} << 20;
};

struct FileToRead {
  std::string_view path;      // as the sender names it; patterns of profiles are matched against it
  std::string_view bytes;
  std::string organisation;   // whom it is for; empty: as the path, the file or the profile says
  AcademicYear year;          // 0: as the path, the file or the profile says
  std::function<bool(double share)> goes_on = {};  // told now and then how far a table is read; false ends it: "exchange.stopped"
};

}  // namespace potensial::exchange
