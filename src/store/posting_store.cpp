#include "store/posting_store.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace posting_rows {

constexpr std::array<std::pair<PostingKind, std::string_view>, 4> words{{{PostingKind::plan, "plan"},
                                                                        {PostingKind::commitment, "commitment"},
                                                                        {PostingKind::actual, "actual"},
                                                                        {PostingKind::forecast, "forecast"}}};

constexpr const char* columns = "SELECT p.id, p.batch, p.award, p.line, p.kind, p.pence, p.day, p.spend, p.source, p.points, p.document, p.words, "
                                "p.reverses, p.released, p.actor, p.person, p.at FROM posting p ";

struct Fetched {
  Posting posting;
  long long id = 0, batch = 0, award = 0, line = 0, pence = 0, points = 0, reverses = 0, released = 0, person = 0;
  std::string kind, day, at;

  void bind(soci::statement& rows) {
    for (auto* number : {&id, &batch, &award, &line}) rows.exchange(soci::into(*number));
    rows.exchange(soci::into(kind));
    rows.exchange(soci::into(pence));
    for (auto* text : {&day, &posting.spend, &posting.source}) rows.exchange(soci::into(*text));
    rows.exchange(soci::into(points));
    for (auto* text : {&posting.document, &posting.words}) rows.exchange(soci::into(*text));
    for (auto* number : {&reverses, &released}) rows.exchange(soci::into(*number));
    rows.exchange(soci::into(posting.actor));
    rows.exchange(soci::into(person));
    rows.exchange(soci::into(at));
  }
  Posting whole() const {
    auto made = posting;
    made.id = id;
    made.batch = batch;
    made.line = {award, static_cast<int>(line)};
    made.kind = posting_kind(kind).value_or(PostingKind::plan);
    made.amount = {pence};
    made.day = day_of(day).value_or(Date());
    made.points = points;
    made.reverses = reverses;
    made.released = released;
    made.person = PersonId{person};
    made.at = instant_of(at);
    return made;
  }
};

template <class... Condition>
std::vector<Posting> read(Ledger& ledger, const std::string& where, const Condition&... value) {
  Fetched row;
  soci::statement rows(ledger.session());
  (rows.exchange(soci::use(value)), ...);
  row.bind(rows);
  rows.alloc();
  rows.prepare(columns + where);
  rows.define_and_bind();
  std::vector<Posting> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(row.whole());
  return found;
}

void insert(Ledger& ledger, const Posting& each) {
  const long long id = each.id, batch = each.batch, award = each.line.award, line = each.line.line, pence = each.amount.count, points = each.points,
                  reverses = each.reverses, released = each.released, person = static_cast<long long>(each.person);
  const std::string kind(word(each.kind)), day = each.day.iso(), at = instant_text(each.at);
  ledger.session() << "INSERT INTO posting (id, batch, award, line, kind, pence, day, spend, source, points, document, words, reverses, released, actor, person, at) "
                      "VALUES (:i, :b, :a, :l, :k, :p, :d, :s, :f, :q, :n, :w, :r, :e, :o, :h, :t)",
      soci::use(id), soci::use(batch), soci::use(award), soci::use(line), soci::use(kind), soci::use(pence), soci::use(day), soci::use(each.spend),
      soci::use(each.source), soci::use(points), soci::use(each.document), soci::use(each.words), soci::use(reverses), soci::use(released),
      soci::use(each.actor), soci::use(person), soci::use(at);
}

long long last_id(Ledger& ledger) {
  long long last = 0;
  ledger.session() << "SELECT COALESCE(MAX(id), 0) FROM posting", soci::into(last);
  return last;
}

