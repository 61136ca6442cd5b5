#include "service/import_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "service/import_pages.hpp"
#include "service/import_reader.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {
namespace import_operation {

using store::ImportTask;
using store::TaskKind;
using store::TaskState;

constexpr std::size_t most_waiting = 20;           // files of one organisation
constexpr std::uint64_t most_a_day = std::uint64_t{2} << 30;  // bytes that one person may send (SEC-27)
constexpr auto waits_for = std::chrono::days(7);   // until a file that nobody imported is dropped
constexpr std::array<std::string_view, 1> all_rows{"all"};
constexpr std::array list_parameters{Parameter{"organisation"}, Parameter{"page", ParameterKind::word, false, 6}};
constexpr std::array rows_parameters{Parameter{"page", ParameterKind::word, false, 6}, Parameter{"rows", ParameterKind::choice, false, 3, all_rows}};
constexpr std::array file_parameters{Parameter{"organisation"}, Parameter{"profile"}, Parameter{"year", ParameterKind::word, false, 4}};
constexpr std::array reason_parameters{Parameter{"reason", ParameterKind::text, true, 1000}};

std::unexpected<Refusal> unknown(const Call& call, const char* noun) {
  return refuse(Blame::input, "page.unknown", {{"noun", noun}, {"id", call.value("id")}});
}

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && rest == text.data() + text.size() && number > 0;
  return whole ? std::optional(number) : std::nullopt;
}

// Which organisation's files: the one that was named, else the first at which the person may do this.
template <const char* const& operation>
Result<std::string> organisation_of_files(Call& call) {
  if (const auto named = call.value("organisation"); !named.empty()) return named;
  if (call.person)
    for (const auto& held : call.person->roles)
      if (call.may(operation, held.organisation).allowed) return held.organisation;
  return std::string();
}
constexpr const char* see_imports_name = "see-imports";
constexpr const char* send_file_name = "send-file";

std::optional<ImportTask> asked_task(Call& call) {
  const auto number = number_in(call.value("id"));
  return number ? store::import_task(call.home.ledger(), *number) : std::nullopt;
}

std::optional<store::Load> asked_load(Call& call) {
  const auto number = number_in(call.value("id"));
  return number ? store::load_with_id(call.home.ledger(), *number) : std::nullopt;
}

Result<std::string> organisation_of_task(Call& call) {
  const auto task = asked_task(call);
  return task ? Result<std::string>(task->organisation) : unknown(call, "import");
}

// A load that speaks for many organisations belongs to none of them.
Result<std::string> organisation_of_load(Call& call) {
  const auto load = asked_load(call);
  return load && !load->organisation.empty() ? Result<std::string>(load->organisation) : unknown(call, "load");
}

Result<Answer> see_imports(Call& call) {
  const auto organisation = organisation_of_files<see_imports_name>(call);
  return Answer(imports_page(call, *organisation, rows_asked(call).page));
}

Result<Answer> see_import(Call& call) { return Answer(import_page(call, *asked_task(call), rows_asked(call))); }
Result<Answer> see_load(Call& call) { return Answer(load_page(call, *asked_load(call))); }
Result<Answer> see_quarantine(Call& call) { return Answer(quarantine_page(call, *asked_load(call), rows_asked(call))); }

std::string object_of(std::int64_t task) { return "import/" + std::to_string(task); }

void record(Call& call, const char* operation, const std::string& object, const std::string& reason = {}) {
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), operation, object, reason});
}

Result<Answer> to_task(std::int64_t task) { return Answer(Target{"import", std::to_string(task), ""}); }

// Nobody came back to them.
void drop_old(Call& call) {
  for (const auto state : {TaskState::ready, TaskState::stopped})
    for (auto task : store::import_tasks_in(call.home.ledger(), state)) {
      if (call.at < task.at + waits_for) continue;
      task.state = TaskState::dropped;
      store::Transaction transaction(call.home.ledger());
      store::change_import_task(call.home.ledger(), task);
      transaction.commit();
      remove_sent_file(call.home.folder(), task);
    }
}

