// Facts on disk: Parquet files (zstd) under facts/authority=…/collection=…/year=…/ of the home, and the
// view of the rows that are current in them.
//
// Every row carries `load`, `organisation` (reporting), `section`, `learner` (absent where the collection is
// not about learners), `year` and `row`, beside the columns of its collection; no name, no UPN, no birth
// date. A file is written under a temporary name, synced and renamed; it counts only once the ledger names
// it with its SHA-256. Files are never changed. Thread-safe for different connections.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/column.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"
#include "store/load_store.hpp"

namespace potensial::store {

inline constexpr std::string_view facts_folder = "facts";

// Folder of a partition, relative to the home.
std::filesystem::path partition_folder(std::string_view authority, std::string_view collection, AcademicYear year);

// `pieces` of the partition, one after the other, with the same columns, at least one; `name` without suffix. The connection must be open on the home's facts folder (DuckdbConnection::on_folders).
Result<FactFile> write_facts(DuckdbConnection& connection, const std::filesystem::path& home, std::string_view authority,
                             std::string_view collection, AcademicYear year, std::string_view name,
                             std::span<const FactTable> pieces);
// Refusals: "facts.missing", "facts.damaged".
Result<void> verify_facts(const std::filesystem::path& home, const FactFile& file);
// Deletes files of the facts folder that the ledger does not name: what a killed import left. Only for the
// one process that holds the home for writing. Returns how many.
std::size_t remove_orphaned_facts(Ledger& ledger, const std::filesystem::path& home);

// What a reader needs of one collection.
CurrentFacts current_facts(Ledger& ledger, const std::filesystem::path& home, const FactSelection& selection);

// What loads known to be in force hold of one partition: what a file that replaces them is compared with.
CurrentFacts facts_of_loads(Ledger& ledger, const std::filesystem::path& home, std::string_view authority,
                            const std::string& collection, AcademicYear year, std::span<const std::int64_t> loads);

// The rows of one school year that these facts hold and nothing has replaced, in the order of the files.
Result<FactTable> standing_rows(DuckdbConnection& connection, const CurrentFacts& facts, AcademicYear year);

// Makes the view `name` of the current rows: columns of the files, with `learner` as merges and splits read
// it, and `precedence`: of two rows for one fact the one with the greater precedence holds (statutory returns
// before transfer files, then the newer load). Needs at least one file; the connection must be open on the
// folders of the files.
Result<void> create_facts_view(DuckdbConnection& connection, std::string_view name, const CurrentFacts& facts,
                               std::span<const LearnerAlias> aliases);

// Under which ids rows stand that may be read as the learner's, its own first.
std::vector<std::int64_t> ids_read_as(std::span<const LearnerAlias> aliases, std::int64_t learner);

std::string text_literal(std::string_view text);  // 'as it stands in SQL'

// Everything that is known of one learner, one table per collection that has any row, ordered by year, load and
// row: every enrolment, every result, every support (DATA-03). `learner` is the record that is kept.
struct CollectionFacts {
  std::string collection;
  CurrentFacts facts;
};
Result<std::vector<FactTable>> learner_facts(DuckdbConnection& connection, std::span<const CollectionFacts> collections,
                                             std::span<const LearnerAlias> aliases, LearnerId learner);

}  // namespace potensial::store
