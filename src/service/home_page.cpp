#include "service/home_page.hpp"

#include <algorithm>

#include "insight/figure.hpp"
#include "insight/finding_page.hpp"
#include "insight/learners_page.hpp"
#include "insight/standing_blocks.hpp"
#include "service/class_pages.hpp"
#include "service/contact_operations.hpp"
#include "service/core_data.hpp"
#include "service/people_pages.hpp"
#include "service/submission_operations.hpp"
#include "service/unmet_need_operations.hpp"
#include "service/unowned_findings.hpp"
#include "store/finding_store.hpp"
#include "store/load_store.hpp"
#include "store/person_store.hpp"

namespace potensial::service {
namespace home_block {

using insight::cell;
using insight::link_cell;
using insight::text_column;

constexpr std::size_t most_groups = 8;
constexpr int soon_days = 30;

bool may(const Call& call, std::string_view operation, std::string_view organisation) { return call.may(operation, organisation).allowed; }

// A group of the school that is low against what is expected of similar learners.
struct LowGroup {
  const insight::StandingRow* row;
  const Indicator* indicator;
};

std::vector<LowGroup> low_groups(const std::vector<SchoolAtStage>& stages) {
  std::vector<LowGroup> low;
  for (const auto& stage : stages)
    for (const auto& row : stage.standing.rows) {
      const auto* indicator = insight::indicator_of(stage.indicators, row.indicator);
      if (indicator && !row.conditions.empty() && row.judged.expected.verdict == Verdict::low) low.push_back({&row, indicator});
    }
  const auto shortfall = [](const LowGroup& each) { return each.row->judged.expected.estimate; };
  std::ranges::stable_sort(low, {}, shortfall);
  return low;
}

Table low_groups_table(const std::vector<LowGroup>& low, const std::string& school) {
  Table table{"low-" + school, phrase("home.low-groups"),
              {text_column("insight.column.group"), text_column("insight.column.outcome"), insight::number_column("insight.column.difference"),
               insight::number_column("insight.column.learners")},
              {}, phrase("home.no-low-groups")};
  for (const auto& each : low) {
    if (table.rows.size() == most_groups) break;
    auto learners = insight::count_cell(each.row->learners);
    learners.link = insight::learners_of_group(school, each.row->indicator, each.row->conditions);
    const auto& judged = each.row->judged.expected;
    auto difference = insight::difference_cell(judged.estimate, each.indicator->scale);
    difference.link = insight::in_years(insight::figure_link(school, each.row->indicator, each.row->conditions), judged.years);
    table.rows.push_back({{link_cell(insight::group_phrase(each.row->conditions), *learners.link), cell(verbatim(each.indicator->name)),
                           std::move(difference), learners}});
  }
  return table;
}

// To what was awarded and how it is spent, for whoever may see it.
void add_money_ways(const Call& call, const Organisation& organisation, List& ways) {
  if (organisation.kind == OrganisationKind::school && may(call, "see-money", organisation.id))
    ways.items.push_back({phrase("home.to-money"), Target{"money", organisation.id, ""}});
  if (may(call, "see-spend", organisation.id)) ways.items.push_back({phrase("home.to-spend"), Target{"spend", organisation.id, ""}});
}

// To what the School Budget Forum decides about, for those who see of the authority itself only what everybody sees.
void add_forum_ways(const Call& call, const Organisation& organisation, List& ways) {
  const auto add = [&](const char* operation, const char* noun, const char* words) {
    if (may(call, operation, organisation.id)) ways.items.push_back({phrase(words), Target{noun, organisation.id, ""}});
  };
  if (organisation.kind != OrganisationKind::authority) return;
  add("see-forum", "forum", "forum.way");
  add("see-allocation", "allocation", "delegation.way");
  add("see-alignment", "alignment", "alignment.way");
  add("see-need-index", "need-index", "need-index.way");
}

Result<std::vector<Block>> of_school(Call& call, const Organisation& school) {
  std::vector<Block> blocks{Heading{verbatim(school.name), "school-" + school.id}};
  if (!call.pages) {
    blocks.push_back(Sentence{phrase("home.preparing"), Weight::key});
    return blocks;
  }
  const auto stages = call.pages->standings(school.id);
  if (!stages) return std::unexpected(stages.error());
  if (stages->empty()) {
    blocks.push_back(Sentence{phrase("home.no-learners"), Weight::key});
    return blocks;
  }
  append(blocks, contacts_waiting(call, school.id));
  auto waiting = findings_without_owner_at(call, school);
  if (!waiting) return std::unexpected(waiting.error());
  append(blocks, std::move(*waiting));
  append(blocks, insight::standing_key(stages->front().standing, stages->front().indicators));
  blocks.push_back(low_groups_table(low_groups(*stages), school.id));
  blocks.push_back(List{{{phrase("home.to-school"), Target{"school", school.id, ""}},
                         {phrase("home.to-attendance"), Target{"attendance", school.id, ""}},
                         {phrase("home.to-completeness"), Target{"completeness", school.id, ""}}}});
  add_money_ways(call, school, std::get<List>(blocks.back()));
  return blocks;
}

std::vector<Block> findings_of(Call& call, const std::string& scope) {
  Table table{"findings-" + scope, phrase("home.findings"), {text_column("home.column.finding"), insight::number_column("insight.column.learners")},
              {}, phrase("home.no-findings")};
  for (const auto& finding : store::findings(call.home.ledger(), "", scope))
    table.rows.push_back({{link_cell(insight::finding_title(finding), {"finding", finding.id, ""}),
                           insight::opened(insight::count_cell(finding.learners),
                                           insight::in_years(insight::figure_link(finding.scope, finding.indicator, finding.conditions), finding.years))}});
  return {std::move(table)};
}

std::int64_t held_loads(Call& call, const std::string& authority) {
  return std::ranges::count_if(store::loads(call.home.ledger()), [&](const store::Load& load) {
    return load.state == store::LoadState::held && load.organisation.starts_with(authority);
  });
}

Result<std::vector<Block>> of_authority(Call& call, const Organisation& authority) {
  std::vector<Block> blocks{Heading{verbatim(authority.name), "authority-" + authority.id}};
  blocks.push_back(Sentence{phrase("home.held-loads", {{"n", held_loads(call, authority.id)}}), Weight::key});
  if (may(call, "decide-finding", authority.id)) {
    auto waiting = findings_without_owner(call, authority.id, WhereNone::is_said);
    if (!waiting) return std::unexpected(waiting.error());
    append(blocks, std::move(*waiting));
  }
  auto unmet = unmet_need_count(call, authority.id);
  if (!unmet) return std::unexpected(unmet.error());
  append(blocks, std::move(*unmet));
  append(blocks, findings_of(call, authority.id));
  List ways{{{phrase("home.to-authority"), Target{"authority", authority.id, ""}},
             {phrase("home.to-attendance"), Target{"attendance", authority.id, ""}},
             {phrase("home.to-completeness"), Target{"completeness", authority.id, ""}}}};
  if (may(call, "see-imports", authority.id)) ways.items.push_back({phrase("home.to-imports"), Target{"imports", "", "", {{"organisation", authority.id}}}});
  add_money_ways(call, authority, ways);
  blocks.push_back(std::move(ways));
  return blocks;
}

Result<std::vector<Block>> of_body(Call& call, const Organisation& body) {
  List ways{{{phrase("home.to-body"), Target{"body", body.id, ""}}}};
  add_money_ways(call, body, ways);
  return std::vector<Block>{Heading{verbatim(body.name), "body-" + body.id}, std::move(ways)};
}

Result<std::vector<Block>> of_wales(Call& call, const Organisation& wales) {
  std::vector<Block> blocks{Heading{verbatim(wales.name), "wales"}};
  append(blocks, findings_of(call, wales.id));
  blocks.push_back(List{{{phrase("home.to-wales"), Target{"wales", "", ""}}}});
  return blocks;
}

// Roles that end soon, for whoever looks after people.
std::vector<Block> of_people(Call& call) {
  Table table{"ending", phrase("home.ending-roles"), {text_column("people.field.name"), text_column("people.roles"), text_column("people.column.until")},
              {}, phrase("home.no-ending-roles")};
  const auto day = call.today(), last = Date::from_days(call.today().days() + soon_days);
  for (const auto& person : store::people(call.home.ledger()))
    for (const auto& held : person.roles)
      if (held.until && day <= *held.until && *held.until <= last)
        table.rows.push_back({{link_cell(verbatim(person.name), {"person", std::to_string(static_cast<std::int64_t>(person.id)), ""}),
                               cell(role_phrase(held, call.home, call.policy)), cell(phrase("insight.day", {{"day", *held.until}}))}});
  return {std::move(table), List{{{phrase("home.to-people"), Target{"people", "", ""}}}}};
}

bool is_key(const Block& block) {
  const auto* sentence = std::get_if<Sentence>(&block);
  return sentence && sentence->weight == Weight::key;
}

// For those who see of an organisation what everybody sees: its released figures, in a sentence for each stage.
Result<std::vector<Block>> of_released(Call& call, const Organisation& organisation) {
  std::vector<Block> blocks{Heading{verbatim(organisation.name), "released-" + organisation.id}};
  const auto page = core_data(call.home, {.place = organisation.id, .year = {}, .today = call.today(), .invented = call.invented});
  if (!page) return std::unexpected(page.error());
  for (const auto& block : page->blocks)
    if (is_key(block)) blocks.push_back(block);
  blocks.push_back(List{{{phrase(organisation.kind == OrganisationKind::school      ? "core-data.link"
                                 : organisation.kind == OrganisationKind::authority ? "core-data.link-authority"
                                                                                    : "core-data.link-wales"),
                          Target{"core-data", organisation.id, ""}}}});
  add_money_ways(call, organisation, std::get<List>(blocks.back()));
  add_forum_ways(call, organisation, std::get<List>(blocks.back()));
  return blocks;
}

bool has_released(OrganisationKind kind) {
  return kind == OrganisationKind::school || kind == OrganisationKind::authority || kind == OrganisationKind::nation;
}

using OfOrganisation = Result<std::vector<Block>> (*)(Call&, const Organisation&);

// What a kind of organisation shows on the home page, and which page it opens: shown to those who may see that page.
struct Part {
  OrganisationKind kind;
  std::string_view operation;
  OfOrganisation blocks;
};

constexpr Part parts[] = {{OrganisationKind::school, "see-school", of_school},
                          {OrganisationKind::authority, "see-authority", of_authority},
                          {OrganisationKind::consortium, "see-body", of_body},
                          {OrganisationKind::nation, "see-wales", of_wales}};

// The organisations at which roles are held today, each once, in the order they were given.
std::vector<const Organisation*> organisations_of(const Call& call) {
  std::vector<const Organisation*> held;
  for (const auto& role : call.person->roles) {
    const auto* known = call.home.organisation(role.organisation);
    if (known && role.holds_on(call.today()) && std::ranges::find(held, known) == held.end()) held.push_back(known);
  }
  return held;
}

const Part* part_of(const Call& call, const Organisation& organisation) {
  for (const auto& part : parts)
    if (part.kind == organisation.kind && may(call, part.operation, organisation.id)) return &part;
  return nullptr;
}

Result<std::vector<Block>> of_organisation(Call& call, const Organisation& organisation) {
  if (const auto* part = part_of(call, organisation)) return part->blocks(call, organisation);
  return has_released(organisation.kind) ? of_released(call, organisation) : std::vector<Block>{};
}

// Classes are known when pages are: until then a role at one is a role at nothing.
const char* nothing_to_show(const Call& call) {
  const bool may_come = !call.pages && std::ranges::any_of(call.person->roles, [&](const HeldRole& held) {
    return held.holds_on(call.today()) && !call.home.organisation(held.organisation);
  });
  return may_come ? "home.preparing" : "home.no-role";
}

}  // namespace home_block

Result<Page> home_page(Call& call) {
  Page page;
  page.address = {"home", "", ""};
  page.title = phrase("home.title", {{"name", call.person->name}});
  page.section = "home";
  page.invented = call.invented;
  page.not_for_publication = false;
  append(page.blocks, submissions_waiting(call));
  for (const auto* organisation : home_block::organisations_of(call)) {
    auto blocks = home_block::of_organisation(call, *organisation);
    if (!blocks) return std::unexpected(std::move(blocks.error()));
    append(page.blocks, std::move(*blocks));
    page.not_for_publication |= home_block::part_of(call, *organisation) != nullptr;
  }
  auto classes = own_classes_today(call);
  if (!classes) return std::unexpected(classes.error());
  page.not_for_publication |= !classes->empty();
  append(page.blocks, std::move(*classes));
  if (home_block::may(call, "see-people", "")) append(page.blocks, home_block::of_people(call));
  if (page.blocks.empty()) page.blocks.push_back(Sentence{phrase(home_block::nothing_to_show(call)), Weight::key});
  page.blocks.push_back(List{{{phrase("home.to-funds"), Target{"fund", "", ""}}}});
  return page;
}

}  // namespace potensial::service
