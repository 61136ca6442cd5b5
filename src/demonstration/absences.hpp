// What a learner missed in a year: runs of absence by half-term and code, and exclusions.
//
// After the demonstration specification, section 5. Pure functions of the seed, the learner and the year. Learners of
// Reception to Year 11 only. Half-terms are 0 to 5; sessions are half-days.
#pragma once

#include <array>
#include <vector>

#include "base/counter_random.hpp"
#include "base/date.hpp"
#include "demonstration/attainment.hpp"

namespace potensial::demonstration {

// C E F H I M R S T are authorised, G N O U are not.
constexpr std::string_view absence_letters = "CEFHIMRSTGNOU";
constexpr std::size_t authorised_letters = 9;
constexpr std::string_view approved_letters = "BDJPVW";

struct Exclusion {
  bool permanent = false;
  Date start;
  int days = 0;
  std::string_view reason;
};

struct AbsenceRun {
  std::uint8_t half_term = 0, letter = 0;   // place in absence_letters
  std::uint16_t sessions = 0;
};

struct YearOfAbsence {
  std::array<int, 6> possible{}, late{};
  std::array<std::array<int, 6>, 6> approved{};   // by half-term and approved letter
  std::array<int, 6> closed{};                    // by snow: not possible
  std::vector<AbsenceRun> runs;
};

class Absences {
 public:
  explicit Absences(const World& world);

  std::vector<Exclusion> exclusions(const Learner& learner, int year) const;
  YearOfAbsence year(const Learner& learner, int year) const;
  static bool counts(const Learner& learner, int year);   // of an age to be counted
  static Date half_term_start(int year, int half_term);
  static constexpr std::array<int, 6> sessions{74, 66, 60, 60, 56, 64};

 private:
  double share(const Learner& learner, const Stay& stay, int year) const;
  void add_runs(const Learner& learner, int year, int wanted, YearOfAbsence& to) const;

  const World& world_;
  const AttendanceNumbers& n_;
  const ExclusionNumbers& x_;
  RandomStream trait_, yearly_, runs_, exclusions_;
};

}  // namespace potensial::demonstration
