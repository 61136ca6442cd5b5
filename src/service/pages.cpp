#include "service/pages.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "catalogue/stage_measures.hpp"
#include "insight/finding_page.hpp"
#include "insight/groups_page.hpp"
#include "insight/withheld_figures.hpp"
#include "service/joined_page.hpp"
#include "service/learner_pages.hpp"
#include "service/scope_schools.hpp"
#include "service/stage_pages.hpp"
#include "service/support_pages.hpp"
#include "service/supported_pages.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace {

constexpr std::size_t years_read = 5;
constexpr std::string_view wales_id = "W92000004";

std::unexpected<Refusal> unknown_page(const std::string& noun, const std::string& id) {
  return refuse(Blame::input, "page.unknown", {{"noun", noun}, {"id", id}});
}

// Of a school without learners at the end of a stage, or whose results are not loaded.
Page page_without_stages(const Organisation& school, bool invented) {
  Page page;
  page.address = {"school", school.id, ""};
  page.title = verbatim(school.name);
  page.section = "find";
  page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}}};
  page.invented = invented;
  page.blocks = {Sentence{phrase("home.no-learners"), Weight::key},
                 List{{{phrase("home.to-attendance"), Target{"attendance", school.id, ""}},
                       {phrase("home.to-completeness"), Target{"completeness", school.id, ""}}}}};
  return page;
}

// One page per stage becomes one page, the newest stage first.
Page whole_page(std::vector<Page> pages, const std::vector<StagePages*>& stages) {
  std::vector<Text> headings;
  std::vector<std::string> parts;
  for (const auto* stage : stages) {
    headings.push_back(stage->study.stage.name);
    parts.push_back(stage->study.view.stage);
  }
  return joined(std::move(pages), headings, parts);
}

struct PartOfArea {
  StagePages* stage;
  std::vector<std::uint32_t> schools;
};

// The stages with schools of the area. One school alone is no body: its own page says more.
std::vector<PartOfArea> parts_of(Home& home, const std::string& noun, const std::string& id, const std::vector<StagePages*>& stages) {
  std::vector<PartOfArea> parts;
  for (auto* each : stages) {
    auto schools = noun == "wales"       ? each->all_schools()
                   : noun == "authority" ? each->schools_of_authority(id)
                                         : each->schools_of_body(home, id);
    if (!schools.empty()) parts.push_back({each, std::move(schools)});
  }
  const auto several = [](const PartOfArea& part) { return part.schools.size() > 1; };
  if (noun == "body" && std::ranges::any_of(parts, several)) std::erase_if(parts, std::not_fn(several));
  return parts;
}

// Each address once, in the order first added.
class AddressList {
 public:
  void add(const char* noun, const std::string& id) {
    if (known_.emplace(noun, id).second) addresses_.push_back({noun, id, ""});
  }
  std::vector<Target> take() { return std::move(addresses_); }

 private:
  std::vector<Target> addresses_;
  std::set<std::pair<std::string, std::string>> known_;
};

std::vector<AcademicYear> years_between(AcademicYear from, AcademicYear to) {
  std::vector<AcademicYear> years;
  for (auto year = from; year <= to; ++year.summer) years.push_back(year);
  return years;
}

}  // namespace

Result<PagesRequest> newest_years(Home& home, insight::Names names, bool invented) {
  const auto loaded = home.census_years("");
  if (loaded.empty()) return refuse(Blame::input, "find.nothing-loaded");
  const AcademicYear earliest{static_cast<std::int16_t>(loaded.back().summer - years_read + 1)};
  return PagesRequest{std::max(loaded.front(), earliest), loaded.back(), std::move(names), invented};
}

Pages::Pages(Home& home, PagesRequest request) : home_(&home), request_(std::move(request)) {}
Pages::Pages(Pages&&) noexcept = default;
Pages::~Pages() = default;

Result<StagePages*> Pages::stage(const std::string& id, const std::string& indicator) {
  if (const auto known = stages_.find({id, indicator}); known != stages_.end()) return known->second.get();
  const auto views = home_->stage_views(request_.to);
  if (!views) return std::unexpected(views.error());
  const auto view = std::ranges::find(*views, id, &catalogue::StageView::stage);
  if (view == views->end()) return refuse(Blame::input, "cohort.unknown-stage", {{"stage", id}});
  auto asked = *view;
  if (!indicator.empty()) {
    asked.searched = asked.shown = {indicator};
    asked.measures.clear();
  }
  auto study = study_stage(*home_, asked, asked.shown, request_.from, request_.to);
  auto& made = stages_[{id, indicator}];
  if (study) made = std::make_unique<StagePages>(std::move(*study), home_->threads());
  else if (study.error().code != "cohort.no-census") return std::unexpected(study.error());
  return made.get();
}

