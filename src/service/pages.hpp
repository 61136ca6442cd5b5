// The pages of a home: each is asked for by its address and comes back as blocks.
//
// Works out each stage once (stage_study.hpp) and keeps it, so that a tree of pages costs little more than one.
// These pages are for people entitled to the learners behind them; nothing here releases figures to others.
// One thread at a time. Refusals: "page.unknown" for what is not there, "find.not-searched" for an outcome that no stage
// may be asked for, and those of the steps below.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "insight/learner_page.hpp"
#include "insight/page_parts.hpp"
#include "model/block.hpp"
#include "model/access.hpp"
#include "service/group_learners.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct PagesRequest {
  AcademicYear from, to;     // years read; the newest is the one pages are about
  insight::Names names;
  bool invented = false;
  std::string indicator = {};  // the one that pages of areas, schools and learners are about; empty: those the stages show
};

// The years that pages are about when nobody says: the last five with a census of Wales. Refuses "find.nothing-loaded".
Result<PagesRequest> newest_years(Home& home, insight::Names names, bool invented);

struct SchoolAtStage {
  Text stage;
  std::vector<Indicator> indicators;
  insight::Standing standing;
};

// What of a school's page its reader is entitled to.
struct SchoolSeen {
  bool learners = true;   // who fell back, by opaque id
  bool others = true;     // figures of learners of other schools
};

struct StagePages;  // one stage and the pages made from it

class Pages {
 public:
  Pages(Home& home, PagesRequest request);
  Pages(Pages&&) noexcept;
  ~Pages();

  Result<Page> wales();
  Result<Page> authority(const std::string& id);
  Result<Page> body(const std::string& id);        // a consortium, cluster or other body of schools or authorities
  // All its stages on one page.
  Result<Page> school(const std::string& id, const SchoolSeen& seen = {});
  Result<Page> family(const std::string& id);      // a statistical family; or, by a school's number, its place in its own
  Result<Page> groups(const std::string& scope, const std::string& indicator);  // from the findings in the ledger
  Result<Page> finding(const std::string& id);
  Result<Page> learner(const std::string& id, std::span<const FieldGroup> fields);
  // What the pages of a learner are made of; of other field groups nothing.
  Result<insight::LearnerPageInput> learner_input(const std::string& id, std::span<const FieldGroup> fields);
  Result<Page> learners(const GroupOfSchool& asked, std::span<const FieldGroup> fields);
  // How a school stands at each of its stages, the newest stage first; none for a school without learners there.
  Result<std::vector<SchoolAtStage>> standings(const std::string& school);
  // Of Wales, with learners; newest stage first. For what is made of whole stages; lives as long as the pages.
  Result<std::vector<StagePages*>> stages();
  // The stage at which an outcome is shown or was searched for. Refuses "page.unknown".
  Result<StagePages*> stage_of(const std::string& indicator);
  // By noun and id of an address: {"school", "6812001"}, {"wales", ""}, {"groups", "681-ks2-points"}.
  Result<Page> page(const Target& address);

  // Works out what the pages of all schools and areas share, so that each of them costs little.
  Result<void> work_ahead();
  // Addresses of every page of the home but learners': Wales, authorities, bodies, schools, families, searches, findings.
  Result<std::vector<Target>> all();

 private:
  using StageKey = std::pair<std::string, std::string>;  // stage, and the one outcome it is about; empty: those it shows
  Result<StagePages*> stage(const std::string& id, const std::string& indicator);
  Result<StagePages*> stage_of_search(const std::string& id, const std::string& indicator);
  Result<Page> area(const std::string& noun, const std::string& id);

  Home* home_;
  PagesRequest request_;
  std::map<StageKey, std::unique_ptr<StagePages>> stages_;
  std::optional<std::vector<StagePages*>> shown_;   // what stages() answered
};

}  // namespace potensial::service
