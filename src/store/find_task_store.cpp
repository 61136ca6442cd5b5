#include "store/find_task_store.hpp"

#include <algorithm>
#include <array>

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace find_task_rows {

constexpr std::array<std::string_view, 4> state_words{"searching", "done", "refused", "stopped"};
constexpr const char* columns = "id, scope, indicator, year_from, year_to, actor, at, state, searches, found, changed, refusal, refusal_arguments";

FindState state_of(const std::string& word) { return static_cast<FindState>(std::ranges::find(state_words, word) - state_words.begin()); }
AcademicYear year_of(int summer) { return {static_cast<std::int16_t>(summer)}; }

// The variables that one row of `find_task` goes through, in and out.
struct TaskRow {
  long long id = 0, searches = 0, found = 0, changed = 0;
  int from = 0, to = 0;
  std::string scope, indicator, actor, at, state, refusal, arguments;

  static TaskRow of(const FindTask& task) {
    return {task.id, static_cast<long long>(task.searches), static_cast<long long>(task.found), static_cast<long long>(task.changed),
            task.from.summer, task.to.summer, task.scope, task.indicator, task.actor, instant_text(task.at), std::string(word(task.state)),
            refusal_text(task.refusal), arguments_text(task.refusal ? task.refusal->arguments : Arguments{})};
  }
  FindTask task() const {
    return {id, scope, indicator, year_of(from), year_of(to), actor, instant_of(at), state_of(state), static_cast<std::size_t>(searches),
            static_cast<std::size_t>(found), static_cast<std::size_t>(changed), refusal_of(refusal, arguments)};
  }
};

std::vector<FindTask> read(soci::details::prepare_temp_type query) {
  TaskRow r;
  soci::statement statement =
      (query, soci::into(r.id), soci::into(r.scope), soci::into(r.indicator), soci::into(r.from), soci::into(r.to), soci::into(r.actor), soci::into(r.at),
       soci::into(r.state), soci::into(r.searches), soci::into(r.found), soci::into(r.changed), soci::into(r.refusal), soci::into(r.arguments));
  std::vector<FindTask> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(r.task());
  return found;
}

}  // namespace find_task_rows

std::string_view word(FindState state) { return find_task_rows::state_words[static_cast<std::size_t>(state)]; }

std::int64_t add_find_task(Ledger& ledger, const FindTask& task) {
  auto r = find_task_rows::TaskRow::of(task);
  ledger.session() << "SELECT coalesce(max(id), 0) + 1 FROM find_task", soci::into(r.id);
  ledger.session() << "INSERT INTO find_task (" << find_task_rows::columns
                   << ") VALUES (:id, :scope, :indicator, :year_from, :year_to, :actor, :at, :state, :searches, :found, :changed, :refusal, :arguments)",
      soci::use(r.id), soci::use(r.scope), soci::use(r.indicator), soci::use(r.from), soci::use(r.to), soci::use(r.actor), soci::use(r.at),
      soci::use(r.state), soci::use(r.searches), soci::use(r.found), soci::use(r.changed), soci::use(r.refusal), soci::use(r.arguments);
  return r.id;
}

void change_find_task(Ledger& ledger, const FindTask& task) {
  const auto r = find_task_rows::TaskRow::of(task);
  ledger.session() << "UPDATE find_task SET state = :state, searches = :searches, found = :found, changed = :changed, refusal = :refusal, "
                      "refusal_arguments = :arguments WHERE id = :id",
      soci::use(r.state), soci::use(r.searches), soci::use(r.found), soci::use(r.changed), soci::use(r.refusal), soci::use(r.arguments), soci::use(r.id);
}

std::optional<FindTask> find_task(Ledger& ledger, std::int64_t id) {
  const long long number = id;
  auto found = find_task_rows::read((ledger.session().prepare << "SELECT " << find_task_rows::columns << " FROM find_task WHERE id = :id", soci::use(number)));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<FindTask> find_tasks_in(Ledger& ledger, FindState state) {
  const std::string wanted(word(state));
  return find_task_rows::read((ledger.session().prepare << "SELECT " << find_task_rows::columns << " FROM find_task WHERE state = :state ORDER BY id",
                               soci::use(wanted)));
}

std::vector<FindTask> find_tasks_of(Ledger& ledger, std::string_view scope, std::size_t most) {
  const std::string of(scope);
  const auto limit = static_cast<long long>(most);
  return find_task_rows::read((ledger.session().prepare << "SELECT " << find_task_rows::columns
                                                        << " FROM find_task WHERE scope = :scope ORDER BY id DESC LIMIT :most",
                               soci::use(of), soci::use(limit)));
}

}  // namespace potensial::store
