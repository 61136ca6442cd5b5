#include "service/bid_history.hpp"

#include <algorithm>
#include <map>

#include "catalogue/guidances.hpp"
#include "service/bid_answers.hpp"
#include "service/bid_owners.hpp"
#include "service/history_figures.hpp"
#include "service/history_steps.hpp"
#include "service/submission_context.hpp"
#include "store/audit_log.hpp"
#include "store/need_analysis_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace bid_history_detail {

constexpr const char* award_columns = "bid,proposed,awarded,confirmed,reason,amount";
constexpr const char* fund_columns = "fund,year,total";
constexpr const char* area_columns = "fund,year,area,amount";
constexpr const char* wales = "W92000004";
constexpr const char* improvement_stages = "required-improvement";

struct Tables {
  HistoryTable bids, priorities, lines, assessments, awards, funds, areas;

  explicit Tables(const std::filesystem::path& folder)
      : bids(folder / "bids.csv", bid_columns), priorities(folder / "bid_priorities.csv", bid_priority_columns), lines(folder / "bid_lines.csv", bid_line_columns),
        assessments(folder / "assessments.csv", assessment_columns), awards(folder / "awards.csv", award_columns), funds(folder / "funds.csv", fund_columns),
        areas(folder / "guidance.csv", area_columns) {}

  Result<void> read() {
    for (auto* each : {&bids, &priorities, &lines, &assessments, &awards, &funds, &areas})
      if (auto done = each->read(); !done) return done;
    return {};
  }
};

// Everything that the files say of one bid.
struct BidOfFiles {
  std::map<std::string, BidRows> versions;                 // "1", "2"
  std::map<std::string, HistoryRows> assessments;          // by assessor
  const HistoryRow* award = nullptr;

  const BidRows& last() const { return versions.rbegin()->second; }
  const HistoryRow& row() const { return *last().bid; }
};

using Bids = std::map<std::string, BidOfFiles>;

std::unexpected<Refusal> refused(const char* code, const std::string& bid, Arguments more = {}) {
  more.emplace_back("bid", bid);
  return refuse(Blame::file, code, std::move(more));
}

// Rows about a bid, or a version of it, that bids.csv does not have.
std::unexpected<Refusal> unknown(const HistoryRow& row) { return refused("money.bid-unknown", row.text("bid")); }

Result<void> gather_parts(const HistoryTable& table, HistoryRows BidRows::*part, Bids& bids) {
  for (const auto& row : table.rows()) {
    const auto bid = bids.find(row.text("bid"));
    const auto version = bid == bids.end() ? decltype(bid->second.versions.begin()){} : bid->second.versions.find(row.text("version"));
    if (bid == bids.end() || version == bid->second.versions.end()) return unknown(row);
    (version->second.*part).push_back(&row);
  }
  return {};
}

Result<void> gather_decisions(const Tables& tables, Bids& bids) {
  for (const auto& row : tables.assessments.rows()) {
    if (!bids.contains(row.text("bid"))) return unknown(row);
    bids[row.text("bid")].assessments[row.text("assessor")].push_back(&row);
  }
  for (const auto& row : tables.awards.rows()) {
    if (!bids.contains(row.text("bid"))) return unknown(row);
    bids[row.text("bid")].award = &row;
  }
  for (const auto& [id, bid] : bids)
    if (bid.assessments.size() != 2 || !bid.award) return refused("money.bid-awards", id);
  return {};
}

Result<Bids> gathered(const Tables& tables) {
  Bids bids;
  for (const auto& row : tables.bids.rows()) bids[row.text("bid")].versions[row.text("version")].bid = &row;
  if (auto done = gather_parts(tables.priorities, &BidRows::priorities, bids); !done) return std::unexpected(done.error());
  if (auto done = gather_parts(tables.lines, &BidRows::lines, bids); !done) return std::unexpected(done.error());
  if (auto done = gather_decisions(tables, bids); !done) return std::unexpected(done.error());
  return bids;
}

// --- One bid ---

class BidLoader {
 public:
  BidLoader(Home& home, const std::string& id, const BidOfFiles& bid, Guidance guidance, BidsLoaded& loaded)
      : home_(home), file_id_(id), bid_(bid), guidance_(std::move(guidance)), authority_(bid.row().text("authority")), loaded_(loaded) {}

  Result<void> load() {
    for (const auto step : {&BidLoader::check, &BidLoader::begin, &BidLoader::hand_in, &BidLoader::assess, &BidLoader::award})
      if (auto done = (this->*step)(); !done) return done;
    ++loaded_.bids;
    ++loaded_.awards;
    return {};
  }

