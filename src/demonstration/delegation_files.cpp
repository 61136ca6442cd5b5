#include "demonstration/delegation_files.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/counter_random.hpp"
#include "base/portable_math.hpp"
#include "demonstration/csv_rows.hpp"
#include "demonstration/money_text.hpp"
#include "stats/concentration_index.hpp"
#include "stats/largest_remainder.hpp"

namespace potensial::demonstration {
namespace delegations {

constexpr std::string_view header = "fund,year,authority,school,learners,entitled,activity,amount", fund = "better-schools-fund";
constexpr std::int64_t nation_learners = 466000, pence_in_a_million_pounds = 100000000;
constexpr double millionth = 1e6;
// The last stands for money of which nobody said what it was for.
constexpr std::array<std::string_view, 4> activities{"Advisory teachers / Athrawon ymgynghorol", "Courses for several schools / Cyrsiau i sawl ysgol",
                                                     "Work between schools / Gwaith rhwng ysgolion", ""};

using Whole = std::int64_t;
using Wholes = std::vector<Whole>;

// Nothing is refused here: something is split, and some weight is above 0.
Wholes split(Whole whole, const Wholes& weights) { return stats::largest_remainder<Whole>(whole, weights).value(); }

struct Counted {
  std::uint32_t school = 0;
  Whole learners = 0, entitled = 0;

  double share() const { return double(entitled) / double(learners); }
};

// Schools by number, with their learners of Years 1 to 11.
std::vector<Counted> counted(const Nation& nation, std::uint32_t authority, int january) {
  std::map<std::uint32_t, Counted> schools;
  for (const auto* learner : nation.roster.of(january, authority)) {
    const int group = learner->group_in(january);
    if (group < 1 || group > 11) continue;
    const auto& stay = *learner->in_year(january);
    auto& count = schools[stay.school];
    count.school = stay.school;
    ++count.learners;
    count.entitled += stay.has(stay_fsm);
  }
  std::vector<Counted> all;
  for (const auto& [school, count] : schools) all.push_back(count);
  std::ranges::sort(all, {}, [&](const Counted& each) { return nation.world.schools[each.school].number; });
  return all;
}

Whole learners_of(const std::vector<Counted>& schools) {
  Whole sum = 0;
  for (const auto& each : schools) sum += each.learners;
  return sum;
}

// Learners times a factor that grows or falls with the share of free meals, in millionths.
Wholes sloped(const std::vector<Counted>& schools, double slope, double middle) {
  Wholes weights;
  for (const auto& each : schools) weights.push_back(std::llround(double(each.learners) * portable_exp(slope * (each.share() - middle)) * millionth));
  return weights;
}

// p/n + (100 - p) learners/all, over one denominator.
Wholes with_lump(const std::vector<Counted>& schools, Whole percent) {
  const auto all = learners_of(schools), count = static_cast<Whole>(schools.size());
  Wholes weights;
  for (const auto& each : schools) weights.push_back(percent * all + (100 - percent) * count * each.learners);
  return weights;
}

Wholes weights_of(const std::vector<Counted>& schools, const std::string& formula, const DelegationNumbers& n) {
  if (formula == "need") return sloped(schools, n.need_slope, n.middle);
  if (formula == "history") return sloped(schools, n.history_slope, n.middle);
  return with_lump(schools, formula == "lump" ? n.lump_percent : 0);
}

double index_of(const std::vector<Counted>& schools, const Wholes& pence) {
  std::vector<double> learners, money, order;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    learners.push_back(double(schools[i].learners));
    money.push_back(double(pence[i]));
    order.push_back(schools[i].share());
  }
  const auto found = stats::concentration(learners, money, order);
  return found ? found->index : 0;
}

class Writer {
 public:
  Writer(const Nation& nation, CsvRows& rows) : nation_(nation), rows_(rows), stream_(nation.world.request.seed, "delegation") {}

