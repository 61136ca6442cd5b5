// Tasks of the import: a file that was sent in, or a held load to be released, from its sending to what became of it.
//
// A task is the record of work that may take longer than a request: whoever asked for it may leave, and after a restart of
// the service it is known what was going on. Its load, its quarantine and its audit lines stand where those of every load
// stand. Writing functions are called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

enum class TaskKind { send, release };

enum class TaskState {
  checking,   // its preview is being worked out
  ready,      // previewed: waits for its sender
  importing,  // on its way into the home
  done,       // there is a load of it, which may be held
  refused,    // cannot be imported; `refusal` says why
  dropped,    // will not be imported: its sender said so, or never came back
  stopped     // importing ended before anything was changed; `refusal` says why; may be asked for again
};
std::string_view word(TaskState state);

struct ImportTask {
  std::int64_t id = 0;
  TaskKind kind = TaskKind::send;
  std::string organisation;  // for which it was sent
  std::string file;          // as its sender names it
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string profile;       // chosen by the sender; empty: by its headings
  AcademicYear year;         // told by the sender; 0: the file says
  std::string place;         // name of the folder of its bytes
  std::int64_t held = 0;     // of a release: the held load
  std::string reason;        // of a release
  std::string actor;
  std::chrono::sys_seconds at{};
  TaskState state = TaskState::checking;
  std::chrono::sys_seconds started{};  // when its import was asked for; the time of its load
  std::int64_t load = 0;               // once done
  std::optional<Refusal> refusal;
};

// Gives its number; `task.id` is not looked at.
std::int64_t add_import_task(Ledger& ledger, const ImportTask& task);
// State, started, load and refusal.
void change_import_task(Ledger& ledger, const ImportTask& task);

std::optional<ImportTask> import_task(Ledger& ledger, std::int64_t id);
// In a state; of one organisation, or (empty) of all; by number.
std::vector<ImportTask> import_tasks_in(Ledger& ledger, TaskState state, std::string_view organisation = "");
// Of all files that the person sent since then, whatever became of them.
std::uint64_t bytes_sent(Ledger& ledger, std::string_view actor, std::chrono::sys_seconds since);

}  // namespace potensial::store