std::optional<Pence> newest_forecast(Ledger& ledger, LineId line) {
  const long long award = line.award, number = line.line;
  long long pence = 0;
  ledger.session() << "SELECT pence FROM posting p WHERE award = :a AND line = :l AND kind = 'forecast' AND reverses = 0 "
                      "AND NOT EXISTS (SELECT 1 FROM posting r WHERE r.reverses = p.id AND r.reverses <> 0) ORDER BY id DESC LIMIT 1",
      soci::use(award), soci::use(number), soci::into(pence);
  return ledger.session().got_data() ? std::optional(Pence{pence}) : std::nullopt;
}

void count(LineMoney& money, PostingKind kind, std::int64_t pence) {
  if (kind == PostingKind::plan) money.plan.count += pence;
  if (kind == PostingKind::commitment) money.committed.count += pence;
  if (kind == PostingKind::actual) money.actual.count += pence;
}

// What the batch changes, by line.
MoneyByLine changes_of(const std::vector<Posting>& postings) {
  MoneyByLine changes;
  for (const auto& each : postings)
    if (each.line.award != 0) count(changes[each.line], each.kind, each.amount.count);
  return changes;
}

Result<void> check_line(Ledger& ledger, LineId line, const LineMoney& change) {
  const auto before = money_of(ledger, line);
  const auto taken = change.committed.count + change.actual.count - change.plan.count;
  const Arguments named{{"line", std::to_string(line.line)}, {"left", text(before.left())}, {"asked", text(Pence{taken})}};
  if (taken > before.left().count) return refuse(Blame::input, "posting.beyond-plan", named);
  const bool below = before.committed.count + change.committed.count < 0 || before.actual.count + change.actual.count < 0;
  if (below) return refuse(Blame::input, "posting.below-nothing", named);
  return {};
}

// Whose invoices they are: of a school its own, else of the organisation to which it was awarded.
long long same_document(Ledger& ledger, const Posting& posting) {
  const long long award = posting.line.award, line = posting.line.line;
  long long found = 0;
  ledger.session() << "SELECT COUNT(*) FROM posting p JOIN award_line l ON l.award = p.award AND l.line = p.line JOIN award a ON a.id = p.award "
                      "WHERE p.document = :d AND p.kind = 'actual' AND p.reverses = 0 "
                      "AND NOT EXISTS (SELECT 1 FROM posting r WHERE r.reverses = p.id AND r.reverses <> 0) "
                      "AND COALESCE(NULLIF(l.school, ''), a.organisation) = (SELECT COALESCE(NULLIF(m.school, ''), b.organisation) "
                      "FROM award_line m JOIN award b ON b.id = m.award WHERE m.award = :a AND m.line = :l)",
      soci::use(posting.document), soci::use(award), soci::use(line), soci::into(found);
  return found;
}

Result<void> check_documents(Ledger& ledger, const std::vector<Posting>& postings) {
  for (const auto& each : postings) {
    const bool is_cost = each.kind == PostingKind::actual && each.reverses == 0 && each.line.award != 0 && !each.document.empty();
    if (is_cost && same_document(ledger, each) > 0)
      return refuse(Blame::input, "posting.same-document", {{"parameter", "document"}, {"document", each.document}});
  }
  return {};
}

Result<void> check_forecasts(Ledger& ledger, const std::vector<Posting>& postings) {
  for (const auto& each : postings) {
    if (each.kind != PostingKind::forecast || each.reverses != 0 || each.line.award == 0) continue;
    const auto plan = money_of(ledger, each.line).plan;
    if (each.amount > plan)
      return refuse(Blame::input, "posting.forecast-beyond-plan", {{"parameter", "amount"}, {"line", std::to_string(each.line.line)}, {"plan", text(plan)}});
  }
  return {};
}

Result<void> check(Ledger& ledger, const std::vector<Posting>& postings) {
  if (auto can = check_forecasts(ledger, postings); !can) return can;
  for (const auto& [line, change] : changes_of(postings))
    if (auto can = check_line(ledger, line, change); !can) return can;
  return check_documents(ledger, postings);
}