 private:
  StepTaker taker(const std::string& person, const char* role, Date day) const { return history_taker(home_, person, role, day); }
  StepTaker officer(Date day) const { return taker("officer-" + authority_, "authority-grants-officer", day); }
  StepTaker assessor(const std::string& which, Date day) const { return taker("assessor-" + which, "grants-officer", day); }
  StepTaker panel(const std::string& which, Date day) const { return taker("panel-" + which, "grants-officer", day); }

  Result<void> check() {
    const auto* known = home_.organisation(authority_);
    if (!known || known->kind != OrganisationKind::authority) return bid_.row().refused("authority");
    for (const auto& each : store::submissions_of(home_.ledger(), guidance_.stages, authority_))
      if (each.about == guidance_.id) return refused("money.bid-known", file_id_, {{"id", each.id}});
    return check_amount();
  }

  Result<void> check_amount() {
    const auto amount = bid_.award->money("amount");
    if (!amount) return std::unexpected(amount.error());
    std::vector<Pence> costs;
    for (const auto* line : bid_.last().lines) {
      const auto cost = line->money("cost");
      if (!cost) return std::unexpected(cost.error());
      costs.push_back(*cost);
    }
    const auto total = sum(costs);
    if (!total || *total != *amount) return refused("money.award-amount", file_id_, {{"amount", text(*amount)}, {"costs", text(total.value_or(Pence{}))}});
    loaded_.awarded.count += amount->count;
    return {};
  }

  Result<void> begin() {
    const auto day = bid_.versions.begin()->second.bid->day("handed_in");
    if (!day) return std::unexpected(day.error());
    auto figures = history_figures(home_, bid_.last().lines, guidance_.year.first_day(), AcademicYear{guidance_.year.begins});
    if (!figures) return std::unexpected(figures.error());
    analysis_ = store::add_need_analysis(home_.ledger(), {.id = {}, .organisation = authority_, .figures = std::move(*figures), .sha256 = {}, .actor = history_actor, .at = noon(*day)}).id;
    const auto id = begin_submission(home_, {guidance_.stages, authority_, guidance_.id}, noon(*day));
    if (!id) return std::unexpected(id.error());
    id_ = *id;
    return {};
  }

  Result<void> hand_in() {
    for (const auto& [version, rows] : bid_.versions)
      if (auto done = hand_in_version(rows, &rows == &bid_.last()); !done) return done;
    return {};
  }

  Result<void> hand_in_version(const BidRows& rows, bool is_last) {
    const auto day = rows.bid->day("handed_in");
    const auto answers = bid_answers(rows, guidance_, analysis_);
    if (!day || !answers) return std::unexpected(day ? answers.error() : day.error());
    const auto opened = write_history(id_, *answers, officer(*day));
    if (!opened) return std::unexpected(opened.error());
    const auto problems = problems_of(home_, *opened).size();
    loaded_.with_problems += problems > 0 && !is_last;
    if (!is_last) return {};
    if (problems > 0) return refused("money.bid-problems", file_id_, {{"n", std::to_string(problems)}});
    const auto confirmed = partners_confirm(*opened, *day);
    return confirmed ? take_step(officer(*day), *confirmed, "submit", {}) : std::unexpected(confirmed.error());
  }

  // Each partner of a joint bid by an officer of its own.
  Result<OpenedSubmission> partners_confirm(const OpenedSubmission& bid, Date day) {
    auto place = bid.deeds.size();
    for (const auto& work : joint_works(bid)) {
      const auto owners = owners_of(bid, work);
      if (!owners) return std::unexpected(owners.error());
      for (const auto& each : *owners)
        if (!each.is_lead)
          if (auto done = add_confirmation(taker("officer-" + each.organisation, "authority-grants-officer", day), bid, place++, work, each); !done) return std::unexpected(done.error());
    }
    return opened_submission(home_, id_);
  }

  Result<void> assess() {
    for (const auto& [which, rows] : bid_.assessments) {
      const auto day = rows.front()->day("signed");
      const auto answers = assessment_answers(rows, id_);
      if (!day || !answers) return std::unexpected(day ? answers.error() : day.error());
      const auto id = begin_submission(home_, {guidance_.assessment_stages, wales, id_}, noon(*day));
      if (!id) return std::unexpected(id.error());
      const auto opened = write_history(*id, *answers, assessor(which, *day));
      if (!opened) return std::unexpected(opened.error());
      if (auto done = take_step(assessor(which, *day), *opened, "sign", {}); !done) return done;
      ++loaded_.assessments;
    }
    return {};
  }

