// Where every learner is: school and class of the newest census that knows them (of two registrations the main one, else the
// one entered last), and the authorities in whose files their facts stand. Read once and kept in memory, 24 bytes a learner: for
// questions of permission, and to read one learner's facts without opening the files of all Wales. Const use is thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/learner_id.hpp"
#include "model/school_class.hpp"
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
  // Nothing where no class is recorded, and for whoever is not in the newest census of the school.
  const SchoolClass* class_of(LearnerId learner) const;
  // Those of the newest census of each school, by id.
  std::span<const SchoolClass> classes() const { return classes_; }
  const SchoolClass* class_known(std::string_view id) const;
  std::vector<LearnerId> learners_in(const SchoolClass& of) const;  // in no order
  // Those of the files that hold rows which may be read as the learner's.
  std::vector<std::string> files_about(LearnerId learner, std::span<const std::string> files, std::span<const LearnerAlias> aliases) const;

 private:
  struct Place {
    std::int64_t learner = 0;
    std::uint32_t text = 0;  // place in the list of texts
  };
  struct Seat {
    SchoolClass of;                      // without a name where none is recorded
    std::optional<std::size_t> current;  // its place in the list of classes
  };
  static std::optional<std::uint32_t> text_of(const std::vector<Place>& places, std::int64_t learner);
  const Seat* seat(LearnerId learner) const;
  static Result<void> take(DuckdbConnection& connection, const std::string& question, std::vector<Place>& places, std::vector<std::string>& texts);
  void take_seats(std::span<const std::string> texts);
  void take_classes();

  std::vector<Place> seated_, authorities_;  // by learner
  std::vector<Seat> seats_;
  std::vector<SchoolClass> classes_;
  std::vector<std::string> authority_texts_;   // "660,680"
};

}  // namespace potensial::store
