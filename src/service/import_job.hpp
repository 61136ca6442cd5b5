// The import: files come in, and every row of them is loaded, unchanged or rejected, never lost (DATA-01,
// DATA-02; assurance REL-1, REL-2).
//
// A file is taken whole or not at all. It is refused when it is for another organisation, cannot be read, or
// is another year's file sent again; held when too large a share of its rows is rejected; unchanged when it
// brings nothing new; else loaded. Its learners are found or made in the identity store, its facts written
// as Parquet, and everything becomes visible with one commit of the ledger. Killed at any moment it leaves
// the old state or the new one.
//
// One import writes to a home at a time ("home.in-use"). The clock and the source of random numbers are
// passed in. Refusals of single files stand in the report; a refused call changed nothing more.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/collection.hpp"
#include "model/incoming_file.hpp"
#include "model/organisation.hpp"
#include "store/load_store.hpp"

namespace potensial::service {

// Turns a file into rows. Called from several threads at once.
class ImportReader {
 public:
  virtual ~ImportReader() = default;
  // The main collection it would bring, by its name; nothing when no profile fits.
  virtual std::optional<std::string> collection(const std::filesystem::path& file) const = 0;
  // The one organisation for which it speaks, as far as its path tells.
  virtual std::string organisation(const std::filesystem::path&) const { return {}; }
  // With `sha256` of its bytes.
  virtual Result<IncomingFile> read(const std::filesystem::path& file) const = 0;
};

struct ImportDefinitions {
  std::vector<Collection> collections;
  std::vector<Organisation> organisations;  // known without any import
  std::vector<Membership> memberships;
};

// Follows an import while it works. Told from its threads.
class ImportWatch {
 public:
  enum class Step { reading, comparing, writing };
  virtual ~ImportWatch() = default;
  // Before each step; false ends the import there with "import.stopped", and nothing of it is in the home. What was let
  // into `writing` is committed.
  virtual bool goes_on(Step step) = 0;
};

struct ImportRequest {
  std::filesystem::path home;
  std::vector<std::filesystem::path> files;  // folders are walked
  std::string organisation;                  // --for; empty: any
  bool check = false;                        // tells what would happen and writes nothing
  bool hold = true;                          // false: too many rejected rows do not hold a file
  double largest_rejected_share = 0.02;
  std::string actor;
  std::chrono::sys_seconds at{};
  std::function<std::uint64_t()> random;     // 64 random bits a call
  unsigned threads = 2;
  std::size_t batch_cells = 12'000'000;      // values that become visible together; about half a gigabyte
  ImportWatch* watch = nullptr;
  bool beside_others = false;                // others write to the ledger meanwhile: it is kept from them for moments only
};

struct ImportCounts {
  std::uint64_t read = 0, loaded = 0, unchanged = 0, rejected = 0;
};

// Rows beside what was current under the same key. Removed rows stood there and are not sent any more.
struct ImportChanges {
  std::uint64_t added = 0, changed = 0, removed = 0;
};

// A part of a load, and the current loads whose rows under its key it replaces: all of them, or (partial) those of its learners.
struct ReplacedPart {
  store::LoadPart part;
  bool whole = true;
  std::vector<std::int64_t> loads;
};

struct ImportedFile {
  std::string file;
  std::int64_t load = 0;   // as the ledger numbers it; of a check: as it would
  std::string collection, organisation;
  AcademicYear year;
  store::LoadState state = store::LoadState::current;
  ImportCounts counts;
  ImportChanges changes;
  std::optional<Refusal> refusal;    // of a refused or held file
  std::vector<RowProblem> problems;  // rejected and flagged rows, by row
  std::string profile;               // that read it
  std::vector<ReplacedPart> parts;   // of a check
};

struct ImportReport {
  std::vector<ImportedFile> files;
  std::vector<std::string> skipped;  // found in folders, and known to no profile

  ImportCounts counts() const;
  bool held() const;
  bool sound() const;  // nothing was refused, held or rejected
};

Result<ImportReport> import_files(const ImportRequest& request, const ImportDefinitions& definitions,
                                  const ImportReader& reader);

// A held load is decided by name, with a reason. Accepting imports the kept copy of the file; `reader_of`
// gives the reader that reads it as it was read. Refusals: "load.unknown", "load.not-held", "load.reason-missing".
using ReaderOfLoad = std::function<std::unique_ptr<ImportReader>(const store::Load&)>;
Result<ImportReport> accept_load(const ImportRequest& request, const ImportDefinitions& definitions,
                                 const ReaderOfLoad& reader_of, std::int64_t load, const std::string& reason);
Result<store::Load> cancel_load(const ImportRequest& request, std::int64_t load, const std::string& reason);

inline constexpr std::string_view ledger_file = "ledger.sqlite";

}  // namespace potensial::service
