#include "service/beside_work.hpp"

#include <algorithm>

namespace potensial::service {
namespace beside {

constexpr std::size_t most_kept = 100, most_waiting = 20;

Refusal fault_of(const std::exception& fault) {
  const std::string reason = fault.what();
  return {Blame::fault, "page.fault", {{"reason", reason.substr(0, reason.find(" with :"))}}};
}

}  // namespace beside

BesideWork::~BesideWork() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
  }
  changed_.notify_all();
  if (worker_.joinable()) worker_.join();
}

Result<Page> BesideWork::page(const Beside& asked, std::int64_t generation, std::chrono::milliseconds at_most) {
  std::unique_lock held(lock_);
  const auto task = task_of(asked, generation);
  if (!task) return refuse(Blame::fault, "page.busy");
  if (!worker_.joinable()) worker_ = std::thread([this] { run(); });
  changed_.notify_all();
  if (!changed_.wait_for(held, at_most, [&] { return task->made.has_value(); })) return refuse(Blame::fault, "page.working");
  if (!*task->made && task->made->error().blame == Blame::fault) std::erase(tasks_, task);  // the next one tries again
  return *task->made;
}

BesideWork::TaskPointer BesideWork::task_of(const Beside& asked, std::int64_t generation) {
  forget_older(generation);
  const auto known = std::ranges::find_if(tasks_, [&](const TaskPointer& each) { return each->asked.key == asked.key; });
  if (known != tasks_.end()) return *known;
  const auto waiting = std::ranges::count_if(tasks_, [](const TaskPointer& each) { return !each->made; });
  if (static_cast<std::size_t>(waiting) >= beside::most_waiting) return nullptr;
  return tasks_.emplace_back(std::make_shared<Task>(Task{asked, generation, {}}));
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

Result<Page> BesideWork::made(const Task& task) {
  try {
    if (!home_ || home_generation_ != task.generation) {
      home_.reset();
      auto opened = open_();
      if (!opened) return std::unexpected(opened.error());
      home_.emplace(std::move(*opened));
      home_generation_ = task.generation;
    }
    auto page = task.asked.work(*home_);
    if (auto forgotten = home_->facts().forget_tables(); !forgotten) return std::unexpected(forgotten.error());
    return page;
  } catch (const std::exception& fault) {
    home_.reset();
    return std::unexpected(beside::fault_of(fault));
  }
}

}  // namespace potensial::service
