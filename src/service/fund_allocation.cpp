#include "service/fund_allocation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "catalogue/guidances.hpp"
#include "insight/page_parts.hpp"
#include "service/guidance_pages.hpp"
#include "service/school_needs.hpp"

namespace potensial::service {
namespace fund_allocation_detail {

using insight::cell;
using insight::number_column;
using insight::text_column;

std::vector<std::string> authorities_on(const Home& home, Date day) {
  std::vector<std::string> ids;
  for (const auto& each : home.organisations())
    if (each.kind == OrganisationKind::authority && (!each.opened || *each.opened <= day) && (!each.closed || day <= *each.closed)) ids.push_back(each.id);
  std::ranges::sort(ids);
  return ids;
}

// Learners of an authority, and of each characteristic those at its first level.
struct Counted {
  std::int64_t learners = 0;
  std::vector<std::int64_t> at_first;
};

std::map<std::string, Counted> counted_by_authority(const Home& home, std::span<const store::SchoolYearShares> shares, std::size_t characteristics) {
  std::map<std::string, Counted> counts;
  for (const auto& each : shares) {
    const auto* school = home.organisation(each.school);
    auto& count = counts[school ? school->authority : std::string()];
    count.at_first.resize(characteristics);
    count.learners += std::llround(each.learners);
    for (std::size_t i = 0; i < characteristics; ++i) count.at_first[i] += std::llround(each.at_first[i]);
  }
  return counts;
}

bool is_characteristic(const GuidedPart& part) { return part.id != "learners" && part.id != "lump"; }

std::vector<std::string> characteristics_of(const Guidance& guidance) {
  std::vector<std::string> ids;
  for (const auto& each : guidance.formula)
    if (is_characteristic(each)) ids.push_back(each.id);
  return ids;
}

std::int64_t basis_of(const GuidedPart& part, const Counted& count, std::span<const std::string> characteristics) {
  if (part.id == "lump") return 1;
  if (part.id == "learners") return count.learners;
  return count.at_first[static_cast<std::size_t>(std::ranges::find(characteristics, part.id) - characteristics.begin())];
}

void count_into(FundAllocation& all, std::map<std::string, Counted> counts) {
  const auto characteristics = characteristics_of(all.guidance);
  for (const auto& each : all.guidance.formula) all.parts.push_back({each.id, each.weight, {}});
  for (const auto& authority : all.authorities) {
    auto& count = counts[authority];
    count.at_first.resize(characteristics.size());
    all.learners.push_back(count.learners);
    for (std::size_t i = 0; i < all.parts.size(); ++i) all.parts[i].basis.push_back(basis_of(all.guidance.formula[i], count, characteristics));
  }
}

Result<void> check(Home& home, const Guidance& guidance) {
  if (guidance.formula.empty()) return refuse(Blame::input, "fund-allocation.no-formula", {{"id", guidance.id}});
  const auto census = census_before(guidance.year);
  const auto loaded = home.census_years("");
  if (std::ranges::find(loaded, census) != loaded.end()) return {};
  return refuse(Blame::input, "fund-allocation.no-census", {{"year", guidance.year.text()}, {"census", std::to_string(census.summer)}});
}

// ---- the page ----

Phrase money(Pence amount) { return verbatim(text(amount)); }
Quantity rate_of(const Guidance& guidance) { return {double(guidance.rate) / 100, Unit::percent}; }
std::int64_t sum_of(std::span<const std::int64_t> counts) { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); }

Phrase authority_name(const Home& home, const std::string& id) {
  const auto* known = home.organisation(id);
  return known ? verbatim(known->name) : verbatim(id);
}

Page frame(const FundAllocation& all, Phrase title, bool invented) {
  Page page;
  page.address = {"fund-allocation", all.guidance.id, ""};
  page.title = std::move(title);
  page.section = "target";
  page.invented = invented;
  page.trail = {{phrase("fund.all"), Target{"fund", "", ""}}, {phrase("fund-allocation.guidance"), Target{"guidance", all.guidance.id, ""}}};
  return page;
}

std::vector<Block> notes(const FundAllocation& all) {
  std::vector<Block> blocks;
  const auto without = std::ranges::count(all.learners, 0);
  if (without > 0) blocks.push_back(Sentence{phrase("fund-allocation.without-census", {{"n", std::int64_t(without)}}), Weight::key});
  blocks.push_back(Sentence{phrase("fund-allocation.counted", {{"year", std::to_string(all.census.summer)}}), Weight::note});
  return blocks;
}

Result<Table> amounts_table(const Home& home, const FundAllocation& all) {
  Table table{"fund-amounts", phrase("fund-allocation.amounts"),
              {text_column("fund-allocation.authority"), number_column("fund-allocation.amount"), number_column("guidance.grant"), number_column("guidance.contribution")},
              {}, phrase("fund-allocation.none")};
  for (std::size_t i = 0; i < all.authorities.size(); ++i) {
    const auto split = funding::split_at_rate(all.found.receivers[i].amount, all.guidance.rate);
    if (!split) return std::unexpected(split.error());
    table.rows.push_back({{insight::link_cell(authority_name(home, all.authorities[i]), {"fund-allocation", all.authorities[i] + "-" + all.guidance.id, ""}),
                           cell(money(all.found.receivers[i].amount)), cell(money(split->grant)), cell(money(split->contribution))}});
  }
  return table;
}

// What each part counts at each authority; a lump sum counts nothing.
Result<void> add_counts(const Home& home, const FundAllocation& all, Table& table) {
  for (std::size_t part = 0; part < all.parts.size(); ++part) {
    if (all.parts[part].id == "lump") continue;
    auto title = part_phrase(home.catalogue(), all.guidance, all.guidance.formula[part]);
    if (!title) return std::unexpected(title.error());
    table.columns.push_back({std::move(*title), Align::number});
    for (std::size_t i = 0; i < all.authorities.size(); ++i) table.rows[i].cells.push_back({Quantity{double(all.parts[part].basis[i])}, {}});
  }
  table.columns.push_back(text_column("fund-allocation.number"));
  for (std::size_t i = 0; i < all.authorities.size(); ++i) table.rows[i].cells.push_back(cell(verbatim(all.authorities[i])));
  return {};
}

Result<Page> page_of_all(const Home& home, const FundAllocation& all, bool invented) {
  auto table = amounts_table(home, all);
  if (!table) return std::unexpected(table.error());
  if (auto added = add_counts(home, all, *table); !added) return std::unexpected(added.error());
  auto page = frame(all, phrase("fund-allocation.title", {{"name", all.guidance.name}}), invented);
  page.blocks = {Sentence{phrase("fund-allocation.key", {{"total", text(all.guidance.total)}, {"n", static_cast<std::int64_t>(all.authorities.size())}}), Weight::key}};
  append(page.blocks, notes(all));
  page.blocks.push_back(std::move(*table));
  page.blocks.push_back(Sentence{phrase("fund-allocation.rounding"), Weight::note});
  return page;
}

Phrase term(const funding::PartShare& share) {
  return phrase("fund-allocation.term", {{"weight", share.weight}, {"weights", share.weights}, {"basis", share.basis}, {"bases", share.bases}});
}

Phrase terms(std::span<const funding::PartShare> shares) {
  auto all = term(shares.front());
  for (const auto& each : shares.subspan(1)) all = phrase("fund-allocation.plus", {{"left", one(std::move(all))}, {"right", one(term(each))}});
  return all;
}

Result<Table> working_table(const Home& home, const FundAllocation& all, std::size_t which) {
  Table table{"fund-working", phrase("fund-allocation.working"),
              {text_column("guidance.part"), number_column("guidance.weight"), number_column("fund-allocation.here"), number_column("fund-allocation.everywhere")},
              {}, phrase("fund-allocation.none")};
  for (std::size_t part = 0; part < all.parts.size(); ++part) {
    auto counted = part_phrase(home.catalogue(), all.guidance, all.guidance.formula[part]);
    if (!counted) return std::unexpected(counted.error());
    const auto& basis = all.parts[part].basis;
    table.rows.push_back({{cell(std::move(*counted)), {Quantity{double(all.parts[part].weight)}, {}}, {Quantity{double(basis[which])}, {}}, {Quantity{double(sum_of(basis))}, {}}}});
  }
  return table;
}

Result<Page> page_of_one(const Home& home, const FundAllocation& all, const std::string& authority, bool invented) {
  const auto found = std::ranges::find(all.authorities, authority);
  if (found == all.authorities.end()) return refuse(Blame::input, "page.unknown", {{"noun", "fund-allocation"}, {"id", authority}});
  const auto which = static_cast<std::size_t>(found - all.authorities.begin());
  const auto& own = all.found.receivers[which];
  const auto split = funding::split_at_rate(own.amount, all.guidance.rate);
  auto working = working_table(home, all, which);
  if (!split || !working) return std::unexpected(split ? working.error() : split.error());
  auto page = frame(all, phrase("fund-allocation.title-own", {{"name", all.guidance.name}, {"authority", one(authority_name(home, authority))}}), invented);
  page.address.id = authority + "-" + all.guidance.id;
  page.trail.push_back({phrase("fund-allocation.all"), Target{"fund-allocation", all.guidance.id, ""}});
  page.blocks = {Sentence{phrase("fund-allocation.key-own", {{"amount", text(own.amount)}, {"total", text(all.guidance.total)}, {"terms", one(terms(own.parts))}}), Weight::key},
                 Sentence{phrase("fund-allocation.split", {{"grant", text(split->grant)}, {"rate", rate_of(all.guidance)}, {"contribution", text(split->contribution)}}), Weight::key}};
  append(page.blocks, notes(all));
  page.blocks.push_back(std::move(*working));
  page.blocks.push_back(Sentence{phrase("fund-allocation.rounded", {{"up", std::string(own.rounded_up ? "yes" : "no")}}), Weight::note});
  return page;
}

}  // namespace fund_allocation_detail

