#include "service/spend_history.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "catalogue/guidances.hpp"
#include "service/bid_answers.hpp"
#include "service/history_steps.hpp"
#include "service/plan_answers.hpp"
#include "service/spending.hpp"
#include "stats/largest_remainder.hpp"
#include "store/audit_log.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace spend_history_detail {

constexpr const char* spend_columns = "cost,line,payer,posted,kind,spend,supplier_kind,source,share,amount,document,reverses";
constexpr const char* plan_stages = "school-spending-plan";

std::unexpected<Refusal> stopped(const char* code, Arguments arguments) { return refuse(Blame::file, code, std::move(arguments)); }

// --- Lines by the names that the file gives them ---

struct KnownLine {
  const Award* award = nullptr;
  LineId id;
};

// The submissions that the files beside it tell of, and the awards that were made from them.
class LineBook {
 public:
  LineBook(Home& home, const std::filesystem::path& folder)
      : home_(home), bids_(folder / "bids.csv", bid_columns), plans_(folder / "plans.csv", plan_columns) {}

  Result<void> read() {
    for (auto* each : {&bids_, &plans_})   // a folder may hold the one without the other
      if (auto done = each->is_there() ? each->read() : Result<void>{}; !done) return done;
    for (const auto& row : bids_.rows()) named_.emplace(row.text("bid"), Named{&row, false});
    for (const auto& row : plans_.rows()) named_.emplace(row.text("plan"), Named{&row, true});
    return {};
  }

  std::optional<KnownLine> find(const std::string& line, const std::string& payer) {
    const auto slash = line.rfind('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto number = whole(line.substr(slash + 1));
    const auto* award = number ? award_of(line.substr(0, slash), payer) : nullptr;
    return award && award->line(*number) ? std::optional(KnownLine{award, {award->id, *number}}) : std::nullopt;
  }

  // Costs of the award that are on record, by the name that the file gives them, as batches.
  const std::map<std::string, std::int64_t>& on_record(std::int64_t award) {
    const auto [found, is_new] = recorded_.try_emplace(award);
    if (is_new)
      for (const auto& each : store::postings_of(home_.ledger(), award))
        if (!each.words.empty()) found->second.emplace(each.words, each.batch);
    return found->second;
  }
  void record(std::int64_t award, const std::string& cost, std::int64_t batch) { recorded_[award].emplace(cost, batch); }

 private:
  static std::optional<int> whole(const std::string& text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
  }

  struct Named {
    const HistoryRow* row = nullptr;
    bool is_plan = false;
  };

  const Award* award_of(const std::string& file_id, const std::string& payer) {
    const auto [found, is_new] = awards_.try_emplace({file_id, payer});
    if (is_new) found->second = award_made(file_id, payer);
    return found->second ? &*found->second : nullptr;
  }

  std::optional<Award> award_made(const std::string& file_id, const std::string& payer) {
    const auto row = named_.find(file_id);
    const auto year = row == named_.end() ? refuse(Blame::file, "") : row->second.row->year("year");
    if (!year) return std::nullopt;
    const auto source = submission_of(file_id, row->second, *year);
    for (auto& award : store::awards_of(home_.ledger(), payer, *year))
      if (!source.empty() && award.source == source) return std::move(award);
    return std::nullopt;
  }

  std::string submission_of(const std::string& file_id, const Named& named, FinancialYear year) {
    const auto [found, is_new] = submissions_.try_emplace(file_id);
    if (is_new) found->second = named.is_plan ? submission(plan_stages, named.row->text("school"), year.text()) : bid_of(*named.row, year);
    return found->second;
  }

  std::string bid_of(const HistoryRow& row, FinancialYear year) {
    const auto guidance = catalogue::guidance_of(home_.catalogue(), row.text("fund"), year);
    return guidance ? submission(guidance->stages, row.text("authority"), guidance->id) : std::string();
  }

  std::string submission(std::string_view stages, const std::string& organisation, const std::string& about) {
    for (const auto& each : store::submissions_of(home_.ledger(), stages, organisation))
      if (each.about == about) return each.id;
    return {};
  }

  Home& home_;
  HistoryTable bids_, plans_;
  std::map<std::string, Named> named_;
  std::map<std::string, std::string> submissions_;
  std::map<std::pair<std::string, std::string>, std::optional<Award>> awards_;
  std::map<std::int64_t, std::map<std::string, std::int64_t>> recorded_;
};

// --- One cost ---

using CostRows = std::vector<const HistoryRow*>;

class CostLoader {
 public:
  CostLoader(Home& home, LineBook& lines, const CostRows& rows) : home_(home), lines_(lines), rows_(rows) {}

