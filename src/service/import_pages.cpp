#include "service/import_pages.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

#include "insight/page_parts.hpp"
#include "service/find_pages.hpp"
#include "service/import_preview.hpp"
#include "service/import_reader.hpp"
#include "service/people_pages.hpp"

namespace potensial::service {
namespace import_page_parts {

using insight::cell;
using insight::count_cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;
using store::ImportTask;
using store::LoadState;
using store::TaskKind;
using store::TaskState;

constexpr int years_offered = 25;

std::int64_t number(std::uint64_t count) { return static_cast<std::int64_t>(count); }

Phrase name_of_definition(const Call& call, std::string_view kind, const std::string& id) {
  const auto* definition = call.home.catalogue().newest(kind, id);
  return definition ? verbatim(definition->name) : verbatim(id);
}

Phrase name_of_profile(const Call& call, const std::string& id) {
  return id == transfer_profile ? phrase("imports.transfer-file") : name_of_definition(call, "profile", id);
}

Phrase name_of_organisation(const Call& call, const std::string& id) {
  const auto* known = call.home.organisation(id);
  return known ? verbatim(known->name) : verbatim(id);
}

Cell year_cell(AcademicYear year) { return year.summer ? cell(phrase("imports.year", {{"year", year}})) : Cell{}; }
Cell collection_cell(const Call& call, const std::string& id) { return id.empty() ? Cell{} : cell(name_of_definition(call, "collection", id)); }
Phrase state_phrase(LoadState state) { return phrase("imports.state." + std::string(store::word(state))); }
Phrase state_phrase(const ImportTask& task) { return phrase("imports.task." + std::string(store::word(task.state))); }
Phrase of_refusal(const Refusal& refusal) {
  Phrase words{refusal.code, {}};
  for (const auto& [name, value] : refusal.arguments) words.arguments.emplace_back(name, value);
  return words;
}

Target page_of(const char* noun, std::int64_t id) { return {noun, std::to_string(id), ""}; }

Page page_about(const Call& call, Target address, Phrase title) {
  Page page;
  page.address = std::move(address);
  page.caption = phrase("imports.caption");
  page.title = std::move(title);
  page.section = "imports";
  page.invented = call.invented;
  return page;
}

Page page_below(const Call& call, Target address, Phrase title, const std::string& organisation) {
  auto page = page_about(call, std::move(address), std::move(title));
  page.trail = {{phrase("imports.title"), Target{"imports", "", "", {{"organisation", organisation}}}}};
  return page;
}

// The list of imports.

Row task_row(const ImportTask& task) {
  return {{link_cell(verbatim(task.file), page_of("import", task.id)), cell(state_phrase(task)), cell(instant_phrase(task.at)), cell(verbatim(task.actor))}};
}

Row held_row(const store::Load& load) {
  return {{link_cell(verbatim(shown_file(load)), page_of("load", load.id)), cell(state_phrase(load.state)), cell(instant_phrase(load.at)), cell(verbatim(load.actor))}};
}

Table waiting_table(Call& call, const std::string& organisation) {
  Table table{"waiting", phrase("imports.waiting"),
              {text_column("imports.column.file"), text_column("imports.column.state"), text_column("imports.column.when"), text_column("imports.column.who")},
              {}, phrase("imports.nothing-waits")};
  for (const auto id : store::load_ids_for(call.home.ledger(), organisation, LoadState::held))
    if (const auto load = store::load_with_id(call.home.ledger(), id)) table.rows.push_back(held_row(*load));
  for (const auto state : {TaskState::ready, TaskState::stopped, TaskState::importing, TaskState::checking})
    for (const auto& task : store::import_tasks_in(call.home.ledger(), state, organisation))
      if (task.kind == TaskKind::send || state == TaskState::importing) table.rows.push_back(task_row(task));
  return table;
}

Row load_row(const Call& call, const store::Load& load) {
  return {{link_cell(verbatim(shown_file(load)), page_of("load", load.id)), cell(state_phrase(load.state)), collection_cell(call, load.collection),
           year_cell(load.year), count_cell(load.read), count_cell(load.loaded), count_cell(load.unchanged), count_cell(load.rejected),
           cell(verbatim(load.actor)), cell(instant_phrase(load.at))}};
}

Table loads_table(Call& call, const std::vector<std::int64_t>& ids, const RowsShown& slice) {
  Table table{"loads", phrase("imports.loads"),
              {text_column("imports.column.file"), text_column("imports.column.state"), text_column("imports.column.what"),
               text_column("imports.column.year"), number_column("imports.column.read"), number_column("imports.column.loaded"),
               number_column("imports.column.unchanged"), number_column("imports.column.rejected"), text_column("imports.column.who"),
               text_column("imports.column.when")},
              {}, phrase("imports.no-loads")};
  for (auto at = slice.first; at < slice.last; ++at)
    if (const auto load = store::load_with_id(call.home.ledger(), ids[at])) table.rows.push_back(load_row(call, *load));
  return table;
}

Form send_form(const Call& call, const std::string& organisation) {
  const auto today = call.today();
  return {"send", {"send-file", "", ""},
          {{.name = "file", .kind = FieldKind::file, .label = phrase("imports.field.file"), .hint = phrase("imports.hint.file")},
           {.name = "year", .kind = FieldKind::select, .label = phrase("imports.field.year"), .hint = phrase("imports.hint.year"), .choices = year_choices(today)},
           {.name = "profile", .kind = FieldKind::select, .label = phrase("imports.field.profile"), .hint = phrase("imports.hint.profile"),
            .choices = profile_choices(call)},
           {.name = "organisation", .kind = FieldKind::hidden, .label = {}, .value = organisation}},
          phrase("imports.send")};
}

// The other organisations whose imports the person may see.
List other_organisations(const Call& call, const std::string& organisation) {
  List list{{}, true};
  for (const auto& held : call.person->roles)
    if (held.organisation != organisation && call.may("see-imports", held.organisation).allowed)
      list.items.push_back({name_of_organisation(call, held.organisation), Target{"imports", "", "", {{"organisation", held.organisation}}}});
  return list;
}

// Rows with something wrong.

Phrase sentence_of(const RowProblem& problem) {
  Phrase words{problem.rule, {}};
  for (const auto& [name, value] : problem.arguments) words.arguments.emplace_back(name, value);
  const auto add = [&](const std::string& name, const std::string& value) {
    if (std::ranges::find(words.arguments, name, [](const auto& each) { return each.first; }) == words.arguments.end()) words.arguments.emplace_back(name, value);
  };
  add("row", std::to_string(problem.row));
  add("column", problem.column);
  add("value", problem.value);
  return words;
}

Table rules_table(const std::vector<ProblemsOfRule>& rules) {
  Table table{"rules", phrase("imports.rules"), {text_column("imports.column.rule"), number_column("imports.column.rows"), text_column("imports.column.then")},
              {}, phrase("imports.no-problems")};
  for (const auto& each : rules)
    table.rows.push_back({{cell(sentence_of(each.first)), count_cell(each.rows), cell(phrase(each.first.rejects ? "imports.row-rejected" : "imports.row-flagged"))}});
  return table;
}

Row problem_row(const RowProblem& problem) {
  return {{cell(verbatim(std::to_string(problem.row))), cell(sentence_of(problem)), problem.column.empty() ? Cell{} : cell(verbatim(problem.column)),
           problem.value.empty() ? Cell{} : cell(verbatim(problem.value)), cell(verbatim(problem.rule)),
           cell(phrase(problem.rejects ? "imports.row-rejected" : "imports.row-flagged"))}};
}

Table problems_table(std::span<const RowProblem> problems) {
  Table table{"problems", phrase("imports.problems"),
              {text_column("imports.column.row"), text_column("imports.column.problem"), text_column("imports.column.column"),
               text_column("imports.column.value"), text_column("imports.column.rule-name"), text_column("imports.column.then")},
              {}, phrase("imports.no-problems")};
  for (const auto& each : problems) table.rows.push_back(problem_row(each));
  return table;
}

// One file, from its preview to what became of it.

Summary task_summary(const Call& call, const ImportTask& task) {
  Summary summary{{{phrase("imports.column.state"), state_phrase(task)},
                   {phrase("imports.column.organisation"), name_of_organisation(call, task.organisation)},
                   {phrase("imports.column.who"), verbatim(task.actor)},
                   {phrase("imports.column.when"), instant_phrase(task.at)},
                   {phrase("imports.column.sha256"), verbatim(task.sha256)}}};
  if (!task.reason.empty()) summary.facts.push_back({phrase("imports.column.reason"), verbatim(task.reason)});
  return summary;
}

Phrase step_phrase(const JobProgress& progress) {
  if (progress.before > 0) return phrase("imports.step.waiting", {{"n", number(progress.before)}});
  if (progress.share) return phrase("imports.step.share", {{"share", Quantity{100 * *progress.share, Unit::percent}}});
  if (progress.step == ImportWatch::Step::reading) return phrase("imports.step.reading");
  return phrase(progress.step == ImportWatch::Step::comparing ? "imports.step.comparing" : "imports.step.writing");
}

Form drop_form(const ImportTask& task, const char* words) { return {"drop", {"drop-import", std::to_string(task.id), ""}, {}, phrase(words)}; }

void add_working(std::vector<Block>& blocks, const Call& call, const ImportTask& task) {
  const auto progress = call.jobs.progress(task.id).value_or(JobProgress{});
  const auto since = task.state == TaskState::importing ? task.started : task.at;
  blocks.push_back(Sentence{step_phrase(progress), Weight::key});
  blocks.push_back(Sentence{phrase("imports.elapsed", {{"n", std::max<std::int64_t>(0, (call.at - since).count())}})});
  blocks.push_back(Sentence{phrase("imports.safe-to-leave")});
  blocks.push_back(List{{{phrase("imports.look-again"), page_of("import", task.id)}}});
  if (progress.can_be_cancelled && call.may("drop-import", task.organisation).allowed) blocks.push_back(drop_form(task, "imports.cancel"));
}

Phrase counts_phrase(const char* message, const ImportCounts& counts) {
  return phrase(message, {{"read", number(counts.read)}, {"loaded", number(counts.loaded)}, {"unchanged", number(counts.unchanged)}, {"rejected", number(counts.rejected)}});
}

Phrase preview_phrase(const ImportPreview& preview) {
  const auto& file = preview.file;
  if (file.state == LoadState::held) return phrase("imports.would-be-held", {{"rejected", number(preview.rejected)}, {"read", number(file.counts.read)}});
  if (file.state == LoadState::unchanged) return phrase("imports.nothing-new", {{"n", number(file.counts.read)}});
  return counts_phrase("imports.would-load", file.counts);
}

Phrase recognised_phrase(const Call& call, const ImportedFile& file) {
  return phrase("imports.recognised", {{"what", one(name_of_definition(call, "collection", file.collection))},
                                       {"profile", one(name_of_profile(call, file.profile))},
                                       {"organisation", one(name_of_organisation(call, file.organisation))},
                                       {"year", one(file.year.summer ? phrase("imports.year", {{"year", file.year}}) : phrase("imports.years-of-rows"))}});
}

Cell replaces_cell(const ReplacedPart& part) {
  if (part.loads.empty()) return cell(phrase("imports.replaces-nothing"));
  std::vector<Phrase> numbers;
  for (const auto load : part.loads) numbers.push_back(verbatim(std::to_string(load)));
  const char* message = part.whole ? "imports.replaces-whole" : "imports.replaces-learners";
  auto replaces = cell(phrase(message, {{"loads", one(phrase("people.list", {{"items", std::move(numbers)}}))}}));
  if (part.loads.size() == 1) replaces.link = page_of("load", part.loads.front());
  return replaces;
}

Table replaced_table(const Call& call, const ImportedFile& file) {
  Table table{"replaced", phrase("imports.replaced"),
              {text_column("imports.column.what"), text_column("imports.column.replaces"), text_column("imports.column.organisation"),
               text_column("imports.column.year"), text_column("imports.column.section"), number_column("imports.column.rows")},
              {}, phrase("imports.replaces-none")};
  for (const auto& each : file.parts)
    table.rows.push_back({{collection_cell(call, each.part.collection), replaces_cell(each), cell(name_of_organisation(call, file.organisation)),
                           year_cell(each.part.year), each.part.section.empty() ? Cell{} : cell(verbatim(each.part.section)), count_cell(each.part.rows)}});
  return table;
}

void add_preview(std::vector<Block>& blocks, const Call& call, const ImportTask& task, const ImportPreview& preview, RowsAsked asked) {
  const auto& file = preview.file;
  blocks.push_back(Sentence{recognised_phrase(call, file)});
  if (file.state == LoadState::current)
    blocks.push_back(Sentence{phrase("imports.changes", {{"added", number(file.changes.added)}, {"changed", number(file.changes.changed)}, {"removed", number(file.changes.removed)}})});
  if (file.state != LoadState::held) blocks.push_back(replaced_table(call, file));
  blocks.push_back(rules_table(preview.by_rule));
  const auto slice = RowsShown::make(file.problems.size(), asked);
  blocks.push_back(problems_table(std::span(file.problems).subspan(slice.first, slice.size())));
  if (preview.problems > file.problems.size())
    blocks.push_back(Sentence{phrase("imports.first-problems", {{"n", number(file.problems.size())}, {"of", number(preview.problems)}}), Weight::note});
  append(blocks, ways_to_others(slice, page_of("import", task.id)));
  append(blocks, download_of_all(page_of("import", task.id), file.problems.size()));
}

void add_decision(std::vector<Block>& blocks, const Call& call, const ImportTask& task, const ImportPreview& preview) {
  const char* words = preview.file.state == LoadState::held ? "imports.import-held" : "imports.import-rows";
  if (call.may("import-rows", task.organisation).allowed) blocks.push_back(Form{"import", {"import-rows", std::to_string(task.id), ""}, {}, phrase(words)});
  if (call.may("drop-import", task.organisation).allowed) blocks.push_back(drop_form(task, "imports.drop"));
}

// Waits for its sender, or was stopped: what it would do, and the two ways on.
void add_waiting(std::vector<Block>& blocks, const Call& call, const ImportTask& task, RowsAsked asked) {
  if (task.refusal) blocks.push_back(Sentence{of_refusal(*task.refusal), Weight::key});
  const auto preview = task.kind == TaskKind::send ? saved_preview(folder_of_task(call.home.folder(), task)) : refuse(Blame::input, "page.unknown");
  if (!preview) {
    if (task.kind == TaskKind::release) blocks.push_back(List{{{phrase("imports.to-held-load"), page_of("load", task.held)}}});
    return;
  }
  blocks.push_back(Sentence{preview_phrase(*preview), Weight::key});
  blocks.push_back(Sentence{phrase("imports.nothing-changed-yet"), Weight::key});
  add_decision(blocks, call, task, *preview);
  add_preview(blocks, call, task, *preview, asked);
}

void add_done(std::vector<Block>& blocks, Call& call, const ImportTask& task) {
  const auto load = store::load_with_id(call.home.ledger(), task.load);
  if (!load) return;
  if (load->state == LoadState::held) blocks.push_back(Sentence{phrase("imports.is-held"), Weight::key});
  else blocks.push_back(Sentence{counts_phrase("imports.has-loaded", {load->read, load->loaded, load->unchanged, load->rejected}), Weight::key});
  blocks.push_back(List{{{phrase("imports.to-load", {{"n", number(static_cast<std::uint64_t>(load->id))}}), page_of("load", load->id)}}});
}

// One load.

Summary load_summary(const Call& call, const store::Load& load) {
  Summary summary{{{phrase("imports.column.state"), state_phrase(load.state)},
                   {phrase("imports.column.what"), name_of_definition(call, "collection", load.collection)},
                   {phrase("imports.column.profile"), name_of_profile(call, load.profile)},
                   {phrase("imports.column.organisation"), name_of_organisation(call, load.organisation)},
                   {phrase("imports.column.who"), verbatim(load.actor)},
                   {phrase("imports.column.when"), instant_phrase(load.at)},
                   {phrase("imports.column.sha256"), verbatim(load.sha256)}}};
  if (load.year.summer) summary.facts.insert(summary.facts.begin() + 2, Fact{phrase("imports.column.year"), phrase("imports.year", {{"year", load.year}})});
  if (load.decided)
    summary.facts.push_back({phrase("imports.decided"), phrase("imports.decided-by", {{"who", load.decided->actor}, {"when", one(instant_phrase(load.decided->at))}, {"reason", load.decided->reason}})});
  return summary;
}

Form reason_form(const char* id, const char* operation, const store::Load& load, const char* label, const char* submit) {
  return {id, {operation, std::to_string(load.id), ""}, {{.name = "reason", .kind = FieldKind::paragraph, .label = phrase(label)}}, phrase(submit)};
}

void add_held(std::vector<Block>& blocks, const Call& call, const store::Load& load) {
  blocks.push_back(Sentence{phrase("imports.held-what", {{"n", number(load.read)}}), Weight::key});
  if (call.may("release-load", load.organisation).allowed) {
    blocks.push_back(Heading{phrase("imports.release-heading"), "release-heading"});
    blocks.push_back(Sentence{phrase("imports.release-what")});
    blocks.push_back(reason_form("release", "release-load", load, "imports.release-reason", "imports.release"));
  }
  if (!call.may("drop-load", load.organisation).allowed) return;
  blocks.push_back(Heading{phrase("imports.drop-heading"), "drop-heading"});
  blocks.push_back(reason_form("drop", "drop-load", load, "imports.drop-reason", "imports.drop-load"));
}

std::vector<ProblemsOfRule> rules_of_load(Call& call, const store::Load& load) {
  std::vector<ProblemsOfRule> rules;
  for (const auto& each : store::quarantined_by_rule(call.home.ledger(), load.id))
    for (const auto& first : store::quarantine(call.home.ledger(), load.id, each.first, 1)) rules.push_back({first, each.rows});
  return rules;
}

std::size_t quarantined(const std::vector<ProblemsOfRule>& rules) {
  std::size_t rows = 0;
  for (const auto& each : rules) rows += each.rows;
  return rows;
}

}  // namespace import_page_parts

std::string shown_file(const store::Load& load) { return std::filesystem::path(load.file).filename().string(); }

std::vector<Choice> profile_choices(const Call& call) {
  const auto today = call.today();
  std::vector<Choice> choices{{"", phrase("imports.profile-by-headings")}};
  for (const auto* profile : profiles_of_schools(call.home.catalogue(), today)) choices.push_back({profile->id, verbatim(profile->name)});
  return choices;
}

std::vector<Choice> year_choices(Date today) {
  std::vector<Choice> choices{{"", phrase("imports.year-in-file")}};
  const auto newest = AcademicYear::of(today).summer;
  for (int back = 0; back < import_page_parts::years_offered; ++back) {
    const AcademicYear year{static_cast<std::int16_t>(newest - back)};
    choices.push_back({std::to_string(year.summer), phrase("imports.year", {{"year", year}})});
  }
  return choices;
}

Page imports_page(Call& call, const std::string& organisation, std::size_t page_number) {
  using namespace import_page_parts;
  auto page = page_about(call, {"imports", "", ""}, phrase("imports.title"));
  page.caption = name_of_organisation(call, organisation);
  page.blocks.push_back(waiting_table(call, organisation));
  if (call.may("send-file", organisation).allowed) {
    page.blocks.push_back(Heading{phrase("imports.send-heading"), "send-heading"});
    page.blocks.push_back(Sentence{phrase("imports.send-what")});
    page.blocks.push_back(send_form(call, organisation));
  }
  append(page.blocks, search_now(call, organisation));
  const auto ids = store::load_ids_for(call.home.ledger(), organisation);
  const auto slice = RowsShown::make(ids.size(), {page_number, false});
  page.blocks.push_back(loads_table(call, ids, slice));
  append(page.blocks, ways_to_others(slice, {"imports", "", "", {{"organisation", organisation}}}));
  page.blocks.push_back(other_organisations(call, organisation));
  return page;
}

Page import_page(Call& call, const store::ImportTask& task, RowsAsked rows) {
  using namespace import_page_parts;
  auto page = page_below(call, page_of("import", task.id), verbatim(task.file), task.organisation);
  auto& blocks = page.blocks;
  switch (task.state) {
    case TaskState::checking:
    case TaskState::importing: add_working(blocks, call, task); break;
    case TaskState::ready:
    case TaskState::stopped: add_waiting(blocks, call, task, rows); break;
    case TaskState::done:
      add_done(blocks, call, task);
      append(blocks, search_now(call, task.organisation));
      break;
    case TaskState::refused: blocks.push_back(Sentence{of_refusal(task.refusal.value()), Weight::key}); break;
    case TaskState::dropped: blocks.push_back(Sentence{phrase("imports.was-dropped"), Weight::key}); break;
  }
  blocks.push_back(task_summary(call, task));
  return page;
}

Page load_page(Call& call, const store::Load& load) {
  using namespace import_page_parts;
  auto page = page_below(call, page_of("load", load.id), verbatim(shown_file(load)), load.organisation);
  page.caption = phrase("imports.load", {{"n", number(static_cast<std::uint64_t>(load.id))}});
  const bool held = load.state == LoadState::held;
  if (held) add_held(page.blocks, call, load);
  else page.blocks.push_back(Sentence{counts_phrase("imports.has-loaded", {load.read, load.loaded, load.unchanged, load.rejected}), Weight::key});
  page.blocks.push_back(load_summary(call, load));
  if (const auto rows = quarantined(rules_of_load(call, load)); rows > 0)
    page.blocks.push_back(List{{{phrase("imports.to-quarantine", {{"n", number(rows)}}), page_of("quarantine", load.id)}}});
  return page;
}

Page quarantine_page(Call& call, const store::Load& load, RowsAsked asked) {
  using namespace import_page_parts;
  auto page = page_below(call, page_of("quarantine", load.id), phrase("imports.quarantine", {{"file", shown_file(load)}}), load.organisation);
  page.trail.push_back({verbatim(shown_file(load)), page_of("load", load.id)});
  const auto rules = rules_of_load(call, load);
  const auto slice = RowsShown::make(quarantined(rules), asked);
  page.blocks.push_back(Sentence{phrase("imports.quarantine-what"), Weight::key});
  page.blocks.push_back(rules_table(rules));
  page.blocks.push_back(problems_table(store::quarantine(call.home.ledger(), load.id, slice.first, slice.size())));
  append(page.blocks, ways_to_others(slice, page_of("quarantine", load.id)));
  append(page.blocks, download_of_all(page_of("quarantine", load.id), slice.of));
  return page;
}

}  // namespace potensial::service
