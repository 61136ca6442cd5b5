// Data releases in the ledger: what was released, kept so that it is printed alike for ever and that later tables are
// checked against it. One release for each school year; nothing released is ever changed.
// Errors of the database are exceptions. One thread at a time.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/data_release.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Refuses "release.already-released" when the year has one.
Result<void> add_release(Ledger& ledger, const DataRelease& release);
std::vector<DataRelease> releases(Ledger& ledger);          // newest year first
std::size_t count_of_releases(Ledger& ledger);

}  // namespace potensial::store
