#include "service/import_jobs.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <set>

#include "base/folders.hpp"
#include "base/sha256.hpp"
#include "service/import_preview.hpp"
#include "service/import_reader.hpp"
#include "service/mail_notices.hpp"
#include "service/task_line.hpp"
#include "store/person_store.hpp"

namespace potensial::service {
namespace import_job {

namespace fs = std::filesystem;
using store::ImportTask;
using store::TaskKind;
using store::TaskState;

constexpr std::array<const char*, 3> step_words{"reading", "comparing", "writing"};
constexpr std::size_t whole_file = 1000;  // shares of it are counted in thousandths

// What the import asks and tells, asked of and told to the watch of its task.
class Watch final : public ImportWatch {
 public:
  explicit Watch(WorkWatch& task) : task_(task) {}

  bool goes_on(Step step) override {
    if (step_ != step) task_.enter(step_words[static_cast<std::size_t>(step)]);
    step_ = step;
    return step == Step::writing ? task_.begin_end() : !task_.stopped();
  }
  bool has_read(double share) {
    if (step_ == Step::reading) {
      task_.enter(step_words.front(), whole_file);
      task_.advance(static_cast<std::size_t>(share * static_cast<double>(whole_file)));
    }
    return !task_.stopped();
  }

 private:
  WorkWatch& task_;
  std::atomic<Step> step_ = Step::reading;
};

JobProgress progress_of(const PlaceInLine& place) {
  const auto& now = place.progress;
  JobProgress progress{.before = place.before, .can_be_cancelled = place.can_be_stopped};
  const auto step = std::ranges::find(step_words, now.step);
  if (step != step_words.end()) progress.step = static_cast<ImportWatch::Step>(step - step_words.begin());
  if (now.done > 0) progress.share = static_cast<double>(now.done) / static_cast<double>(now.of);
  return progress;
}

// What became of a task: to be written into the ledger.
void end(ImportTask& task, TaskState state, std::optional<Refusal> refusal = {}) {
  task.state = state;
  task.refusal = std::move(refusal);
}

// Where the home lies is nothing for those who send files.
Refusal without_paths(Refusal refusal) {
  if (refusal.code == "home.in-use") return {Blame::input, "import.in-use", {}};
  if (refusal.code.starts_with("file.") || refusal.code.starts_with("facts.")) return {Blame::fault, "import.failed", {{"reason", refusal.code}}};
  return refusal;
}

// What its sender is told by mail: nothing of a preview that is ready, nor of what was cancelled.
std::optional<store::MailKind> mail_about(store::Ledger& ledger, const ImportTask& task) {
  using enum TaskState;
  const bool was_cancelled = task.refusal && task.refusal->code == "import.stopped";
  if (was_cancelled || (task.state != done && task.state != refused && task.state != stopped)) return std::nullopt;
  const auto load = task.load == 0 ? std::nullopt : store::load_with_id(ledger, task.load);
  return load && load->state == store::LoadState::held ? store::MailKind::import_held : store::MailKind::import_ended;
}

bool is_school(const std::string& organisation) { return organisation.size() == 7; }

// What may not come through the pages, whatever the importer would take on the command line.
std::optional<Refusal> not_to_be_sent(const ImportTask& task, const ImportedFile& file, const catalogue::Catalogue& catalogue) {
  if (file.organisation.empty() || !is_sent_by_schools(catalogue, file.profile, Date::of(task.at)))
    return Refusal{Blame::file, "import.not-sent-by-schools", {{"file", task.file}}};
  if (is_school(task.organisation) && file.profile != transfer_profile) return Refusal{Blame::file, "import.tables-by-authority", {{"file", task.file}}};
  const bool held_without_year = file.state == store::LoadState::held && file.year.summer == 0;
  if (held_without_year || std::ranges::any_of(file.parts, [](const ReplacedPart& each) { return each.part.year.summer == 0; }))
    return Refusal{Blame::input, "import.year-needed", {{"file", task.file}}};
  return std::nullopt;
}

}  // namespace import_job

class ImportJobs::Working {
 public:
  Working(const Settings& settings, store::Ledger ledger) : settings_(settings), ledger_(std::move(ledger)) {}

  void begin() {
    (void)make_folders(sent_folder(settings_.home));
    import_job::fs::permissions(sent_folder(settings_.home), import_job::fs::perms::owner_all);
    if (settings_.takes_up) take_up();
    line_.begin([this](std::int64_t number, WorkWatch& watch) {
      if (auto task = store::import_task(ledger_, number)) work_on(*task, watch);
    });
  }

  TaskLine& line() { return line_; }