bool is_reversed(Ledger& ledger, const Posting& posting) {
  const long long id = posting.id;
  long long found = 0;
  ledger.session() << "SELECT COUNT(*) FROM posting WHERE reverses = :i AND reverses <> 0", soci::use(id), soci::into(found);
  return found > 0;
}

Result<void> check_reversible(Ledger& ledger, const std::vector<Posting>& batch) {
  if (batch.empty()) return refuse(Blame::input, "posting.unknown");
  for (const auto& each : batch) {
    if (each.kind == PostingKind::plan || each.reverses != 0) return refuse(Blame::input, "posting.not-reversible");
    if (is_reversed(ledger, each)) return refuse(Blame::input, "posting.reversed");
  }
  return {};
}

Posting reversal_of(const Posting& posting, const Posting& by) {
  auto made = posting;
  made.amount = {-posting.amount.count};
  made.reverses = posting.id;
  made.day = by.day;
  made.words = by.words;
  made.actor = by.actor;
  made.person = by.person;
  made.at = by.at;
  return made;
}

struct FetchedException {
  SpendException exception;
  long long id = 0, award = 0, line = 0, pence = 0, person = 0;
  std::string at;

  SpendException whole() const {
    auto made = exception;
    made.id = id;
    made.line = {award, static_cast<int>(line)};
    made.most = {pence};
    made.person = PersonId{person};
    made.at = instant_of(at);
    return made;
  }
};

bool is_used(Ledger& ledger, std::int64_t exception) {
  const long long id = exception;
  long long found = 0;
  ledger.session() << "SELECT COUNT(*) FROM posting WHERE released = :i AND released <> 0", soci::use(id), soci::into(found);
  return found > 0;
}

}  // namespace posting_rows

std::string_view word(PostingKind kind) {
  for (const auto& [each, name] : posting_rows::words)
    if (each == kind) return name;
  return "plan";
}

std::optional<PostingKind> posting_kind(std::string_view text) {
  for (const auto& [kind, name] : posting_rows::words)
    if (name == text) return kind;
  return std::nullopt;
}

Result<std::int64_t> add_postings(Ledger& ledger, std::vector<Posting> postings) {
  if (auto sound = posting_rows::check(ledger, postings); !sound) return std::unexpected(sound.error());
  const auto batch = posting_rows::last_id(ledger) + 1;
  auto id = batch;
  for (auto& each : postings) {
    each.id = id++;
    each.batch = batch;
    posting_rows::insert(ledger, each);
  }
  return batch;
}