  // How much more the lines paid; nothing: it was on record.
  Result<std::optional<Pence>> load() {
    const auto line = lines_.find(row().text("line"), row().text("payer"));
    if (!line) return stopped("spend-history.no-line", {{"line", row().text("line")}, {"payer", row().text("payer")}});
    line_ = *line;
    if (row().text("kind") == "plan") return planned();
    if (lines_.on_record(line_.award->id).contains(row().text("cost"))) return std::nullopt;
    return row().text("kind") == "reversal" ? taken_back() : entered();
  }

 private:
  const HistoryRow& row() const { return *rows_.front(); }
  bool is_of_line(const HistoryRow& each) const { return each.text("source") == line_.award->fund; }

  // What it comes to, and what of it the line pays.
  struct Amounts {
    Pence whole, of_line;
  };
  Result<Amounts> amounts() const {
    Amounts sums;
    for (const auto* each : rows_) {
      const auto amount = each->money("amount");
      if (!amount) return std::unexpected(amount.error());
      const auto whole = sum(sums.whole, *amount);
      if (!whole) return std::unexpected(whole.error());
      sums.whole = *whole;
      if (is_of_line(*each)) sums.of_line.count += amount->count;
    }
    return sums;
  }

  Result<std::optional<Pence>> planned() const {
    const auto asked = amounts();
    if (!asked) return std::unexpected(asked.error());
    const auto plan = store::money_of(home_.ledger(), line_.id).plan;
    if (asked->whole == plan) return std::nullopt;
    return stopped("spend-history.plan", {{"amount", text(asked->whole)}, {"planned", text(plan)}});
  }

  Result<std::optional<Pence>> entered() {
    const auto sums = amounts();
    const auto cost = sums ? cost_of(sums->whole) : std::unexpected(sums.error());
    if (!cost) return std::unexpected(cost.error());
    const auto batch = record_cost(home_.ledger(), *cost);
    if (!batch) return std::unexpected(batch.error());
    lines_.record(line_.award->id, row().text("cost"), *batch);
    return cost->kind == PostingKind::actual ? sums->of_line : Pence{};
  }

  Result<funding::Cost> cost_of(Pence amount) const {
    const auto kind = store::posting_kind(row().text("kind"));
    const auto day = row().day("posted");
    if (!kind || *kind == PostingKind::plan) return stopped("spend-history.no-kind", {{"kind", row().text("kind")}});
    if (!day) return std::unexpected(day.error());
    funding::Cost cost{.kind = *kind, .amount = amount, .day = *day, .spend = spend(*kind), .document = row().text("document"), .words = row().text("cost"),
                       .shares = {}, .settles = *kind == PostingKind::actual, .actor = history_actor, .at = noon(*day)};
    for (const auto* each : rows_) {
      const auto points = each->money("share");
      if (!points) return std::unexpected(points.error());
      cost.shares.push_back({is_of_line(*each) ? line_.id : LineId{}, each->text("source"), points->count});
    }
    if (auto same = check_amounts(cost); !same) return std::unexpected(same.error());
    return cost;
  }

  // A forecast is of no kind of spend; the terms ask for one.
  std::string spend(PostingKind kind) const {
    return kind == PostingKind::forecast && !row().has("spend") && !line_.award->spend.empty() ? line_.award->spend.front().code : row().text("spend");
  }

