// Searches for groups that fall short, asked for through the pages: from the asking to what became of each.
//
// Findings are written together with the state `done` of their task, so that a task in state `searching` has left nothing.
// Writing functions are called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

enum class FindState {
  searching,  // under way, or waiting for others
  done,       // what was found is kept
  refused,    // cannot be searched; `refusal` says why
  stopped     // ended before anything was kept; `refusal` says why
};
std::string_view word(FindState state);

struct FindTask {
  std::int64_t id = 0;
  std::string scope;       // organisation searched; empty: everything loaded and every authority
  std::string indicator;   // empty: the searched ones of every stage
  AcademicYear from, to;   // 0: as the search chooses
  std::string actor;
  std::chrono::sys_seconds at{};
  FindState state = FindState::searching;
  std::size_t searches = 0, found = 0, changed = 0;  // once done: searches judged, findings, those new or changed
  std::optional<Refusal> refusal;
};

// Gives its number; `task.id` is not looked at.
std::int64_t add_find_task(Ledger& ledger, const FindTask& task);
// State, counts and refusal.
void change_find_task(Ledger& ledger, const FindTask& task);

std::optional<FindTask> find_task(Ledger& ledger, std::int64_t id);
std::vector<FindTask> find_tasks_in(Ledger& ledger, FindState state);  // by number
// The newest first.
std::vector<FindTask> find_tasks_of(Ledger& ledger, std::string_view scope, std::size_t most);

}  // namespace potensial::store
