#include "service/import_job.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "service/import_batch.hpp"
#include "service/import_checks.hpp"
#include "service/import_commit.hpp"
#include "service/import_home.hpp"
#include "service/import_read_ahead.hpp"
#include "service/import_sources.hpp"

namespace potensial::service {
namespace {

constexpr std::string_view census_collection = "census";
constexpr std::size_t judged_together = 1'000'000;  // values
constexpr std::uint64_t read_ahead_bytes = 64 << 20;  // of files: enough to read on while a batch is committed; ten times that as tables

store::Load load_of(const IncomingFile& file, const ImportRequest& request, std::int64_t id) {
  return {.id = id, .source = file.source, .profile = file.profile, .file = file.file, .sha256 = file.sha256,
          .organisation = file.organisation, .collection = file.collection, .year = file.year, .partial = file.partial,
          .read = file.read, .rejected = file.rejected.size(), .actor = request.actor, .at = request.at};
}

ImportedFile told(const PreparedLoad& prepared) {
  const auto& load = prepared.load;
  return {load.file, load.id, load.collection, load.organisation, load.year, load.state,
          {load.read, load.loaded, load.unchanged, load.rejected}, prepared.changes, {}, prepared.problems, load.profile, {}};
}

std::vector<ReplacedPart> replaced_parts(store::Ledger& ledger, const PreparedLoad& prepared) {
  std::vector<store::LoadPart> keys;
  for (const auto& each : prepared.parts) keys.push_back(each.part);
  auto loads = store::current_loads_under(ledger, prepared.load, keys);
  std::vector<ReplacedPart> parts;
  for (std::size_t i = 0; i < keys.size(); ++i) parts.push_back({keys[i], prepared.parts[i].whole, std::move(loads[i])});
  return parts;
}

void require_sum(const store::Load& load) {
  if (load.read != load.loaded + load.unchanged + load.rejected)
    throw std::logic_error(fmt::format("the counts of {} do not add up", load.file));
}

// One call of import_files.
class ImportRun {
 public:
  ImportRun(const ImportRequest& request, const ImportDefinitions& definitions, ImportHome& home)
      : request_(request), definitions_(definitions), home_(home), decision_{request.actor, "import", request.at},
        index_(store::LearnerIndex::of(home.ledger, request.random)),
        organisations_(KnownOrganisations::of(home.ledger)), next_load_(store::next_load_id(home.ledger)),
        commit_(home.folder, request.threads, request.beside_others) {
    for (const auto& each : definitions.organisations)
      if (!organisations_.knows(each.id)) organisations_.add(each);
  }

  // False when the import cannot go on; `failure` says why.
  bool take(const std::filesystem::path& path, Result<IncomingFile> file) {
    auto done = file ? take_file(path, std::move(*file)) : note_unread(path, file.error());
    if (!done) failure_ = std::move(done.error());
    return !failure_;
  }

  Result<std::vector<ImportedFile>> finish() {
    if (!failure_)
      if (auto done = drain(); !done) failure_ = done.error();
    if (!failure_ && !request_.check)
      if (auto done = flag_enrolments(); !done) failure_ = done.error();
    if (failure_) return std::unexpected(*failure_);
    return std::move(files_);
  }

 private:
  Result<void> take_file(const std::filesystem::path& path, IncomingFile file) {
    if (waiting_bytes_.contains(file.sha256) || batch_.holds_bytes(file.sha256)) {
      if (auto done = drain(); !done) return done;
    } else if (commit_.under_way() && commit_.under_way()->holds_bytes(file.sha256)) {
      if (auto done = settle(); !done) return done;
    }
    auto load = load_of(file, request_, next_load_++);
    if (auto refusal = whole_file_refusal(file, request_, definitions_, organisations_, home_.ledger))
      return note_refused(std::move(load), std::move(*refusal));
    const auto same = current_load_of(file, load);
    if (!same) return std::unexpected(same.error());
    if (*same) return note_same(std::move(load), **same);
    if (tells_of_organisations(file.collection)) return take_organisations(path, std::move(load), std::move(file));
    reject_other_children(file, index_);
    load.rejected = file.rejected.size();
    if (auto refusal = held(file)) return note_held(path, std::move(load), std::move(file), std::move(*refusal));
    return take_facts(std::move(load), std::move(file));
  }

  // The ledger has the last word only when nothing of the same sender is on its way there.
  Result<std::optional<store::Load>> current_load_of(const IncomingFile& file, const store::Load& load) {
    auto same = same_file_current(home_.ledger, file);
    const bool on_its_way = waiting_parts_.any_from(load) || batch_.any_from(load) ||
                            (commit_.under_way() && commit_.under_way()->any_from(load));
    if (!same || !on_its_way) return same;
    if (auto done = drain(); !done) return std::unexpected(done.error());
    return same_file_current(home_.ledger, file);
  }

