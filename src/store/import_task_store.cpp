#include "store/import_task_store.hpp"

#include <algorithm>
#include <array>

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace import_task_rows {

constexpr std::array<std::string_view, 7> state_words{"checking", "ready", "importing", "done", "refused", "dropped", "stopped"};
constexpr const char* columns =
    "id, kind, organisation, file, sha256, bytes, profile, year, place, held, reason, actor, at, state, started, load, refusal, refusal_arguments";

template <std::size_t count>
std::size_t place_of(const std::array<std::string_view, count>& words, std::string_view word) {
  return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

// The variables that one row of `import_task` goes through, in and out.
struct TaskRow {
  long long id = 0, bytes = 0, held = 0, load = 0;
  int year = 0;
  std::string kind, organisation, file, sha256, profile, place, reason, actor, at, state, started, refusal, arguments;

  static TaskRow of(const ImportTask& task) {
    return {task.id, static_cast<long long>(task.bytes), task.held, task.load, task.year.summer,
            task.kind == TaskKind::send ? "send" : "release", task.organisation, task.file, task.sha256, task.profile, task.place,
            task.reason, task.actor, instant_text(task.at), std::string(word(task.state)), instant_text(task.started),
            refusal_text(task.refusal), arguments_text(task.refusal ? task.refusal->arguments : Arguments{})};
  }
  ImportTask task() const {
    return {id, kind == "send" ? TaskKind::send : TaskKind::release, organisation, file, sha256, static_cast<std::uint64_t>(bytes), profile,
            {static_cast<std::int16_t>(year)}, place, held, reason, actor, instant_of(at), static_cast<TaskState>(place_of(state_words, state)),
            instant_of(started), load, refusal_of(refusal, arguments)};
  }
};

std::vector<ImportTask> read(soci::details::prepare_temp_type query) {
  TaskRow r;
  soci::statement statement =
      (query, soci::into(r.id), soci::into(r.kind), soci::into(r.organisation), soci::into(r.file), soci::into(r.sha256), soci::into(r.bytes),
       soci::into(r.profile), soci::into(r.year), soci::into(r.place), soci::into(r.held), soci::into(r.reason), soci::into(r.actor),
       soci::into(r.at), soci::into(r.state), soci::into(r.started), soci::into(r.load), soci::into(r.refusal), soci::into(r.arguments));
  std::vector<ImportTask> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(r.task());
  return found;
}

}  // namespace import_task_rows

std::string_view word(TaskState state) { return import_task_rows::state_words[static_cast<std::size_t>(state)]; }

std::int64_t add_import_task(Ledger& ledger, const ImportTask& task) {
  auto r = import_task_rows::TaskRow::of(task);
  ledger.session() << "SELECT coalesce(max(id), 0) + 1 FROM import_task", soci::into(r.id);
  ledger.session() << "INSERT INTO import_task (" << import_task_rows::columns
                   << ") VALUES (:id, :kind, :organisation, :file, :sha256, :bytes, :profile, :year, :place, :held, :reason, :actor, :at, "
                      ":state, :started, :load, :refusal, :arguments)",
      soci::use(r.id), soci::use(r.kind), soci::use(r.organisation), soci::use(r.file), soci::use(r.sha256), soci::use(r.bytes),
      soci::use(r.profile), soci::use(r.year), soci::use(r.place), soci::use(r.held), soci::use(r.reason), soci::use(r.actor),
      soci::use(r.at), soci::use(r.state), soci::use(r.started), soci::use(r.load), soci::use(r.refusal), soci::use(r.arguments);
  return r.id;
}

void change_import_task(Ledger& ledger, const ImportTask& task) {
  const auto r = import_task_rows::TaskRow::of(task);
  ledger.session() << "UPDATE import_task SET state = :state, started = :started, load = :load, refusal = :refusal, "
                      "refusal_arguments = :arguments WHERE id = :id",
      soci::use(r.state), soci::use(r.started), soci::use(r.load), soci::use(r.refusal), soci::use(r.arguments), soci::use(r.id);
}

std::optional<ImportTask> import_task(Ledger& ledger, std::int64_t id) {
  const long long number = id;
  auto found = import_task_rows::read((ledger.session().prepare << "SELECT " << import_task_rows::columns << " FROM import_task WHERE id = :id",
                                       soci::use(number)));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<ImportTask> import_tasks_in(Ledger& ledger, TaskState state, std::string_view organisation) {
  const std::string wanted(word(state)), of(organisation);
  const int any = organisation.empty() ? 1 : 0;
  return import_task_rows::read((ledger.session().prepare << "SELECT " << import_task_rows::columns
                                                          << " FROM import_task WHERE state = :state AND (:any = 1 OR organisation = :organisation) ORDER BY id",
                                 soci::use(wanted), soci::use(any), soci::use(of)));
}

std::uint64_t bytes_sent(Ledger& ledger, std::string_view actor, std::chrono::sys_seconds since) {
  const std::string of(actor), from = instant_text(since);
  long long bytes = 0;
  ledger.session() << "SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM import_task WHERE kind = 'send' AND actor = :actor AND at >= :since",
      soci::use(of), soci::use(from), soci::into(bytes);
  return static_cast<std::uint64_t>(bytes);
}

}  // namespace potensial::store
