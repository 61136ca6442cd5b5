#include "service/find_page.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/json.hpp>

#include "insight/findings_table.hpp"

namespace potensial::service {
namespace {

namespace json = boost::json;

Argument counted(std::size_t n) { return static_cast<std::int64_t>(n); }

std::vector<FindingRecord> of_kind(const insight::GroupFindings& groups, FindingKind kind) {
  std::vector<FindingRecord> some;
  std::ranges::copy_if(groups.findings, std::back_inserter(some), [&](const auto& each) { return each.kind == kind; });
  return some;
}

std::string place(const ScopeSearch& search, std::string_view part) { return search.indicator + "-" + search.scope + "-" + std::string(part); }

void add_table(std::vector<Block>& blocks, const ScopeSearch& search, std::string_view part, const char* title,
               const std::vector<FindingRecord>& findings, insight::OwnFigure own = insight::OwnFigure::of_combinations) {
  if (findings.empty()) return;
  blocks.push_back(insight::findings_table(place(search, part), phrase(title, {{"n", counted(findings.size())}}), findings, own));
}

void add_counts(std::vector<Block>& blocks, const ScopeSearch& search) {
  const auto& counts = search.groups.counts;
  blocks.push_back(Sentence{phrase("insight.groups.key", {{"searched", counted(counts.searched)},
                                                          {"large", counted(counts.large_enough)},
                                                          {"n", counted(search.groups.findings.size())}})});
  if (search.groups.findings.empty()) blocks.push_back(Sentence{phrase("insight.groups.none")});
  if (counts.without_earlier > 0)
    blocks.push_back(Sentence{phrase("insight.groups.without-earlier", {{"n", counted(counts.without_earlier)}}), Weight::note});
}

Sentence incomplete_sentence(const Text& characteristic, double share) {
  return {phrase("find.incomplete", {{"characteristic", characteristic}, {"share", Quantity{100 * share, Unit::percent}}}), Weight::note};
}

Phrase reason_of(const Refusal& refusal) {
  Phrase reason{refusal.code, {}};
  for (const auto& [name, value] : refusal.arguments) reason.arguments.emplace_back(name, value);
  return reason;
}

Phrase heading_of(const ScopeSearch& search, const insight::Names& names) {
  return phrase("find.heading", {{"scope", one(insight::name_of(names, search.scope))},
                                 {"indicator", search.indicator_name},
                                 {"from", search.from},
                                 {"to", search.to}});
}

using Searches = std::vector<const ScopeSearch*>;

bool has_few_schools(const ScopeSearch& search) { return search.not_judged && search.not_judged->code == "find.too-few-schools"; }

ListItem not_judged_item(const ScopeSearch& search, const insight::Names& names) {
  return {phrase("find.cannot-be-judged", {{"search", one(heading_of(search, names))}, {"reason", one(reason_of(*search.not_judged))}}), {}};
}

// Areas too small for one outcome stand together, each with its number of schools.
ListItem few_schools_item(const Searches& searches, const insight::Names& names) {
  std::vector<Phrase> scopes;
  for (const auto* each : searches)
    scopes.push_back(phrase("find.scope-schools", {{"scope", one(insight::name_of(names, each->scope))}, {"schools", counted(each->schools)}}));
  const auto& first = *searches.front();
  auto item = phrase("find.too-few-schools-in", {{"indicator", first.indicator_name}, {"from", first.from}, {"to", first.to}, {"scopes", std::move(scopes)}});
  for (const auto& [name, value] : first.not_judged->arguments)
    if (name == "needed") item.arguments.emplace_back(name, value);
  return {std::move(item), {}};
}

// The searches without an answer in one list, and once what can be done about it.
void add_not_judged(std::vector<Block>& blocks, const FindAnswer& answer, const insight::Names& names) {
  List list;
  std::map<std::string, Searches> few_schools;  // by outcome
  for (const auto& search : answer.searches) {
    if (has_few_schools(search)) few_schools[search.indicator].push_back(&search);
    else if (search.not_judged) list.items.push_back(not_judged_item(search, names));
  }
  for (const auto& [indicator, searches] : few_schools)
    list.items.push_back(searches.size() == 1 ? not_judged_item(*searches.front(), names) : few_schools_item(searches, names));
  if (list.items.empty()) return;
  blocks.push_back(Heading{phrase("find.unjudged-heading"), "not-judged"});
  blocks.push_back(std::move(list));
  if (!few_schools.empty()) blocks.push_back(Sentence{phrase("find.search-larger"), Weight::note});
}

void add_search(std::vector<Block>& blocks, const ScopeSearch& search, const insight::Names& names) {
  if (search.not_judged) return;
  blocks.push_back(Heading{heading_of(search, names), place(search, "heading")});
  add_counts(blocks, search);
  add_table(blocks, search, "main", "insight.groups.main", of_kind(search.groups, FindingKind::main));
  add_table(blocks, search, "separate", "insight.groups.separate", of_kind(search.groups, FindingKind::separate));
  add_table(blocks, search, "small", "insight.groups.small", search.groups.small);
  add_table(blocks, search, "better", "insight.groups.better", search.groups.does_better);
  add_table(blocks, search, "beside", "insight.groups.beside", search.groups.beside_others, insight::OwnFigure::of_all);
  if (!search.groups.beside_others.empty()) blocks.push_back(Sentence{phrase("insight.groups.beside-note"), Weight::note});
  std::ranges::move(incomplete_notes(search), std::back_inserter(blocks));
}

json::value figure(double value) { return std::isnan(value) ? json::value() : json::value(value); }

json::object where_json(const std::vector<Condition>& conditions) {
  json::object where;
  for (const auto& condition : conditions) where[condition.characteristic] = condition.level;
  return where;
}

std::string_view verdict_word(Verdict verdict) {
  return verdict == Verdict::low ? "low" : verdict == Verdict::not_low ? "not-low" : "cannot-be-judged";
}

json::object judged_json(const ThreeJudgements& judged) {
  json::object three;
  for (const auto& [name, which] : {std::pair{"expected", Comparison::expected}, {"previous", Comparison::previous}, {"comparable", Comparison::comparable}}) {
    const auto& each = judged[which];
    three[name] = {{"verdict", verdict_word(each.verdict)}, {"reason", word(each.reason)}, {"estimate", figure(each.estimate)},
                   {"low", figure(each.low)}, {"high", figure(each.high)}, {"q", figure(each.q)}, {"learners", each.learners}};
  }
  return three;
}

json::array years_json(const std::vector<GapOfYear>& years) {
  json::array list;
  for (const auto& each : years)
    list.push_back({{"year", each.year.summer}, {"n", each.learners}, {"gap", figure(each.gap)}, {"low", figure(each.low)}, {"high", figure(each.high)}});
  return list;
}

json::object finding_json(const FindingRecord& finding) {
  return {{"id", finding.id}, {"where", where_json(finding.conditions)}, {"n", finding.learners}, {"clusters", finding.schools},
          {"gap", figure(finding.gap)}, {"low", figure(finding.low)}, {"high", figure(finding.high)}, {"own", figure(finding.own)},
          {"own_low", figure(finding.own_low)}, {"own_high", figure(finding.own_high)}, {"q", figure(finding.q)},
          {"total_gap", figure(finding.total_gap)}, {"lasting", finding.lasting}, {"by_year", years_json(finding.by_year)},
          {"judged", judged_json(finding.judged)}};
}

json::array findings_json(const std::vector<FindingRecord>& findings) {
  json::array list;
  for (const auto& each : findings) list.push_back(finding_json(each));
  return list;
}

json::value not_judged_json(const ScopeSearch& search) {
  if (!search.not_judged) return {};
  json::object reason{{"code", search.not_judged->code}};
  for (const auto& [name, value] : search.not_judged->arguments) reason[name] = value;
  return reason;
}

json::object counts_json(const SearchedCounts& counts) {
  return {{"searched", counts.searched}, {"large_enough", counts.large_enough}, {"too_few_learners", counts.too_few_learners},
          {"too_few_schools", counts.too_few_schools}, {"nearly_everybody", counts.nearly_everybody}, {"not_separable", counts.not_separable},
          {"without_earlier", counts.without_earlier}};
}

json::object search_json(const ScopeSearch& search) {
  return {{"indicator", search.indicator}, {"scope", search.scope}, {"population", search.population}, {"stage", search.stage},
          {"years", {search.from.summer, search.to.summer}}, {"learners", search.learners}, {"schools", search.schools},
          {"counts", counts_json(search.groups.counts)},
          {"main", findings_json(of_kind(search.groups, FindingKind::main))},
          {"separate", findings_json(of_kind(search.groups, FindingKind::separate))},
          {"small", findings_json(search.groups.small)}, {"better", findings_json(search.groups.does_better)},
          {"beside_others", findings_json(search.groups.beside_others)},
          {"not_judged", not_judged_json(search)}};
}

}  // namespace

std::vector<Block> incomplete_notes(const ScopeSearch& search) {
  std::vector<Block> blocks;
  Text unrecorded;
  for (std::size_t i = 0; i < search.incomplete.size(); ++i) {
    const auto& name = search.incomplete[i];
    if (search.incomplete_share[i] > 0) {
      blocks.push_back(incomplete_sentence(name, search.incomplete_share[i]));
      continue;
    }
    const std::string comma = unrecorded.en.empty() ? "" : ", ";
    unrecorded = {unrecorded.en + comma + name.en, unrecorded.cy + comma + name.cy};
  }
  if (!unrecorded.en.empty())
    blocks.push_back(Sentence{phrase("find.unrecorded", {{"characteristics", unrecorded}}), Weight::note});
  return blocks;
}

Page find_page(const FindAnswer& answer, const insight::Names& names, bool invented) {
  Page page;
  page.address = {"groups", "", ""};
  page.title = phrase("find.title");
  page.section = "find";
  page.invented = invented;
  std::size_t findings = 0, unjudged = 0;
  for (const auto& search : answer.searches) {
    findings += search.groups.findings.size();
    unjudged += search.not_judged.has_value();
  }
  const auto judged = answer.searches.size() - unjudged;
  if (judged > 0) page.blocks.push_back(Sentence{phrase("find.key", {{"searches", counted(judged)}, {"n", counted(findings)}}), Weight::key});
  if (judged == 0) page.blocks.push_back(Sentence{phrase("find.none-judged"), Weight::key});
  else if (unjudged > 0) page.blocks.push_back(Sentence{phrase("find.unjudged", {{"n", counted(unjudged)}}), Weight::key});
  for (const auto& search : answer.searches) add_search(page.blocks, search, names);
  add_not_judged(page.blocks, answer, names);
  page.blocks.push_back(insight::does_not_show("search"));
  return page;
}

std::string find_json(const FindAnswer& answer) {
  json::array searches;
  for (const auto& each : answer.searches) searches.push_back(search_json(each));
  return json::serialize(json::object{{"searches", std::move(searches)}, {"new_or_changed", answer.new_or_changed}});
}

}  // namespace potensial::service
