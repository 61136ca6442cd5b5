#include "store/audit_log.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/sha256.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

// A row of `audit_entry`, as its columns are read and written.
struct AuditRow {
  long long number = 0;
  std::string at, actor, operation, object, reason, hash;
};

AuditLine line_of(const AuditRow& row) {
  return {row.number, {instant_of(row.at), row.actor, row.operation, row.object, row.reason}};
}

// Lengths keep what one column says from being read as another's.
std::string chained(const std::string& before, const AuditRow& row) {
  std::string text = before + fmt::format("\n{}", row.number);
  for (const auto* word : {&row.at, &row.actor, &row.operation, &row.object, &row.reason}) text += fmt::format("\n{}:{}", word->size(), *word);
  return sha256(text);
}

AuditHead stored_head(Ledger& ledger) {
  long long number = 0;
  std::string hash;
  ledger.session() << "SELECT number, hash FROM audit_head WHERE place = 1", soci::into(number), soci::into(hash);
  return {number, hash, {}};
}

template <class... Values>
soci::statement select_rows(Ledger& ledger, AuditRow& row, std::string_view rest, const Values&... values) {
  soci::details::prepare_temp_type query = ledger.session().prepare
                                           << "SELECT number, at, actor, operation, object, reason, hash FROM audit_entry " << rest;
  query, soci::into(row.number), soci::into(row.at), soci::into(row.actor), soci::into(row.operation), soci::into(row.object),
      soci::into(row.reason), soci::into(row.hash);
  ((query, soci::use(values)), ...);
  return soci::statement(query);
}

std::vector<AuditLine> lines_of(soci::statement& rows, const AuditRow& row) {
  std::vector<AuditLine> lines;
  for (bool more = rows.execute(true); more; more = rows.fetch()) lines.push_back(line_of(row));
  std::ranges::reverse(lines);
  return lines;
}

std::unexpected<Refusal> wrong(const char* code, std::int64_t number) {
  return refuse(Blame::fault, code, {{"number", std::to_string(number)}});
}

// Goes along the chain, one row after the other.
class Chain {
 public:
  explicit Chain(std::span<const AuditHead> kept) : kept_(kept) {}

  Result<void> follow(const AuditRow& row) {
    if (row.number != last_.number + 1) return wrong("audit.missing", last_.number + 1);
    if (row.hash != chained(last_.hash, row)) return wrong("audit.changed", row.number);
    last_ = {row.number, row.hash, instant_of(row.at)};
    const auto other = [&](const AuditHead& each) { return each.number == row.number && each.hash != row.hash; };
    if (std::ranges::any_of(kept_, other)) return wrong("audit.other-head", row.number);
    return {};
  }

  Result<AuditHead> end(const AuditHead& head) const {
    auto newest = head.number;
    for (const auto& each : kept_) newest = std::max(newest, each.number);
    if (newest > last_.number)
      return refuse(Blame::fault, "audit.cut", {{"number", std::to_string(last_.number + 1)}, {"last", std::to_string(newest)}});
    if (head.number != last_.number || head.hash != last_.hash) return wrong("audit.changed", last_.number);
    return last_;
  }

 private:
  std::span<const AuditHead> kept_;
  AuditHead last_;
};

}  // namespace

AuditHead append_audit(Ledger& ledger, std::span<const AuditEntry> entries) {
  auto& sql = ledger.session();
  sql << "UPDATE audit_head SET number = number WHERE place = 1";  // whoever else appends waits from here on
  auto head = stored_head(ledger);
  AuditRow row;
  soci::statement insert =
      (sql.prepare << "INSERT INTO audit_entry (number, at, actor, operation, object, reason, hash) VALUES (:n, :t, :a, :p, :o, :r, :h)",
       soci::use(row.number), soci::use(row.at), soci::use(row.actor), soci::use(row.operation), soci::use(row.object),
       soci::use(row.reason), soci::use(row.hash));
  for (const auto& entry : entries) {
    row = {head.number + 1, instant_text(entry.at), entry.actor, entry.operation, entry.object, entry.reason, {}};
    row.hash = chained(head.hash, row);
    insert.execute(true);
    head = {row.number, row.hash, entry.at};
  }
  const long long number = head.number;
  sql << "UPDATE audit_head SET number = :n, hash = :h WHERE place = 1", soci::use(number), soci::use(head.hash);
  return head;
}

AuditHead append_audit(Ledger& ledger, const AuditEntry& entry) { return append_audit(ledger, std::span(&entry, 1)); }

std::vector<AuditLine> audit_lines(Ledger& ledger, std::string_view object, std::size_t most) {
  AuditRow row;
  const std::string of(object);
  const auto limit = static_cast<long long>(most);
  auto rows = select_rows(ledger, row, "WHERE :every = '' OR object = :object ORDER BY number DESC LIMIT :most", of, of, limit);
  return lines_of(rows, row);
}

Result<AuditHead> verify_audit(Ledger& ledger, std::span<const AuditHead> kept) {
  Chain chain(kept);
  AuditRow row;
  auto rows = select_rows(ledger, row, "ORDER BY number");
  for (bool more = rows.execute(true); more; more = rows.fetch())
    if (auto followed = chain.follow(row); !followed) return std::unexpected(followed.error());
  return chain.end(stored_head(ledger));
}

}  // namespace potensial::store
