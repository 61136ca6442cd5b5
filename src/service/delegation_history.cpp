#include "service/delegation_history.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "store/audit_log.hpp"
#include "store/delegation_store.hpp"

namespace potensial::service {
namespace delegation_history_detail {

constexpr std::array<std::string_view, 8> columns{"fund", "year", "authority", "school", "learners", "entitled", "activity", "amount"};
constexpr std::string_view history_actor = "history load", byte_order_mark = "\xEF\xBB\xBF";

std::string columns_text() {
  std::string text;
  for (const auto each : columns) text += (text.empty() ? "" : ",") + std::string(each);
  return text;
}

// A line of the file, for saying what is wrong with it.
struct Line {
  const std::string& file;
  std::uint64_t number;

  std::unexpected<Refusal> refused(const char* code, std::string_view cell, Arguments more = {}) const {
    more.insert(more.end(), {{"file", file}, {"line", std::to_string(number)}, {"cell", std::string(cell)}});
    return refuse(Blame::file, code, std::move(more));
  }
};

struct HistoryRow {
  std::string fund, authority, school, activity;
  FinancialYear year;
  std::int64_t learners = 0, entitled = 0;
  Pence amount;
};

// A count from 0; an empty cell is 0.
Result<std::int64_t> count_of(const Line& line, std::string_view cell) {
  std::int64_t count = 0;
  if (cell.empty()) return count;
  const auto [stopped, error] = std::from_chars(cell.data(), cell.data() + cell.size(), count);
  if (error != std::errc{} || stopped != cell.data() + cell.size() || count < 0) return line.refused("money.line-count", cell);
  return count;
}

Result<void> read_counts(const Line& line, const std::vector<std::string_view>& cells, HistoryRow& row) {
  const auto learners = count_of(line, cells[4]), entitled = count_of(line, cells[5]);
  if (!learners || !entitled) return std::unexpected(learners ? entitled.error() : learners.error());
  if (*entitled > *learners) return line.refused("money.line-count", cells[5]);
  row.learners = *learners;
  row.entitled = *entitled;
  return {};
}

Result<void> read_amount(const Line& line, std::string_view cell, HistoryRow& row) {
  const auto amount = pence(cell);
  if (!amount || amount->count < 0) return line.refused("money.line-amount", cell);
  row.amount = *amount;
  return {};
}

// The authority is one, and the school one of its own.
Result<void> check_places(const Line& line, const HistoryRow& row, const KnownOrganisation& known) {
  const auto* authority = known(row.authority);
  if (!authority || authority->kind != OrganisationKind::authority) return line.refused("money.line-authority", row.authority);
  if (row.school.empty()) return {};
  const auto* school = known(row.school);
  if (!school || school->kind != OrganisationKind::school || school->authority != row.authority)
    return line.refused("money.line-school", row.school, {{"authority", row.authority}});
  return {};
}

Result<HistoryRow> row_of(const Line& line, const std::vector<std::string_view>& cells, const KnownOrganisation& known) {
  if (cells.size() != columns.size()) return line.refused("money.line-cells", std::to_string(cells.size()));
  HistoryRow row{std::string(cells[0]), std::string(cells[2]), std::string(cells[3]), std::string(cells[6]), {}, 0, 0, {}};
  if (row.fund != better_schools_fund) return line.refused("money.line-fund", row.fund);
  const auto year = FinancialYear::parse(cells[1]);
  if (!year) return line.refused("money.line-year", cells[1]);
  row.year = *year;
  if (auto placed = check_places(line, row, known); !placed) return std::unexpected(placed.error());
  if (auto counted = read_counts(line, cells, row); !counted) return std::unexpected(counted.error());
  if (auto paid = read_amount(line, cells[7], row); !paid) return std::unexpected(paid.error());
  return row;
}

using Key = std::tuple<std::string, FinancialYear, std::string>;

// Gathers the rows of each fund, year and authority.
class Gathered {
 public:
  Result<void> add(const Line& line, const HistoryRow& row) {
    auto& option = options_[{row.fund, row.year, row.authority}];
    if (option.authority.empty()) start(option, row);
    if (row.school.empty()) option.central.push_back({row.activity, row.amount});
    else if (!schools_.emplace(row.fund, row.year, row.school).second) return line.refused("money.line-twice", row.school);
    else option.schools.push_back({{row.school, row.learners, row.entitled}, row.amount});
    return {};
  }

