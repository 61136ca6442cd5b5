// The January census of one authority, and the recorded words of a learner that CTF files carry too.
#pragma once

#include <string_view>

#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

void write_census(const Nation& nation, Output& output, int year, std::uint32_t authority);

// What the census says of a learner in a year, as its columns say it; empty when the school does not record it.
struct RecordedWords {
  std::string_view ethnic, ethnic_source, identity, language, speaks_welsh, home_welsh, study_welsh, eal, provision;
  std::string_view need_1, need_2, carer;
  std::string_view surname, forename;
};
RecordedWords recorded_words(const World& world, const Learner& learner, int year);
std::string year_group_word(int group);
// The caring authority of a looked-after learner.
std::string caring_authority(const World& world, const Learner& learner, int year);
// The January in which a migrant learner is first on roll, less the time since arrival.
Date arrival_of(const Learner& learner);

}  // namespace potensial::demonstration
