#include "service/audit.hpp"

#include "insight/page_parts.hpp"

namespace potensial::service {
namespace {

using insight::cell;
using insight::text_column;

Cell word_cell(const std::string& word) { return cell(verbatim(word)); }

Cell instant_cell(std::chrono::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  const auto two = [](auto count) { return (count.count() < 10 ? "0" : "") + std::to_string(count.count()); };
  return word_cell(Date(day).iso() + " " + two(time.hours()) + ":" + two(time.minutes()) + ":" + two(time.seconds()));
}

Row line_row(const store::AuditLine& line) {
  const auto& entry = line.entry;
  return {{word_cell(std::to_string(line.number)), instant_cell(entry.at), word_cell(entry.actor),
           cell(phrase("audit.operation." + entry.operation)), word_cell(entry.object), word_cell(entry.reason)}};
}

}  // namespace

void record_seen(store::Ledger& ledger, const store::AuditEntry& entry) {
  store::Transaction transaction(ledger);
  store::append_audit(ledger, entry);
  transaction.commit();
}

Page audit_page(store::Ledger& ledger, const std::string& object, std::size_t most) {
  Table table{"entries", phrase("audit.entries"),
              {text_column("audit.column.number"), text_column("audit.column.when"), text_column("audit.column.who"),
               text_column("audit.column.what"), text_column("audit.column.object"), text_column("audit.column.reason")},
              {},
              phrase("audit.none")};
  for (const auto& line : store::audit_lines(ledger, object, most)) table.rows.push_back(line_row(line));
  Page page;
  page.address = {"audit", object, ""};
  page.title = phrase("audit.title");
  page.section = "find";
  page.blocks.push_back(Sentence{phrase("audit.key", {{"n", std::int64_t(table.rows.size())}}), Weight::key});
  page.blocks.push_back(std::move(table));
  page.blocks.push_back(Sentence{phrase("audit.how"), Weight::note});
  return page;
}

}  // namespace potensial::service
