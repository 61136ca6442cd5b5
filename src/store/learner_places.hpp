// Where every learner is: the school of the newest census that knows them (of two registrations the main one, else the one
// entered last), and the authorities in whose files their facts stand. Read once and kept in memory, 24 bytes a learner: for
// questions of permission, and to read one learner's facts without opening the files of all Wales. Const use is thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/learner_id.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

class LearnerPlaces {
 public:
  // `census`: current rows of all years; `facts`: of every collection that is asked about single learners, the census
  // among them. Refusals: those of the engine.
  static Result<LearnerPlaces> read(DuckdbConnection& connection, const CurrentFacts& census, std::span<const CurrentFacts> facts,
                                    std::span<const LearnerAlias> aliases);

  std::string_view school(LearnerId learner) const;  // empty for an unknown learner
  // Those of the files that hold rows which may be read as the learner's.
  std::vector<std::string> files_about(LearnerId learner, std::span<const std::string> files, std::span<const LearnerAlias> aliases) const;

 private:
  struct Place {
    std::int64_t learner = 0;
    std::uint32_t text = 0;  // place in the list of texts
  };
  static std::string_view text_of(const std::vector<Place>& places, const std::vector<std::string>& texts, std::int64_t learner);
  static Result<void> take(DuckdbConnection& connection, const std::string& question, std::vector<Place>& places, std::vector<std::string>& texts);

  std::vector<Place> schools_, authorities_;  // by learner
  std::vector<std::string> school_texts_, authority_texts_;  // "6802801"; "660,680"
};

}  // namespace potensial::store
