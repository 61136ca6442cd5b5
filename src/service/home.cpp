#include "service/home.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/folders.hpp"
#include "catalogue/characteristics.hpp"
#include "catalogue/code_sets.hpp"
#include "catalogue/collections.hpp"
#include "catalogue/indicators.hpp"
#include "catalogue/key_stages.hpp"
#include "catalogue/stage_measures.hpp"
#include "store/fact_files.hpp"
#include "store/identity_store.hpp"
#include "store/load_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

constexpr std::string_view ledger_name = "ledger.sqlite";

// The newest edition of each area that is not later than the year.
std::map<std::string, std::int64_t> deciles_for(store::Ledger& ledger, AcademicYear year) {
  std::map<std::string, std::int64_t> deciles;
  for (const auto& area : store::small_areas(ledger))
    if (area.index_year <= year.summer || !deciles.contains(area.id)) deciles[area.id] = area.decile;
  return deciles;
}

// School numbers that no real school uses: establishments of the demonstration nation lie in these ranges only.
constexpr std::pair<int, int> invented_establishments[] = {{1080, 1099}, {1180, 1199}, {2800, 2999}, {3250, 3299}, {3950, 3999},
                                                           {4400, 4499}, {4900, 4999}, {7900, 7999}};

bool is_invented_school(const std::string& id) {
  const int establishment = id.size() == 7 ? std::atoi(id.c_str() + 3) : 0;
  return std::ranges::any_of(invented_establishments, [&](const auto& range) {
    return range.first <= establishment && establishment <= range.second;
  });
}

template <class Value>
Result<void> take(Result<Value>&& from, Value& to) {
  if (!from) return std::unexpected(from.error());
  to = std::move(*from);
  return {};
}

}  // namespace

Home::Home(std::filesystem::path folder, const catalogue::Catalogue& catalogue, store::Ledger ledger,
           store::DuckdbConnection facts, store::DuckdbExpressions expressions, unsigned threads)
    : folder_(std::move(folder)), catalogue_(&catalogue), ledger_(std::move(ledger)), facts_(std::move(facts)),
      expressions_(std::move(expressions)), threads_(threads), aliases_(store::learner_aliases(ledger_)) {}

Result<Home> Home::open(const std::filesystem::path& folder, const catalogue::Catalogue& catalogue, unsigned threads) {
  if (auto made = make_folders(folder / store::facts_folder); !made) return std::unexpected(made.error());
  auto ledger = store::Ledger::open(folder / ledger_name);
  if (!ledger) return std::unexpected(ledger.error());
  auto facts = store::DuckdbConnection::on_folders(std::vector{folder / store::facts_folder}, threads);
  if (!facts) return std::unexpected(facts.error());
  auto expressions = store::DuckdbExpressions::open();
  if (!expressions) return std::unexpected(expressions.error());
  Home home(folder, catalogue, std::move(*ledger), std::move(*facts), std::move(*expressions), threads);
  if (auto read = home.read_organisations(); !read) return std::unexpected(read.error());
  return home;
}

Result<void> Home::read_organisations() {
  auto defined = catalogue::organisations(*catalogue_);
  if (!defined) return std::unexpected(defined.error());
  std::map<std::string, Organisation> by_id;
  for (auto& each : store::organisations(ledger_)) by_id.insert_or_assign(each.id, std::move(each));
  for (auto& each : defined->all) by_id.insert_or_assign(each.id, std::move(each));
  for (auto& [id, each] : by_id) organisations_.push_back(std::move(each));
  return {};
}

const Organisation* Home::organisation(std::string_view id) const {
  const auto at = std::ranges::lower_bound(organisations_, id, {}, &Organisation::id);
  return at != organisations_.end() && at->id == id ? &*at : nullptr;
}

Result<store::Ledger> Home::another_ledger() const { return store::Ledger::open(folder_ / ledger_name); }

insight::Names Home::names() const {
  insight::Names names;
  for (const auto& each : organisations_) names.emplace(each.id, each.name);
  return names;
}

bool Home::is_invented() const {
  std::size_t schools = 0, invented = 0;
  for (const auto& each : organisations_) {
    if (each.kind != OrganisationKind::school) continue;
    ++schools;
    invented += is_invented_school(each.id);
  }
  return schools > 0 && invented == schools;
}