std::size_t waiting(Call& call, const std::string& organisation) {
  std::size_t count = 0;
  for (const auto state : {TaskState::checking, TaskState::ready, TaskState::importing, TaskState::stopped})
    count += store::import_tasks_in(call.home.ledger(), state, organisation).size();
  return count;
}

bool sends_too_much(Call& call) {
  return store::bytes_sent(call.home.ledger(), signature(*call.person), call.at - std::chrono::hours(24)) + call.sent->bytes() > most_a_day;
}

bool is_choice(const std::vector<Choice>& choices, const std::string& value) { return std::ranges::find(choices, value, &Choice::value) != choices.end(); }

Result<void> check_choices(const Call& call) {
  for (const auto& [name, choices] : {std::pair{"profile", profile_choices(call)}, {"year", year_choices(call.today())}})
    if (!is_choice(choices, call.value(name))) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", name}});
  return {};
}

Result<ImportTask> task_to_send(Call& call) {
  const auto organisation = organisation_of_files<send_file_name>(call);
  if (!call.sent || call.sent->bytes() == 0) return refuse(Blame::input, "import.no-bytes", {{"parameter", "file"}});
  if (auto sound = check_choices(call); !sound) return std::unexpected(sound.error());
  if (sends_too_much(call)) return refuse(Blame::input, "import.too-much-a-day", {{"most", std::to_string(most_a_day >> 30)}, {"parameter", "file"}});
  if (waiting(call, *organisation) >= most_waiting) return refuse(Blame::input, "import.too-many-waiting", {{"most", std::to_string(most_waiting)}, {"parameter", ""}});
  ImportTask task{.organisation = *organisation, .file = call.sent->name(), .sha256 = call.sent->sha256(), .bytes = call.sent->bytes(),
                  .profile = call.value("profile"), .place = call.sent->place(), .actor = signature(*call.person), .at = call.at};
  task.year.summer = static_cast<std::int16_t>(number_in(call.value("year")).value_or(0));
  return task;
}

Result<Answer> send_file(Call& call) {
  drop_old(call);
  const auto task = task_to_send(call);
  if (!task) return std::unexpected(task.error());
  store::Transaction transaction(call.home.ledger());
  const auto id = store::add_import_task(call.home.ledger(), *task);
  record(call, "send-file", object_of(id), task->sha256);
  transaction.commit();
  call.sent->keep();
  call.jobs.start(id);
  return to_task(id);
}

Result<Answer> import_rows(Call& call) {
  auto task = asked_task(call);
  const bool waits = task->kind == TaskKind::send && (task->state == TaskState::ready || task->state == TaskState::stopped);
  if (!waits) return refuse(Blame::input, "import.not-waiting", {{"parameter", ""}});
  task->state = TaskState::importing;
  task->started = call.at;
  task->refusal.reset();
  store::Transaction transaction(call.home.ledger());
  store::change_import_task(call.home.ledger(), *task);
  record(call, "import-rows", object_of(task->id), task->sha256);
  transaction.commit();
  call.jobs.start(task->id);
  return to_task(task->id);
}

// Of work under way the thread of the jobs says what became of it.
Result<bool> dropped_at_once(Call& call, ImportTask& task) {
  const bool under_way = task.state == TaskState::checking || task.state == TaskState::importing;
  if (under_way && !call.jobs.cancel(task.id)) return refuse(Blame::input, "import.too-late", {{"parameter", ""}});
  if (under_way) return false;
  if (task.state != TaskState::ready && task.state != TaskState::stopped) return refuse(Blame::input, "import.not-waiting", {{"parameter", ""}});
  task.state = TaskState::dropped;
  return true;
}

