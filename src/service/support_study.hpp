// Who has support and whom it is for, as the home knows it: registers, their runs, and the learners of a census for whom a fund
// is meant. Read once for each generation of the home and kept. One thread at a time, as the home.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "insight/support_page.hpp"
#include "insight/who_is_missed.hpp"
#include "model/fund.hpp"
#include "model/support.hpp"
#include "service/home.hpp"
#include "service/pages.hpp"
#include "store/statutory_learners.hpp"

namespace potensial::service {

Result<std::shared_ptr<const StrategyRuns>> strategy_runs(Home& home);
// Spells of all schools that hold in the school year, by learner.
Result<std::shared_ptr<const std::vector<SupportSpell>>> support_in(Home& home, AcademicYear year);

// The fund that pages of support are about when nobody says: the first that had begun by the census and whose support is
// registered; and the newest school year with a census in which it is, up to the year given.
struct FundWithSupport {
  std::optional<Fund> fund;            // none had begun
  std::optional<AcademicYear> year;    // nothing: none of its support is registered
};
Result<FundWithSupport> fund_with_support(Home& home, AcademicYear until);
Result<std::optional<AcademicYear>> newest_support(Home& home, const Fund& fund, AcademicYear until);

// Of whom the money of a fund is for, and of whom it supports at every school: ids of characteristics and names of levels.
std::vector<std::string> criterion_of(const Fund& fund);
Result<std::vector<Text>> criterion_names(Home& home, const Fund& fund, AcademicYear year);

// The learners of a census, with a bit for each characteristic of the criterion.
Result<std::shared_ptr<const store::StatutoryLearners>> learners_of_criterion(Home& home, const Fund& fund, AcademicYear year);
insight::Criterion criterion_met(const store::StatutoryLearner& learner, std::size_t characteristics);

// With support of the fund in the year, ascending, each once.
Result<std::vector<LearnerId>> served_by(Home& home, const Fund& fund, AcademicYear year);

// Of every school on the census, without thirds; under "" those with support whom no census knows in Years 1 to 11.
using ReachBySchool = std::map<std::string, insight::WhoIsMissed>;
Result<std::shared_ptr<const ReachBySchool>> reach_by_school(Home& home, const Fund& fund, AcademicYear year);

// Of every learner with results from before the school year: in which third of Wales by the newest of them.
using EarlierThirds = std::map<LearnerId, insight::Third>;
Result<std::shared_ptr<const EarlierThirds>> earlier_thirds(Home& home, Pages& pages, AcademicYear year);

// A spell in words; nothing is said that the register does not say.
Result<insight::SupportGiven> given_by(Home& home, const SupportSpell& spell);

insight::Names names_of_funds(Home& home);  // by id

// The numbers of a rule of the catalogue, "support-register".
struct SupportRule {
  insight::ThirdRule thirds;
  double most_outside = 0.1;
};
Result<SupportRule> support_rule(Home& home, AcademicYear year);

}  // namespace potensial::service
