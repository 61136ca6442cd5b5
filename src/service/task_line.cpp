#include "service/task_line.hpp"

#include <algorithm>

namespace potensial::service {
namespace task_line {

constexpr auto pause = std::chrono::seconds(1);  // before the ledger is tried again

}  // namespace task_line

TaskLine::~TaskLine() {
  {
    const std::lock_guard held(lock_);
    closing_ = true;
    for (const auto& each : entries_) each->watch.stop();
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void TaskLine::begin(Work work) {
  thread_ = std::thread([this, work = std::move(work)] { work_on_all(work); });
}

void TaskLine::add(std::int64_t task) {
  const std::lock_guard held(lock_);
  entries_.push_back(std::make_shared<Entry>(task));
  changed_.notify_all();
}

bool TaskLine::stop(std::int64_t task) {
  const std::lock_guard held(lock_);
  const auto found = entry_of(task);
  return found != entries_.end() && (*found)->watch.stop();
}

std::optional<PlaceInLine> TaskLine::place_of(std::int64_t task) const {
  const std::lock_guard held(lock_);
  const auto found = entry_of(task);
  if (found == entries_.end()) return std::nullopt;
  const auto& watch = (*found)->watch;
  return PlaceInLine{static_cast<std::size_t>(found - entries_.begin()), watch.progress(), watch.can_be_stopped()};
}

void TaskLine::wait_for(std::int64_t task, std::chrono::milliseconds at_most) const {
  std::unique_lock held(lock_);
  changed_.wait_for(held, at_most, [&] { return entry_of(task) == entries_.end(); });
}

bool TaskLine::is_closing() const {
  const std::lock_guard held(lock_);
  return closing_;
}

void TaskLine::write(store::Ledger& ledger, const std::function<void()>& change) {
  for (bool written = false; !written;) {
    try {
      store::Transaction transaction(ledger);
      change();
      transaction.commit();
      written = true;
    } catch (const std::exception&) {
      std::unique_lock held(lock_);
      if (changed_.wait_for(held, task_line::pause, [this] { return closing_; })) return;
    }
  }
}

TaskLine::Entries::const_iterator TaskLine::entry_of(std::int64_t task) const {
  return std::ranges::find(entries_, task, [](const auto& each) { return each->task; });
}

std::shared_ptr<TaskLine::Entry> TaskLine::next() {
  std::unique_lock held(lock_);
  changed_.wait(held, [this] { return closing_ || !entries_.empty(); });
  return entries_.empty() ? nullptr : entries_.front();
}

void TaskLine::work_on_all(const Work& work) {
  while (const auto entry = next()) {
    work(entry->task, entry->watch);
    const std::lock_guard held(lock_);
    entries_.pop_front();
    changed_.notify_all();
  }
}

}  // namespace potensial::service
