#include "store/award_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"
#include "store/posting_store.hpp"

namespace potensial::store {
namespace award_rows {

constexpr const char* columns = "SELECT a.id, a.fund, a.year, a.organisation, a.source, a.delegated_by, a.name_en, a.name_cy, a.rate, a.actor, a.person, a.at FROM award a ";

struct Fetched {
  Award award;
  long long id = 0, rate = 0, person = 0;
  int year = 0;
  std::string at;

  Award whole() const {
    auto made = award;
    made.id = id;
    made.rate = rate;
    made.person = PersonId{person};
    made.year = {static_cast<std::int16_t>(year)};
    made.at = instant_of(at);
    return made;
  }
};

std::vector<AwardLine> lines_of(Ledger& ledger, std::int64_t award) {
  const long long of = award;
  AwardLine line;
  long long number = 0, grant = 0, contribution = 0;
  soci::statement rows = (ledger.session().prepare << "SELECT line, title, area, initiative, school, grant_pence, contribution_pence, indicator, outcome, "
                                                      "evaluation FROM award_line WHERE award = :a ORDER BY line",
                          soci::use(of), soci::into(number), soci::into(line.title), soci::into(line.area), soci::into(line.initiative), soci::into(line.school),
                          soci::into(grant), soci::into(contribution), soci::into(line.indicator), soci::into(line.outcome), soci::into(line.evaluation));
  std::vector<AwardLine> lines;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    line.number = static_cast<int>(number);
    line.grant = {grant};
    line.contribution = {contribution};
    lines.push_back(line);
  }
  return lines;
}

std::vector<KindOfSpend> kinds_of(Ledger& ledger, std::int64_t award) {
  const long long of = award;
  KindOfSpend kind;
  int eligible = 0;
  soci::statement rows = (ledger.session().prepare
                              << "SELECT code, name_en, name_cy, rule_en, rule_cy, eligible FROM award_kind WHERE award = :a ORDER BY place",
                          soci::use(of), soci::into(kind.code), soci::into(kind.name.en), soci::into(kind.name.cy), soci::into(kind.rule.en),
                          soci::into(kind.rule.cy), soci::into(eligible));
  std::vector<KindOfSpend> kinds;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    kind.eligible = eligible != 0;
    kinds.push_back(kind);
  }
  return kinds;
}

// All columns before the conditions; each condition names its value.
template <class... Condition>
std::vector<Award> read(Ledger& ledger, const std::string& where, const Condition&... value) {
  Fetched row;
  auto& each = row.award;
  soci::statement rows(ledger.session());
  (rows.exchange(soci::use(value)), ...);
  rows.exchange(soci::into(row.id));
  for (auto* text : {&each.fund}) rows.exchange(soci::into(*text));
  rows.exchange(soci::into(row.year));
  for (auto* text : {&each.organisation, &each.source, &each.delegated_by, &each.name.en, &each.name.cy}) rows.exchange(soci::into(*text));
  rows.exchange(soci::into(row.rate));
  rows.exchange(soci::into(each.actor));
  rows.exchange(soci::into(row.person));
  rows.exchange(soci::into(row.at));
  rows.alloc();
  rows.prepare(columns + where);
  rows.define_and_bind();
  std::vector<Award> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(row.whole());
  for (auto& award : found) {
    award.lines = lines_of(ledger, award.id);
    award.spend = kinds_of(ledger, award.id);
  }
  return found;
}

Result<Pence> total_of(const Award& award) {
  Pence total;
  for (const auto& line : award.lines) {
    const auto cost = sum(line.grant, line.contribution);
    if (!cost) return cost;
    if (cost->count <= 0 || line.grant.count < 0 || line.contribution.count < 0)
      return refuse(Blame::input, "award.line-amount", {{"line", std::to_string(line.number)}});
    const auto next = sum(total, *cost);
    if (!next) return next;
    total = *next;
  }
  return total;
}

// What a school may spend of delegated money is what its lines are planned at, as plans change in the year.
long long planned(Ledger& ledger, const Award& award) {
  const int year = award.year.begins;
  long long sum = 0;
  ledger.session() << "SELECT CAST(COALESCE(SUM(p.pence), 0) AS BIGINT) FROM posting p JOIN award a ON a.id = p.award "
                      "WHERE p.kind = 'plan' AND a.fund = :f AND a.year = :y AND a.organisation = :o AND a.delegated_by = :d",
      soci::use(award.fund), soci::use(year), soci::use(award.organisation), soci::use(award.delegated_by), soci::into(sum);
  return sum;
}

long long awarded(Ledger& ledger, const Award& award) {
  const int year = award.year.begins;
  long long sum = 0;
  ledger.session() << "SELECT CAST(COALESCE(SUM(l.grant_pence + l.contribution_pence), 0) AS BIGINT) FROM award_line l JOIN award a ON a.id = l.award "
                      "WHERE a.fund = :f AND a.year = :y AND a.delegated_by = ''",
      soci::use(award.fund), soci::use(year), soci::into(sum);
  return sum;
}

