#include "insight/groups_page.hpp"

#include <algorithm>

#include "insight/findings_table.hpp"
#include "insight/standing_blocks.hpp"

namespace potensial::insight {
namespace {

namespace groups_block {

std::int64_t whole(std::size_t n) { return std::int64_t(n); }

std::vector<FindingRecord> of_kind(const std::vector<FindingRecord>& findings, FindingKind kind) {
  std::vector<FindingRecord> result;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(result),
               [kind](const FindingRecord& each) { return each.kind == kind; });
  return result;
}

std::vector<Block> listed(std::string id, const char* title, std::span<const FindingRecord> findings, Scale scale,
                          OwnFigure own = OwnFigure::of_combinations) {
  Table table = findings_table(id, phrase(title, {{"n", whole(findings.size())}}), findings, own);
  std::vector<Block> blocks{Heading{table.title, id + "-heading"}};
  const bool any = !table.rows.empty();
  blocks.push_back(std::move(table));
  if (any) {
    Chart chart = interval_chart(id, phrase("insight.groups.gaps-chart", {{"n", whole(findings.size())}}), 1, 2, 0, scale);
    chart.note = phrase("insight.groups.gaps-note", {{"unit", one(difference_unit(scale))}});
    chart.verdict.reset();
    blocks.push_back(std::move(chart));
  }
  return blocks;
}

// What only stands beside the findings is left out when there is none of it.
std::vector<Block> listed_if_any(std::string id, const char* title, std::span<const FindingRecord> findings, Scale scale) {
  return findings.empty() ? std::vector<Block>{} : listed(std::move(id), title, findings, scale);
}

std::vector<Block> beside_others(std::span<const FindingRecord> findings, Scale scale) {
  if (findings.empty()) return {};
  auto blocks = listed("beside", "insight.groups.beside", findings, scale, OwnFigure::of_all);
  blocks.push_back(Sentence{phrase("insight.groups.beside-note"), Weight::note});
  return blocks;
}

Details counts(const SearchedCounts& counts) {
  Table table{"not-searched", phrase("insight.groups.not-searched"),
              {text_column("insight.column.reason"), number_column("insight.column.groups")},
              {},
              phrase("insight.empty.groups")};
  const auto add = [&](const char* reason, std::size_t n, std::size_t limit) {
    table.rows.push_back({{cell(phrase(reason, {{"limit", whole(limit)}})), count_cell(n)}});
  };
  add("insight.groups.few-learners", counts.too_few_learners, counts.least_learners);
  add("insight.groups.few-schools", counts.too_few_schools, counts.least_schools);
  add("insight.groups.nearly-all", counts.nearly_everybody, 90);
  add("insight.groups.not-separable", counts.not_separable, 0);
  return {phrase("insight.groups.not-searched"), {std::move(table)}, false};
}

}  // namespace groups_block
}  // namespace

Page groups_page(const GroupsPageInput& input) {
  const auto& counts = input.found.counts;
  Page page;
  page.address = {"group", input.scope, ""};
  page.title = phrase("insight.groups.page-title", {{"indicator", input.indicator.name},
                                                    {"scope", one(name_of(input.names, input.scope))}});
  page.caption = phrase("insight.groups.caption",
                        {{"stage", input.stage}, {"years", one(years_phrase(input.years))}});
  page.section = "find";
  page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}}};
  page.invented = input.invented;
  auto& blocks = page.blocks;
  blocks.push_back(Sentence{phrase("insight.groups.key", {{"searched", groups_block::whole(counts.searched)},
                                                          {"large", groups_block::whole(counts.large_enough)},
                                                          {"n", groups_block::whole(input.found.findings.size())}}),
                            Weight::key});
  if (input.found.findings.empty()) blocks.push_back(Sentence{phrase("insight.groups.none"), Weight::key});
  if (counts.without_earlier > 0)
    blocks.push_back(Sentence{phrase("insight.groups.without-earlier", {{"n", groups_block::whole(counts.without_earlier)}}),
                              Weight::note});
  const auto main = groups_block::of_kind(input.found.findings, FindingKind::main);
  const auto separate = groups_block::of_kind(input.found.findings, FindingKind::separate);
  append(blocks, groups_block::listed("main", "insight.groups.main", main, input.indicator.scale));
  const Scale scale = input.indicator.scale;
  append(blocks, groups_block::listed_if_any("separate", "insight.groups.separate", separate, scale));
  blocks.push_back(Sentence{phrase("insight.groups.own-note"), Weight::note});
  append(blocks, groups_block::listed_if_any("small", "insight.groups.small", input.found.small, scale));
  append(blocks, groups_block::listed_if_any("better", "insight.groups.better", input.found.does_better, scale));
  append(blocks, groups_block::beside_others(input.found.beside_others, scale));
  blocks.push_back(groups_block::counts(counts));
  Standing left_out;
  left_out.not_analysed = input.not_analysed;
  append(blocks, not_analysed_blocks(left_out));
  blocks.push_back(Sentence{phrase("insight.how.missed-text", {{"n", groups_block::whole(counts.probably_missed_below)}}),
                            Weight::body});
  blocks.push_back(how_judged(input.rule, std::span(&input.indicator, 1)));
  blocks.push_back(does_not_show("search"));
  blocks.push_back(does_not_show("group"));
  return page;
}

}  // namespace potensial::insight