Result<std::vector<StagePages*>> Pages::stages() {
  if (shown_) return *shown_;
  const auto views = home_->stage_views(request_.to);
  if (!views) return std::unexpected(views.error());
  std::vector<StagePages*> all;
  bool known_outcome = request_.indicator.empty();
  for (auto view = views->rbegin(); view != views->rend(); ++view) {
    if (!view->organisation.empty()) continue;
    const auto about = request_.indicator.empty() ? "" : catalogue::outcome_at_stage(*view, request_.indicator);
    if (!about) continue;
    known_outcome = true;
    auto made = stage(view->stage, *about);
    if (!made) return std::unexpected(made.error());
    if (*made) all.push_back(*made);
  }
  if (!known_outcome) return refuse(Blame::input, "find.not-searched", {{"indicator", request_.indicator}});
  shown_ = all;
  return all;
}

// Pages of one search: of an outcome that the stage shows with its others, else of that outcome alone.
Result<StagePages*> Pages::stage_of_search(const std::string& id, const std::string& indicator) {
  if (const auto known = stages_.find({id, ""}); known != stages_.end() && known->second && known->second->study.of(indicator))
    return known->second.get();
  const auto views = home_->stage_views(request_.to);
  if (!views) return std::unexpected(views.error());
  const auto view = std::ranges::find(*views, id, &catalogue::StageView::stage);
  const bool shown = view != views->end() && std::ranges::find(view->shown, indicator) != view->shown.end();
  return stage(id, shown ? "" : indicator);
}

Result<StagePages*> Pages::stage_of(const std::string& indicator) {
  auto all = stages();
  if (!all) return std::unexpected(all.error());
  for (auto* each : *all)
    if (each->study.of(indicator)) return each;
  const auto findings = store::findings(home_->ledger(), indicator);
  if (indicator.empty() || findings.empty()) return unknown_page("indicator", indicator);
  auto made = stage_of_search(findings.front().stage, indicator);
  if (made && (!*made || !(*made)->study.of(indicator))) return unknown_page("indicator", indicator);
  return made;
}

Result<Page> Pages::area(const std::string& noun, const std::string& id) {
  auto all = stages();
  if (!all) return std::unexpected(all.error());
  auto parts = parts_of(*home_, noun, id, *all);
  std::vector<Page> pages;
  std::vector<StagePages*> used;
  for (auto& [each, schools] : parts) {
    pages.push_back(insight::area_page(each->area(*home_, request_.names, noun, id, schools, request_.invented)));
    used.push_back(each);
  }
  return pages.empty() ? Result<Page>(unknown_page(noun, id)) : whole_page(std::move(pages), used);
}

Result<Page> Pages::wales() { return area("wales", std::string(wales_id)); }
Result<Page> Pages::authority(const std::string& id) { return area("authority", id); }

Result<Page> Pages::body(const std::string& id) {
  const auto* known = home_->organisation(id);
  return known && joins_schools(*known) ? area("body", id) : Result<Page>(unknown_page("body", id));
}

Result<Page> Pages::school(const std::string& id, const SchoolSeen& seen) {
  auto all = stages();
  if (!all) return std::unexpected(all.error());
  std::vector<Page> pages;
  std::vector<StagePages*> used;
  for (auto* each : *all) {
    const auto number = each->school_number(id);
    if (!number) continue;
    auto input = each->school(*home_, request_.names, *number, request_.invented);
    input.names_learners = seen.learners;
    input.figures_of_others = seen.others;
    if (!seen.others) input.standing = insight::without_figures_of_others(std::move(input.standing));
    pages.push_back(insight::school_page(input));
    used.push_back(each);
  }
  if (!pages.empty()) return whole_page(std::move(pages), used);
  const auto* known = home_->organisation(id);
  return known && known->kind == OrganisationKind::school ? page_without_stages(*known, request_.invented) : Result<Page>(unknown_page("school", id));
}

Result<std::vector<SchoolAtStage>> Pages::standings(const std::string& school) {
  auto all = stages();
  if (!all) return std::unexpected(all.error());
  std::vector<SchoolAtStage> found;
  for (auto* each : *all)
    if (const auto number = each->school_number(school))
      found.push_back({each->study.stage.name, each->indicators(), each->standing(*number)});
  return found;
}

Result<Page> Pages::family(const std::string& id) {
  auto all = stages();
  if (!all) return std::unexpected(all.error());
  for (auto* each : *all) {
    const auto& families = each->study.families.families;
    const auto by_id = std::ranges::find(families, id, &insight::SchoolFamily::id);
    if (by_id != families.end()) return insight::family_page(each->family(request_.names, *by_id, "", request_.invented));
    if (each->school_number(id)) {
      const auto* own = each->study.families.of(id);
      return insight::family_page(each->family(request_.names, own ? *own : insight::SchoolFamily{}, id, request_.invented));
    }
  }
  return unknown_page("family", id);
}

