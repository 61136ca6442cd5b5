#include "store/finding_store.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <soci/soci.h>

#include "store/finding_text.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

std::optional<std::string> known_finding(Ledger& ledger, const FindingRecord& finding, const std::string& conditions) {
  std::string id;
  ledger.session() << "SELECT id FROM finding WHERE indicator = :i AND scope = :s AND conditions = :c", soci::into(id),
      soci::use(finding.indicator), soci::use(finding.scope), soci::use(conditions);
  return ledger.session().got_data() ? std::optional(id) : std::nullopt;
}

std::string next_finding_id(Ledger& ledger, const FindingRecord& finding) {
  const auto year = finding.years.empty() ? 0 : std::ranges::max(finding.years).summer;
  const auto pattern = fmt::format("{:04}-%", year);
  long long count = 0;
  ledger.session() << "SELECT count(*) FROM finding WHERE id LIKE :p", soci::into(count), soci::use(pattern);
  return fmt::format("{:04}-{:04}", year, count + 1);
}

std::string open_finding(Ledger& ledger, const FindingRecord& finding, const std::string& conditions, const std::string& at) {
  const auto id = next_finding_id(ledger, finding);
  ledger.session() << "INSERT INTO finding (id, indicator, scope, conditions, opened_at) VALUES (:d, :i, :s, :c, :a)",
      soci::use(id), soci::use(finding.indicator), soci::use(finding.scope), soci::use(conditions), soci::use(at);
  return id;
}

std::optional<std::string> newest_text(Ledger& ledger, const std::string& id) {
  std::string text;
  ledger.session() << "SELECT record FROM finding_record WHERE finding = :f ORDER BY place DESC LIMIT 1", soci::into(text),
      soci::use(id);
  return ledger.session().got_data() ? std::optional(text) : std::nullopt;
}

void add_record(Ledger& ledger, const std::string& id, const std::string& text, const std::string& actor, const std::string& at) {
  long long place = 0;
  ledger.session() << "SELECT count(*) FROM finding_record WHERE finding = :f", soci::into(place), soci::use(id);
  ledger.session() << "INSERT INTO finding_record (finding, place, actor, at, record) VALUES (:f, :p, :w, :a, :r)",
      soci::use(id), soci::use(place), soci::use(actor), soci::use(at), soci::use(text);
}

FindingRecord with_id(std::string id, const std::string& text) {
  auto finding = finding_of(text);
  finding.id = std::move(id);
  return finding;
}

}  // namespace

std::size_t keep_findings(Ledger& ledger, std::span<FindingRecord> findings, std::string_view actor, std::chrono::sys_seconds at) {
  const auto instant = instant_text(at);
  std::size_t kept = 0;
  for (auto& finding : findings) {
    const auto conditions = conditions_text(finding.conditions);
    auto id = known_finding(ledger, finding, conditions);
    finding.id = id ? *id : open_finding(ledger, finding, conditions, instant);
    const auto text = finding_text(finding);
    if (newest_text(ledger, finding.id) == text) continue;
    add_record(ledger, finding.id, text, std::string(actor), instant);
    ++kept;
  }
  return kept;
}

std::int64_t count_of_records(Ledger& ledger) {
  long long count = 0;
  ledger.session() << "SELECT count(*) FROM finding_record", soci::into(count);
  return count;
}

std::optional<FindingRecord> finding(Ledger& ledger, std::string_view id) {
  const auto text = newest_text(ledger, std::string(id));
  return text ? std::optional(with_id(std::string(id), *text)) : std::nullopt;
}

std::optional<std::string> scope_of_finding(Ledger& ledger, std::string_view id) {
  const std::string asked(id);
  std::string scope;
  ledger.session() << "SELECT scope FROM finding WHERE id = :i", soci::use(asked), soci::into(scope);
  return ledger.session().got_data() ? std::optional(scope) : std::nullopt;
}

std::vector<FindingRecord> findings(Ledger& ledger, std::string_view indicator, std::string_view scope) {
  const std::string of_indicator(indicator), of_scope(scope);
  std::string id;
  std::vector<std::string> ids;
  soci::statement statement = (ledger.session().prepare
                                   << "SELECT id FROM finding WHERE (:i = '' OR indicator = :j) AND (:s = '' OR scope = :t) ORDER BY id",
                               soci::use(of_indicator), soci::use(of_indicator), soci::use(of_scope), soci::use(of_scope), soci::into(id));
  statement.execute();
  while (statement.fetch()) ids.push_back(id);
  std::vector<FindingRecord> found;
  for (const auto& each : ids)
    if (auto record = finding(ledger, each)) found.push_back(std::move(*record));
  return found;
}

}  // namespace potensial::store
