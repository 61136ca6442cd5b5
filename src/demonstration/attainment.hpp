// Attainment: the latent score of a learner in a year, and what is observed of it.
//
// After the demonstration specification, section 4. All values are pure functions of the seed, the learner and the
// year, computed when asked. Const use is thread-safe.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/counter_random.hpp"
#include "demonstration/learner.hpp"
#include "demonstration/lives.hpp"
#include "demonstration/planted_groups.hpp"

namespace potensial::demonstration {

// Key stages 1 to 4 as 0 to 3; their year groups are 2, 6, 9 and 11.
enum Subject { language, mathematics, science };

struct KeyStageResult {
  std::array<std::string_view, 3> level;       // by Subject
  std::array<std::string_view, 3> component;   // oracy, reading, writing of the language
  std::array<std::string_view, 3> outcome;     // of the Foundation Phase: language, mathematics, personal (key stage 1 only)
  double mean_level = 0;                       // codes count as one below the lowest level

  bool upper(int stage) const { return mean_level >= (stage == 0 ? 2.6 : 4.6); }  // about the top third of the nation
};

struct Examination {
  std::string_view subject, body, grade;
};

class Attainment {
 public:
  Attainment(const World& world, const Population& population);
  void plant(const PlantedGroups* groups) { groups_ = groups; }

  // Of a learner on roll in that year group, planted effects of key stages 2 and 3 included.
  double theta(const Learner& learner, int group) const;
  KeyStageResult key_stage(const Learner& learner, int stage) const;   // 0 to 2; the learner is on roll in its year
  std::vector<Examination> examinations(const Learner& learner) const; // on roll in Year 11
  // Standardised score of a test, 70 to 140; nothing stands for "not of an age for the test".
  int test_score(const Learner& learner, int group, int test) const;
  double school_fsm(std::uint32_t school, int year) const;
  static constexpr std::array<int, 4> year_groups{2, 6, 9, 11};

 private:
  struct Weights {   // coefficients of a year group
    double fsm, school_fsm, provision[4], looked_after, carer, moved, offending, month, residual, drift;
  };
  void count_meals(const Population& population);
  void interpolate();
  double school_part(const Learner& learner, const Stay& stay, int group, int year) const;
  bool was_able(const Learner& learner, int group) const;
  std::string_view level_of(int stage, int subject, double score) const;
  std::string_view code_below(int stage, int subject, bool statement, double u) const;

  const World& world_;
  const AttainmentNumbers& n_;
  const PlantedGroups* groups_ = nullptr;
  std::array<Weights, group_count> weights_{};
  std::vector<std::array<float, 20>> fsm_share_;   // by school, years 1991 to 2010
  RandomStream shock_, noise_, tests_, examinations_;
};

}  // namespace potensial::demonstration
