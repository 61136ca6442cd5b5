#include "service/unowned_findings.hpp"

#include <algorithm>

#include "catalogue/rules.hpp"
#include "insight/figure.hpp"
#include "insight/finding_page.hpp"
#include "insight/finding_search.hpp"
#include "insight/learners_page.hpp"
#include "insight/page_parts.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace unowned {

using insight::cell;
using insight::link_cell;
using insight::text_column;

struct Waiting {
  FindingRecord finding;
  Date since;
};

struct AllWaiting {
  std::int64_t days = 0;  // that a finding may stand without an owner
  std::vector<Waiting> findings;
};

// A group that falls short: what only stands beside the findings needs no owner.
bool falls_short(const FindingRecord& finding) { return !insight::groups_of({finding}).findings.empty(); }

Result<AllWaiting> all_waiting(Home& home, const std::string& authority, Date today) {
  const auto rule = catalogue::rule_on(home.catalogue(), "findings", today);
  if (!rule) return std::unexpected(rule.error());
  AllWaiting waiting{std::int64_t(rule->number("days-without-owner")), {}};
  for (const auto& each : store::findings_without_owner(home.ledger(), authority)) {
    const auto since = Date::of(each.opened);
    if (today.days() - since.days() <= waiting.days) continue;
    if (auto finding = store::finding(home.ledger(), each.finding); finding && falls_short(*finding)) waiting.findings.push_back({std::move(*finding), since});
  }
  return waiting;
}

Cell day_cell(Date day) { return cell(phrase("insight.day", {{"day", day}})); }

Cell school_cell(const Call& call, const FindingRecord& finding) {
  if (finding.furthest.empty()) return {};
  const auto& id = finding.furthest.front().school;
  const auto* known = call.home.organisation(id);
  return link_cell(known ? verbatim(known->name) : verbatim(id), {"school", id, ""});
}

// The learners of the group at a place, as they were searched.
Target figure_at(const FindingRecord& finding, const std::string& place) {
  return insight::in_years(insight::figure_link(place, finding.indicator, finding.conditions), finding.years);
}

Table table_of_authority(const Call& call, const std::string& authority, const AllWaiting& waiting) {
  Table table{"unowned-" + authority, phrase("decision.unowned", {{"days", waiting.days}}),
              {text_column("home.column.finding"), text_column("decision.column.since"), text_column("decision.column.furthest"),
               insight::number_column("insight.column.learners")},
              {}, phrase("decision.none-unowned", {{"days", waiting.days}})};
  for (const auto& each : waiting.findings)
    table.rows.push_back({{link_cell(insight::finding_title(each.finding), {"finding", each.finding.id, ""}), day_cell(each.since),
                           school_cell(call, each.finding), insight::opened(insight::count_cell(each.finding.learners), figure_at(each.finding, each.finding.scope))}});
  return table;
}

const SchoolOfFinding* at_school(const FindingRecord& finding, const std::string& school) {
  const auto found = std::ranges::find(finding.furthest, school, &SchoolOfFinding::school);
  return found == finding.furthest.end() ? nullptr : &*found;
}

Table table_of_school(const std::string& school, const AllWaiting& waiting) {
  Table table{"unowned-" + school, phrase("decision.unowned-school", {{"days", waiting.days}}),
              {text_column("home.column.finding"), text_column("decision.column.since"), insight::number_column("insight.column.learners")},
              {}, phrase("decision.none-unowned", {{"days", waiting.days}})};
  for (const auto& each : waiting.findings)
    if (const auto* here = at_school(each.finding, school))
      table.rows.push_back({{link_cell(insight::finding_title(each.finding), insight::learners_of_group(school, each.finding.indicator, each.finding.conditions)),
                             day_cell(each.since), insight::opened(insight::count_cell(here->learners), figure_at(each.finding, school))}});
  return table;
}

}  // namespace unowned

Result<bool> findings_wait(Home& home, const std::string& authority, Date today) {
  const auto waiting = unowned::all_waiting(home, authority, today);
  if (!waiting) return std::unexpected(waiting.error());
  return !waiting->findings.empty();
}

Result<std::vector<Block>> findings_without_owner(Call& call, const std::string& authority, WhereNone none) {
  const auto waiting = unowned::all_waiting(call.home, authority, call.today());
  if (!waiting) return std::unexpected(waiting.error());
  auto table = unowned::table_of_authority(call, authority, *waiting);
  const auto n = std::int64_t(waiting->findings.size());
  if (n == 0) return none == WhereNone::is_said ? std::vector<Block>{std::move(table)} : std::vector<Block>{};
  return std::vector<Block>{Sentence{phrase("decision.unowned-key", {{"n", n}, {"days", waiting->days}}), Weight::key}, std::move(table)};
}

Result<std::vector<Block>> findings_without_owner_at(Call& call, const Organisation& school) {
  const auto waiting = unowned::all_waiting(call.home, school.authority, call.today());
  if (!waiting) return std::unexpected(waiting.error());
  auto table = unowned::table_of_school(school.id, *waiting);
  return table.rows.empty() ? std::vector<Block>{} : std::vector<Block>{std::move(table)};
}

}  // namespace potensial::service
