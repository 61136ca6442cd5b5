// From the rows of an incoming file to rows as they are stored: learners by their id in place of names and
// numbers, parted by authority and school year. One thread at a time (the learner index).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/collection.hpp"
#include "model/incoming_file.hpp"
#include "service/import_organisations.hpp"
#include "store/learner_index.hpp"

namespace potensial::service {

// Rows of one collection, authority and year. Columns: load, organisation, section, learner, year, row, then
// those of the collection that do not identify a learner, each with the collection's type.
struct StoredRows {
  std::string collection, authority;
  AcademicYear year;
  FactTable table;
};

inline constexpr std::size_t section_place = 2, learner_place = 3, row_place = 5;  // among those columns

const Collection* find_collection(std::span<const Collection> collections, std::string_view id);

// Rejects the rows whose pupil number the ledger knows as that of another child.
void reject_other_children(IncomingFile& file, const store::LearnerIndex& index);

struct PreparedRows {
  std::vector<StoredRows> parts;
  std::vector<std::uint64_t> known_anew;  // source rows that told something new about who a learner is, ascending
};
// Takes the tables out of `file`. Every table's collection must be among `collections`.
PreparedRows prepare_rows(IncomingFile& file, std::int64_t load, std::span<const Collection> collections,
                          store::LearnerIndex& index, const KnownOrganisations& organisations);

}  // namespace potensial::service
