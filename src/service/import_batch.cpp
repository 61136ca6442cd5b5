#include "service/import_batch.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>

#include <fmt/format.h>

#include "store/fact_files.hpp"
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

void append_rows(FactTable& into, FactTable from) {
  if (into.columns.empty()) {
    into = std::move(from);
    return;
  }
  for (std::size_t i = 0; i < into.columns.size(); ++i) append_column(into.columns[i], from.columns[i]);
}

}  // namespace

ImportBatch::Key ImportBatch::key_of(const store::Load& load, const store::LoadPart& part) {
  return {load.source, load.organisation, part.collection, part.year.summer, part.section};
}

bool ImportBatch::waits_for(const store::Load& load, const std::vector<PreparedPart>& parts) const {
  return std::ranges::any_of(parts, [&](const PreparedPart& each) {
    const auto key = key_of(load, each.part);
    if (each.whole || whole_.contains(key)) return touched_.contains(key);
    return std::ranges::any_of(each.learners, [&](auto learner) { return learners_.contains({key, learner}); });
  });
}

void ImportBatch::add(PreparedLoad prepared) {
  for (const auto& each : prepared.parts) {
    const auto key = key_of(prepared.load, each.part);
    touched_.insert(key);
    if (each.whole) whole_.insert(key);
    for (const auto learner : each.learners) learners_.emplace(key, learner);
  }
  for (auto& rows : prepared.rows) {
    auto& partition = partitions_[{rows.authority, rows.collection, rows.year.summer}];
    cells_ += rows.table.rows() * rows.table.columns.size();
    append_rows(partition.table, std::move(rows.table));
    partition.loads.insert(prepared.load.id);
  }
  prepared.rows.clear();
  loads_.push_back(std::move(prepared));
}

void ImportBatch::enter(std::vector<Organisation> organisations) {
  organisations_.insert(organisations_.end(), organisations.begin(), organisations.end());
}

Result<ImportBatch::Written> ImportBatch::write_files(CurrentGeneration home) {
  Written written;
  const auto name = fmt::format("load-{:08}", loads_.empty() ? 0 : loads_.front().load.id);
  for (auto& [place, partition] : partitions_) {
    const auto& [authority, collection, year] = place;
    auto file = store::write_facts(home.facts, home.home, authority, collection, {year}, name, partition.table);
    if (!file) return std::unexpected(file.error());
    written.emplace_back(std::move(*file), std::vector<std::int64_t>(partition.loads.begin(), partition.loads.end()));
    partition.table = {};
  }
  return written;
}

void ImportBatch::record(store::Ledger& ledger, const Written& files) {
  store::put_organisations(ledger, organisations_);
  for (const auto& each : loads_) {
    store::add_load(ledger, each.load);
    for (const auto& part : each.parts) {
      if (part.whole) store::add_whole_part(ledger, each.load, part.part);
      else store::add_partial_part(ledger, each.load, part.part, part.replaced);
    }
    store::add_quarantine(ledger, each.load.id, each.problems);
  }
  for (const auto& [file, loads] : files) store::add_fact_file(ledger, file, loads);
}

Result<void> ImportBatch::commit(CurrentGeneration home, store::LearnerIndex& index, const store::Decision& decision) {
  if (empty()) return {};
  auto files = write_files(home);
  if (!files) return std::unexpected(files.error());
  store::Transaction transaction(home.ledger);
  index.write(home.ledger, decision);
  record(home.ledger, *files);
  transaction.commit();
  clear();
  return {};
}

void ImportBatch::clear() { *this = {}; }

}  // namespace potensial::service