  Result<void> go_on(ImportWatch::Step step) const {
    return !request_.watch || request_.watch->goes_on(step) ? Result<void>{} : refuse(Blame::input, "import.stopped");
  }

  std::optional<Refusal> held(const IncomingFile& file) const {
    return request_.hold ? too_many_rejected(file, request_.largest_rejected_share) : std::nullopt;
  }

  Result<void> take_facts(store::Load load, IncomingFile file) {
    enter_unknown_organisations(file, organisations_);
    batch_.enter(organisations_.take_entered());
    if (file.collection == census_collection) censuses_.insert(file.year);
    auto rows = prepare_rows(file, load.id, definitions_.collections, index_, organisations_);
    PreparedLoad prepared{std::move(load), prepared_parts(file, rows.parts), std::move(rows.parts), std::move(file.problems), {},
                          std::move(rows.known_anew)};
    std::ranges::stable_sort(prepared.problems, {}, &RowProblem::row);
    if (!must_wait(prepared)) return judge({&prepared, 1});
    wait(std::move(prepared));
    return waiting_cells_ > request_.batch_cells ? drain() : Result<void>{};
  }

  // Whether it replaces what the batch holds, or what waits before it.
  bool must_wait(const PreparedLoad& prepared) const {
    return batch_.waits_for(prepared.load, prepared.parts) || waiting_parts_.meet(prepared.load, prepared.parts);
  }

  void wait(PreparedLoad prepared) {
    waiting_parts_.add(prepared.load, prepared.parts);
    waiting_bytes_.insert(prepared.load.sha256);
    waiting_cells_ += cells_of(prepared);
    waiting_.push_back(std::move(prepared));
  }

  // None may replace what another of them brings.
  Result<void> judge(std::span<PreparedLoad> files) {
    if (auto wanted = go_on(ImportWatch::Step::comparing); !wanted) return wanted;
    const auto* under_way = commit_.under_way();
    if (under_way && std::ranges::any_of(files, [&](const auto& each) { return under_way->waits_for(each.load, each.parts); }))
      if (auto done = settle(); !done) return done;
    if (auto done = compare_with_current(files, definitions_.collections, home_.current(learners_)); !done) return done;
    for (auto& each : files) add(std::move(each));
    return batch_.cells() > request_.batch_cells ? start_commit() : Result<void>{};
  }

  void add(PreparedLoad prepared) {
    require_sum(prepared.load);
    files_.push_back(told(prepared));
    if (request_.check) files_.back().parts = replaced_parts(home_.ledger, prepared);
    learners_.note(prepared);
    batch_.add(std::move(prepared));
  }

  // Commits what waits, then what had to wait for it, in rounds: of two files that speak of the same, the later one
  // comes a round later.
  Result<void> drain() {
    if (auto done = commit(); !done) return done;
    while (!waiting_.empty()) {
      waiting_parts_ = {};
      waiting_bytes_.clear();
      waiting_cells_ = 0;
      if (auto done = judge_round(std::exchange(waiting_, {})); !done) return done;
      if (auto done = commit(); !done) return done;
    }
    return {};
  }

  // Those that need not wait again are judged together, as far as memory goes.
  Result<void> judge_round(std::vector<PreparedLoad> files) {
    std::vector<PreparedLoad> ready;
    PartsSpokenOf ready_parts;
    std::size_t cells = 0;
    for (auto& each : files) {
      if (must_wait(each) || ready_parts.meet(each.load, each.parts)) {
        wait(std::move(each));
        continue;
      }
      ready_parts.add(each.load, each.parts);
      cells += cells_of(each);
      ready.push_back(std::move(each));
      if (cells < judged_together) continue;
      if (auto done = judge(ready); !done) return done;
      ready.clear();
      ready_parts = {};
      cells = 0;
    }
    return judge(ready);
  }

  Result<void> commit() {
    auto done = start_commit();
    return done ? settle() : done;
  }

  // What waits is written while the next files are read.
  Result<void> start_commit() {
    auto batch = std::exchange(batch_, {});
    if (auto done = settle(); !done) return done;
    if (request_.check || batch.empty()) return {};
    if (auto wanted = go_on(ImportWatch::Step::writing); !wanted) return wanted;
    commit_.start(std::move(batch), index_.take_changes(), decision_);
    return {};
  }

  Result<void> settle() { return commit_.settle(); }

  Result<void> note_unread(const std::filesystem::path& path, Refusal refusal) {
    store::Load load{.id = next_load_++, .file = path.string(), .actor = request_.actor, .at = request_.at};
    return note_refused(std::move(load), std::move(refusal));
  }