Result<store::CohortDefinitions> Home::definitions(AcademicYear year) {
  const auto kept = keep<store::CohortDefinitions>(fmt::format("definitions/{}", year.summer), [&] { return read_definitions(year); });
  return kept ? Result<store::CohortDefinitions>(**kept) : std::unexpected(kept.error());
}

Result<store::CohortDefinitions> Home::read_definitions(AcademicYear year) {
  const auto day = year.census_day();
  store::CohortDefinitions all;
  if (auto done = take(catalogue::key_stages_on(*catalogue_, day), all.key_stages); !done) return std::unexpected(done.error());
  if (auto done = take(catalogue::indicators_on(*catalogue_, day), all.indicators); !done) return std::unexpected(done.error());
  const auto views = stage_views(year);
  if (!views) return std::unexpected(views.error());
  std::ranges::move(catalogue::measures_at_stages(*views, all.indicators), std::back_inserter(all.indicators));
  if (auto done = take(catalogue::characteristics_on(*catalogue_, day), all.characteristics); !done) return std::unexpected(done.error());
  if (auto done = take(catalogue::collections_on(*catalogue_, day), all.collections); !done) return std::unexpected(done.error());
  if (auto done = take(catalogue::code_sets_on(*catalogue_, day), all.code_sets); !done) return std::unexpected(done.error());
  std::ranges::copy_if(organisations_, std::back_inserter(all.schools),
                       [](const Organisation& each) { return each.kind == OrganisationKind::school; });
  all.area_decile = deciles_for(ledger_, year);
  return all;
}

Result<std::vector<catalogue::StageView>> Home::stage_views(AcademicYear year) const {
  const auto day = year.census_day();
  auto views = catalogue::stage_views_on(*catalogue_, day);
  if (!views) return views;
  const auto undefined = [&](const std::string& indicator) { return !catalogue_->on("indicator", indicator, day); };
  std::erase_if(*views, [&](const catalogue::StageView& view) {
    return !catalogue_->on("key-stage", view.stage, day) || std::ranges::any_of(view.searched, undefined) ||
           std::ranges::any_of(view.shown, undefined);
  });
  for (auto& view : *views) std::erase_if(view.measures, undefined);
  return views;
}

// Facts are partitioned by authority; a study stands in place of one.
std::vector<std::string> Home::authorities_of(const std::string& study) const {
  if (!study.empty()) return {study};
  std::vector<std::string> authorities;
  for (const auto& each : organisations_)
    if (each.kind == OrganisationKind::authority) authorities.push_back(each.id);
  return authorities;
}

std::vector<AcademicYear> Home::census_years(const std::string& study) {
  std::set<AcademicYear> years;
  for (const auto& file : store::current_fact_files(ledger_, {"census", authorities_of(study), {}, {}, {}})) years.insert(file.year);
  return {years.begin(), years.end()};
}

store::CurrentFactsOf Home::current_facts(const std::string& study) {
  return [this, authorities = authorities_of(study)](std::string_view collection, AcademicYear from, AcademicYear to) {
    return Result<store::CurrentFacts>(
        store::current_facts(ledger_, folder_, {std::string(collection), authorities, from, to, {}}));
  };
}

Result<std::shared_ptr<const store::CurrentFacts>> Home::kept_facts(const std::string& study, std::string_view collection,
                                                                    AcademicYear from, AcademicYear to) {
  const auto key = fmt::format("facts/{}/{}/{}/{}", study, collection, from.summer, to.summer);
  return keep<store::CurrentFacts>(key, [&] { return current_facts(study)(collection, from, to); });
}

store::CohortReader Home::reader(const std::string& study) {
  return store::CohortReader(facts_, expressions_, current_facts(study), aliases_);
}

Result<std::vector<store::SchoolYearShares>> Home::school_shares(const std::string& study, const std::vector<std::string>& ids,
                                                                 AcademicYear from, AcademicYear to) {
  const SharesAsked asked{study, ids, from, to};
  if (const auto known = shares_.find(asked); known != shares_.end()) return known->second;
  const auto definitions_then = definitions(to);
  if (!definitions_then) return std::unexpected(definitions_then.error());
  const auto current = current_facts(study)("census", from, to);
  if (!current) return std::unexpected(current.error());
  auto shares = store::school_shares(facts_, expressions_, *current, aliases_, *definitions_then, ids, from, to);
  if (shares) shares_.emplace(asked, *shares);
  return shares;
}

}  // namespace potensial::service
