// Core data sets (DATA-05): released once a year for every school, and shown to everybody from their day on.
//
// Releasing counts, for each indicator that the catalogue publishes, who was assessed and who reached the expected level,
// takes each table through the release gate and keeps it in the ledger with the audit line, all or nothing. Beside the
// counts stands one word a school: whether its learners are clearly lower than expected; of schools with fewer learners
// than the policy wants for a full distribution, nothing is said. Shown is only what was released.
//
// Refusals: "release.already-released", "release.nothing", those of the gate and of the pages. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/messages.hpp"
#include "model/block.hpp"
#include "model/data_release.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct ReleaseRequest {
  std::optional<AcademicYear> year;   // else the newest with a census
  std::optional<Date> from;           // else the day of the catalogue
  std::string actor;
  std::chrono::sys_seconds at{};
};

struct ReleasedCount {
  std::string stage, indicator;
  std::size_t figures = 0, hidden = 0;  // printed cells
};

struct ReleaseAnswer {
  AcademicYear year;
  Date from;
  std::vector<ReleasedCount> tables;
};

Result<ReleaseAnswer> release_core_data(Home& home, const catalogue::Messages& messages, const ReleaseRequest& request);

// A release as it is printed, whatever its day.
struct ShownRelease {
  DataRelease release;
  std::vector<ReleasedTable> tables;  // as those of the release
};
Result<std::shared_ptr<const std::vector<ShownRelease>>> shown_releases(Home& home);  // newest year first

struct CoreDataAsked {
  std::string place;              // id of a school, an authority, a family or of all
  std::string year;               // its summer; empty: the newest
  Date today;
  bool invented = false;
};
// Refuses "page.unknown" for a place that nothing is known of.
Result<Page> core_data(Home& home, const CoreDataAsked& asked);

}  // namespace potensial::service
