// Reads a cohort out of the facts: who was on roll, what each attained, before and now, and who they are.
//
// Follows the inference specification, section 1: all learners on roll (enrolment C or M, never S or G) on
// the census day of the assessment year in the year group that ends the stage, entered or not, each once at
// the main registration. Earlier results are the latest before that year. Definitions' expressions run in the
// sealed evaluator on distinct combinations only; the facts instance sees their answers as a lookup table.
// Expressions of characteristics read the census columns and four that the reader adds: prior_third ("low",
// "middle", "high" of earlier attainment in the year), medium (the school's language category),
// moved_in_two_years (entered the school within two years of the census) and area_decile. Those taken at the
// start of the stage read the last census before it and fsm_before (entitled in any of the three before).
// One reader serves one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/characteristic.hpp"
#include "model/code_set.hpp"
#include "model/cohort.hpp"
#include "model/collection.hpp"
#include "model/expression_evaluator.hpp"
#include "model/indicator.hpp"
#include "model/key_stage.hpp"
#include "model/organisation.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"
#include "store/expression_duckdb.hpp"

namespace potensial::store {

// Every definition a cohort may need, as valid for the years asked for.
struct CohortDefinitions {
  std::vector<KeyStage> key_stages;
  std::vector<Indicator> indicators;
  std::vector<Characteristic> characteristics;
  std::vector<Collection> collections;
  std::vector<CodeSet> code_sets;
  std::vector<Organisation> schools;
  std::map<std::string, std::int64_t> area_decile;  // deprivation of small areas: 1 most deprived, 10 least
};

struct CohortQuery {
  std::string stage;
  std::vector<std::string> indicators;   // their priors come by themselves
  std::vector<std::string> earlier;      // further results of the same learners, from any earlier year
  AcademicYear from, to;                 // assessment years, both included
};

class CohortReader {
 public:
  // `facts` and `expressions` must outlive the reader.
  CohortReader(DuckdbConnection& facts, DuckdbExpressions& expressions, CurrentFactsOf current,
               std::vector<LearnerAlias> aliases = {});

  // Refuses "cohort.no-census" when no learner of the stage is on roll in those years, and
  // "cohort.unknown-indicator" / "cohort.unknown-stage" for what the definitions lack.
  // A query without a stage takes every year group.
  Result<Cohort> read(const CohortDefinitions& definitions, const CohortQuery& query);

  // The rows that a collection holds about the cohort's learners in the cohort's year: `place` (the learner's
  // index in the cohort) and `columns`; sessions, exclusions, entries. Empty when nothing has been loaded.
  Result<FactTable> rows(const Cohort& cohort, const Collection& collection, const std::set<std::string>& columns);

 private:
  DuckdbConnection& facts_;
  DuckdbExpressions& expressions_;
  CurrentFactsOf current_;
  std::vector<LearnerAlias> aliases_;
};

}  // namespace potensial::store
