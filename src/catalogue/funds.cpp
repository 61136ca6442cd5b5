#include "catalogue/funds.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace fund_reader {

constexpr double hundredths = 100, most_percent = 100;

std::int64_t share(Entry& entry, std::string_view member) {
  const double percent = entry.number_or(member, -1), exact = std::round(percent * hundredths);
  if (percent < 0 || percent > most_percent || std::abs(percent * hundredths - exact) > 1e-6) entry.fault("catalogue.member-bad", {{"member", std::string(member)}});
  return static_cast<std::int64_t>(exact);
}

std::int64_t learners(Entry& entry, std::string_view member) {
  const int found = entry.whole_or(member, -1);
  if (found < 0) entry.fault("catalogue.member-bad", {{"member", std::string(member)}});
  return found;
}

// In force before ended, then the latest begun.
auto order(const Fund& fund, Date day) {
  return std::tuple(fund.to && *fund.to < day, -(fund.from ? fund.from->days() : 0), fund.id);
}

}  // namespace fund_reader

Result<Fund> read_fund(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"aim", "sentence", "learners", "besides", "phases", "least-share", "least-learners", "near-share", "near-learners"});
  Fund fund{.id = definition.id,
            .version = definition.version,
            .name = definition.name,
            .aim = entry.bilingual("aim"),
            .from = definition.from,
            .to = definition.to,
            .sentence = entry.bilingual("sentence"),
            .learners = entry.text("learners"),
            .besides = entry.texts("besides"),
            .phases = entry.texts("phases"),
            .least_share = fund_reader::share(entry, "least-share"),
            .least_learners = fund_reader::learners(entry, "least-learners"),
            .near_share = fund_reader::share(entry, "near-share"),
            .near_learners = fund_reader::learners(entry, "near-learners")};
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

}  // namespace potensial::catalogue
