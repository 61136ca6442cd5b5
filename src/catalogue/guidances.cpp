#include "catalogue/guidances.hpp"

#include <algorithm>
#include <set>

#include "catalogue/code_sets.hpp"
#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace guidance_reader {

void bad(Entry& entry, std::string_view member) { entry.fault("catalogue.member-bad", {{"member", std::string(member)}}); }

Pence money(Entry& entry, std::string_view member) {
  const auto amount = pence(entry.text(member));
  if (!amount || *amount < Pence{}) bad(entry, member);
  return amount.value_or(Pence{});
}

std::optional<Pence> money_if_any(Entry& entry, std::string_view member) {
  return entry.node().find(member) ? std::optional(money(entry, member)) : std::nullopt;
}

FinancialYear year(Entry& entry) {
  const auto found = FinancialYear::parse(entry.text("year"));
  if (!found) bad(entry, "year");
  return found.value_or(FinancialYear{});
}

template <class T>
void refuse_twice(Entry& entry, const std::vector<T>& all, std::string T::*code) {
  std::set<std::string> seen;
  for (const auto& each : all)
    if (!seen.insert(each.*code).second) entry.fault("catalogue.code-twice", {{"code", each.*code}});
}

template <class T>
std::vector<T> items(Entry& entry, std::string_view member, T (*read)(Entry), std::string T::*code) {
  std::vector<T> all;
  for (const auto& each : entry.list(member)) all.push_back(read(Entry(entry, each)));
  refuse_twice(entry, all, code);
  return all;
}

GuidedPriority priority(Entry entry) {
  entry.allow({"amount"});
  return {entry.text("id"), entry.bilingual("name"), money_if_any(entry, "amount")};
}

KindOfSpend kind_of_spend(Entry entry) {
  entry.allow({"code", "rule", "eligible"});
  return {entry.text("code"), entry.bilingual("name"), entry.bilingual("rule"), entry.yes_or("eligible", true)};
}

GuidedPart part(Entry entry) {
  entry.allow({"weight"});
  const int weight = entry.whole_or("weight", -1);
  if (weight < 0) bad(entry, "weight");
  return {entry.text("id"), weight};
}

std::map<std::string, Date, std::less<>> deadlines(Entry& entry) {
  std::map<std::string, Date, std::less<>> days;
  const auto* member = entry.node().find("deadlines");
  const auto* named = member ? std::get_if<Node::Members>(&member->value) : nullptr;
  if (member && !named) bad(entry, "deadlines");
  for (const auto& [name, day] : named ? *named : Node::Members{}) {
    const auto found = day.scalar() ? Date::parse(*day.scalar()) : std::nullopt;
    if (!found) bad(entry, "deadlines");
    days[name] = found.value_or(Date());
  }
  return days;
}

// As it was on the first day of the year.
CodeSet codes(Entry& entry, const Catalogue& catalogue, std::string_view member, FinancialYear year) {
  const auto id = entry.text_or(member, "");
  if (id.empty()) return {};
  const auto* definition = catalogue.on("code-set", id, year.first_day());
  auto found = definition ? read_code_set(*definition) : Result<CodeSet>(CodeSet{});
  if (!found || found->codes.empty()) entry.fault("guidance.code-set-unknown", {{"set", id}, {"day", year.first_day().iso()}});
  return found.value_or(CodeSet{});
}

void place(Entry& entry, const Code& initiative, std::vector<ActivityArea>& areas) {
  const auto area = std::ranges::find(areas, initiative.group, &ActivityArea::code);
  if (area == areas.end()) return entry.fault("guidance.initiative-without-area", {{"initiative", initiative.code}, {"area", initiative.group}});
  area->initiatives.push_back({initiative.code, initiative.name});
}

std::vector<ActivityArea> areas(Entry& entry, const Catalogue& catalogue, FinancialYear year) {
  std::vector<ActivityArea> all;
  for (const auto& each : codes(entry, catalogue, "areas", year).codes) all.push_back({each.code, each.name, {}});
  for (const auto& each : codes(entry, catalogue, "initiatives", year).codes) place(entry, each, all);
  return all;
}