  std::vector<DelegationOption> sorted() && {
    std::vector<DelegationOption> all;
    for (auto& [key, option] : options_) {
      std::ranges::sort(option.schools, {}, [](const DelegatedAmount& each) { return each.school.school; });
      all.push_back(std::move(option));
    }
    return all;
  }

 private:
  static void start(DelegationOption& option, const HistoryRow& row) {
    option.authority = row.authority;
    option.fund = row.fund;
    option.year = row.year;
    option.name = option.actor = option.released_by = std::string(history_actor);
  }

  std::map<Key, DelegationOption> options_;
  std::set<std::tuple<std::string, FinancialYear, std::string>> schools_;
};

Result<void> check_sum(const DelegationOption& option, const std::string& file) {
  std::vector<Pence> amounts;
  for (const auto& each : option.schools) amounts.push_back(each.amount);
  for (const auto& each : option.central) amounts.push_back(each.amount);
  if (sum(amounts)) return {};
  return refuse(Blame::file, "money.too-large-sum", {{"file", file}, {"authority", option.authority}, {"year", option.year.text()}});
}

std::string_view without_mark(std::string_view text) { return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text; }

Result<std::vector<DelegationOption>> read_one(const std::filesystem::path& path, Home& home) {
  const auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  return delegations_of(*text, path.filename().string(), [&](std::string_view id) { return home.organisation(id); });
}

Result<void> keep_history(store::Ledger& ledger, DelegationOption& option, const std::string& file, std::chrono::sys_seconds at) {
  if (store::released_delegation(ledger, option.authority, option.fund, option.year))
    return refuse(Blame::file, "money.delegation-known", {{"file", file}, {"authority", option.authority}, {"year", option.year.text()}});
  option.at = option.released_at = at;
  store::keep_option(ledger, option);
  return {};
}

void count(HistoryLoaded& loaded, const DelegationOption& option) {
  ++loaded.delegations;
  loaded.rows += option.schools.size() + option.central.size();
  loaded.delegated.count += option.delegated().count;
  loaded.kept_centrally.count += option.kept_centrally().count;
}

}  // namespace delegation_history_detail

Result<std::vector<DelegationOption>> delegations_of(std::string_view csv, const std::string& file, const KnownOrganisation& known) {
  using namespace delegation_history_detail;
  CsvCells cells(without_mark(csv));
  if (!cells.next() || !std::ranges::equal(cells.cells(), columns)) return refuse(Blame::file, "money.file-columns", {{"file", file}, {"columns", columns_text()}});
  Gathered gathered;
  while (cells.next()) {
    const Line line{file, cells.line()};
    const auto row = row_of(line, cells.cells(), known);
    if (!row) return std::unexpected(row.error());
    if (auto added = gathered.add(line, *row); !added) return std::unexpected(added.error());
  }
  if (cells.unterminated()) return Line{file, *cells.unterminated()}.refused("money.line-cells", "\"");
  auto options = std::move(gathered).sorted();
  for (const auto& each : options)
    if (auto sound = check_sum(each, file); !sound) return std::unexpected(sound.error());
  return options;
}

Result<HistoryLoaded> load_delegations(Home& home, std::span<const std::filesystem::path> files, const std::string& by, std::chrono::sys_seconds at) {
  using namespace delegation_history_detail;
  HistoryLoaded loaded;
  auto& ledger = home.ledger();
  store::Transaction transaction(ledger);
  for (const auto& path : files) {
    auto options = read_one(path, home);
    if (!options) return std::unexpected(options.error());
    for (auto& each : *options) {
      if (auto kept = keep_history(ledger, each, path.filename().string(), at); !kept) return std::unexpected(kept.error());
      count(loaded, each);
    }
    store::append_audit(ledger, {at, std::string(history_actor), "import-money", "file/" + path.filename().string(), by});
  }
  transaction.commit();
  return loaded;
}

}  // namespace potensial::service
