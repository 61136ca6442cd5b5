#include "form/stages_reader.hpp"

#include <algorithm>

#include "catalogue/entry.hpp"

namespace potensial::form {
namespace stages_reader_detail {

using catalogue::Entry;
using Names = std::set<std::string, std::less<>>;

Need read_need(Entry entry) {
  entry.allow({"sentence"});
  return {entry.text("id"), entry.bilingual("sentence")};
}

Ask read_ask(Entry entry) {
  entry.allow({"label", "required", "most-words"});
  const int most = entry.whole_or("most-words", 0);
  if (most < 1) entry.fault("catalogue.member-bad", {{"member", "most-words"}});
  return {entry.text("id"), entry.bilingual("label"), entry.yes_or("required", true), static_cast<std::size_t>(std::max(most, 0))};
}

State read_state(Entry entry) {
  entry.allow({"final"});
  return {entry.text("id"), entry.bilingual("name"), entry.yes_or("final", false)};
}

std::vector<std::string> texts_of(Entry& entry, std::string_view member) {
  auto texts = entry.texts(member);
  if (texts.empty()) entry.fault("catalogue.member-missing", {{"member", std::string(member)}});
  return texts;
}

Transition read_transition(Entry entry) {
  // `from` and `to` of other entries are days; here they are states.
  entry.allow({"roles", "deadline", "needs", "not-after", "asks"});
  Transition read{.id = entry.text("id"),
                  .name = entry.bilingual("name"),
                  .from = texts_of(entry, "from"),
                  .to = entry.text("to"),
                  .roles = texts_of(entry, "roles"),
                  .deadline = entry.text_or("deadline", ""),
                  .needs = {},
                  .not_after = entry.texts("not-after"),
                  .asks = {}};
  for (const auto& each : entry.list("needs")) read.needs.push_back(read_need(Entry(entry, each)));
  for (const auto& each : entry.list("asks")) read.asks.push_back(read_ask(Entry(entry, each)));
  return read;
}

template <class T>
void refuse_twice(const std::vector<T>& list, Entry& entry) {
  for (const auto& each : list)
    if (std::ranges::count(list, each.id, &T::id) > 1) entry.fault("catalogue.code-twice", {{"code", each.id}});
}

void refuse_unknown(const Stages& stages, Entry& entry) {
  const auto state = [&](const std::string& id) {
    if (!stages.state(id)) entry.fault("catalogue.stages-state-unknown", {{"state", id}});
  };
  state(stages.start);
  std::ranges::for_each(stages.open, state);
  std::ranges::for_each(stages.told, state);
  for (const auto& each : stages.transitions) {
    std::ranges::for_each(each.from, state);
    state(each.to);
    for (const auto& deed : each.not_after)
      if (!stages.transition(deed) && std::ranges::find(stages.deeds, deed) == stages.deeds.end())
        entry.fault("catalogue.stages-deed-unknown", {{"deed", deed}});
  }
}

Names reachable(const Stages& stages, const std::string& start) {
  Names seen{start};
  std::vector<std::string> waiting{start};
  while (!waiting.empty()) {
    const auto state = waiting.back();
    waiting.pop_back();
    for (const auto* each : stages.leaving(state))
      if (seen.insert(each->to).second) waiting.push_back(each->to);
  }
  return seen;
}

bool leads_to_an_end(const Stages& stages, const State& state) {
  const auto ahead = reachable(stages, state.id);
  return std::ranges::any_of(ahead, [&](const std::string& id) { return stages.state(id)->is_final; });
}

void refuse_loose_states(const Stages& stages, Entry& entry) {
  const auto from_start = reachable(stages, stages.start);
  for (const auto& state : stages.states) {
    const Arguments named{{"state", state.id}};
    if (!from_start.contains(state.id)) entry.fault("catalogue.stages-unreachable", named);
    if (state.is_final && !stages.leaving(state.id).empty()) entry.fault("catalogue.stages-final-left", named);
    if (!leads_to_an_end(stages, state)) entry.fault("catalogue.stages-no-way-out", named);
  }
}

void check_structure(const Stages& stages, Entry& entry) {
  refuse_twice(stages.states, entry);
  refuse_twice(stages.transitions, entry);
  for (const auto& each : stages.transitions) {
    refuse_twice(each.needs, entry);
    refuse_twice(each.asks, entry);
  }
  refuse_unknown(stages, entry);
  if (entry.sound()) refuse_loose_states(stages, entry);
}

}  // namespace stages_reader_detail

Result<Stages> read_stages(const Definition& definition) {
  using namespace stages_reader_detail;
  Entry entry(definition);
  entry.allow({"form", "noun", "writers", "open", "told", "assessment", "start", "deeds", "states", "transitions"});
  Stages stages{definition.id, definition.version, definition.name, entry.text_or("form", ""),
                entry.text("start"), entry.texts("deeds"), {}, {},
                entry.text_or("noun", ""), entry.texts("writers"), entry.texts("open"), entry.texts("told"), entry.text_or("assessment", "")};
  for (const auto& each : entry.list("states")) stages.states.push_back(read_state(Entry(entry, each)));
  for (const auto& each : entry.list("transitions")) stages.transitions.push_back(read_transition(Entry(entry, each)));
  if (stages.states.empty()) entry.fault("catalogue.member-missing", {{"member", "states"}});
  if (entry.sound()) check_structure(stages, entry);
  return entry.finish(std::move(stages));
}

Result<Stages> stages_on(const catalogue::Catalogue& catalogue, std::string_view id, Date day) {
  const auto* definition = catalogue.on("stages", id, day);
  if (!definition) return refuse(Blame::file, "catalogue.no-stages", {{"id", std::string(id)}, {"day", day.iso()}});
  return read_stages(*definition);
}

}  // namespace potensial::form
