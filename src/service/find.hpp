// Find: which groups of learners fall short, in Wales and in each authority, as findings that stay in the ledger.
//
// For each stage the searched outcome of its view, the years asked for pooled (by default up to five, the newest
// last). Without a scope Wales (or what is loaded, or each study) and every authority are searched. A search that
// cannot be made is told with its reason, never left out. Findings are kept in one transaction. One thread at a
// time; the search itself uses `threads`.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "insight/finding_search.hpp"
#include "service/home.hpp"
#include "service/stage_study.hpp"

namespace potensial::service {

struct FindAnswer;

struct FindRequest {
  std::string indicator;   // empty: the searched ones of every stage
  std::string scope;       // organisation id; empty: everything loaded and every authority
  std::optional<AcademicYear> from, to;
  unsigned threads = 2;
  std::string actor;
  std::chrono::sys_seconds at{};
  bool keep = true;        // writes the findings into the ledger
  std::vector<std::string> characteristics = {};  // of which groups are made; empty: all that are searched
  std::size_t least_learners = 0;                 // of a group; never fewer than the rule of searches allows
  WorkWatch* watch = nullptr;                     // told how far it is; outlives the search
  // Written together with the findings, in their transaction.
  std::function<void(store::Ledger&, const FindAnswer&)> keep_with = {};
};

// One search: an outcome among the learners of an organisation.
struct ScopeSearch {
  std::string indicator, scope, population;
  Text indicator_name;
  std::string stage;
  AcademicYear from, to;
  std::size_t learners = 0, schools = 0;
  insight::GroupFindings groups;
  std::vector<Text> incomplete;           // names of characteristics recorded for too few learners of the scope
  std::vector<double> incomplete_share;   // of them: share recorded
  std::optional<Refusal> not_judged;      // why there was no search
};

struct FindAnswer {
  std::vector<ScopeSearch> searches;  // by stage, then the whole before its authorities
  std::size_t new_or_changed = 0;     // findings that the ledger did not have like this
};

// Refuses "find.nothing-loaded", "find.nothing-defined" (no stage in the newest year asked for), "find.unknown-scope"
// and "find.not-searched" (an indicator without a search), and "work.stopped": then nothing was kept. The stages are the parts
// of its watch, by their ids; where a stage has several searches, its last step is "searching" and counts them, else its steps
// are those of the one search. It can be stopped until the findings begin to be kept.
Result<FindAnswer> find(Home& home, const FindRequest& request);

}  // namespace potensial::service
