// money/delegation.csv: what each authority of the invented nation delegated of the Better Schools Fund to its schools, and
// what it kept, for each financial year since 2006-07 before which there is a census; and how far that followed need.
//
// The fund goes to authorities by their learners, each delegates its share of it, and its formula shares that among the
// schools that have learners of statutory age in the January before: by need, flat, with a lump sum, or by history, which gives
// least where need is highest. Every split is by largest remainders, so that all adds up to the penny. What is kept is divided
// among activities by a random stream of its own. Single thread.
#pragma once

#include <string>
#include <vector>

#include "demonstration/output.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

// How the money of the newest year stood to need within one authority: the concentration index of money over learners,
// schools by their share of free meals, the neediest first.
struct DelegationTruth {
  std::string authority, formula;
  int delegated_percent = 0;
  int year = 0;           // financial year, by its first calendar year; 0: there was none
  double index = 0;
};

// What the Better Schools Fund of a financial year gives each authority, in pence, by the learners of statutory age in the January
// before; and what it holds in all, scaled to the nation that was asked for. Nothing where the year is not one of the fund's.
std::vector<std::int64_t> fund_shares(const Nation& nation, int financial_year);
// Financial years of the fund before which there is a census, by the first calendar year of each.
std::vector<int> fund_years(const World& world);

// What a school got in a financial year, in pence.
struct DelegatedSchool {
  std::uint32_t authority = 0, school = 0;
  int year = 0;
  std::int64_t pence = 0;
};

struct DelegationWritten {
  std::vector<DelegationTruth> truths;
  std::vector<DelegatedSchool> schools;   // by year, authority and number
};

DelegationWritten write_delegation(const Nation& nation, Output& output);

}  // namespace potensial::demonstration
