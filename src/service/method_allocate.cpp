#include "service/method_allocate.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <numeric>

#include "funding/allocation.hpp"
#include "funding/delegation_asked.hpp"
#include "funding/need_followed.hpp"
#include "service/allocation_table.hpp"

namespace potensial::service {
namespace method_allocate_detail {

namespace json = boost::json;
using funding::AllocatedAmount;
using funding::Held;
using funding::NeedFollowed;
using Amounts = std::vector<std::optional<Pence>>;
using Numbers = std::vector<double>;

constexpr const char* lump = "lump";

// --- What is asked ---

struct Weight {
  std::string column;
  std::int64_t weight = 1;
};

Result<Weight> weight_of(const std::string& text) {
  const auto equals = text.rfind('=');
  Weight weight{text.substr(0, equals), 0};
  const auto* end = text.data() + text.size();
  const auto* from = equals == std::string::npos ? end : text.data() + equals + 1;
  const auto [stopped, error] = std::from_chars(from, end, weight.weight);
  if (error != std::errc{} || stopped != end || weight.column.empty() || weight.weight < 0)
    return refuse(Blame::input, "allocation.weight-form", {{"text", text}});
  return weight;
}

Result<std::vector<Weight>> weights_of(const AllocateRequest& request, const AllocationTable& table) {
  std::vector<Weight> weights;
  if (request.weights.empty())
    for (const auto& name : table.basis_names()) weights.push_back({name});
  for (const auto& text : request.weights) {
    const auto weight = weight_of(text);
    if (!weight) return std::unexpected(weight.error());
    if (std::ranges::find(weights, weight->column, &Weight::column) != weights.end())
      return refuse(Blame::input, "allocation.weight-twice", {{"column", weight->column}});
    weights.push_back(*weight);
  }
  return weights;
}

Result<BasisColumn> basis_of(const AllocationTable& table, const std::string& name) {
  if (name == lump && !table.has(lump)) return BasisColumn{name, std::vector<std::int64_t>(table.receivers().size(), 1), 0};
  return table.basis(name);
}

Result<void> take_percentages(const AllocateRequest& request, funding::AllocationFormula& formula) {
  for (const auto& [text, place] : {std::pair(&request.floor, &formula.floor), {&request.cap, &formula.cap}, {&request.damping, &formula.damping}}) {
    const auto points = funding::basis_points(*text);
    if (!points) return std::unexpected(points.error());
    *place = *points;
  }
  return {};
}

// A question that was read: the formula with receivers in the order of the file, and the columns behind it.
struct Question {
  std::vector<std::string> receivers;
  funding::AllocationFormula formula;
  std::vector<BasisColumn> bases;             // of the parts, in their order
  std::optional<BasisColumn> learners, need;  // both or neither
};

Result<void> take_parts(const AllocateRequest& request, const AllocationTable& table, Question& question) {
  const auto weights = weights_of(request, table);
  if (!weights) return std::unexpected(weights.error());
  for (const auto& [column, weight] : *weights) {
    auto basis = basis_of(table, column);
    if (!basis) return std::unexpected(basis.error());
    question.formula.parts.push_back({column, weight, basis->units});
    question.bases.push_back(std::move(*basis));
  }
  return {};
}

Result<void> take_need(const AllocationTable& table, Question& question) {
  if (!table.has("learners") || !table.has("need")) return {};
  auto learners = table.basis("learners"), need = table.basis("need");
  if (!learners) return std::unexpected(learners.error());
  if (!need) return std::unexpected(need.error());
  question.learners = std::move(*learners);
  question.need = std::move(*need);
  return {};
}

Result<Question> question_of(const AllocateRequest& request) {
  const auto total = pence(request.total);
  if (!total) return std::unexpected(total.error());
  const auto table = AllocationTable::read(request.csv);
  if (!table) return std::unexpected(table.error());
  auto last_year = table->last_year();
  if (!last_year) return std::unexpected(last_year.error());
  Question question{table->receivers(), {*total, {}, std::move(*last_year)}, {}, {}, {}};
  if (auto taken = take_parts(request, *table, question); !taken) return std::unexpected(taken.error());
  if (auto taken = take_percentages(request, question.formula); !taken) return std::unexpected(taken.error());
  if (auto taken = take_need(*table, question); !taken) return std::unexpected(taken.error());
  return question;
}

// --- What is answered ---

std::vector<std::size_t> by_name(const std::vector<std::string>& receivers) {
  std::vector<std::size_t> places(receivers.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, {}, [&](std::size_t place) -> const std::string& { return receivers[place]; });
  return places;
}

template <class Value>
std::vector<Value> in_order(const std::vector<Value>& values, const std::vector<std::size_t>& order) {
  std::vector<Value> sorted;
  for (const auto place : order) sorted.push_back(values[place]);
  return sorted;
}

// Allocated with receivers by name, and given back in the order of the file.
Result<funding::Allocation> allocated(const Question& question) {
  const auto order = by_name(question.receivers);
  auto formula = question.formula;
  for (auto& part : formula.parts) part.basis = in_order(part.basis, order);
  if (!formula.last_year.empty()) formula.last_year = in_order(formula.last_year, order);
  const auto found = allocate(formula);
  if (!found) return found;
  funding::Allocation back{std::vector<AllocatedAmount>(order.size()), found->left_to_share};
  for (std::size_t k = 0; k < order.size(); ++k) back.receivers[order[k]] = found->receivers[k];
  return back;
}

std::optional<Pence> before(const Question& question, std::size_t receiver) {
  return question.formula.last_year.empty() ? std::nullopt : question.formula.last_year[receiver];
}

// Both are from 0, so that it is never refused.
std::optional<Pence> change_of(const Question& question, const AllocatedAmount& each, std::size_t receiver) {
  const auto last = before(question, receiver);
  return last ? std::optional(*difference(each.amount, *last)) : std::nullopt;
}

struct NeedAnswer {
  funding::NeedOfReceivers of;
  NeedFollowed now, before, by_need;
};

Numbers numbers_of(const BasisColumn& column) {
  Numbers numbers;
  for (const auto units : column.units) numbers.push_back(static_cast<double>(units) / std::pow(10.0, column.decimals));
  return numbers;
}

std::optional<NeedAnswer> need_answer(const Question& question, const funding::Allocation& found) {
  if (!question.need) return std::nullopt;
  NeedAnswer answer{funding::need_of_receivers(question.receivers, numbers_of(*question.learners), numbers_of(*question.need)), {}, {}, {}};
  Numbers now, last;
  for (std::size_t i = 0; i < question.receivers.size(); ++i) {
    now.push_back(static_cast<double>(found.receivers[i].amount.count));
    last.push_back(static_cast<double>(before(question, i).value_or(Pence{}).count));
  }
  answer.now = need_followed(answer.of, now);
  answer.before = need_followed(answer.of, last);
  answer.by_need = need_followed(answer.of, answer.of.need);
  return answer;
}

struct Answered {
  Question question;
  funding::Allocation found;
  std::optional<NeedAnswer> need;
};

struct Counts {
  std::size_t gain = 0, lose = 0, unchanged = 0, fresh = 0;
};

Counts counts_of(const Answered& all) {
  Counts counts;
  for (std::size_t i = 0; i < all.question.receivers.size(); ++i) {
    const auto change = change_of(all.question, all.found.receivers[i], i);
    ++(!change ? counts.fresh : change->count > 0 ? counts.gain : change->count < 0 ? counts.lose : counts.unchanged);
  }
  return counts;
}

// --- JSON ---

json::value number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return value;
}

json::value money(const std::optional<Pence>& amount) {
  if (!amount) return nullptr;
  return amount->count;
}

json::value held_json(Held held) {
  if (held == Held::no) return nullptr;
  return held == Held::at_floor ? "floor" : "cap";
}

json::array parts_json(const Question& question, const AllocatedAmount& each) {
  json::array parts;
  for (std::size_t p = 0; p < each.parts.size(); ++p) {
    const auto& part = each.parts[p];
    parts.push_back({{"column", question.bases[p].name}, {"weight", part.weight}, {"weights", part.weights}, {"basis", part.basis},
                     {"bases", part.bases}, {"decimals", question.bases[p].decimals}});
  }
  return parts;
}

json::object receiver_json(const Answered& all, std::size_t receiver) {
  const auto& each = all.found.receivers[receiver];
  return {{"receiver", all.question.receivers[receiver]}, {"amount", each.amount.count}, {"last_year", money(before(all.question, receiver))},
          {"change", money(change_of(all.question, each, receiver))}, {"by_formula", each.by_formula.count},
          {"after_damping", each.after_damping.count}, {"damped", each.damped}, {"held", held_json(each.held)},
          {"rounded_up", each.rounded_up}, {"parts", parts_json(all.question, each)}};
}

json::object following_json(const NeedFollowed& one) {
  return {{"share_of_fifth", number(one.share_of_fifth)}, {"index", number(one.index)}, {"misplaced", number(one.misplaced)}};
}

json::value need_json(const Answered& all) {
  if (!all.need) return nullptr;
  json::array fifth;
  for (const auto place : all.need->of.fifth) fifth.emplace_back(all.question.receivers[place]);
  return json::object{{"fifth", std::move(fifth)}, {"share_of_need", number(all.need->of.share_of_need)}, {"now", following_json(all.need->now)},
                      {"before", following_json(all.need->before)}, {"by_need", following_json(all.need->by_need)}};
}

std::string json_of(const Answered& all) {
  json::array receivers;
  for (std::size_t i = 0; i < all.question.receivers.size(); ++i) receivers.push_back(receiver_json(all, i));
  const auto counts = counts_of(all);
  return json::serialize(json::object{{"total", all.question.formula.total.count}, {"left_to_share", all.found.left_to_share.count},
                                      {"receivers", std::move(receivers)}, {"gain", counts.gain}, {"lose", counts.lose},
                                      {"unchanged", counts.unchanged}, {"new", counts.fresh}, {"need", need_json(all)}});
}

// --- Tables and remarks for a person ---

MethodCell money_cell(const std::optional<Pence>& amount, bool is_signed = false) {
  if (!amount) return std::string("–");
  return MethodMoney{*amount, is_signed};
}

MethodCell state_of(const AllocatedAmount& each) {
  if (each.held == Held::at_floor) return MethodRemark{"allocation.at-floor", {}};
  if (each.held == Held::at_cap) return MethodRemark{"allocation.at-cap", {}};
  if (each.damped) return MethodRemark{"allocation.damped", {}};
  return std::string();
}

double to_decimals(double value, double scale) { return std::round(value * scale) / scale; }

MethodTable amounts_table(const Answered& all) {
  MethodTable table{"allocation.amounts-title", {"allocation.receiver", "allocation.amount", "allocation.change", "allocation.last-year"}, {}};
  if (all.need) table.columns.push_back("allocation.need-per-100");
  table.columns.push_back("allocation.state");
  for (std::size_t i = 0; i < all.question.receivers.size(); ++i) {
    const auto& each = all.found.receivers[i];
    auto& row = table.rows.emplace_back();
    row = {all.question.receivers[i], MethodMoney{each.amount}, money_cell(change_of(all.question, each, i), true),
           money_cell(before(all.question, i))};
    if (all.need) row.emplace_back(to_decimals(100 * all.need->of.rates[i], 10));
    row.push_back(state_of(each));
  }
  return table;
}

// "£240,000.00 × (50/100 × 430/3,600 + 10/100 × 1/10)"
std::string working(const Question& question, const AllocatedAmount& each) {
  std::string sum;
  for (std::size_t p = 0; p < each.parts.size(); ++p) {
    const auto& part = each.parts[p];
    const int decimals = question.bases[p].decimals;
    if (part.weight == 0) continue;
    sum += (sum.empty() ? "" : " + ") + basis_text(part.weight, 0) + "/" + basis_text(part.weights, 0) + " × " +
           basis_text(part.basis, decimals) + "/" + basis_text(part.bases, decimals);
  }
  return text(question.formula.total) + " × (" + sum + ")";
}

MethodTable working_table(const Answered& all) {
  const bool damped = all.question.formula.damping.has_value();
  MethodTable table{"allocation.working-title", {"allocation.receiver", "allocation.by-formula", "allocation.formula-amount"}, {}};
  if (damped) table.columns.push_back("allocation.after-damping");
  table.columns.push_back("allocation.amount");
  for (std::size_t i = 0; i < all.question.receivers.size(); ++i) {
    const auto& each = all.found.receivers[i];
    auto& row = table.rows.emplace_back();
    row = {all.question.receivers[i], working(all.question, each), MethodMoney{each.by_formula}};
    if (damped) row.push_back(MethodMoney{each.after_damping});
    row.push_back(MethodMoney{each.amount});
  }
  return table;
}

std::vector<MethodCell> measure(const char* name, double last, double now, double by_need, double scale) {
  return {MethodRemark{name, {}}, to_decimals(last, scale), to_decimals(now, scale), to_decimals(by_need, scale)};
}

MethodTable need_table(const NeedAnswer& need) {
  const auto percent = [](double share) { return 100 * share; };
  return {"allocation.need-title",
          {"allocation.measure", "allocation.last-year", "allocation.amount", "allocation.by-need"},
          {measure("allocation.share-of-fifth", percent(need.before.share_of_fifth), percent(need.now.share_of_fifth), percent(need.by_need.share_of_fifth), 10),
           measure("allocation.share-of-need", percent(need.of.share_of_need), percent(need.of.share_of_need), percent(need.of.share_of_need), 10),
           measure("allocation.index", need.before.index, need.now.index, need.by_need.index, 10000),
           measure("allocation.misplaced", percent(need.before.misplaced), percent(need.now.misplaced), percent(need.by_need.misplaced), 10)}};
}

std::string names_of(const Answered& all) {
  std::string names;
  for (const auto place : all.need->of.fifth) names += (names.empty() ? "" : ", ") + all.question.receivers[place];
  return names;
}

std::vector<MethodRemark> remarks_of(const Answered& all) {
  const auto& formula = all.question.formula;
  std::vector<MethodRemark> remarks{{"allocation.adds-up", {{"total", text(formula.total)}}}};
  const auto counts = counts_of(all);
  if (!formula.last_year.empty())
    remarks.push_back({"allocation.winners", {{"gain", std::to_string(counts.gain)}, {"lose", std::to_string(counts.lose)},
                                              {"unchanged", std::to_string(counts.unchanged)}, {"new", std::to_string(counts.fresh)}}});
  if (formula.floor || formula.cap) remarks.push_back({"allocation.left-to-share", {{"amount", text(all.found.left_to_share)}}});
  if (all.need) {
    remarks.push_back({"allocation.fifth", {{"names", names_of(all)}}});
    remarks.push_back({"allocation.index-means", {}});
  } else {
    remarks.push_back({"allocation.no-need", {}});
  }
  return remarks;
}

}  // namespace method_allocate_detail

Result<MethodAnswer> method_allocate(const AllocateRequest& request) {
  using namespace method_allocate_detail;
  const auto question = question_of(request);
  if (!question) return std::unexpected(question.error());
  const auto found = allocated(*question);
  if (!found) return std::unexpected(found.error());
  const Answered all{*question, *found, need_answer(*question, *found)};
  MethodAnswer answer{json_of(all), {amounts_table(all)}, remarks_of(all)};
  if (all.need) answer.tables.push_back(need_table(*all.need));
  answer.tables.push_back(working_table(all));
  return answer;
}

}  // namespace potensial::service