  Result<void> note_refused(store::Load load, Refusal refusal) {
    load.state = store::LoadState::refused;
    load.refusal = refusal.code;
    load.read = load.rejected = 0;
    add({std::move(load)});
    files_.back().refusal = std::move(refusal);
    return {};
  }

  // Its rejected rows stand in the quarantine of the load that brought it first.
  Result<void> note_same(store::Load load, const store::Load& first) {
    load.state = store::LoadState::unchanged;
    load.rejected = first.rejected;
    load.unchanged = load.read - load.rejected;
    add({std::move(load)});
    return {};
  }

  Result<void> note_held(const std::filesystem::path& path, store::Load load, IncomingFile file, Refusal refusal) {
    load.state = store::LoadState::held;
    load.refusal = refusal.code;
    load.rejected = load.read;
    if (!request_.check)
      if (auto kept = keep_held_file(home_.folder, load.id, path); !kept) return kept;
    add({.load = std::move(load), .problems = std::move(file.problems)});
    files_.back().refusal = std::move(refusal);
    return {};
  }

  // Organisations go to the ledger at once: the files after them need them.
  Result<void> take_organisations(const std::filesystem::path& path, store::Load load, IncomingFile file) {
    if (auto refusal = held(file)) return note_held(path, std::move(load), std::move(file), std::move(*refusal));
    if (auto done = drain(); !done) return done;
    store::Transaction transaction(home_.ledger);
    const auto changed = put_organisation_rows(home_.ledger, file);
    load.loaded = static_cast<std::uint64_t>(std::ranges::count(changed, true));
    load.unchanged = load.read - load.rejected - load.loaded;
    if (load.loaded == 0) load.state = store::LoadState::unchanged;
    organisations_ = KnownOrganisations::of(home_.ledger);
    if (!request_.check) transaction.commit();
    add({.load = std::move(load), .problems = std::move(file.problems)});
    return commit();
  }

  Result<void> flag_enrolments() {
    for (const auto year : censuses_) {
      const auto flags = flag_double_enrolments(home_.ledger, home_.facts, home_.folder, year);
      if (!flags) return std::unexpected(flags.error());
      for (auto& file : files_)
        if (const auto found = flags->find(file.load); found != flags->end())
          file.problems.insert(file.problems.end(), found->second.begin(), found->second.end());
    }
    return {};
  }

  const ImportRequest& request_;
  const ImportDefinitions& definitions_;
  ImportHome& home_;
  store::Decision decision_;
  store::LearnerIndex index_;
  KnownOrganisations organisations_;
  std::int64_t next_load_;
  ImportBatch batch_;
  LearnersOfLoads learners_;
  std::vector<PreparedLoad> waiting_;  // files that replace what the batch or an earlier one of them holds
  std::size_t waiting_cells_ = 0;
  PartsSpokenOf waiting_parts_;
  std::set<std::string> waiting_bytes_;
  std::set<AcademicYear> censuses_;
  std::vector<ImportedFile> files_;
  std::optional<Refusal> failure_;
  ImportCommit commit_;
};

// 0 of what cannot be read: reading it says why.
std::vector<std::uint64_t> sizes_of(std::span<const std::filesystem::path> files) {
  std::vector<std::uint64_t> sizes;
  for (const auto& file : files) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    sizes.push_back(none ? 0 : size);
  }
  return sizes;
}

}  // namespace

ImportCounts ImportReport::counts() const {
  ImportCounts sum;
  for (const auto& file : files) {
    sum.read += file.counts.read;
    sum.loaded += file.counts.loaded;
    sum.unchanged += file.counts.unchanged;
    sum.rejected += file.counts.rejected;
  }
  return sum;
}

bool ImportReport::held() const {
  return std::ranges::any_of(files, [](const ImportedFile& file) { return file.state == store::LoadState::held; });
}

bool ImportReport::sound() const {
  return std::ranges::none_of(files, [](const ImportedFile& file) { return file.refusal || file.counts.rejected > 0; });
}

Result<ImportReport> import_files(const ImportRequest& request, const ImportDefinitions& definitions,
                                  const ImportReader& reader) {
  auto sources = import_sources(request.files, reader);
  if (!sources) return std::unexpected(sources.error());
  auto home = ImportHome::open(request, definitions);
  if (!home) return std::unexpected(home.error());
  ImportRun run(request, definitions, *home);
  const auto& files = sources->files;
  read_ahead(sizes_of(files), request.threads, read_ahead_bytes,
             [&](std::size_t i) { return reader.read(files[i]); },
             [&](std::size_t i, Result<IncomingFile> file) { return run.take(files[i], std::move(file)); });
  auto done = run.finish();
  if (!done) return std::unexpected(done.error());
  return ImportReport{std::move(*done), std::move(sources->skipped)};
}

}  // namespace potensial::service
