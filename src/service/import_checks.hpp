// Judgements of an incoming file that need the ledger: for whom it is, whether it was sent before, which of
// its schools nobody knows, and whether too many of its rows are bad. One thread at a time.
#pragma once

#include <optional>
#include <map>
#include <string>

#include "base/result.hpp"
#include "model/incoming_file.hpp"
#include "service/import_job.hpp"
#include "service/import_organisations.hpp"
#include "store/duckdb_connection.hpp"
#include "store/ledger.hpp"

namespace potensial::service {

// Refusals: "import.collection-unknown", "import.other-organisation", "import.other-year" (the same bytes stand
// under another year).
std::optional<Refusal> whole_file_refusal(const IncomingFile& file, const ImportRequest& request,
                                          const ImportDefinitions& definitions, const KnownOrganisations& organisations,
                                          store::Ledger& ledger);

// The load that brought the same bytes and is current in all its parts; nothing when there is none.
std::optional<store::Load> same_file_current(store::Ledger& ledger, const IncomingFile& file);

// "import.held" when more than the allowed share of the rows is rejected.
std::optional<Refusal> too_many_rejected(const IncomingFile& file, double largest_share);

// Enters schools and senders that nobody knows, and flags the first row of each ("rule.school-unknown").
void enter_unknown_organisations(IncomingFile& file, KnownOrganisations& organisations);

// Learners with a current enrolment (C or M) in two authorities in the same January: flags their rows in the
// quarantine, and returns the flags of each load.
Result<std::map<std::int64_t, std::vector<RowProblem>>> flag_double_enrolments(
    store::Ledger& ledger, store::DuckdbConnection& facts, const std::filesystem::path& home, AcademicYear year);

}  // namespace potensial::service
