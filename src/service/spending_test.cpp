// Money that is awarded, moved, bound, paid, reversed and claimed at random, beside a plain twin of maps and whole numbers that
// shares nothing with it but the order of events: after every step both say yes or no alike, and in the end not a penny is
// gained or lost (MON-05, MON-09, FND-07).
#include "service/spending.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "award_example.hpp"
#include "catalogue/catalogue.hpp"
#include "form/stages_reader.hpp"
#include "funding/award_draft.hpp"
#include "ledger/both_engines.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spending_test {

using Key = std::pair<std::int64_t, int>;  // award and line
using Number = std::int64_t;

// As money is counted with a pencil.
class Twin {
 public:
  struct Cost {
    Number id, pence, reverses, claim;
  };
  std::map<Key, Number> plan, bound, paid;
  std::map<Number, std::vector<Cost>> costs;           // by award
  std::map<Number, std::pair<Number, Number>> claims;  // grant and contribution of those that stand
  std::map<Number, Number> award_of_claim;
  Number awarded = 0;

  Number left(Key line) { return plan[line] - bound[line] - paid[line]; }
  std::vector<Number> claimable(Number award) {
    std::vector<Number> ids;
    for (const auto& each : costs[award])
      if (each.claim == 0 && !pair_unclaimed(costs[award], each)) ids.push_back(each.id);
    return ids;
  }
  Number sum_of(Number award, const std::vector<Number>& ids) {
    Number sum = 0;
    for (const auto& each : costs[award]) sum += std::ranges::count(ids, each.id) * each.pence;
    return sum;
  }
  std::pair<Number, Number> claimed(Number award) const {
    std::pair<Number, Number> all{0, 0};
    for (const auto& [claim, split] : claims)
      if (award_of_claim.at(claim) == award) all.first += split.first, all.second += split.second;
    return all;
  }

 private:
  static bool pair_unclaimed(const std::vector<Cost>& all, const Cost& cost) {
    return std::ranges::any_of(all, [&](const Cost& other) {
      return other.claim == 0 && ((cost.reverses != 0 && other.id == cost.reverses) || other.reverses == cost.id);
    });
  }
};

// 60% to the nearest penny, by remainders of a division.
Number sixty_percent(Number pence) {
  const Number six = pence * 6;
  return six / 10 + (six % 10 >= 5 ? 1 : 0);
}

