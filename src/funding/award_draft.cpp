#include "funding/award_draft.hpp"

#include <algorithm>

#include "funding/line_split.hpp"

namespace potensial::funding {
namespace award_draft {

std::unexpected<Refusal> wrong(const char* code, std::size_t line, Arguments more = {}) {
  more.emplace_back("line", std::to_string(line + 1));
  return refuse(Blame::input, code, std::move(more));
}

Result<void> check(const Guidance& guidance, const AwardDraft& draft, std::size_t at) {
  const auto& line = draft.lines[at];
  if (line.cost.count <= 0) return wrong("award.line-amount", at);
  if (line.outcome.empty()) return wrong("award.no-outcome", at);
  if (!draft.delegated_by.empty() && line.area.empty()) return {};
  const auto area = std::ranges::find(guidance.areas, line.area, &ActivityArea::code);
  if (area == guidance.areas.end()) return wrong("award.unknown-area", at, {{"area", line.area}});
  const bool known = line.initiative.empty() || std::ranges::find(area->initiatives, line.initiative, &Initiative::code) != area->initiatives.end();
  return known ? Result<void>{} : wrong("award.unknown-initiative", at, {{"initiative", line.initiative}});
}

std::vector<Pence> costs_of(const AwardDraft& draft) {
  std::vector<Pence> costs;
  for (const auto& line : draft.lines) costs.push_back(line.cost);
  return costs;
}

AwardLine line_of(const DraftLine& line, std::size_t at, const RateSplit& split) {
  return {static_cast<int>(at) + 1, line.title, line.area, line.initiative, line.school, split.grant, split.contribution, line.indicator, line.outcome, line.evaluation};
}

}  // namespace award_draft

Result<Award> award_under(const Guidance& guidance, const AwardDraft& draft) {
  if (draft.lines.empty()) return refuse(Blame::input, "award.no-line");
  for (std::size_t i = 0; i < draft.lines.size(); ++i)
    if (auto sound = award_draft::check(guidance, draft, i); !sound) return std::unexpected(sound.error());
  const auto split = split_lines(award_draft::costs_of(draft), guidance.rate);
  if (!split) return std::unexpected(split.error());
  Award award{.fund = guidance.fund, .year = guidance.year, .organisation = draft.organisation, .source = draft.source, .name = guidance.fund_name,
              .rate = guidance.rate, .spend = guidance.spend, .lines = {}, .actor = draft.actor, .person = draft.person, .at = draft.at,
              .delegated_by = draft.delegated_by};
  for (std::size_t i = 0; i < draft.lines.size(); ++i) award.lines.push_back(award_draft::line_of(draft.lines[i], i, split->lines[i]));
  return award;
}

}  // namespace potensial::funding