std::optional<Posting> posting(Ledger& ledger, std::int64_t id) {
  const auto found = posting_rows::read(ledger, "WHERE p.id = :i", static_cast<long long>(id));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<Posting> batch_of(Ledger& ledger, std::int64_t batch) {
  return posting_rows::read(ledger, "WHERE p.batch = :b ORDER BY p.id", static_cast<long long>(batch));
}

std::vector<Posting> postings_of(Ledger& ledger, LineId line) {
  return posting_rows::read(ledger, "WHERE p.award = :a AND p.line = :l ORDER BY p.id", static_cast<long long>(line.award), static_cast<long long>(line.line));
}

std::vector<Posting> postings_of(Ledger& ledger, std::int64_t award) {
  return posting_rows::read(ledger, "WHERE p.award = :a ORDER BY p.id", static_cast<long long>(award));
}

std::vector<Posting> unclaimed_costs(Ledger& ledger, std::int64_t award) {
  auto costs = posting_rows::read(ledger,
                                  "WHERE p.award = :a AND p.kind = 'actual' AND NOT EXISTS (SELECT 1 FROM claim_posting c WHERE c.posting = p.id "
                                  "AND NOT EXISTS (SELECT 1 FROM claim_step s WHERE s.claim = c.claim AND s.state = 'withdrawn')) ORDER BY p.id",
                                  static_cast<long long>(award));
  std::set<std::int64_t> here, undone;
  for (const auto& each : costs) here.insert(each.id);
  for (const auto& each : costs)
    if (each.reverses != 0 && here.contains(each.reverses)) undone.insert({each.id, each.reverses});
  std::erase_if(costs, [&](const Posting& each) { return undone.contains(each.id); });
  return costs;
}

LineMoney money_of(Ledger& ledger, LineId line) {
  const long long award = line.award, number = line.line;
  std::string kind;
  long long pence = 0;
  soci::statement rows = (ledger.session().prepare << "SELECT kind, CAST(SUM(pence) AS BIGINT) FROM posting WHERE award = :a AND line = :l GROUP BY kind",
                          soci::use(award), soci::use(number), soci::into(kind), soci::into(pence));
  LineMoney money;
  for (bool more = rows.execute(true); more; more = rows.fetch())
    posting_rows::count(money, posting_kind(kind).value_or(PostingKind::forecast), pence);
  money.forecast = posting_rows::newest_forecast(ledger, line);
  return money;
}

MoneyByLine money_of(Ledger& ledger, std::int64_t award) {
  const long long of = award;
  long long number = 0;
  std::vector<int> lines;
  soci::statement rows = (ledger.session().prepare << "SELECT line FROM award_line WHERE award = :a ORDER BY line", soci::use(of), soci::into(number));
  for (bool more = rows.execute(true); more; more = rows.fetch()) lines.push_back(static_cast<int>(number));
  MoneyByLine money;
  for (const auto line : lines) money[{award, line}] = money_of(ledger, LineId{award, line});
  return money;
}

Result<std::int64_t> reverse_batch(Ledger& ledger, std::int64_t batch, const Posting& by) {
  const auto postings = batch_of(ledger, batch);
  if (auto can = posting_rows::check_reversible(ledger, postings); !can) return std::unexpected(can.error());
  std::vector<Posting> reversals;
  for (const auto& each : postings) reversals.push_back(posting_rows::reversal_of(each, by));
  return add_postings(ledger, std::move(reversals));
}

std::int64_t add_exception(Ledger& ledger, const SpendException& exception) {
  long long last = 0;
  ledger.session() << "SELECT COALESCE(MAX(id), 0) FROM spend_exception", soci::into(last);
  const long long id = last + 1, award = exception.line.award, line = exception.line.line, pence = exception.most.count,
                  person = static_cast<long long>(exception.person);
  const auto at = instant_text(exception.at);
  ledger.session() << "INSERT INTO spend_exception (id, award, line, spend, document, pence, reason, actor, person, at) "
                      "VALUES (:i, :a, :l, :s, :d, :p, :r, :o, :h, :t)",
      soci::use(id), soci::use(award), soci::use(line), soci::use(exception.spend), soci::use(exception.document), soci::use(pence),
      soci::use(exception.reason), soci::use(exception.actor), soci::use(person), soci::use(at);
  return id;
}

std::vector<SpendException> exceptions_of(Ledger& ledger, std::int64_t award) {
  const long long of = award;
  posting_rows::FetchedException row;
  auto& each = row.exception;
  soci::statement rows = (ledger.session().prepare
                              << "SELECT id, award, line, spend, document, pence, reason, actor, person, at FROM spend_exception WHERE award = :a ORDER BY id",
                          soci::use(of), soci::into(row.id), soci::into(row.award), soci::into(row.line), soci::into(each.spend), soci::into(each.document),
                          soci::into(row.pence), soci::into(each.reason), soci::into(each.actor), soci::into(row.person), soci::into(row.at));
  std::vector<SpendException> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(row.whole());
  return found;
}

std::optional<SpendException> unused_exception(Ledger& ledger, LineId line, std::string_view spend, std::string_view document) {
  for (const auto& each : exceptions_of(ledger, line.award))
    if (each.line == line && each.spend == spend && each.document == document && !posting_rows::is_used(ledger, each.id)) return each;
  return std::nullopt;
}

}  // namespace potensial::store
