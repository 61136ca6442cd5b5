// Which stored rows of a collection count now: the Parquet files that hold them, which loads in those
// files are current, and which rows a later partial load has replaced. Made by the loads, read by the
// cohort reader. Value types.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "model/learner_id.hpp"

namespace potensial::store {

// Part of a load that no longer counts, although other parts of the load do.
struct SupersededPart {
  std::int64_t load = 0;
  AcademicYear year;
  std::string section;
};

// One learner's rows in a part of a load that no longer count.
struct SupersededLearner {
  std::int64_t load = 0;
  AcademicYear year;
  std::string section;
  LearnerId learner{};
};

// A school year for which an authority has sent a collection, even if about nobody in particular.
struct ReportedYear {
  std::string authority;
  AcademicYear year;
  auto operator<=>(const ReportedYear&) const = default;
};

struct CurrentFacts {
  std::vector<std::string> files;
  std::vector<std::int64_t> loads;
  // Narrower than these: rows of one year and section of a load, of all learners or of one.
  std::vector<SupersededPart> superseded_parts;
  std::vector<SupersededLearner> superseded_learners;
  // Loads of transfer files: where a statutory return has the same fact, the return holds.
  std::vector<std::int64_t> transfers;
  std::set<ReportedYear> reported;
};

// Current rows of `collection` for school years `from` to `to`. No files: nothing has been loaded.
using CurrentFactsOf = std::function<Result<CurrentFacts>(std::string_view collection, AcademicYear from, AcademicYear to)>;

// Learners whose facts are read as another's: records merged (load 0: in every load) or split (one load).
struct LearnerAlias {
  std::int64_t learner = 0, load = 0, reads_as = 0;
};

}  // namespace potensial::store
