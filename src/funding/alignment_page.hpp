// Need and money (pages specification, P20): who has much more or much less than their part of need, school by school; the
// concentration index of each authority; how much each authority delegates against all others (DEL-02); and what is kept
// centrally, for which activity or for none (DEL-04). By the delegation that was released, with learners as they were
// counted then. Beside the money, judged by the same rule: places, the learners who take part in strategies, and days of advisers.
// As blocks. Words: catalogue/messages/alignment*.yaml. Pure; thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "funding/alignment.hpp"
#include "funding/central_money.hpp"
#include "model/academic_year.hpp"
#include "model/block.hpp"
#include "model/delegation.hpp"

namespace potensial::funding {

struct AlignmentPageInput {
  std::string place;                         // id of an authority, or of Wales
  Text name;
  bool is_nation = false;
  FinancialYear year;
  std::vector<FinancialYear> years;          // in which something was released, the newest first
  std::vector<DelegationOption> released;    // of that year, of all authorities, by number
  std::map<std::string, Text> names;         // of schools and authorities
  bool invented = false;
  AlignmentRule rule = {};
  std::optional<AcademicYear> places_year = {};      // where support registers of that school year are known
  std::map<std::string, std::int64_t> places = {};   // learners who take part in strategies, by school
  std::optional<AcademicYear> days_year = {};        // where visits of that school year are known
  std::map<std::string, std::int64_t> days = {};     // of advisers, in hundredths, by school
  std::vector<CentralShown> activities = {};  // of the place, for what it keeps centrally
};

Page alignment_page(const AlignmentPageInput& input);

}  // namespace potensial::funding