Result<Page> Pages::groups(const std::string& scope, const std::string& indicator) {
  auto findings = store::findings(home_->ledger(), indicator, scope);
  if (findings.empty()) return unknown_page("groups", scope + "-" + indicator);
  auto made = stage_of_search(findings.front().stage, indicator);
  if (!made) return std::unexpected(made.error());
  if (!*made || !(*made)->study.of(indicator)) return unknown_page("groups", scope + "-" + indicator);
  insight::GroupsPageInput input;
  input.scope = scope;
  input.stage = (*made)->study.stage.name;
  input.indicator = (*made)->study.of(indicator)->indicator;
  input.years = findings.front().years;
  input.found = insight::groups_of(std::move(findings));
  input.rule = (*made)->study.rules.verdict;
  input.names = request_.names;
  input.invented = request_.invented;
  return insight::groups_page(input);
}

Result<Page> Pages::finding(const std::string& id) {
  auto record = store::finding(home_->ledger(), id);
  if (!record) return unknown_page("finding", id);
  auto made = stage_of_search(record->stage, record->indicator);
  if (!made) return std::unexpected(made.error());
  const auto* standards = *made ? (*made)->study.of(record->indicator) : nullptr;
  if (!standards) return unknown_page("finding", id);
  insight::FindingPageInput input;
  input.indicator = standards->indicator;
  input.stage = (*made)->study.stage.name;
  input.rule = (*made)->study.rules.verdict;
  input.names = request_.names;
  const auto same_search = insight::groups_of(store::findings(home_->ledger(), record->indicator, record->scope));
  input.findings_of_search = same_search.findings.size();
  input.finding = std::move(*record);
  input.invented = request_.invented;
  return insight::finding_page(input);
}

Result<insight::LearnerPageInput> Pages::learner_input(const std::string& id, std::span<const FieldGroup> fields) {
  const auto learner = learner_id(id);
  if (!learner) return unknown_page("learner", id);
  auto all = stages();
  if (!all) return std::unexpected(all.error());
  auto input = learner_page_input(*home_, *learner, *all, years_between(request_.from, request_.to));
  if (!input) return std::unexpected(input.error());
  input->names = request_.names;
  input->invented = request_.invented;
  keep_only(*input, fields);
  return input;
}

Result<Page> Pages::learner(const std::string& id, std::span<const FieldGroup> fields) {
  const auto input = learner_input(id, fields);
  if (!input) return std::unexpected(input.error());
  return insight::learner_page(*input);
}

Result<Page> Pages::learners(const GroupOfSchool& asked, std::span<const FieldGroup> fields) {
  const auto stage = stage_of(asked.indicator);
  if (!stage) return std::unexpected(stage.error());
  auto input = group_learners(*home_, **stage, asked, fields);
  if (!input) return std::unexpected(input.error());
  input->names = request_.names;
  input->invented = request_.invented;
  return insight::learners_page(std::move(*input));
}

Result<Page> Pages::page(const Target& address) {
  if (address.noun == "wales") return wales();
  if (address.noun == "authority") return authority(address.id);
  if (address.noun == "body") return body(address.id);
  if (address.noun == "school") return school(address.id);
  if (address.noun == "family") return family(address.id);
  if (address.noun == "finding") return finding(address.id);
  if (address.noun == "learner") return learner(address.id, every_field());
  if (address.noun == "support-outcomes") return supported_page(*home_, *this, address.id, request_.invented);
  if (address.noun == "support") return support_page(*home_, *this, {.school = address.id, .year = {}, .invented = request_.invented}, every_field());
  const auto dash = address.id.find('-');
  if (address.noun == "groups" && dash != std::string::npos) return groups(address.id.substr(0, dash), address.id.substr(dash + 1));
  return unknown_page(address.noun, address.id);
}

Result<void> Pages::work_ahead() {
  const auto made = stages();
  if (!made) return std::unexpected(made.error());
  for (auto* each : *made) each->work_ahead();
  return {};
}

Result<std::vector<Target>> Pages::all() {
  auto made = stages();
  if (!made) return std::unexpected(made.error());
  AddressList list;
  list.add("wales", "");
  for (auto* each : *made)
    for (const auto& authority : each->study.cohort.authorities) list.add("authority", authority);
  for (auto* each : *made)
    for (const auto* body : bodies_of_schools(*home_, each->study.cohort, each->study.to)) list.add("body", body->id);
  for (auto* each : *made) {
    for (const auto& school : each->study.cohort.schools)
      if (each->school_number(school)) list.add("school", school);
    for (const auto& family : each->study.families.families) list.add("family", family.id);
  }
  for (const auto& finding : store::findings(home_->ledger())) {
    const auto known = stages_.find({finding.stage, ""});
    if (known == stages_.end() || !known->second) continue;
    list.add("groups", finding.scope + "-" + finding.indicator);
    list.add("finding", finding.id);
  }
  return list.take();
}

}  // namespace potensial::service