  Result<void> award() {
    const auto proposed = bid_.award->day("proposed"), awarded = bid_.award->day("awarded");
    if (!proposed || !awarded) return std::unexpected(proposed ? awarded.error() : proposed.error());
    if (auto done = take_history_step(id_, panel("1", *proposed), "propose-award", {{"reason", bid_.award->text("reason")}}); !done) return done;
    if (!bid_.award->has("confirmed")) return take_history_step(id_, panel("2", *awarded), "award");
    if (auto done = take_history_step(id_, panel("2", *awarded), "award-conditionally", {{"conditions", bid_.award->text("reason")}}); !done) return done;
    return confirm();
  }

  Result<void> confirm() {
    const auto day = bid_.award->day("confirmed");
    if (!day) return std::unexpected(day.error());
    for (const auto& each : store::submissions_about(home_.ledger(), improvement_stages, id_)) {
      const auto done_on = improved_on().value_or(*day);
      if (auto done = take_history_step(each.id, officer(done_on), "report-done", {{"evidence", "Sent to those who assessed the bid."}}); !done) return done;
      if (auto done = take_history_step(each.id, panel("1", *day), "close"); !done) return done;
    }
    return take_history_step(id_, panel("2", *day), "confirm-award");
  }

  std::optional<Date> improved_on() const {
    for (const auto& [which, rows] : bid_.assessments)
      for (const auto* row : rows)
        if (row->has("done")) return Date::parse(row->text("done"));
    return std::nullopt;
  }

  Home& home_;
  const std::string& file_id_;
  const BidOfFiles& bid_;
  Guidance guidance_;
  std::string authority_, analysis_, id_;
  BidsLoaded& loaded_;
};

// --- All of them ---

using Totals = std::map<std::pair<std::string, std::string>, std::int64_t>;  // year and area; no area: all of them

Result<Totals> costs_of(const Bids& bids) {
  Totals totals;
  for (const auto& [id, bid] : bids)
    for (const auto* line : bid.last().lines) {
      const auto cost = line->money("cost");
      if (!cost) return std::unexpected(cost.error());
      const auto& year = bid.row().text("year");
      totals[{year, ""}] += cost->count;
      totals[{year, line->text("area")}] += cost->count;
    }
  return totals;
}

Result<void> compare(const HistoryRow& row, const std::string& area, const char* column, const char* code, const Totals& costs) {
  const auto total = row.money(column);
  if (!total) return std::unexpected(total.error());
  const auto found = costs.find({row.text("year"), area});
  const Pence bid{found == costs.end() ? 0 : found->second};
  if (*total == bid) return {};
  return refuse(Blame::file, code, {{"year", row.text("year")}, {"area", area}, {"total", text(*total)}, {"costs", text(bid)}});
}

Result<void> check_totals(const Tables& tables, const Bids& bids) {
  const auto costs = costs_of(bids);
  if (!costs) return std::unexpected(costs.error());
  for (const auto& row : tables.funds.rows())
    if (auto same = compare(row, "", "total", "money.fund-total", *costs); !same) return same;
  for (const auto& row : tables.areas.rows())
    if (auto same = compare(row, row.text("area"), "amount", "money.area-total", *costs); !same) return same;
  return {};
}

Result<void> load_one(Home& home, const std::string& id, const BidOfFiles& bid, BidsLoaded& loaded) {
  const auto year = bid.row().year("year");
  if (!year) return std::unexpected(year.error());
  auto guidance = catalogue::guidance_of(home.catalogue(), bid.row().text("fund"), *year);
  if (!guidance) return std::unexpected(guidance.error());
  return BidLoader(home, id, bid, std::move(*guidance), loaded).load();
}

}  // namespace bid_history_detail

Result<BidsLoaded> load_bids(Home& home, const std::filesystem::path& folder, const std::string& by, std::chrono::sys_seconds at) {
  using namespace bid_history_detail;
  Tables tables(folder);
  if (auto read = tables.read(); !read) return std::unexpected(read.error());
  const auto bids = gathered(tables);
  if (!bids) return std::unexpected(bids.error());
  if (auto same = check_totals(tables, *bids); !same) return std::unexpected(same.error());
  BidsLoaded loaded;
  store::Transaction transaction(home.ledger());
  for (const auto& [id, bid] : *bids)
    if (auto done = load_one(home, id, bid, loaded); !done) return std::unexpected(done.error());
  store::append_audit(home.ledger(), {at, history_actor, "import-money", "file/bids.csv", by});
  transaction.commit();
  return loaded;
}

}  // namespace potensial::service