Result<FundAllocation> fund_allocation(Home& home, const Guidance& guidance) {
  using namespace fund_allocation_detail;
  if (auto sound = check(home, guidance); !sound) return std::unexpected(sound.error());
  FundAllocation all{guidance, census_before(guidance.year), authorities_on(home, guidance.year.first_day()), {}, {}, {}};
  const auto characteristics = characteristics_of(guidance);
  const auto shares = home.school_shares("", characteristics, all.census, all.census);
  if (!shares) return std::unexpected(shares.error());
  count_into(all, counted_by_authority(home, *shares, characteristics.size()));
  auto found = funding::allocate({.total = guidance.total, .parts = all.parts});
  if (!found) return std::unexpected(found.error());
  all.found = std::move(*found);
  return all;
}

FundAllocationAsked fund_allocation_asked(const Home& home, const std::string& id) {
  const auto dash = id.find('-');
  const auto* known = dash == std::string::npos ? nullptr : home.organisation(id.substr(0, dash));
  if (!known || known->kind != OrganisationKind::authority) return {id};
  return {id.substr(dash + 1), known->id};
}

Result<Page> fund_allocation_page(Home& home, const FundAllocationAsked& asked, bool invented) {
  const auto guidance = catalogue::guidance_named(home.catalogue(), asked.guidance);
  if (!guidance) return std::unexpected(guidance.error());
  const auto all = fund_allocation(home, *guidance);
  if (!all) return std::unexpected(all.error());
  if (asked.authority.empty()) return fund_allocation_detail::page_of_all(home, *all, invented);
  return fund_allocation_detail::page_of_one(home, *all, asked.authority, invented);
}

}  // namespace potensial::service
