#include "service/underway_page.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace potensial::service {
namespace underway {

constexpr auto patient_after = std::chrono::seconds(6);
constexpr auto soon = std::chrono::seconds(2), later = std::chrono::seconds(10);

// Of one search, in order.
constexpr std::array<std::string_view, 9> steps{"reading", "expecting", "counting", "single", "single-again", "combined", "combined-again", "refitting", "judging"};

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }
Argument as_argument(Phrase text) { return std::vector<Phrase>{std::move(text)}; }

// Searches side by side are counted; one by itself tells which of its steps it is in.
Phrase step_phrase(const WorkProgress& progress) {
  if (progress.step == "searching") return phrase("work.step.searching", {{"done", whole(progress.done)}, {"of", whole(progress.of)}});
  const auto at = std::ranges::find(steps, progress.step);
  auto step = phrase("work.step." + progress.step);
  if (at == steps.end()) return step;
  return phrase("work.numbered", {{"n", at - steps.begin() + 1}, {"of", whole(steps.size())}, {"step", as_argument(std::move(step))}});
}

Phrase round_phrase(const WorkProgress& progress) {
  return phrase("work.round", {{"round", whole(progress.round)}, {"done", whole(progress.done)}, {"of", whole(progress.of)},
                               {"share", Quantity{100.0 * static_cast<double>(progress.done) / static_cast<double>(progress.of), Unit::percent}}});
}

}  // namespace underway

std::vector<Block> progress_blocks(const WorkProgress& progress, const Phrase& part) {
  using namespace underway;
  std::vector<Block> blocks;
  if (progress.parts > 1)
    blocks.push_back(Sentence{phrase("work.part", {{"n", whole(progress.part_number)}, {"of", whole(progress.parts)}, {"part", as_argument(part)}}), Weight::key});
  if (progress.step.empty()) return blocks;
  blocks.push_back(Sentence{step_phrase(progress), Weight::key});
  if (progress.round == 0 || progress.of == 0) return blocks;
  blocks.push_back(Sentence{round_phrase(progress)});
  blocks.push_back(Sentence{phrase("work.rounds"), Weight::note});
  return blocks;
}

Page underway_page(const Target& address, const Underway& how, const std::optional<Form>& stop) {
  using namespace underway;
  Page page;
  page.address = address;
  page.title = phrase("work.title");
  page.section = "find";
  page.not_for_publication = false;
  if (how.before > 0) page.blocks.push_back(Sentence{phrase("work.before", {{"n", whole(how.before)}}), Weight::key});
  else page.blocks = progress_blocks(how.progress);
  page.blocks.push_back(Sentence{phrase("work.elapsed", {{"n", std::int64_t(how.since.count())}})});
  if (stop) page.blocks.push_back(*stop);
  page.blocks.push_back(Sentence{phrase("page.working")});
  page.blocks.push_back(List{{{phrase("refused.home"), Target{"home", "", ""}}}});
  return page;
}

std::chrono::seconds again_after(const Underway& how) { return how.since < underway::patient_after ? underway::soon : underway::later; }

Refusal still_underway(const Underway& how) {
  Refusal refusal{Blame::fault, "page.working", {{"before", std::to_string(how.before)}, {"since", std::to_string(how.since.count())}}};
  const auto& now = how.progress;
  if (!now.step.empty()) refusal.arguments.emplace_back("step", now.step);
  if (now.round > 0) refusal.arguments.emplace_back("round", std::to_string(now.round));
  if (now.of > 0) refusal.arguments.insert(refusal.arguments.end(), {{"done", std::to_string(now.done)}, {"of", std::to_string(now.of)}});
  return refusal;
}

}  // namespace potensial::service
