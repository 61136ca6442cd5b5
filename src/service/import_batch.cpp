#include "service/import_batch.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <type_traits>

#include <fmt/format.h>

#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

void append_column(ValueColumn& into, ValueColumn& from) {
  into.present.insert(into.present.end(), from.present.begin(), from.present.end());
  std::visit(
      [&](auto& values) {
        auto& more = std::get<std::decay_t<decltype(values)>>(from.values);
        values.insert(values.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
      },
      into.values);
}

constexpr std::size_t small_piece = 4096;  // rows; smaller ones are put together

void add_piece(std::vector<FactTable>& pieces, FactTable piece) {
  if (pieces.empty() || pieces.back().rows() >= small_piece || piece.rows() >= small_piece) {
    pieces.push_back(std::move(piece));
    return;
  }
  auto& into = pieces.back();
  for (std::size_t i = 0; i < into.columns.size(); ++i) append_column(into.columns[i], piece.columns[i]);
}

}  // namespace

std::size_t cells_of(const PreparedLoad& prepared) {
  std::size_t cells = 0;
  for (const auto& rows : prepared.rows) cells += cells_of(rows.table);
  return cells;
}

PartsSpokenOf::Key PartsSpokenOf::key_of(const store::Load& load, const store::LoadPart& part) {
  return {load.source, load.organisation, part.collection, part.year.summer, part.section};
}

bool PartsSpokenOf::meet(const store::Load& load, const std::vector<PreparedPart>& parts) const {
  return std::ranges::any_of(parts, [&](const PreparedPart& each) {
    const auto key = key_of(load, each.part);
    if (each.whole || whole_.contains(key)) return touched_.contains(key);
    return std::ranges::any_of(each.learners, [&](auto learner) { return learners_.contains({key, learner}); });
  });
}

bool PartsSpokenOf::any_from(const store::Load& load) const {
  const auto first = touched_.lower_bound({load.source, load.organisation, "", std::numeric_limits<std::int16_t>::min(), ""});
  return first != touched_.end() && std::get<0>(*first) == load.source && std::get<1>(*first) == load.organisation;
}

void PartsSpokenOf::add(const store::Load& load, const std::vector<PreparedPart>& parts) {
  for (const auto& each : parts) {
    const auto key = key_of(load, each.part);
    touched_.insert(key);
    if (each.whole) whole_.insert(key);
    else
      for (const auto learner : each.learners) learners_.emplace(key, learner);
  }
}

void ImportBatch::add(PreparedLoad prepared) {
  spoken_of_.add(prepared.load, prepared.parts);
  for (auto& rows : prepared.rows) {
    auto& partition = partitions_[{rows.authority, rows.collection, rows.year.summer}];
    cells_ += cells_of(rows.table);
    partition.authority = rows.authority;
    partition.collection = rows.collection;
    partition.year = rows.year;
    partition.loads.insert(prepared.load.id);
    add_piece(partition.pieces, std::move(rows.table));
  }
  prepared.rows.clear();
  bytes_.insert(prepared.load.sha256);
  loads_.push_back(std::move(prepared));
}

void ImportBatch::enter(std::vector<Organisation> organisations) {
  organisations_.insert(organisations_.end(), organisations.begin(), organisations.end());
}

std::string ImportBatch::file_name() const {
  return fmt::format("load-{:08}", loads_.empty() ? 0 : loads_.front().load.id);
}

std::vector<ImportBatch::Partition*> ImportBatch::partitions() {
  std::vector<Partition*> all;
  for (auto& [place, partition] : partitions_) all.push_back(&partition);
  return all;
}

void ImportBatch::record(store::Ledger& ledger) const {
  store::put_organisations(ledger, organisations_);
  for (const auto& each : loads_) {
    store::add_load(ledger, each.load);
    for (const auto& part : each.parts) {
      if (part.whole) store::add_whole_part(ledger, each.load, part.part);
      else store::add_partial_part(ledger, each.load, part.part, part.replaced);
    }
    store::add_quarantine(ledger, each.load.id, each.problems);
  }
  for (const auto& [place, partition] : partitions_)
    store::add_fact_file(ledger, partition.file.value(),
                         std::vector<std::int64_t>(partition.loads.begin(), partition.loads.end()));
}

std::vector<store::AuditEntry> ImportBatch::audit_entries() const {
  std::vector<store::AuditEntry> entries;
  for (const auto& each : loads_)
    entries.push_back({each.load.at, each.load.actor, "import", fmt::format("load/{}", each.load.id), {}});
  return entries;
}

}  // namespace potensial::service
