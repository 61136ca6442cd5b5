// A learner's life as later writers read it: who they are, and one Stay for each school year on roll.
// Year groups run from -2 (N1) and -1 (N2) over 0 (Reception) to 13. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "demonstration/world.hpp"

namespace potensial::demonstration {

constexpr int first_group = -2, last_group = 13, group_count = 16;

// Bits of a Stay: recorded characteristics on the January census of the year.
enum StayBit : std::uint16_t {
  stay_fsm = 1, stay_looked_after = 2, stay_carer = 4, stay_carer_true = 8, stay_moved = 16, stay_offending = 32,
  stay_children_home = 64, stay_new_to_system = 128, stay_pru = 256, stay_dual = 512, stay_care_elsewhere = 1024,
  stay_entered = 2048,   // entered the school since the census before
  stay_service = 4096,
};
enum class Provision : std::uint8_t { none, action, action_plus, statement };

struct Stay {
  std::uint32_t school = nowhere;   // in January; nowhere: not on roll
  float residual = 0;               // r of the year
  std::int32_t entered = 0;         // day of entry to the school, days since 1970
  std::uint16_t bits = 0;
  Provision provision = Provision::none;
  std::uint8_t eal = 0;             // 0 not applicable, 1 to 5: stages A to E
  std::uint32_t pru = nowhere;      // unit of a learner registered twice

  bool on_roll() const { return school != nowhere; }
  bool has(StayBit bit) const { return (bits & bit) != 0; }
};

enum LearnerBit : std::uint8_t {
  is_boy = 1, is_migrant = 2, has_home_welsh = 4, is_traveller = 8, is_mixed = 16, is_eal = 32, is_summer_born = 64,
};

struct Learner {
  std::uint64_t id = 0;
  std::int32_t born = 0;            // days since 1970
  std::int16_t reception = 0;       // summer year of the Reception year
  std::uint8_t bits = 0, ethnic = 0, language = 0;   // ethnic: place in LearnerNumbers::ethnic; language: among its languages
  std::uint8_t name_list = 0;
  std::uint16_t surname = 0, forename = 0;
  std::uint8_t month = 0;           // months after September, 0 to 11
  std::int8_t arrived = first_group;// year group on arrival
  std::int16_t temporary_in = 0;    // year in which the UPN was temporary; 0: never
  std::int16_t second_from = 0;     // fault: year from which a second UPN is used; 0: never
  std::int16_t twice_in = 0;        // fault: year in which two authorities count the learner; 0: never
  std::int16_t upn_year = 0;        // summer year of the year of allocation
  std::uint16_t upn_serial = 0, temporary_serial = 0;
  std::uint32_t upn_school = nowhere;
  std::array<char, 13> upn{}, temporary_upn{}, second_upn{};   // the later two only when their year says so
  std::uint32_t small_area = 0;
  std::array<Stay, group_count> stays;

  // The number that the rows of a year carry.
  std::string_view upn_in(int year) const {
    const auto& number = temporary_in && year <= temporary_in ? temporary_upn : second_from && year >= second_from ? second_upn : upn;
    return {number.data(), number.size()};
  }
  bool is(LearnerBit bit) const { return (bits & bit) != 0; }
  int group_in(int year) const { return year - reception; }
  int year_of(int group) const { return reception + group; }
  bool was_alive_in(int year) const { return group_in(year) >= first_group && group_in(year) <= last_group; }
  const Stay& in_group(int group) const { return stays[static_cast<std::size_t>(group - first_group)]; }
  const Stay* in_year(int year) const {
    if (!was_alive_in(year) || !in_group(group_in(year)).on_roll()) return nullptr;
    return &in_group(group_in(year));
  }
};

}  // namespace potensial::demonstration