 private:
  // After a start: previews go on, imports that were cut short are told, and bytes without a task go.
  void take_up() {
    for (auto task : store::import_tasks_in(ledger_, store::TaskState::importing)) {
      tell_cut_short(task);
      write(task);
    }
    for (const auto& task : store::import_tasks_in(ledger_, store::TaskState::checking))
      line_.add(task.id);
    drop_without_bytes();
    remove_strays();
  }

  // A restored home has the tasks, and not the files that waited.
  void drop_without_bytes() {
    for (const auto state : {store::TaskState::ready, store::TaskState::stopped})
      for (auto task : store::import_tasks_in(ledger_, state)) {
        if (task.kind == store::TaskKind::release || import_job::fs::exists(file_of_task(settings_.home, task))) continue;
        import_job::end(task, store::TaskState::dropped);
        write(task);
      }
  }

  void tell_cut_short(store::ImportTask& task) {
    using enum store::TaskState;
    for (const auto& load : store::loads_with_sha256(ledger_, task.sha256))
      if (load.at == task.started && load.actor == task.actor && was_finished(task)) task.load = load.id;
    if (task.load != 0) import_job::end(task, done);
    else import_job::end(task, stopped, Refusal{Blame::input, "import.stopped-by-restart", {}});
  }

  // A release is finished only with the decision about the held load.
  bool was_finished(const store::ImportTask& task) {
    if (task.kind == store::TaskKind::send) return true;
    const auto held = store::load_with_id(ledger_, task.held);
    return held && held->state == store::LoadState::accepted;
  }

  void remove_strays() {
    using enum store::TaskState;
    std::set<std::string> kept;
    for (const auto state : {checking, ready, stopped})
      for (const auto& task : store::import_tasks_in(ledger_, state)) kept.insert(task.place);
    std::error_code none;
    std::vector<import_job::fs::path> strays;
    for (const auto& entry : import_job::fs::directory_iterator(sent_folder(settings_.home), none))
      if (!kept.contains(entry.path().filename().string())) strays.push_back(entry.path());
    for (const auto& each : strays) import_job::fs::remove_all(each, none);
  }

  void work_on(store::ImportTask& task, WorkWatch& of_task) {
    using enum store::TaskState;
    import_job::Watch watch(of_task);
    const bool checks = task.state == checking;
    auto worked = of_task.stopped() ? refuse(Blame::input, "import.stopped") : tried(task, watch);
    if (!worked) import_job::end(task, checks ? refused : stopped, import_job::without_paths(worked.error()));
    if (!of_task.begin_end() && !cancelled(task, checks)) return;
    write(task);
    if (task.state == refused || task.state == dropped || task.state == done) remove_sent_file(settings_.home, task);
  }

  // What it is when its sender, or the end of the service, cut it short; false: it is taken up again at the next start.
  bool cancelled(store::ImportTask& task, bool checks) {
    const bool closing = line_.is_closing();
    if (closing && checks) return false;
    if (checks) import_job::end(task, store::TaskState::dropped);
    else import_job::end(task, store::TaskState::stopped, Refusal{Blame::input, closing ? "import.stopped-by-restart" : "import.stopped", {}});
    return true;
  }

  void write(const store::ImportTask& task) {
    line_.write(ledger_, [&] {
      store::change_import_task(ledger_, task);
      if (settings_.tells_at) tell_sender(task);
    });
  }

  void tell_sender(const store::ImportTask& task) {
    const auto kind = import_job::mail_about(ledger_, task);
    if (!kind) return;
    for (const auto& person : store::people(ledger_))
      if (signature(person) == task.actor) tell_by_mail(ledger_, person, *kind, {"import", std::to_string(task.id), ""}, settings_.tells_at());
  }

  // On a thread of its own nobody catches what the engines throw.
  Result<void> tried(store::ImportTask& task, import_job::Watch& watch) {
    try {
      if (task.state == store::TaskState::checking) return check(task, watch);
      return task.kind == store::TaskKind::send ? import(task, watch) : release(task, watch);
    } catch (const std::exception& fault) {
      const std::string reason = fault.what();
      return refuse(Blame::fault, "import.failed", {{"reason", reason.substr(0, reason.find(" with :"))}});
    }
  }

  Result<ImportRequest> request_of(const store::ImportTask& task, import_job::Watch& watch, std::chrono::sys_seconds at) const {
    const auto share = largest_rejected_share(settings_.catalogue, Date::of(at));
    if (!share) return std::unexpected(share.error());
    return ImportRequest{.home = settings_.home, .files = {file_of_task(settings_.home, task)}, .organisation = task.organisation,
                         .largest_rejected_share = *share, .actor = task.actor, .at = at, .random = [this] { return random_number(); },
                         .threads = 1, .watch = &watch, .beside_others = true};
  }

