// The group explorer (P04): a search of all groups as its reader asks for it. Outcome, place, years, up to three
// characteristics of which groups are made, and the smallest group looked at. Nothing is kept in the ledger; a group that
// is a kept finding of the same search leads to it. A search takes seconds. One home serves one thread at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/work_watch.hpp"
#include "model/block.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct ExplorerRequest {
  std::string scope, indicator;
  std::optional<AcademicYear> from, to;        // empty: the last five years loaded
  std::vector<std::string> characteristics;    // empty: all that are searched
  std::size_t least = 0;                       // learners; never fewer than the rule of searches allows
  std::vector<std::string> places;             // that the reader may search: the choices of the form
  bool invented = false;
  bool stopped = false;                        // the search asked for was stopped: said on the form
};

// The form alone, with what is chosen so far.
Result<Page> explorer_page(Home& home, const ExplorerRequest& request);
// What the search found; the watch is told how far it is (find.hpp). Refuses as `find` does, and
// "describe.unknown-characteristic".
Result<Page> explored_page(Home& home, const ExplorerRequest& request, WorkWatch& watch);

}  // namespace potensial::service