Result<void> check_total(Ledger& ledger, const Award& award, Pence most) {
  if (award.lines.empty()) return refuse(Blame::input, "award.no-line");
  const auto asked = total_of(award);
  if (!asked) return std::unexpected(asked.error());
  const Pence left{most.count - (award.is_delegated() ? planned(ledger, award) : awarded(ledger, award))};
  if (*asked > left) return refuse(Blame::input, award.is_delegated() ? "award.beyond-delegated" : "award.beyond-total", {{"left", text(left)}, {"asked", text(*asked)}});
  return {};
}

void insert_lines(Ledger& ledger, long long id, const Award& award) {
  for (const auto& line : award.lines) {
    const long long number = line.number, grant = line.grant.count, contribution = line.contribution.count;
    ledger.session() << "INSERT INTO award_line (award, line, title, area, initiative, school, grant_pence, contribution_pence, indicator, outcome, evaluation) "
                        "VALUES (:a, :l, :t, :r, :i, :s, :g, :c, :n, :o, :e)",
        soci::use(id), soci::use(number), soci::use(line.title), soci::use(line.area), soci::use(line.initiative), soci::use(line.school), soci::use(grant),
        soci::use(contribution), soci::use(line.indicator), soci::use(line.outcome), soci::use(line.evaluation);
  }
}

void insert_kinds(Ledger& ledger, long long id, const Award& award) {
  long long place = 0;
  for (const auto& kind : award.spend) {
    const int eligible = kind.eligible ? 1 : 0;
    ledger.session() << "INSERT INTO award_kind (award, place, code, name_en, name_cy, rule_en, rule_cy, eligible) VALUES (:a, :p, :c, :e, :w, :r, :s, :g)",
        soci::use(id), soci::use(place), soci::use(kind.code), soci::use(kind.name.en), soci::use(kind.name.cy), soci::use(kind.rule.en),
        soci::use(kind.rule.cy), soci::use(eligible);
    ++place;
  }
}

void insert(Ledger& ledger, long long id, const Award& award) {
  const int year = award.year.begins;
  const long long rate = award.rate, person = static_cast<long long>(award.person);
  const auto at = instant_text(award.at);
  ledger.session() << "INSERT INTO award (id, fund, year, organisation, source, delegated_by, name_en, name_cy, rate, actor, person, at) "
                      "VALUES (:i, :f, :y, :o, :s, :d, :e, :w, :r, :a, :p, :t)",
      soci::use(id), soci::use(award.fund), soci::use(year), soci::use(award.organisation), soci::use(award.source), soci::use(award.delegated_by), soci::use(award.name.en),
      soci::use(award.name.cy), soci::use(rate), soci::use(award.actor), soci::use(person), soci::use(at);
  insert_lines(ledger, id, award);
  insert_kinds(ledger, id, award);
}

std::vector<Posting> first_plan(std::int64_t id, const Award& award) {
  std::vector<Posting> plan;
  for (const auto& line : award.lines)
    plan.push_back({.line = {id, line.number}, .kind = PostingKind::plan, .amount = {line.grant.count + line.contribution.count}, .day = Date::of(award.at),
                    .spend = {}, .source = award.fund, .document = {}, .words = {}, .actor = award.actor, .person = award.person, .at = award.at});
  return plan;
}

}  // namespace award_rows

Result<std::int64_t> add_award(Ledger& ledger, const Award& award, Pence most) {
  if (auto can = award_rows::check_total(ledger, award, most); !can) return std::unexpected(can.error());
  long long last = 0;
  ledger.session() << "SELECT COALESCE(MAX(id), 0) FROM award", soci::into(last);
  award_rows::insert(ledger, last + 1, award);
  if (auto planned = add_postings(ledger, award_rows::first_plan(last + 1, award)); !planned) return planned;
  return last + 1;
}

std::optional<Award> award(Ledger& ledger, std::int64_t id) {
  auto found = award_rows::read(ledger, "WHERE a.id = :i", static_cast<long long>(id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Award> awards_of(Ledger& ledger, std::string_view organisation, FinancialYear year) {
  return award_rows::read(ledger, "WHERE a.organisation = :o AND a.year = :y ORDER BY a.id", std::string(organisation), int(year.begins));
}

std::vector<FinancialYear> years_awarded(Ledger& ledger, std::string_view organisation) {
  const std::string of(organisation);
  int year = 0;
  soci::statement rows = (ledger.session().prepare << "SELECT DISTINCT year FROM award WHERE :o = '' OR organisation = :p ORDER BY year", soci::use(of, "o"), soci::use(of, "p"),
                          soci::into(year));
  std::vector<FinancialYear> years;
  for (bool more = rows.execute(true); more; more = rows.fetch()) years.push_back({static_cast<std::int16_t>(year)});
  return years;
}

std::vector<Award> awards_in(Ledger& ledger, FinancialYear year) {
  return award_rows::read(ledger, "WHERE a.year = :y ORDER BY a.id", int(year.begins));
}

std::vector<Award> awards_with_lines_of(Ledger& ledger, std::string_view school) {
  return award_rows::read(ledger, "WHERE a.id IN (SELECT l.award FROM award_line l WHERE l.school = :s) ORDER BY a.year DESC, a.id", std::string(school));
}

std::vector<Award> awards_from(Ledger& ledger, std::string_view fund, FinancialYear year) {
  return award_rows::read(ledger, "WHERE a.fund = :f AND a.year = :y AND a.delegated_by = '' ORDER BY a.id", std::string(fund), int(year.begins));
}

}  // namespace potensial::store