  std::uint64_t random_number() const {
    std::uint64_t number = 0;
    settings_.random({reinterpret_cast<unsigned char*>(&number), sizeof number});
    return number;
  }

  Result<ImportedFile> imported(const store::ImportTask& task, import_job::Watch& watch, const ImportRequest& request) const {
    const auto day = Date::of(task.at);
    const auto known = import_definitions(settings_.catalogue, day);
    if (!known) return std::unexpected(known.error());
    const auto reader = catalogue_reader(settings_.catalogue, {task.profile, task.organisation, day, task.file, task.year,
                                                               [&watch](double share) { return watch.has_read(share); }});
    if (!reader) return std::unexpected(reader.error());
    auto report = import_files(request, *known, **reader);
    if (!report) return std::unexpected(report.error());
    return std::move(report->files.front());
  }

  Result<void> check(store::ImportTask& task, import_job::Watch& watch) const {
    auto request = request_of(task, watch, task.at);
    if (!request) return std::unexpected(request.error());
    request->check = true;
    auto file = imported(task, watch, *request);
    if (!file) return std::unexpected(file.error());
    if (file->state == store::LoadState::refused) return std::unexpected(file->refusal.value());
    if (auto refusal = import_job::not_to_be_sent(task, *file, settings_.catalogue)) return std::unexpected(std::move(*refusal));
    if (auto saved = save_preview(folder_of_task(settings_.home, task), preview_of(std::move(*file))); !saved) return saved;
    import_job::end(task, store::TaskState::ready);
    return {};
  }

  Result<void> import(store::ImportTask& task, import_job::Watch& watch) const {
    const auto bytes = sha256_of_file(file_of_task(settings_.home, task));
    if (!bytes) return std::unexpected(bytes.error());
    if (*bytes != task.sha256) return refuse(Blame::fault, "import.bytes-changed", {{"file", task.file}});
    const auto request = request_of(task, watch, task.started);
    if (!request) return std::unexpected(request.error());
    auto file = imported(task, watch, *request);
    if (!file) return std::unexpected(file.error());
    task.load = file->load;
    if (file->state == store::LoadState::refused) import_job::end(task, store::TaskState::refused, file->refusal);
    else import_job::end(task, store::TaskState::done);
    return {};
  }

  Result<void> release(store::ImportTask& task, import_job::Watch& watch) const {
    const auto day = Date::of(task.started);
    const auto known = import_definitions(settings_.catalogue, day);
    if (!known) return std::unexpected(known.error());
    const auto request = request_of(task, watch, task.started);
    if (!request) return std::unexpected(request.error());
    const auto reader_of = [&](const store::Load& load) {
      return reader_of_load(settings_.catalogue, load, day, [&watch](double share) { return watch.has_read(share); }).value();
    };
    const auto report = accept_load(*request, *known, reader_of, task.held, task.reason);
    if (!report) return std::unexpected(report.error());
    task.load = report->files.front().load;
    import_job::end(task, store::TaskState::done);
    return {};
  }

  Settings settings_;
  store::Ledger ledger_;  // of the thread
  TaskLine line_;  // last: it ends before what its work uses
};

ImportJobs::ImportJobs(std::unique_ptr<Working> working) : working_(std::move(working)) {}
ImportJobs::~ImportJobs() = default;

Result<std::unique_ptr<ImportJobs>> ImportJobs::open(const Settings& settings) {
  auto ledger = store::Ledger::open(settings.home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  auto working = std::make_unique<Working>(settings, std::move(*ledger));
  working->begin();
  return std::unique_ptr<ImportJobs>(new ImportJobs(std::move(working)));
}

void ImportJobs::start(std::int64_t task) { working_->line().add(task); }
bool ImportJobs::cancel(std::int64_t task) { return working_->line().stop(task); }
void ImportJobs::wait_for(std::int64_t task, std::chrono::milliseconds at_most) const { working_->line().wait_for(task, at_most); }

std::optional<JobProgress> ImportJobs::progress(std::int64_t task) const {
  const auto place = working_->line().place_of(task);
  return place ? std::optional(import_job::progress_of(*place)) : std::nullopt;
}

std::filesystem::path sent_folder(const std::filesystem::path& home) { return home / "sent"; }
std::filesystem::path folder_of_task(const std::filesystem::path& home, const store::ImportTask& task) { return sent_folder(home) / task.place; }
std::filesystem::path file_of_task(const std::filesystem::path& home, const store::ImportTask& task) { return folder_of_task(home, task) / "file"; }

void remove_sent_file(const std::filesystem::path& home, const store::ImportTask& task) {
  std::error_code none;
  if (!task.place.empty()) std::filesystem::remove_all(folder_of_task(home, task), none);
}

}  // namespace potensial::service
