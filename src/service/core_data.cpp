#include "service/core_data.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "catalogue/core_data_sets.hpp"
#include "catalogue/disclosure_policies.hpp"
#include "insight/core_data.hpp"
#include "insight/core_data_page.hpp"
#include "insight/family_page.hpp"
#include "report/release_gate.hpp"
#include "report/words.hpp"
#include "service/pages.hpp"
#include "service/stage_pages.hpp"
#include "store/audit_log.hpp"
#include "store/release_store.hpp"

namespace potensial::service {
namespace core_data_release {

Text in_both(const Phrase& said, const catalogue::Messages& messages) {
  return {report::Words(messages, Language::en).say(said), report::Words(messages, Language::cy).say(said)};
}

insight::CoreDataTitles titles(const catalogue::Messages& messages) {
  return {in_both(phrase("core-data.counted.place"), messages), in_both(phrase("core-data.counted.reached"), messages),
          in_both(phrase("core-data.counted.learners"), messages)};
}

// Families have no names of their own; they are called what their pages are called.
insight::Names with_families(insight::Names names, const StagePages& stage, const catalogue::Messages& messages) {
  names.insert_or_assign(stage.study.population, stage.population_name(names));
  for (const auto& family : stage.study.families.families) names.insert_or_assign(family.id, in_both(insight::family_title(family), messages));
  return names;
}

std::vector<ReleasedWord> words_of(StagePages& stage, const std::string& indicator, const CountTable& table, const DisclosurePolicy& policy) {
  std::vector<ReleasedWord> words;
  for (const auto& school : table.variables.front().categories) {
    const auto number = stage.school_number(school);
    const auto standing = number ? stage.standing(*number) : insight::Standing{};
    const auto* row = standing.all(indicator);
    const bool large = row && static_cast<std::int64_t>(row->counted) >= policy.full_group;
    words.push_back({school, large ? row->judged.expected.verdict : Verdict::cannot_be_judged});
  }
  return words;
}

struct Making {
  const catalogue::CoreDataSet& set;
  const DisclosurePolicy& policy;
  const insight::Names& names;
  const insight::CoreDataTitles& titles;
  AcademicYear year;
  ReleaseAnswer& answer;
  Sha256& certificates;
};

void add_to(Sha256& hash, const DisclosureCertificate& certificate) {
  hash.add(certificate.policy + '\n' + certificate.table + '\n' + certificate.definition_hash + '\n');
  for (const auto& each : certificate.hidden) hash.add(each.cell + ' ' + std::to_string(static_cast<int>(each.reason)) + '\n');
}

ReleasedCount count_of(const CoreDataTable& table) {
  const auto& shown = table.member.shown;
  return {table.stage, table.indicator, shown.size(), static_cast<std::size_t>(std::ranges::count(shown, false))};
}

Result<void> add_table(DataRelease& release, StagePages& stage, const insight::IndicatorStandards& standards, const Making& making) {
  const auto& indicator = standards.indicator;
  const auto* outcome = stage.study.cohort.outcome(indicator.id);
  if (!outcome || indicator.attained.empty()) return {};
  const insight::CoreDataRequest request{making.year, stage.study.population, stage.study.families.families, making.names, making.titles};
  auto table = insight::core_data_table(stage.study.cohort, *outcome, request);
  if (table.counts.empty()) return {};
  table.title = indicator.name;
  auto passed = report::ReleaseGate::publish(table, making.policy, {});
  if (!passed) return std::unexpected(passed.error());
  add_to(making.certificates, passed->certificate);
  CoreDataTable made{stage.study.view.stage, indicator.id, stage.study.stage.name, indicator.name, std::move(passed->member), {}};
  made.words = words_of(stage, indicator.id, made.member.table, making.policy);
  making.answer.tables.push_back(count_of(made));
  release.tables.push_back(std::move(made));
  return {};
}

Result<void> add_stage(DataRelease& release, StagePages& stage, const Making& making) {
  for (const auto& standards : stage.study.standards)
    if (std::ranges::find(making.set.indicators, standards.indicator.id) != making.set.indicators.end())
      if (auto added = add_table(release, stage, standards, making); !added) return added;
  return {};
}

Result<PagesRequest> pages_of(Home& home, const ReleaseRequest& request) {
  auto years = newest_years(home, home.names(), home.is_invented());
  if (!years || !request.year) return years;
  if (*request.year < years->from || years->to < *request.year)
    return refuse(Blame::input, "release.nothing", {{"year", std::to_string(request.year->summer)}});
  years->to = *request.year;
  return years;
}

// The counts of one year, with what the gate made of them and what its certificates add up to.
struct Made {
  DataRelease release;
  std::string certificates;
};

Result<Made> made(Home& home, const catalogue::Messages& messages, const ReleaseRequest& request, ReleaseAnswer& answer) {
  const auto asked = pages_of(home, request);
  if (!asked) return std::unexpected(asked.error());
  const auto set = catalogue::core_data_set_on(home.catalogue(), asked->to.last_day());
  if (!set) return std::unexpected(set.error());
  const auto policy = catalogue::disclosure_policy(home.catalogue(), set->policy);
  if (!policy) return std::unexpected(policy.error());
  answer.year = asked->to;
  answer.from = request.from.value_or(set->published(asked->to));
  DataRelease release{answer.year, answer.from, policy->id, policy->version, request.actor, request.at, {}};
  Pages pages(home, *asked);
  const auto stages = pages.stages();
  if (!stages) return std::unexpected(stages.error());
  Sha256 certificates;
  const auto titles = core_data_release::titles(messages);
  for (auto* stage : *stages) {
    const auto names = with_families(home.names(), *stage, messages);
    if (auto added = add_stage(release, *stage, {*set, *policy, names, titles, asked->to, answer, certificates}); !added) return std::unexpected(added.error());
  }
  if (release.tables.empty()) return refuse(Blame::input, "release.nothing", {{"year", std::to_string(asked->to.summer)}});
  return Made{std::move(release), certificates.hex()};
}

}  // namespace core_data_release

Result<ReleaseAnswer> release_core_data(Home& home, const catalogue::Messages& messages, const ReleaseRequest& request) {
  ReleaseAnswer answer;
  const auto made = core_data_release::made(home, messages, request, answer);
  if (!made) return std::unexpected(made.error());
  store::Transaction transaction(home.ledger());
  if (auto added = store::add_release(home.ledger(), made->release); !added) return std::unexpected(added.error());
  store::append_audit(home.ledger(), {request.at, request.actor, "release-core-data", "core-data/" + std::to_string(answer.year.summer), made->certificates});
  transaction.commit();
  return answer;
}

Result<std::shared_ptr<const std::vector<ShownRelease>>> shown_releases(Home& home) {
  const auto key = "core-data/" + std::to_string(store::count_of_releases(home.ledger()));
  return home.keep<std::vector<ShownRelease>>(key, [&]() -> Result<std::vector<ShownRelease>> {
    std::vector<ShownRelease> shown;
    for (auto& release : store::releases(home.ledger())) {
      const auto policy = catalogue::disclosure_policy(home.catalogue(), release.policy, release.policy_version);
      if (!policy) return std::unexpected(policy.error());
      auto& each = shown.emplace_back(ShownRelease{std::move(release), {}});
      for (const auto& table : each.release.tables) each.tables.push_back(report::ReleaseGate::again(table.member, *policy));
    }
    return shown;
  });
}

namespace core_data_view {

const std::vector<ClassLevel>& places(const ReleasedTable& table) { return table.variables().front().levels; }

const ClassLevel* level_of(const ReleasedTable& table, std::string_view code) {
  const auto at = std::ranges::find(places(table), code, &ClassLevel::code);
  return at == places(table).end() ? nullptr : &*at;
}

bool within(const ClassLevel& part, const ClassLevel& whole) { return std::ranges::includes(whole.members, part.members); }

bool is_school(const ClassLevel& level) { return level.members.size() == 1; }

// What stands below a place: of all its authorities, where there are several, of every other area its schools.
std::vector<std::string> parts_of(Home& home, const ReleasedTable& table, const ClassLevel& own) {
  std::vector<std::string> schools, authorities;
  for (const auto& level : places(table)) {
    if (level.code == own.code || !within(level, own)) continue;
    const auto* known = home.organisation(level.code);
    if (known && known->kind == OrganisationKind::authority) authorities.push_back(level.code);
    if (known && known->kind == OrganisationKind::school) schools.push_back(level.code);
  }
  return own.code == places(table).back().code && !authorities.empty() ? authorities : schools;
}

// The place, what it lies in, and what lies in it.
std::vector<std::string> listed(Home& home, const ReleasedTable& table, const ClassLevel& own) {
  std::vector<std::string> codes{own.code};
  for (const auto& level : places(table))
    if (level.code != own.code && !is_school(level) && within(own, level)) codes.push_back(level.code);
  if (const auto* known = home.organisation(own.code); !known || known->kind != OrganisationKind::school)
    std::ranges::move(parts_of(home, table, own), std::back_inserter(codes));
  return codes;
}

std::vector<ReleasedWord> words_of(const CoreDataTable& table, const std::vector<std::string>& codes) {
  std::vector<ReleasedWord> words;
  for (const auto& each : table.words)
    if (std::ranges::find(codes, each.school) != codes.end()) words.push_back(each);
  return words;
}

void add_stage(insight::CoreDataPageInput& input, Home& home, const ShownRelease& shown, std::size_t number) {
  const auto& table = shown.tables[number];
  const auto* own = level_of(table, input.place);
  if (!own) return;
  input.name = own->name;
  input.whole = places(table).back().code;
  const auto& release = shown.release.tables[number];
  auto codes = listed(home, table, *own);
  auto words = words_of(release, codes);
  input.stages.push_back({&table, release.stage_name, release.indicator_name, release.indicator, std::move(codes), std::move(words)});
}

const ShownRelease* chosen(const std::vector<const ShownRelease*>& visible, const std::string& year) {
  if (visible.empty()) return nullptr;
  const auto at = std::ranges::find_if(visible, [&](const auto* each) { return std::to_string(each->release.year.summer) == year; });
  return year.empty() ? visible.front() : at == visible.end() ? nullptr : *at;
}

std::vector<ListItem> trail(Home& home, const insight::CoreDataPageInput& input) {
  std::vector<ListItem> items;
  const auto* known = home.organisation(input.place);
  if (!input.whole.empty() && input.place != input.whole)
    items.push_back({insight::name_of(home.names(), input.whole), Target{"core-data", input.whole, ""}});
  if (known && known->kind == OrganisationKind::school && known->authority != input.whole)
    items.push_back({insight::name_of(home.names(), known->authority), Target{"core-data", known->authority, ""}});
  return items;
}

std::vector<const ShownRelease*> visible(const std::vector<ShownRelease>& all, Date today) {
  std::vector<const ShownRelease*> list;
  for (const auto& each : all)
    if (each.release.from <= today) list.push_back(&each);
  return list;
}

// Of a part of Wales alone, Wales is what is loaded.
std::string place_of(const CoreDataAsked& asked, const Organisation* known, const ShownRelease* shown) {
  const bool all = known && known->kind == OrganisationKind::nation && shown && !shown->tables.empty();
  return all ? places(shown->tables.front()).back().code : asked.place;
}

Page not_yet(const Organisation& known, bool invented) {
  Page page;
  page.address = {"core-data", known.id, ""};
  page.title = verbatim(known.name);
  page.section = "find";
  page.invented = invented;
  page.not_for_publication = false;
  page.blocks = {Sentence{phrase("core-data.not-yet"), Weight::key}};
  return page;
}

}  // namespace core_data_view

Result<Page> core_data(Home& home, const CoreDataAsked& asked) {
  const auto all = shown_releases(home);
  if (!all) return std::unexpected(all.error());
  const auto visible = core_data_view::visible(**all, asked.today);
  const auto* shown = core_data_view::chosen(visible, asked.year);
  const auto* known = home.organisation(asked.place);
  if (!shown && known) return core_data_view::not_yet(*known, asked.invented);
  insight::CoreDataPageInput input{.place = core_data_view::place_of(asked, known, shown), .invented = asked.invented};
  if (shown)
    for (std::size_t i = 0; i < shown->tables.size(); ++i) core_data_view::add_stage(input, home, *shown, i);
  if (input.stages.empty() && !known) return refuse(Blame::input, "page.unknown", {{"noun", "core-data"}, {"id", asked.place}});
  if (input.stages.empty()) input.name = known->name;
  input.year = shown->release.year;
  input.from = shown->release.from;
  for (const auto* each : visible) input.years.push_back(each->release.year);
  input.trail = core_data_view::trail(home, input);
  return insight::core_data_page(input);
}

}  // namespace potensial::service
