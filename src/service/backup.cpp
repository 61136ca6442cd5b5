#include "service/backup.hpp"

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "service/audit.hpp"
#include "service/import_home.hpp"
#include "service/import_job.hpp"
#include "store/fact_files.hpp"
#include "store/load_store.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

fs::path hash_file() { return std::string(ledger_file) + ".sha256"; }

// What is written under a temporary name until it is complete.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& target)
      : target_(target.has_filename() ? target : target.parent_path()), folder_(temporary_name(target_)) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);  // learners' names lie in it
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const fs::path& folder() const { return folder_; }
  Result<void> finish() {
    if (auto renamed = rename_file(folder_, target_); !renamed) return renamed;
    return sync_file(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
  }

 private:
  fs::path target_, folder_;
};

std::unexpected<Refusal> of_file(const char* code, const fs::path& file) {
  return refuse(Blame::input, code, {{"file", file.string()}});
}

Result<void> copy_synced(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::create_directories(to.parent_path(), failed);
  if (!failed) fs::copy_file(from, to, failed);
  if (failed) return refuse(Blame::file, fs::exists(from) ? "file.unwritable" : "file.unreadable",
                            {{"file", fs::exists(from) ? to.string() : from.string()}});
  return sync_file(to);
}

// Copies the files of facts that the ledger names, and compares each copy with its hash.
Result<void> copy_facts(store::Ledger& ledger, const fs::path& from, const fs::path& to, BackupCounts& counts) {
  for (const auto& file : store::all_fact_files(ledger)) {
    if (!fs::exists(from / file.path)) return refuse(Blame::fault, "facts.missing", {{"file", file.path}});
    if (auto copied = copy_synced(from / file.path, to / file.path); !copied) return copied;
    if (auto sound = store::verify_facts(to, file); !sound) return sound;
    ++counts.files;
    counts.bytes += fs::file_size(to / file.path);
  }
  return {};
}

// Files of loads about which nobody has decided; one that is decided meanwhile may go.
Result<void> copy_held(store::Ledger& ledger, const fs::path& from, const fs::path& to) {
  for (const auto& load : store::loads(ledger)) {
    if (load.state != store::LoadState::held) continue;
    const auto file = held_file(from, load.id);
    if (!file) continue;
    if (auto copied = copy_synced(*file, to / file->lexically_relative(from)); !copied && fs::exists(*file)) return copied;
  }
  return {};
}

// All that belongs to the ledger in `to`, which is checked as a whole.
Result<BackupCounts> complete(const fs::path& from, const fs::path& to) {
  auto ledger = store::Ledger::open(to / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  BackupCounts counts;
  if (auto copied = copy_facts(*ledger, from, to, counts); !copied) return std::unexpected(copied.error());
  if (auto copied = copy_held(*ledger, from, to); !copied) return std::unexpected(copied.error());
  auto head = store::verify_audit(*ledger);
  if (!head) return std::unexpected(head.error());
  counts.head = std::move(*head);
  return counts;
}

Result<void> write_hash(const fs::path& folder) {
  if (auto synced = sync_file(folder / ledger_file); !synced) return synced;
  const auto hash = sha256_of_file(folder / ledger_file);
  if (!hash) return std::unexpected(hash.error());
  return write_file(folder / hash_file(), *hash + "\n");
}

Result<void> take_ledger(const fs::path& backup, const fs::path& to) {
  const auto hash = read_file(backup / hash_file());
  if (!hash || !fs::exists(backup / ledger_file)) return of_file("restore.no-backup", backup);
  if (auto copied = copy_synced(backup / ledger_file, to / ledger_file); !copied) return copied;
  if (sha256_of_file(to / ledger_file).value_or("") + "\n" != *hash) return of_file("restore.damaged", backup / ledger_file);
  return {};
}

std::string object_of(const fs::path& backup) {
  return "backup/" + (backup.has_filename() ? backup : backup.parent_path()).filename().string();
}

// The ledger is closed again: its folder is about to get another name.
Result<void> record_restore(const fs::path& home, const store::AuditEntry& entry) {
  auto ledger = store::Ledger::open(home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  record_seen(*ledger, entry);
  return {};
}

}  // namespace

Result<BackupCounts> back_up(const fs::path& home, const fs::path& backup, const std::string& actor, std::chrono::sys_seconds at) {
  if (fs::exists(backup)) return of_file("backup.exists", backup);
  if (!fs::exists(home / ledger_file)) return of_file("backup.no-home", home);
  auto ledger = store::Ledger::open(home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  record_seen(*ledger, {at, actor, "backup", object_of(backup), {}});
  Unfinished unfinished(backup);
  ledger->copy_to(unfinished.folder() / ledger_file);
  auto counts = complete(home, unfinished.folder());
  if (!counts) return counts;
  if (auto written = write_hash(unfinished.folder()); !written) return std::unexpected(written.error());
  if (auto done = unfinished.finish(); !done) return std::unexpected(done.error());
  return counts;
}

Result<BackupCounts> restore(const fs::path& backup, const fs::path& home, const std::string& actor, std::chrono::sys_seconds at) {
  if (fs::exists(home)) return of_file("restore.home-exists", home);
  Unfinished unfinished(home);
  if (auto taken = take_ledger(backup, unfinished.folder()); !taken) return std::unexpected(taken.error());
  auto counts = complete(backup, unfinished.folder());
  if (!counts) return counts;
  const auto recorded = record_restore(unfinished.folder(), {at, actor, "restore", object_of(backup), {}});
  if (!recorded) return std::unexpected(recorded.error());
  if (auto done = unfinished.finish(); !done) return std::unexpected(done.error());
  return counts;
}

}  // namespace potensial::service
