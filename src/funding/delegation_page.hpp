// What if need weighed more: the sum an authority delegates, shared by the formula asked for, beside last year and other
// options; who gains and who loses, whether the money follows need, and which schools' places hang on which weight
// (pages specification, P19). As blocks, in the order of the page. Words: catalogue/messages/delegation.yaml. Pure; thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "funding/delegation.hpp"
#include "funding/delegation_asked.hpp"
#include "model/academic_year.hpp"
#include "model/block.hpp"
#include "model/financial_year.hpp"

namespace potensial::funding {

// Another way to share, one amount for each school of the page; nothing for a school that had none.
struct OtherOption {
  Phrase name;
  std::vector<std::optional<Pence>> amounts;
};

// The formula asked for, worked out.
struct DelegationFound {
  DelegationRead read;
  Allocation allocation;
  std::vector<WeightDependence> depends;
};

struct DelegationPageInput {
  std::string authority;
  Text name;
  FinancialYear year;
  AcademicYear census;                        // in whose January learners were counted
  std::map<std::string, Text> names;          // of schools
  std::vector<SchoolNeed> schools;            // with learners, by number
  LastYear last_year;                         // of those schools; empty: nothing is recorded
  std::size_t gone = 0;                       // schools that got something last year and have no learners now
  Pence gone_amount;
  std::vector<OtherOption> others;
  DelegationAsked asked;                      // as it stands in the form
  std::optional<AskedFault> fault;            // what is wrong with it; an empty field: with the whole
  std::optional<DelegationFound> found;       // nothing where there is a fault
  std::vector<FinancialYear> years;           // that may be asked for, the newest first
  bool invented = false;
};

Page delegation_page(const DelegationPageInput& input);

// The formula of option A: what is shown beside an option while no other has been kept.
DelegationWeights option_a();

// Cells of this area's pages: money, and a share from 0 to 1 in per cent.
Cell money_cell(std::optional<Pence> amount, bool is_signed = false);
Cell part_cell(double share);

}  // namespace potensial::funding