void check_priorities(Entry& entry, const Guidance& guidance) {
  if (guidance.priorities.size() > guidance.most_priorities)
    entry.fault("guidance.too-many-priorities", {{"n", std::to_string(guidance.priorities.size())}, {"most", std::to_string(guidance.most_priorities)}});
  std::vector<Pence> amounts;
  for (const auto& each : guidance.priorities) amounts.push_back(each.amount.value_or(Pence{}));
  const auto meant = sum(amounts);
  if (!meant || *meant > guidance.total)
    entry.fault("guidance.priorities-above-total", {{"total", text(guidance.total)}});
}

std::size_t most_priorities(Entry& entry) {
  const int most = entry.whole_or("most-priorities", -1);
  if (most < 0) bad(entry, "most-priorities");
  return most < 0 ? 0 : static_cast<std::size_t>(most);
}

// The newest version of each id.
std::vector<const Definition*> newest_of_each(const Catalogue& catalogue) {
  std::vector<const Definition*> newest;
  for (const auto* each : catalogue.of_kind("guidance"))
    if (catalogue.newest("guidance", each->id) == each) newest.push_back(each);
  return newest;
}

Result<Guidance> read_found(const Catalogue& catalogue, const Definition* definition, std::string_view id) {
  if (!definition) return refuse(Blame::input, "guidance.unknown", {{"id", std::string(id)}});
  return read_guidance(catalogue, *definition);
}

}  // namespace guidance_reader

Result<Guidance> read_guidance(const Catalogue& catalogue, const Definition& definition) {
  using namespace guidance_reader;
  Entry entry(definition);
  entry.allow({"fund", "year", "remark", "total", "rate", "form", "stages", "assessment-form", "assessment-stages", "areas", "initiatives",
               "most-priorities", "priorities", "spend", "formula", "deadlines"});
  const auto in = year(entry);
  Guidance guidance{.id = definition.id,
                    .version = definition.version,
                    .fund = entry.text("fund"),
                    .year = in,
                    .name = definition.name,
                    .remark = entry.bilingual_if_any("remark"),
                    .total = money(entry, "total"),
                    .rate = entry.hundredths("rate"),
                    .form = entry.text_or("form", ""),
                    .stages = entry.text_or("stages", ""),
                    .assessment_form = entry.text_or("assessment-form", ""),
                    .assessment_stages = entry.text_or("assessment-stages", ""),
                    .areas = areas(entry, catalogue, in),
                    .priorities = items(entry, "priorities", priority, &GuidedPriority::id),
                    .most_priorities = most_priorities(entry),
                    .spend = items(entry, "spend", kind_of_spend, &KindOfSpend::code),
                    .formula = items(entry, "formula", part, &GuidedPart::id),
                    .deadlines = deadlines(entry)};
  const auto* fund = catalogue.newest("fund", guidance.fund);
  guidance.fund_name = fund ? fund->name : guidance.name;
  check_priorities(entry, guidance);
  return entry.finish(std::move(guidance));
}

Result<std::vector<Guidance>> guidances_of(const Catalogue& catalogue, std::string_view fund) {
  std::vector<Guidance> all;
  for (const auto* each : guidance_reader::newest_of_each(catalogue)) {
    if (each->body.text("fund") != fund) continue;
    auto guidance = read_guidance(catalogue, *each);
    if (!guidance) return std::unexpected(guidance.error());
    all.push_back(std::move(*guidance));
  }
  std::ranges::sort(all, std::greater{}, &Guidance::year);
  return all;
}

Result<Guidance> guidance_of(const Catalogue& catalogue, std::string_view fund, FinancialYear year) {
  for (const auto* each : guidance_reader::newest_of_each(catalogue))
    if (each->body.text("fund") == fund && each->body.text("year") == year.text()) return read_guidance(catalogue, *each);
  return refuse(Blame::input, "guidance.none-for-year", {{"fund", std::string(fund)}, {"year", year.text()}});
}

Result<Guidance> guidance_named(const Catalogue& catalogue, std::string_view id) {
  return guidance_reader::read_found(catalogue, catalogue.newest("guidance", id), id);
}

Result<Guidance> guidance_named(const Catalogue& catalogue, std::string_view id, int version) {
  return guidance_reader::read_found(catalogue, catalogue.version("guidance", id, version), id);
}

}  // namespace potensial::catalogue