  // One financial year of all authorities.
  void year(int financial_year, std::vector<DelegationTruth>& truths) {
    const auto shares = fund_shares(nation_, financial_year);
    for (std::uint32_t a = 0; a < shares.size(); ++a)
      if (const auto schools = counted(nation_, a, financial_year); !schools.empty()) authority(financial_year, a, shares[a], schools, truths[a]);
  }

  std::vector<DelegatedSchool> given() && { return std::move(given_); }

 private:
  void authority(int financial_year, std::uint32_t a, Whole share, const std::vector<Counted>& schools, DelegationTruth& truth) {
    const auto& shape = *nation_.world.authorities[a].shape;
    const auto parts = split(share, {shape.delegated_percent, 100 - shape.delegated_percent});
    const auto pence = split(parts[0], weights_of(schools, shape.formula, nation_.world.settings.delegation));
    for (std::size_t i = 0; i < schools.size(); ++i) {
      school_row(financial_year, a, schools[i], pence[i]);
      given_.push_back({a, schools[i].school, financial_year, pence[i]});
    }
    central_rows(financial_year, a, parts[1]);
    truth.year = financial_year;
    truth.index = index_of(schools, pence);
  }

  void central_rows(int financial_year, std::uint32_t a, Whole kept) {
    auto draws = stream_.at(a, static_cast<std::uint32_t>(financial_year));
    Wholes weights;
    for (std::size_t i = 0; i < activities.size(); ++i) weights.push_back(1 + draws.below(5));
    const auto pence = split(kept, weights);
    for (std::size_t i = 0; i < activities.size(); ++i) {
      if (pence[i] == 0) continue;
      start(financial_year, a);
      rows_.blank(3);
      rows_ << activities[i] << pounds_text(pence[i]);
      rows_.end();
    }
  }

  void school_row(int financial_year, std::uint32_t a, const Counted& each, Whole pence) {
    start(financial_year, a);
    rows_ << nation_.world.schools[each.school].number << static_cast<int>(each.learners) << static_cast<int>(each.entitled);
    rows_.blank();
    rows_ << pounds_text(pence);
    rows_.end();
  }

  void start(int financial_year, std::uint32_t a) { rows_ << fund << financial_year_text(financial_year) << nation_.world.authorities[a].number; }

  const Nation& nation_;
  CsvRows& rows_;
  RandomStream stream_;
  std::vector<DelegatedSchool> given_;
};

}  // namespace delegations

std::vector<int> fund_years(const World& world) {
  const auto& n = world.settings.delegation;
  std::vector<int> years;
  for (std::size_t i = 0; i < n.millions.size(); ++i)
    if (const int year = n.first_year + static_cast<int>(i); year >= world.request.first_year()) years.push_back(year);
  return years;
}

std::vector<std::int64_t> fund_shares(const Nation& nation, int financial_year) {
  using namespace delegations;
  const auto& world = nation.world;
  const auto millions = world.settings.delegation.millions.at(static_cast<std::size_t>(financial_year - world.settings.delegation.first_year));
  Wholes learners;
  for (std::uint32_t a = 0; a < world.authorities.size(); ++a) learners.push_back(learners_of(counted(nation, a, financial_year)));
  return split(std::llround(millions * double(pence_in_a_million_pounds)) * world.request.learners / nation_learners, learners);
}

DelegationWritten write_delegation(const Nation& nation, Output& output) {
  const auto& world = nation.world;
  std::vector<DelegationTruth> truths;
  for (const auto& each : world.authorities) truths.push_back({each.number, each.shape->formula, each.shape->delegated_percent});
  CsvRows rows(delegations::header);
  delegations::Writer writer(nation, rows);
  for (const int year : fund_years(world)) writer.year(year, truths);
  if (rows.rows() > 0) output.write({"money/delegation.csv", "delegation", "", "", 0, rows.rows(), ""}, rows.text());
  return {std::move(truths), std::move(writer).given()};
}

}  // namespace potensial::demonstration
