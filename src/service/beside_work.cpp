#include "service/beside_work.hpp"

#include <algorithm>

namespace potensial::service {
namespace beside {

constexpr std::size_t most_kept = 100, most_waiting = 20;
constexpr auto stopped_is_told_for = std::chrono::seconds(5);

Refusal fault_of(const std::exception& fault) {
  const std::string reason = fault.what();
  return {Blame::fault, "page.fault", {{"reason", reason.substr(0, reason.find(" with :"))}}};
}

bool was_stopped(const std::optional<Result<Page>>& made) { return made && !*made && made->error().code == "work.stopped"; }

}  // namespace beside

BesideWork::~BesideWork() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
    for (const auto& each : tasks_) each->watch.stop();
  }
  changed_.notify_all();
  if (worker_.joinable()) worker_.join();
}

Result<Page> BesideWork::page(const Beside& asked, std::int64_t generation, std::chrono::milliseconds at_most, std::chrono::sys_seconds at) {
  std::unique_lock held(lock_);
  const auto task = task_of(asked, generation, at);
  if (!task) return refuse(Blame::fault, "page.busy");
  if (!worker_.joinable()) worker_ = std::thread([this] { run(); });
  changed_.notify_all();
  if (!changed_.wait_for(held, at_most, [&] { return task->made.has_value(); })) return refuse(Blame::fault, "page.working");
  if (!*task->made && task->made->error().blame == Blame::fault) std::erase(tasks_, task);  // the next one tries again
  return *task->made;
}

std::optional<Underway> BesideWork::underway(std::string_view key, std::chrono::sys_seconds at) const {
  const std::lock_guard held(lock_);
  const auto found = unmade(key);
  if (found == tasks_.end()) return std::nullopt;
  const auto before = std::count_if(tasks_.begin(), found, [](const TaskPointer& each) { return !each->made; });
  return Underway{static_cast<std::size_t>(before), std::max(at - (*found)->since, std::chrono::seconds(0)), (*found)->watch.progress()};
}

// What still waits is at its end at once; of what is under way its work says so.
bool BesideWork::stop(std::string_view key, std::chrono::sys_seconds at) {
  const std::lock_guard held(lock_);
  const auto found = unmade(key);
  if (found == tasks_.end()) return false;
  const auto& task = *found;
  task->watch.stop();
  task->stopped = at;
  const bool waits = std::any_of(tasks_.cbegin(), found, [](const TaskPointer& each) { return !each->made; });
  if (waits) task->made = refuse(Blame::input, "work.stopped");
  changed_.notify_all();
  return true;
}

std::deque<BesideWork::TaskPointer>::const_iterator BesideWork::unmade(std::string_view key) const {
  return std::ranges::find_if(tasks_, [&](const TaskPointer& each) { return each->asked.key == key && !each->made; });
}

BesideWork::TaskPointer BesideWork::task_of(const Beside& asked, std::int64_t generation, std::chrono::sys_seconds at) {
  forget_older(generation);
  std::erase_if(tasks_, [&](const TaskPointer& each) { return beside::was_stopped(each->made) && at >= each->stopped + beside::stopped_is_told_for; });
  const auto known = std::ranges::find_if(tasks_, [&](const TaskPointer& each) { return each->asked.key == asked.key; });
  if (known != tasks_.end()) return *known;
  const auto waiting = std::ranges::count_if(tasks_, [](const TaskPointer& each) { return !each->made; });
  if (static_cast<std::size_t>(waiting) >= beside::most_waiting) return nullptr;
  auto task = std::make_shared<Task>();
  task->asked = asked;
  task->generation = generation;
  task->since = at;
  return tasks_.emplace_back(std::move(task));
}

void BesideWork::forget_older(std::int64_t generation) {
  std::erase_if(tasks_, [&](const TaskPointer& each) { return each->generation != generation; });
  while (tasks_.size() > beside::most_kept && tasks_.front()->made) tasks_.pop_front();
}

void BesideWork::run() {
  std::unique_lock held(lock_);
  while (true) {
    auto next = tasks_.end();
    changed_.wait(held, [&] {
      next = std::ranges::find_if(tasks_, [](const TaskPointer& each) { return !each->made; });
      return ending_ || next != tasks_.end();
    });
    if (ending_) return;
    const auto task = *next;
    held.unlock();
    auto answer = made(*task);
    held.lock();
    task->made = std::move(answer);
    changed_.notify_all();
  }
}

Result<Page> BesideWork::made(Task& task) {
  try {
    auto page = made_at_home(task);
    if (task.watch.stopped()) home_.reset();  // with what it left half done
    return page;
  } catch (const std::exception& fault) {
    home_.reset();
    return std::unexpected(beside::fault_of(fault));
  }
}

Result<Page> BesideWork::made_at_home(Task& task) {
  if (!home_ || home_generation_ != task.generation) {
    home_.reset();
    auto opened = open_();
    if (!opened) return std::unexpected(opened.error());
    home_.emplace(std::move(*opened));
    home_generation_ = task.generation;
  }
  home_->facts().stop_with(task.watch.token());
  auto page = task.asked.work(*home_, task.watch);
  home_->facts().stop_with({});
  if (auto on = goes_on(&task.watch); !on) return std::unexpected(on.error());
  if (auto forgotten = home_->facts().forget_tables(); !forgotten) return std::unexpected(forgotten.error());
  return page;
}

}  // namespace potensial::service
