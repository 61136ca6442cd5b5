// The audit log as people meet it: entries of what was seen or taken out, the page that lists the log (SEC-35).
//
// What changes something appends its entry in its own transaction (store/audit_log.hpp); views and exports change
// nothing and append theirs here. One thread at a time, as the Ledger.
#pragma once

#include <cstddef>
#include <string>

#include "model/block.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {

// In a transaction of its own.
void record_seen(store::Ledger& ledger, const store::AuditEntry& entry);

// The newest `most` entries about `object`, or (empty) about everything.
Page audit_page(store::Ledger& ledger, const std::string& object, std::size_t most);

}  // namespace potensial::service
