// Reads a CSV file by a mapping profile into rows of collections, every problem reported.
//
// Every data row is either in the tables or in `rejected`. A row is checked cell by cell against the
// collections (types, code sets, ranges, required) and as a whole (UPN, duplicates, days in order, sessions
// that add up); a row of which one record fails is rejected whole. Codes are stored as the code set writes
// them. Marks are absences, never 0. A learner's rows that are the same row twice: the first is kept, the
// later rejected; one UPN with two birth dates: all its rows rejected.
//
// Every table has an integer column `row` (data row of the source, from 1). A table whose collection has a
// column `year` has it filled from the row, else from the file.
//
// Rows of which every cell is empty are passed over and not counted.
//
// Whole-file refusals (Blame::file): exchange.empty, exchange.no-rows, exchange.too-large, exchange.encoding-*,
// exchange.not-text, exchange.no-header, exchange.unclosed-quote, exchange.truncated,
// exchange.other-organisation, exchange.other-year; Blame::input: exchange.collection-unknown, exchange.stopped.
// Thread-safe: no state outside the call.
#pragma once

#include "base/result.hpp"
#include "exchange/mapping_profile.hpp"
#include "exchange/reading_rules.hpp"
#include "model/incoming_file.hpp"

namespace potensial::exchange {

Result<IncomingFile> read_csv(const MappingProfile& profile, const ReadingRules& rules, const FileToRead& file);

}  // namespace potensial::exchange