Result<Answer> drop_import(Call& call) {
  auto task = asked_task(call);
  const auto at_once = dropped_at_once(call, *task);
  if (!at_once) return std::unexpected(at_once.error());
  store::Transaction transaction(call.home.ledger());
  if (*at_once) store::change_import_task(call.home.ledger(), *task);
  record(call, "drop-import", object_of(task->id), std::string(store::word(task->state)));
  transaction.commit();
  if (*at_once) remove_sent_file(call.home.folder(), *task);
  return to_task(task->id);
}

Result<void> check_held(Call& call, const store::Load& load) {
  if (load.state != store::LoadState::held) return refuse(Blame::input, "load.not-held", {{"load", std::to_string(load.id)}, {"file", shown_file(load)}, {"parameter", ""}});
  const auto importing = store::import_tasks_in(call.home.ledger(), TaskState::importing);
  const bool released = std::ranges::any_of(importing, [&](const ImportTask& task) { return task.held == load.id; });
  return released ? refuse(Blame::input, "import.being-released", {{"parameter", ""}}) : Result<void>{};
}

Result<Answer> release_load(Call& call) {
  const auto load = asked_load(call);
  if (auto held = check_held(call, *load); !held) return std::unexpected(held.error());
  const ImportTask task{.kind = TaskKind::release, .organisation = load->organisation, .file = shown_file(*load), .sha256 = load->sha256,
                        .profile = load->profile, .year = load->year, .held = load->id, .reason = call.value("reason"),
                        .actor = signature(*call.person), .at = call.at, .state = TaskState::importing, .started = call.at};
  store::Transaction transaction(call.home.ledger());
  const auto id = store::add_import_task(call.home.ledger(), task);
  record(call, "release-load", "load/" + std::to_string(load->id), task.reason);
  transaction.commit();
  call.jobs.start(id);
  return to_task(id);
}

Result<Answer> drop_load(Call& call) {
  const auto load = asked_load(call);
  if (auto held = check_held(call, *load); !held) return std::unexpected(held.error());
  const ImportRequest request{.home = call.home.folder(), .actor = signature(*call.person), .at = call.at, .threads = 1};
  const auto cancelled = cancel_load(request, load->id, call.value("reason"));
  if (!cancelled && cancelled.error().code == "home.in-use") return refuse(Blame::input, "import.in-use", {{"parameter", ""}});
  if (!cancelled) return std::unexpected(cancelled.error());
  return Answer(Target{"load", call.value("id"), ""});
}

}  // namespace import_operation

std::vector<Operation> import_operations() {
  using namespace import_operation;
  return {{.name = see_imports_name, .noun = "imports", .of_object = false, .parameters = list_parameters,
           .organisation = organisation_of_files<see_imports_name>, .run = see_imports},
          {.name = "see-import", .noun = "import", .parameters = rows_parameters, .organisation = organisation_of_task, .run = see_import, .recorded = true},
          {.name = "see-load", .noun = "load", .organisation = organisation_of_load, .run = see_load},
          {.name = "see-quarantine", .noun = "quarantine", .parameters = rows_parameters, .organisation = organisation_of_load, .run = see_quarantine, .recorded = true},
          {.name = send_file_name, .noun = "send-file", .effect = Effect::changes, .of_object = false, .parameters = file_parameters,
           .organisation = organisation_of_files<send_file_name>, .run = send_file, .takes_file = true},
          {.name = "import-rows", .noun = "import-rows", .effect = Effect::changes, .organisation = organisation_of_task, .run = import_rows},
          {.name = "drop-import", .noun = "drop-import", .effect = Effect::changes, .organisation = organisation_of_task, .run = drop_import},
          {.name = "release-load", .noun = "release-load", .effect = Effect::changes, .parameters = reason_parameters, .organisation = organisation_of_load, .run = release_load},
          {.name = "drop-load", .noun = "drop-load", .effect = Effect::changes, .parameters = reason_parameters, .organisation = organisation_of_load, .run = drop_load}};
}

std::optional<std::int64_t> task_of(const Target& target) {
  return target.noun == "import" ? import_operation::number_in(target.id) : std::nullopt;
}

}  // namespace potensial::service
