#include "service/find_jobs.hpp"

#include "service/find.hpp"
#include "service/import_job.hpp"
#include "store/find_task_store.hpp"

namespace potensial::service {
namespace find_job {

using store::FindState;
using store::FindTask;

const Refusal broken_off{Blame::input, "find-task.broken-off", {}};

std::optional<AcademicYear> year_of(AcademicYear year) { return year.summer ? std::optional(year) : std::nullopt; }

void take_counts(FindTask& task, const FindAnswer& answer) {
  task.state = FindState::done;
  task.changed = answer.new_or_changed;
  for (const auto& search : answer.searches) {
    task.searches += !search.not_judged;
    task.found += search.groups.findings.size();
  }
}

void take_refusal(FindTask& task, Refusal refusal, bool closing) {
  const bool stopped = refusal.code == "work.stopped";
  task.state = stopped ? FindState::stopped : FindState::refused;
  if (!stopped) task.refusal = std::move(refusal);
  else task.refusal = closing ? broken_off : Refusal{Blame::input, "find-task.was-stopped", {}};
}

}  // namespace find_job

class FindJobs::Working {
 public:
  Working(const Settings& settings, store::Ledger ledger) : settings_(settings), ledger_(std::move(ledger)) {}

  void begin() {
    if (settings_.takes_up) tell_broken_off();
    line_.begin([this](std::int64_t number, WorkWatch& watch) {
      if (auto task = store::find_task(ledger_, number)) work_on(*task, watch);
    });
  }

  TaskLine& line() { return line_; }

 private:
  void tell_broken_off() {
    for (auto task : store::find_tasks_in(ledger_, store::FindState::searching)) {
      task.state = store::FindState::stopped;
      task.refusal = find_job::broken_off;
      write(task);
    }
  }

  // What was found is kept together with the state of its task.
  void work_on(store::FindTask& task, WorkWatch& watch) {
    auto worked = watch.stopped() ? refuse(Blame::input, "work.stopped") : tried(task, watch);
    if (worked) return;
    find_job::take_refusal(task, std::move(worked.error()), line_.is_closing());
    write(task);
  }

  void write(const store::FindTask& task) {
    line_.write(ledger_, [&] { store::change_find_task(ledger_, task); });
  }

  // On a thread of its own nobody catches what the engines throw.
  Result<void> tried(const store::FindTask& task, WorkWatch& watch) const {
    try {
      return searched(task, watch);
    } catch (const std::exception& fault) {
      const std::string reason = fault.what();
      return refuse(Blame::fault, "find-task.failed", {{"reason", reason.substr(0, reason.find(" with :"))}});
    }
  }

  Result<void> searched(const store::FindTask& task, WorkWatch& watch) const {
    auto home = Home::open(settings_.home, settings_.catalogue, settings_.threads);
    if (!home) return std::unexpected(home.error());
    home->facts().stop_with(watch.token());
    const FindRequest request{.indicator = task.indicator, .scope = task.scope, .from = find_job::year_of(task.from), .to = find_job::year_of(task.to),
                              .threads = settings_.threads, .actor = task.actor, .at = task.at, .watch = &watch,
                              .keep_with = [&](store::Ledger& ledger, const FindAnswer& answer) {
                                auto done = task;
                                find_job::take_counts(done, answer);
                                store::change_find_task(ledger, done);
                              }};
    const auto answer = find(*home, request);
    return answer ? Result<void>{} : std::unexpected(answer.error());
  }

  Settings settings_;
  store::Ledger ledger_;  // of the thread
  TaskLine line_;         // last: it ends before what its work uses
};

FindJobs::FindJobs(std::unique_ptr<Working> working) : working_(std::move(working)) {}
FindJobs::~FindJobs() = default;

Result<std::unique_ptr<FindJobs>> FindJobs::open(const Settings& settings) {
  auto ledger = store::Ledger::open(settings.home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  auto working = std::make_unique<Working>(settings, std::move(*ledger));
  working->begin();
  return std::unique_ptr<FindJobs>(new FindJobs(std::move(working)));
}

void FindJobs::start(std::int64_t task) { working_->line().add(task); }
bool FindJobs::cancel(std::int64_t task) { return working_->line().stop(task); }
std::optional<PlaceInLine> FindJobs::progress(std::int64_t task) const { return working_->line().place_of(task); }
void FindJobs::wait_for(std::int64_t task, std::chrono::milliseconds at_most) const { working_->line().wait_for(task, at_most); }

}  // namespace potensial::service