// Shares of two: the first gets its part cut off, and the penny left goes to the larger remainder.
std::pair<Number, Number> two_shares(Number pence, Number points) {
  const Number first = pence * points, second = pence * (10'000 - points);
  Number a = first / 10'000, b = second / 10'000;
  if (a + b < pence) (first % 10'000 >= second % 10'000 ? a : b) += 1;
  return {a, b};
}

class RandomMoney : public tests::OnBothEngines {
 protected:
  static constexpr Number fund_total = 400'000'000;

  RandomMoney() : random_(2010) {}
  Number upto(Number most) { return static_cast<Number>(random_() % static_cast<std::uint64_t>(most)) + 1; }
  bool chance(int in) { return random_() % static_cast<unsigned>(in) == 0; }
  template <class T>
  const T& any(const std::vector<T>& from) { return from[random_() % from.size()]; }

  // All of it or nothing, as operations do.
  template <class Do>
  auto written(Do what) {
    store::Transaction transaction(ledger_);
    auto result = what();
    if (result) transaction.commit();
    return result;
  }

  void award() {
    const auto many = static_cast<std::size_t>(upto(4));
    funding::AwardDraft draft{"68" + std::to_string(upto(9)), "", {}, "Ann", PersonId{1}, tests::morning_of_award};
    Number asked = 0;
    for (std::size_t i = 0; i < many; ++i) {
      draft.lines.push_back({"x", "ict", "", "", {upto(3'000'000)}, "", "more", "x"});
      asked += draft.lines.back().cost.count;
    }
    const auto award = funding::award_under(tests::small_guidance(), draft).value();
    const auto made = written([&] { return store::add_award(ledger_, award, {fund_total}); });
    ASSERT_EQ(made.has_value(), twin_.awarded + asked <= fund_total);
    if (!made) return;
    twin_.awarded += asked;
    for (std::size_t i = 0; i < many; ++i) twin_.plan[{*made, static_cast<int>(i) + 1}] = draft.lines[i].cost.count;
    for (std::size_t i = 0; i < many; ++i) lines_.push_back({*made, static_cast<int>(i) + 1});
  }

  void cost() {
    const auto kind = chance(3) ? PostingKind::commitment : PostingKind::actual;
    const auto first = any(lines_), second = any(lines_);
    const bool settles = kind == PostingKind::actual && chance(2), elsewhere = chance(4), shared = elsewhere || (chance(3) && first != second);
    const Number points = shared ? upto(9'999) : 10'000, pence = upto(chance(20) ? 3'000'000 : 40'000);
    std::vector<funding::CostShare> shares{{{first.first, first.second}, "", points}};
    if (shared) shares.push_back({elsewhere ? LineId{} : LineId{second.first, second.second}, elsewhere ? "Own budget" : "", 10'000 - points});
    const funding::Cost asked{.kind = kind, .amount = {pence}, .day = Date(2010, 9, 1), .spend = "supply", .document = "i" + std::to_string(++documents_), .words = "x",
                              .shares = shares, .settles = settles, .actor = "Ann", .person = PersonId{1}, .at = tests::morning_of_award};
    const auto batch = written([&] { return record_cost(ledger_, asked); });
    const auto [a, b] = shared ? two_shares(pence, points) : std::pair<Number, Number>{pence, 0};
    std::vector<std::pair<Key, Number>> parts{{first, a}};
    if (shared && !elsewhere) parts.emplace_back(second, b);
    note_cost(batch, parts, kind, settles, shared && elsewhere);
  }

  void note_cost(const Result<Number>& batch, const std::vector<std::pair<Key, Number>>& parts, PostingKind kind, bool settles, bool elsewhere) {
    bool fits = true;
    std::vector<Number> freed;
    for (const auto& [line, pence] : parts) {
      freed.push_back(settles ? std::min(twin_.bound[line], pence) : 0);
      fits = fits && pence - freed.back() <= twin_.left(line);
    }
    ASSERT_EQ(batch.has_value(), fits) << (batch ? "" : batch.error().code);
    if (!batch) return;
    Number id = *batch;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto& [line, pence] = parts[i];
      (kind == PostingKind::actual ? twin_.paid : twin_.bound)[line] += pence;
      twin_.bound[line] -= freed[i];
      if (kind == PostingKind::actual) twin_.costs[line.first].push_back({id, pence, 0, 0});
      ++id;
    }
    batches_.push_back({*batch, kind, parts, freed, elsewhere});
  }

  void move() {
    const auto from = any(lines_), to = any(lines_);
    const Number pence = upto(chance(5) ? 3'000'000 : 100'000);
    const auto moved = written([&] {
      return move_money(ledger_, {.from = {from.first, from.second}, .to = {to.first, to.second}, .amount = {pence}, .day = Date(2010, 9, 1), .words = "x", .actor = "Ann",
                                  .person = PersonId{1}, .at = tests::morning_of_award});
    });
    ASSERT_EQ(moved.has_value(), from != to && pence <= twin_.left(from));
    if (!moved) return;
    twin_.plan[from] -= pence;
    twin_.plan[to] += pence;
  }

  struct Batch {
    Number id;
    PostingKind kind;
    std::vector<std::pair<Key, Number>> parts;
    std::vector<Number> freed;
    bool elsewhere;
    bool reversed = false;
  };

  void reverse() {
    if (batches_.empty()) return;
    auto& batch = batches_[random_() % batches_.size()];
    const Posting by{.day = Date(2010, 10, 1), .spend = {}, .source = {}, .document = {}, .words = "x", .actor = "Ben", .person = PersonId{2}, .at = tests::morning_of_award};
    const auto done = written([&] { return store::reverse_batch(ledger_, batch.id, by); });
    bool can = !batch.reversed;
    for (std::size_t i = 0; i < batch.parts.size(); ++i) {
      const auto& [line, pence] = batch.parts[i];
      const bool is_paid = batch.kind == PostingKind::actual;
      can = can && (is_paid ? batch.freed[i] <= twin_.left(line) + pence && twin_.paid[line] >= pence : twin_.bound[line] >= pence);
    }
    ASSERT_EQ(done.has_value(), can) << (done ? "" : done.error().code);
    if (!done) return;
    batch.reversed = true;
    for (std::size_t i = 0; i < batch.parts.size(); ++i) {
      const auto& [line, pence] = batch.parts[i];
      (batch.kind == PostingKind::actual ? twin_.paid : twin_.bound)[line] -= pence;
      twin_.bound[line] += batch.freed[i];
      if (batch.kind == PostingKind::actual) twin_.costs[line.first].push_back({*done + Number(i), -pence, batch.id + Number(i), 0});
    }
  }

  void claim() {
    const auto award = any(lines_).first;
    const auto ids = twin_.claimable(award);
    const auto sum = twin_.sum_of(award, ids);
    const auto made = written([&] { return make_claim(ledger_, award, {"Ann", PersonId{1}, tests::morning_of_award}); });
    ASSERT_EQ(made.has_value(), sum > 0);
    if (!made) return;
    const auto [grant_before, contribution_before] = twin_.claimed(award);
    const auto grant = std::clamp<Number>(sixty_percent(sum + grant_before + contribution_before) - grant_before, 0, sum);
    const auto kept = store::claim(ledger_, *made).value();
    ASSERT_EQ(kept.postings, ids);
    ASSERT_EQ((std::pair{kept.grant.count, kept.contribution.count}), (std::pair{grant, sum - grant}));
    twin_.claims[*made] = {grant, sum - grant};
    twin_.award_of_claim[*made] = award;
    for (auto& each : twin_.costs[award])
      if (std::ranges::count(ids, each.id)) each.claim = *made;
  }

  void withdraw() {
    if (twin_.claims.empty()) return;
    const auto claim = std::next(twin_.claims.begin(), static_cast<std::ptrdiff_t>(random_() % twin_.claims.size()))->first;
    ASSERT_TRUE(written([&] {
      return step_claim(ledger_, stages_, {claim, "withdraw", "a mistake", {"authority-grants-officer"}, 0}, {"Ann", PersonId{1}, tests::morning_of_award});
    }));
    twin_.claims.erase(claim);
    for (auto& each : twin_.costs[twin_.award_of_claim[claim]])
      if (each.claim == claim) each.claim = 0;
  }

  void happen() {
    const auto what = random_() % 100;
    if (what < 2 || lines_.empty()) return award();
    if (what < 52) return cost();
    if (what < 77) return move();
    if (what < 92) return reverse();
    return what < 98 ? claim() : withdraw();
  }

  // Every line, every claim, every penny of the fund.
  void expect_equal() {
    Number planned = 0;
    std::set<Number> awards;
    for (const auto& [line, plan] : twin_.plan) {
      const auto money = store::money_of(ledger_, LineId{line.first, line.second});
      ASSERT_EQ((std::tuple{money.plan.count, money.committed.count, money.actual.count}), (std::tuple{plan, twin_.bound[line], twin_.paid[line]}));
      ASSERT_TRUE(money.committed.count >= 0 && money.actual.count >= 0 && money.left().count >= 0);
      planned += money.plan.count;
      awards.insert(line.first);
    }
    ASSERT_EQ(planned, twin_.awarded);
    ASSERT_LE(planned, fund_total);
    for (const auto award : awards) expect_claims_equal(award);
  }

  // What was paid is claimed or can be claimed, and nothing twice.
  void expect_claims_equal(Number award) {
    Number paid = 0, claimable = 0, claimed = 0;
    std::set<Number> held;
    for (const auto& [line, pence] : twin_.paid) paid += line.first == award ? pence : 0;
    for (const auto& each : store::unclaimed_costs(ledger_, award)) claimable += each.amount.count;
    for (const auto& each : store::claims_of(ledger_, award)) {
      if (each.state() == "withdrawn") continue;
      claimed += each.grant.count + each.contribution.count;
      for (const auto posting : each.postings) ASSERT_TRUE(held.insert(posting).second);
    }
    ASSERT_EQ(claimed + claimable, paid) << award;
  }

  std::mt19937_64 random_;
  store::Ledger ledger_ = fresh_ledger();
  form::Stages stages_ = form::stages_on(catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value(), "claim", Date(2010, 5, 4)).value();
  Twin twin_;
  std::vector<Key> lines_;
  std::vector<Batch> batches_;
  Number documents_ = 0;
};

// As many as POTENSIAL_MOVES says, else few enough for every day.
TEST_P(RandomMoney, Rel3NoPennyIsGainedOrLost) {
  const char* asked = std::getenv("POTENSIAL_MOVES");
  const int moves = asked ? std::atoi(asked) : 3000;
  for (int i = 0; i < moves; ++i) {
    happen();
    if (HasFatalFailure()) FAIL() << "in step " << i;
    if (i % 5000 == 4999) expect_equal();
  }
  expect_equal();
  RecordProperty("steps", moves);
  std::cout << moves << " steps, " << twin_.plan.size() << " lines, " << documents_ << " costs tried, " << twin_.claims.size() << " claims that stand\n";
}

POTENSIAL_ON_BOTH_ENGINES(RandomMoney);

class Spending : public tests::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::add_award(ledger, tests::small_award({{6000, 4000}}), {10000}));
  }
  static funding::Cost building(PersonId person) {
    return {.amount = {500}, .day = Date(2010, 6, 1), .spend = "building", .document = "Ramp 3", .words = {}, .shares = {{{1, 1}, ""}}, .actor = "Ann", .person = person, .at = tests::morning_of_award};
  }
  std::string code(const funding::Cost& cost) {
    const auto done = record_cost(ledger, cost);
    return done ? "" : done.error().code;
  }
  std::string step(const char* transition, PersonId person, const char* role, std::size_t seen) {
    const auto done = step_claim(ledger, stages, {1, transition, "", {role}, seen}, {"x", person, tests::morning_of_award});
    return done ? "" : done.error().code;
  }
  store::Ledger ledger = fresh_ledger();
  form::Stages stages = form::stages_on(catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value(), "claim", Date(2010, 5, 4)).value();
};

TEST_P(Spending, Mon02AnExcludedCostIsReleasedByAnotherNamedPersonAlone) {
  EXPECT_EQ(code(building(PersonId{1})), "cost.ineligible");
  store::add_exception(ledger, {.line = {1, 1}, .spend = "building", .document = "Ramp 3", .most = {500}, .reason = "access", .actor = "Ben", .person = PersonId{2}, .at = tests::morning_of_award});
  EXPECT_EQ(code(building(PersonId{2})), "cost.own-exception");
  auto dear = building(PersonId{1});
  dear.amount = {501};
  EXPECT_EQ(code(dear), "cost.beyond-exception");
  EXPECT_EQ(code(building(PersonId{1})), "");
  EXPECT_EQ(store::postings_of(ledger, LineId{1, 1}).back().released, 1);
  auto again = building(PersonId{1});
  EXPECT_EQ(code(again), "cost.ineligible") << "an exception is for one cost";
}

TEST_P(Spending, Sec8NobodyApprovesOrPaysTheirOwnClaimAndNoneIsPaidWithoutEvidence) {
  auto cost = building(PersonId{1});
  cost.spend = "supply";
  ASSERT_EQ(code(cost), "");
  ASSERT_EQ(make_claim(ledger, 1, {"Ann", PersonId{1}, tests::morning_of_award}).value(), 1);
  const char* officer = "authority-grants-officer";
  EXPECT_EQ(step("approve", PersonId{2}, officer, 0), "claim.step.not-from-here");
  EXPECT_EQ(step("submit", PersonId{1}, "headteacher", 0), "claim.step.role");
  ASSERT_EQ(step("submit", PersonId{3}, officer, 0), "");
  EXPECT_EQ(step("approve", PersonId{1}, officer, 1), "claim.step.own") << "made it";
  EXPECT_EQ(step("approve", PersonId{3}, officer, 1), "claim.step.same-person") << "submitted it";
  EXPECT_EQ(step("approve", PersonId{2}, officer, 0), "operation.stale");
  ASSERT_EQ(step("approve", PersonId{2}, officer, 1), "");
  EXPECT_EQ(step("pay", PersonId{4}, officer, 2), "claim.step.role");
  EXPECT_EQ(step("pay", PersonId{4}, "grants-officer", 2), "claim.step.need");
  store::add_evidence(ledger, 1, {"statement", {200}, "Ann", PersonId{1}, tests::morning_of_award});
  EXPECT_EQ(step("pay", PersonId{2}, "grants-officer", 2), "claim.step.same-person");
  EXPECT_EQ(step("pay", PersonId{4}, "grants-officer", 2), "");
  EXPECT_EQ(step("pay", PersonId{4}, "grants-officer", 3), "claim.step.not-from-here");
  EXPECT_EQ(store::claim(ledger, 1)->state(), "paid");
}

TEST_P(Spending, SaysWhatIsNotThere) {
  EXPECT_EQ(make_claim(ledger, 7, {"Ann", PersonId{1}, tests::morning_of_award}).error().code, "claim.no-award");
  EXPECT_EQ(make_claim(ledger, 1, {"Ann", PersonId{1}, tests::morning_of_award}).error().code, "claim.nothing");
  EXPECT_EQ(step("submit", PersonId{1}, "authority-grants-officer", 0), "claim.unknown");
  EXPECT_EQ(move_money(ledger, {.from = {1, 1}, .to = {1, 2}, .amount = {5}, .day = {}, .words = {}, .actor = {}}).error().code, "cost.unknown-line");
}

POTENSIAL_ON_BOTH_ENGINES(Spending);

}  // namespace spending_test
}  // namespace potensial::service
