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

std::vector<DelegationTruth> write_delegation(const Nation& nation, Output& output);

}  // namespace potensial::demonstration
