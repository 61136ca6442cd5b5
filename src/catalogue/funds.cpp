#include "catalogue/funds.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace fund_reader {

std::int64_t learners(Entry& entry, std::string_view member) {
  const int found = entry.whole_or(member, -1);
  if (found < 0) entry.fault("catalogue.member-bad", {{"member", std::string(member)}});
  return found;
}

void read_rule(Entry& entry, Fund& fund) {
  fund.sentence = entry.bilingual("sentence");
  fund.learners = entry.text("learners");
  fund.besides = entry.texts("besides");
  fund.phases = entry.texts("phases");
  fund.least_share = entry.hundredths("least-share");
  fund.least_learners = learners(entry, "least-learners");
  fund.near_share = entry.hundredths("near-share");
  fund.near_learners = learners(entry, "near-learners");
}

// A rule is there as a whole or not at all.
bool has_rule(const Entry& entry) {
  constexpr std::string_view members[] = {"sentence", "learners", "besides", "phases", "least-share", "least-learners", "near-share", "near-learners"};
  return std::ranges::any_of(members, [&](std::string_view member) { return entry.node().find(member) != nullptr; });
}

Text theme(Entry entry) {
  entry.allow({});
  return entry.bilingual("name");
}

// In force before ended, then the latest begun.
auto order(const Fund& fund, Date day) {
  return std::tuple(fund.to && *fund.to < day, -(fund.from ? fund.from->days() : 0), fund.id);
}

}  // namespace fund_reader

Result<Fund> read_fund(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"aim", "themes", "sentence", "learners", "besides", "phases", "least-share", "least-learners", "near-share", "near-learners"});
  Fund fund{.id = definition.id,
            .version = definition.version,
            .name = definition.name,
            .aim = entry.bilingual("aim"),
            .from = definition.from,
            .to = definition.to};
  for (const auto& each : entry.list("themes")) fund.themes.push_back(fund_reader::theme(Entry(entry, each)));
  if (fund_reader::has_rule(entry)) fund_reader::read_rule(entry, fund);
  return entry.finish(std::move(fund));
}

Result<std::vector<Fund>> funds_until(const Catalogue& catalogue, Date day) {
  std::set<std::string> ids;
  for (const auto* each : catalogue.of_kind("fund")) ids.insert(each->id);
  std::vector<Fund> funds;
  for (const auto& id : ids) {
    const auto* definition = catalogue.until("fund", id, day);
    if (!definition) continue;
    auto fund = read_fund(*definition);
    if (!fund) return std::unexpected(fund.error());
    funds.push_back(std::move(*fund));
  }
  std::ranges::sort(funds, {}, [day](const Fund& fund) { return fund_reader::order(fund, day); });
  return funds;
}

Result<std::vector<Fund>> funds_with_rule_until(const Catalogue& catalogue, Date day) {
  auto funds = funds_until(catalogue, day);
  if (funds) std::erase_if(*funds, [](const Fund& fund) { return !fund.has_rule(); });
  return funds;
}

}  // namespace potensial::catalogue
