#include "catalogue/disclosure_policies.hpp"

#include <algorithm>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace disclosure_policies_detail {

std::int64_t at_least(Entry& entry, std::string_view member, int least) {
  const int found = entry.whole_or(member, 0);
  if (found < least) entry.fault("catalogue.member-bad", {{"member", std::string(member)}});
  return found;
}

ZeroRule zero_rule(Entry& entry) {
  const auto word = entry.text("zero");
  if (word == "show") return ZeroRule::show;
  if (word == "protect-all") return ZeroRule::protect_all;
  if (word != "protect-sensitive") entry.fault("catalogue.member-bad", {{"member", "zero"}});
  return ZeroRule::protect_sensitive;
}

DecimalStep decimal_step(Entry step) {
  step.allow({"below", "decimals"});
  const auto below = at_least(step, "below", 1);
  const int decimals = step.whole_or("decimals", -1);
  if (decimals < 0 || decimals > 3) step.fault("catalogue.member-bad", {{"member", "decimals"}});
  return {below, decimals};
}

void read_decimals(Entry& entry, DisclosurePolicy& policy) {
  for (const auto& each : entry.list("decimals")) policy.decimals.push_back(decimal_step(Entry(entry, each)));
  if (policy.decimals.empty() || !std::ranges::is_sorted(policy.decimals, {}, &DecimalStep::below))
    entry.fault("catalogue.member-bad", {{"member", "decimals"}});
}

}  // namespace disclosure_policies_detail

Result<DisclosurePolicy> read_disclosure_policy(const Definition& definition) {
  using namespace disclosure_policies_detail;
  Entry entry(definition);
  entry.allow({"sentence", "least-count", "least-group", "full-group", "full-cell-group", "least-for-mean", "zero",
               "insiders", "insider-width", "decimals", "mark"});
  DisclosurePolicy policy{.id = definition.id,
                          .version = definition.version,
                          .name = definition.name,
                          .sentence = entry.bilingual("sentence"),
                          .least_count = at_least(entry, "least-count", 2),
                          .least_group = at_least(entry, "least-group", 1),
                          .full_group = at_least(entry, "full-group", 1),
                          .full_cell_group = at_least(entry, "full-cell-group", 1),
                          .least_for_mean = at_least(entry, "least-for-mean", 1),
                          .zero = zero_rule(entry),
                          .insiders = entry.yes_or("insiders", true),
                          .insider_width = at_least(entry, "insider-width", 1),
                          .decimals = {},
                          .mark = entry.text("mark")};
  read_decimals(entry, policy);
  return entry.finish(std::move(policy));
}

Result<DisclosurePolicy> disclosure_policy(const Catalogue& catalogue, std::string_view id) {
  const auto* definition = catalogue.newest("disclosure-policy", id);
  if (!definition) return refuse(Blame::input, "catalogue.no-policy", {{"id", std::string(id)}});
  return read_disclosure_policy(*definition);
}

Result<DisclosurePolicy> disclosure_policy(const Catalogue& catalogue, std::string_view id, int version) {
  for (const auto* each : catalogue.of_kind("disclosure-policy"))
    if (each->id == id && each->version == version) return read_disclosure_policy(*each);
  return refuse(Blame::input, "catalogue.no-policy", {{"id", std::string(id) + " " + std::to_string(version)}});
}

}  // namespace potensial::catalogue