  // What each source pays by its share is what its row says, to the penny. Shares that do not add up are for the checks of costs.
  Result<void> check_amounts(const funding::Cost& cost) const {
    std::vector<std::int64_t> points;
    for (const auto& each : cost.shares) points.push_back(each.points);
    const auto exact = stats::largest_remainder<std::int64_t>(cost.amount.count, points);
    if (!exact) return {};
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (const auto amount = rows_[i]->money("amount"); (*exact)[i] != amount->count)
        return stopped("spend-history.share-amount", {{"amount", signed_text(*amount)}, {"exact", text(Pence{(*exact)[i]})}});
    return {};
  }

  Result<std::optional<Pence>> taken_back() {
    const auto sums = amounts();
    const auto day = row().day("posted");
    if (!sums || !day) return std::unexpected(sums ? day.error() : sums.error());
    const auto& known = lines_.on_record(line_.award->id);
    const auto batch = known.find(row().text("reverses"));
    if (batch == known.end()) return stopped("spend-history.reverses-nothing", {{"reverses", row().text("reverses")}});
    if (auto same = check_reversed(batch->second, *sums); !same) return std::unexpected(same.error());
    Posting by;
    by.day = *day;
    by.words = row().text("cost");
    by.actor = history_actor;
    by.at = noon(*day);
    const auto made = store::reverse_batch(home_.ledger(), batch->second, by);
    if (!made) return std::unexpected(made.error());
    lines_.record(line_.award->id, row().text("cost"), *made);
    return sums->of_line;
  }

  // The row takes back what was paid, and not a penny more or less.
  Result<void> check_reversed(std::int64_t batch, const Amounts& asked) const {
    Pence paid;
    for (const auto& each : store::batch_of(home_.ledger(), batch))
      if (each.line == line_.id && each.kind == PostingKind::actual) paid.count += each.amount.count;
    if (asked.of_line.count == -paid.count) return {};
    return stopped("spend-history.reversal-amount", {{"amount", signed_text(asked.of_line)}, {"reversed", text(paid)}});
  }

  Home& home_;
  LineBook& lines_;
  const CostRows& rows_;
  KnownLine line_;
};

void load_one(Home& home, LineBook& lines, const CostRows& rows, SpendLoaded& loaded) {
  const auto done = CostLoader(home, lines, rows).load();
  if (!done) return loaded.stopped.push_back({rows.front()->line(), rows.size(), rows.front()->text("cost"), done.error()});
  if (!*done) {
    loaded.unchanged += rows.size();
    return;
  }
  loaded.loaded += rows.size();
  loaded.paid.count += (*done)->count;
}

}  // namespace spend_history_detail

std::size_t SpendLoaded::stopped_rows() const {
  std::size_t sum = 0;
  for (const auto& each : stopped) sum += each.rows;
  return sum;
}

Result<SpendLoaded> load_spend(Home& home, const std::filesystem::path& folder, const std::string& by, std::chrono::sys_seconds at) {
  using namespace spend_history_detail;
  HistoryTable table(folder / "spend.csv", spend_columns);
  if (auto read = table.read(); !read) return std::unexpected(read.error());
  LineBook lines(home, folder);
  if (auto read = lines.read(); !read) return std::unexpected(read.error());
  SpendLoaded loaded;
  loaded.rows = table.rows().size();
  store::Transaction transaction(home.ledger());
  CostRows cost;
  for (const auto& row : table.rows()) {
    if (!cost.empty() && row.text("cost") != cost.front()->text("cost")) load_one(home, lines, std::exchange(cost, {}), loaded);
    cost.push_back(&row);
  }
  if (!cost.empty()) load_one(home, lines, cost, loaded);
  store::append_audit(home.ledger(), {at, history_actor, "import-money", "file/spend.csv", by});
  transaction.commit();
  return loaded;
}

}  // namespace potensial::service
