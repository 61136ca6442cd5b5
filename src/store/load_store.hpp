// Loads: what came in, when, from whom, what became of it, and which loads are current.
//
// A load is one source file. It consists of parts, one per (collection, year, section); a section is what
// is sent and replaced apart within a collection, such as a key stage. What a whole file replaces is keyed
// by (source, reporting organisation, collection, year, section): its parts supersede those of the same
// key. A partial file supersedes only the learners it carries. Nothing is deleted: a superseded part names
// the load that superseded it, so that what was current after any load can be told again. Ids of loads
// ascend with time. See docs/reference/ledger.md.
//
// For every load: read = loaded + unchanged + rejected (the schema refuses anything else). Writing
// functions are called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "model/incoming_file.hpp"
#include "model/learner_id.hpp"
#include "store/current_facts.hpp"
#include "store/identity_store.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

enum class LoadState {
  current,     // at least one part is read by analyses
  superseded,  // later loads replaced all of it
  unchanged,   // brought nothing new: nothing was stored
  held,        // too many rejected rows: waits for a named decision
  accepted,    // was held; a later load holds its rows
  cancelled,   // was held; will not be loaded
  refused      // the whole file was refused
};
std::string_view word(LoadState state);

struct Load {
  std::int64_t id = 0;
  std::string source, profile, file, sha256;
  std::string organisation;  // reporting; empty where the file speaks for many
  std::string collection;    // main one
  AcademicYear year;
  bool partial = false;
  std::uint64_t read = 0, loaded = 0, unchanged = 0, rejected = 0;
  LoadState state = LoadState::current;
  std::string refusal;       // message id of a refused or held file
  std::string actor;
  std::chrono::sys_seconds at{};
  std::optional<Decision> decided;  // of a held load: who accepted or cancelled it
};

struct LoadPart {
  std::string collection;
  AcademicYear year;
  std::string section;
  std::uint64_t rows = 0;
};

struct FactFile {
  std::string path;    // relative to the home
  std::string sha256;
  std::uint64_t rows = 0;
  std::string authority, collection;
  AcademicYear year;
};

// A part that is current.
struct CurrentPart {
  std::int64_t load = 0;
  AcademicYear year;
  std::string section, source;
};

std::int64_t next_load_id(Ledger& ledger);
void add_load(Ledger& ledger, const Load& load);
// Of a load already added. `add_whole_part` supersedes the current parts of the same key;
// `add_partial_part` leaves them current and supersedes the given learners in them.
void add_whole_part(Ledger& ledger, const Load& load, const LoadPart& part);
void add_partial_part(Ledger& ledger, const Load& load, const LoadPart& part, std::span<const SupersededLearner> replaced);
void add_fact_file(Ledger& ledger, const FactFile& file, std::span<const std::int64_t> loads);
void add_quarantine(Ledger& ledger, std::int64_t load, std::span<const RowProblem> problems);  // after those it has
// Refusals: "load.unknown", "load.not-held".
Result<Load> decide_held_load(Ledger& ledger, std::int64_t load, LoadState state, const Decision& decision);

std::optional<Load> load_with_id(Ledger& ledger, std::int64_t id);
std::vector<Load> loads(Ledger& ledger);  // all, by id
std::vector<Load> loads_with_sha256(Ledger& ledger, std::string_view sha256);
// Whether nothing of a load was replaced since, not even one learner.
bool wholly_current(Ledger& ledger, std::int64_t load);
// In the order of the file; from the one after `skip` on, at most so many.
std::vector<RowProblem> quarantine(Ledger& ledger, std::int64_t load, std::size_t skip = 0, std::size_t most = SIZE_MAX);
struct RuleCount {
  std::string rule;
  std::uint64_t rows = 0;
  std::size_t first = 0;  // where the first of them stands, from 0
};
std::vector<RuleCount> quarantined_by_rule(Ledger& ledger, std::int64_t load);  // the most frequent first
// Loads of a reporting organisation, of an authority also those of its schools; the newest first. `state`: only those.
std::vector<std::int64_t> load_ids_for(Ledger& ledger, const std::string& organisation, std::optional<LoadState> state = {});
// The last load made at or before an instant; 0 when there is none.
std::int64_t load_at(Ledger& ledger, std::chrono::sys_seconds at);

// What one question reads. `authorities` empty: all. `as_of`: as it was after that load.
struct FactSelection {
  std::string collection;
  std::vector<std::string> authorities;
  std::optional<AcademicYear> first, last;
  std::optional<std::int64_t> as_of;
};
std::vector<FactFile> current_fact_files(Ledger& ledger, const FactSelection& selection);  // by path
std::vector<CurrentPart> current_parts(Ledger& ledger, const FactSelection& selection);    // by load
std::vector<SupersededPart> superseded_parts(Ledger& ledger, const FactSelection& selection);  // by load
std::vector<SupersededLearner> superseded_learners(Ledger& ledger, const FactSelection& selection);
// The same of one load, whatever else the ledger holds.
std::vector<FactFile> fact_files_of(Ledger& ledger, std::int64_t load);  // by path
std::vector<SupersededPart> superseded_parts_of(Ledger& ledger, std::int64_t load, const std::string& collection);
std::vector<SupersededLearner> superseded_learners_of(Ledger& ledger, std::int64_t load, const std::string& collection);
// Of each part, the loads that are current under its key.
std::vector<std::vector<std::int64_t>> current_loads_under(Ledger& ledger, const Load& load, std::span<const LoadPart> parts);

std::vector<FactFile> all_fact_files(Ledger& ledger);  // superseded generations included, by path

}  // namespace potensial::store
