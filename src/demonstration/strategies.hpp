// Strategies that schools run, and which learners they choose for them.
//
// After the demonstration specification, sections 7 and 8. Who is chosen follows from what is on record, by streams of their
// own, so that no other file changes. What a strategy does to outcomes is not planted yet. In two thirds of the schools with
// the grant learners are chosen by low attainment in place of its criterion: able learners whom it is for get nothing.
// Made once, then only read; const use is thread-safe.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

struct StrategyRun {
  const StrategyRule* rule = nullptr;
  std::uint32_t school = nowhere;
  int year = 0;                            // summer of its school year
  std::vector<const Learner*> learners;    // in the order of their numbers

  std::string id(const World& world) const;  // "S13-6802801-2009"
};

// Whom a grant reached in the last year in which it paid for support. The criterion: entitled to free school meals, or looked
// after, in Years 1 to 11 in January.
struct GrantReach {
  int year = 0;                                    // 0: the years with files hold none
  std::int64_t meeting = 0, served_meeting = 0;    // learners who meet the criterion; of them, with support
  std::int64_t served = 0;                         // with support, in Years 1 to 11
  std::int64_t outside = 0;                        // entitled to free school meals, at schools that the grant is not for
  std::int64_t missed = 0;                         // able, entitled, of the year groups and schools of the grant, without support
  std::vector<std::string> missed_upns;            // up to 500 of them
};

class Strategies {
 public:
  explicit Strategies(const Nation& nation);

  const std::vector<StrategyRun>& runs() const { return runs_; }  // by year, authority, school
  const GrantReach& reach() const { return reach_; }

 private:
  struct AtSchool {      // the learners of a school in January
    std::uint32_t school;
    int year;
    std::vector<const Learner*> learners;
  };
  struct Prior {
    double mean = 0;
    std::string_view language;
    bool able = false, low = false;
  };

  std::vector<AtSchool> schools_of(int year) const;
  void count_grant_schools();
  bool meets_rule(const AtSchool& at) const;
  void run_all(const AtSchool& at);
  bool is_run_at(const StrategyRule& rule, const AtSchool& at) const;
  std::vector<const Learner*> chosen(const StrategyRule& rule, const AtSchool& at) const;
  std::vector<const Learner*> chosen_for_grant(const StrategyRule& rule, const AtSchool& at) const;
  bool takes(const StrategyRule& rule, const Learner& learner, int year) const;
  bool prior(const Learner& learner, int year, Prior& found) const;   // false: of no key stage before the year
  bool is_drawn(const StrategyRule& rule, std::uint32_t school) const;
  bool chooses_by_attainment(std::uint32_t school) const;
  void measure_reach();
  void miss(const StrategyRule& rule, const AtSchool& at, const std::set<const Learner*>& served);

  const Nation& nation_;
  const World& world_;
  const StrategyNumbers& n_;
  std::set<std::uint32_t> drawn_;                       // schools of the strategy tried by lot
  std::vector<std::set<std::uint32_t>> grant_schools_;  // by year from the first with files
  std::vector<StrategyRun> runs_;
  GrantReach reach_;
};

// strategy/: strategies, runs, participation.
void write_strategies(const Nation& nation, const Strategies& strategies, Output& output);

}  // namespace potensial::demonstration
