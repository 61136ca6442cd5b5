// A copy of a home while others work in it, and a home made from such a copy (assurance REL-7, first form: not encrypted).
//
// A backup is a folder: the ledger as of one moment, every file of facts that it names, the held files, and the hash of
// the ledger. It appears under its name only when it is complete. Files of facts are compared with their hashes on the
// way out and again on the way in; a restored home is there only when all of it, the audit log included, is whole.
// Refusals: "backup.exists", "restore.home-exists", "restore.no-backup", "restore.damaged" {file}; "facts.missing",
// "facts.damaged"; those of verify_audit; "file.*". One thread per home.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {

struct BackupCounts {
  std::size_t files = 0;  // of facts
  std::uint64_t bytes = 0;
  store::AuditHead head;  // of the audit log in the backup
};

// Both append an entry to the audit log of the home.
Result<BackupCounts> back_up(const std::filesystem::path& home, const std::filesystem::path& backup, const std::string& actor,
                             std::chrono::sys_seconds at);
Result<BackupCounts> restore(const std::filesystem::path& backup, const std::filesystem::path& home, const std::string& actor,
                             std::chrono::sys_seconds at);

}  // namespace potensial::service
