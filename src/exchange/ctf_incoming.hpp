// A Common Transfer File as rows of our collections: census, assessment, attendance and school-history.
//
// One pupil is one row of the file; a pupil is kept whole or rejected whole. Identity is strict (UPN, two
// pupils with one UPN); a code, number or day that is not known elsewhere is told and left out. What a full
// file does not mention of meals, special needs and care is "no"; of a partial file it is unknown, and no
// census row is made. Results are filed under the school attended at the end of their school year. The
// indicators CSI and FPI are not loaded: they are computed from the subjects.
//
// The file is `partial` when it says so, when it goes to another school (a transfer), or when it holds one
// pupil: then it replaces only the learners and sections it carries. Its year is the summer of the
// school year; senders that name years by their autumn are told by the date of the file.
//
// Refusals: those of read_ctf; exchange.other-organisation and exchange.other-year when the header, the
// file's name (LLLSSSS_CTF_...), a folder ctf/YYYY/ and the caller do not agree; exchange.no-rows.
// Thread-safe.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "exchange/ctf_reader.hpp"
#include "exchange/reading_rules.hpp"
#include "model/incoming_file.hpp"

namespace potensial::exchange {

Result<IncomingFile> ctf_incoming(const ReadingRules& rules, const FileToRead& file);

// Counts of half-days by mark; index is the mark's character.
struct MarkCounts {
  std::int64_t of[128] = {};
};
MarkCounts count_marks(std::string_view marks);

}  // namespace potensial::exchange
