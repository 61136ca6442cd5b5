#include "service/method_match.hpp"

#include <boost/json.hpp>
#include <algorithm>
#include <cmath>
#include <map>

#include "stats/matched_difference.hpp"
#include "stats/text_table.hpp"

namespace potensial::service {
namespace matched_by_file {

namespace json = boost::json;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// The rows that are looked at, by columns.
struct Rows {
  std::vector<std::string> name;
  std::vector<std::uint8_t> treated;
  std::vector<std::uint64_t> order;  // of the ids: settles ties
  std::vector<double> outcome, score;
  std::vector<std::uint32_t> stratum, place;
  std::vector<std::vector<std::uint32_t>> near;
  std::vector<std::vector<double>> covariates;
  std::size_t missing = 0;
};

Result<const stats::TextColumn*> column_of(const stats::TextTable& table, const std::string& name) {
  if (const auto* column = table.find(name)) return column;
  return refuse(Blame::input, "method.unknown-column", {{"column", name}});
}

Result<std::vector<const stats::TextColumn*>> columns_of(const stats::TextTable& table, const std::vector<std::string>& names) {
  std::vector<const stats::TextColumn*> columns;
  for (const auto& name : names) {
    const auto column = column_of(table, name);
    if (!column) return std::unexpected(column.error());
    columns.push_back(*column);
  }
  return columns;
}

// Rows that agree in all columns have one number.
std::vector<std::uint32_t> codes_of(const std::vector<const stats::TextColumn*>& columns, std::span<const std::size_t> rows) {
  std::map<std::vector<std::string>, std::uint32_t> known;
  std::vector<std::uint32_t> codes;
  for (const auto row : rows) {
    std::vector<std::string> key;
    for (const auto* column : columns) key.push_back(column->cells[row]);
    codes.push_back(known.try_emplace(std::move(key), static_cast<std::uint32_t>(known.size())).first->second);
  }
  return codes;
}

std::vector<double> numbers_at(const stats::TextColumn& column, std::span<const std::size_t> rows) {
  std::vector<double> numbers;
  for (const auto row : rows) numbers.push_back(stats::number_in(column.cells[row]));
  return numbers;
}

// Shorter ids first, so that 9 comes before 10.
std::vector<std::uint64_t> order_of(const std::vector<std::string>& names) {
  std::vector<std::size_t> by_name(names.size());
  for (std::size_t i = 0; i < by_name.size(); ++i) by_name[i] = i;
  std::ranges::stable_sort(by_name, {}, [&](std::size_t i) { return std::pair(names[i].size(), names[i]); });
  std::vector<std::uint64_t> order(names.size());
  for (std::size_t place = 0; place < by_name.size(); ++place) order[by_name[place]] = place;
  return order;
}

struct Columns {
  const stats::TextColumn *treated, *outcome, *score;
  const stats::TextColumn* id = nullptr;
  std::vector<const stats::TextColumn*> exact, near, covariates, place;
};

Result<Columns> asked_columns(const stats::TextTable& table, const MatchRequest& request) {
  const auto one = columns_of(table, {request.treated, request.outcome, request.score});
  if (!one) return std::unexpected(one.error());
  Columns columns{.treated = (*one)[0], .outcome = (*one)[1], .score = (*one)[2], .exact = {}, .near = {}, .covariates = {}, .place = {}};
  const auto named = [](const std::string& name) { return name.empty() ? std::vector<std::string>{} : std::vector{name}; };
  std::vector<const stats::TextColumn*> id;
  const std::pair<std::vector<std::string>, std::vector<const stats::TextColumn*>*> lists[] = {
      {request.exact, &columns.exact}, {request.near, &columns.near}, {request.covariates, &columns.covariates}, {named(request.place), &columns.place}, {named(request.id), &id}};
  for (const auto& [names, into] : lists) {
    auto found = columns_of(table, names);
    if (!found) return std::unexpected(found.error());
    *into = std::move(*found);
  }
  if (!id.empty()) columns.id = id.front();
  return columns;
}

Result<std::vector<std::size_t>> rows_with_outcome(const stats::TextTable& table, const Columns& columns) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const double mark = stats::number_in(columns.treated->cells[row]);
    if (std::isnan(mark) && !stats::is_missing(columns.treated->cells[row])) return refuse(Blame::input, "method.match-treated", {{"column", columns.treated->name}});
    if (!std::isnan(mark) && mark != 0 && mark != 1) return refuse(Blame::input, "method.match-treated", {{"column", columns.treated->name}});
    if (!std::isnan(mark) && std::isfinite(stats::number_in(columns.outcome->cells[row]))) rows.push_back(row);
  }
  return rows;
}

// Who lacks a covariate lacks what to compare by.
void forget_incomplete(Rows& rows) {
  for (std::size_t i = 0; i < rows.score.size(); ++i)
    if (std::ranges::any_of(rows.covariates, [i](const auto& column) { return !std::isfinite(column[i]); })) rows.score[i] = nothing;
}

Result<Rows> rows_of(const stats::TextTable& table, const MatchRequest& request) {
  const auto columns = asked_columns(table, request);
  if (!columns) return std::unexpected(columns.error());
  const auto used = rows_with_outcome(table, *columns);
  if (!used) return std::unexpected(used.error());
  Rows rows;
  rows.missing = table.rows - used->size();
  for (const auto row : *used) {
    rows.name.push_back(columns->id ? columns->id->cells[row] : std::to_string(row + 1));
    rows.treated.push_back(stats::number_in(columns->treated->cells[row]) == 1);
  }
  rows.order = order_of(rows.name);
  rows.outcome = numbers_at(*columns->outcome, *used);
  rows.score = numbers_at(*columns->score, *used);
  rows.stratum = codes_of(columns->exact, *used);
  rows.place = codes_of(columns->place, *used);
  for (const auto* column : columns->near) rows.near.push_back(codes_of({column}, *used));
  for (const auto* column : columns->covariates) rows.covariates.push_back(numbers_at(*column, *used));
  forget_incomplete(rows);
  return rows;
}

struct Matched {
  const Rows& rows;
  stats::NearestMatch match;
  stats::MatchedDifference difference;
  std::vector<stats::Balance> balance;
};

json::value number_or_null(double value) { return std::isfinite(value) ? json::value(value) : json::value(); }

json::object interval_json(const stats::Interval& of, double df) {
  return {{"estimate", number_or_null(of.estimate)}, {"se", number_or_null(of.se)}, {"low", number_or_null(of.low)}, {"high", number_or_null(of.high)}, {"df", number_or_null(df)}};
}

const char* word_of(stats::NoMatch reason) {
  if (reason == stats::NoMatch::no_peer) return "no-peer";
  return reason == stats::NoMatch::no_score ? "no-score" : "none-near";
}

json::array pairs_json(const Matched& of) {
  json::array pairs;
  for (const auto& set : of.match.sets) {
    json::array peers;
    for (const auto row : set.peers) peers.emplace_back(of.rows.name[row]);
    pairs.push_back({{"id", of.rows.name[set.treated]}, {"peers", std::move(peers)}});
  }
  return pairs;
}

std::string answer_json(const Matched& of) {
  const auto& told = of.difference;
  json::array unmatched, balance;
  for (const auto& each : of.match.unmatched) unmatched.push_back({{"id", of.rows.name[each.row]}, {"reason", word_of(each.reason)}});
  for (const auto& each : of.balance) balance.push_back({{"name", each.name}, {"before", each.before}, {"after", each.after}});
  return json::serialize(json::object{{"pairs", pairs_json(of)}, {"unmatched", std::move(unmatched)}, {"n", of.rows.name.size()}, {"n_missing", of.rows.missing},
                                      {"n_matched", told.sets}, {"n_peers", told.peers}, {"spread", of.match.spread}, {"balance", std::move(balance)},
                                      {"treated_mean", told.treated_mean}, {"peer_mean", told.peer_mean}, {"plain", interval_json(told.plain, told.plain_df)},
                                      {"adjusted", interval_json(told.adjusted, told.adjusted_df)}, {"places", told.places},
                                      {"clusters", told.by_place ? "place" : "pair"}});
}

MethodTable difference_table(const stats::MatchedDifference& of) {
  MethodTable table{"method.match-difference", {"method.match-which", "method.estimate", "method.standard-error", "method.match-low", "method.match-high", "method.match-freedom"}, {}};
  const auto add = [&](const char* which, const stats::Interval& at, double df) {
    table.rows.push_back({MethodRemark{which, {}}, at.estimate, at.se, at.low, at.high, df});
  };
  add("method.match-plain", of.plain, of.plain_df);
  add("method.match-adjusted", of.adjusted, of.adjusted_df);
  return table;
}

MethodTable balance_table(const std::vector<stats::Balance>& of) {
  MethodTable table{"method.match-balance", {"method.match-column", "method.match-before", "method.match-after"}, {}};
  for (const auto& each : of) table.rows.push_back({each.name, each.before, each.after});
  return table;
}

std::vector<MethodRemark> remarks_of(const Matched& of) {
  std::vector<MethodRemark> remarks{{"method.match-said", {{"matched", std::to_string(of.difference.sets)}, {"unmatched", std::to_string(of.match.unmatched.size())}}},
                                    {of.difference.by_place ? "method.match-by-place" : "method.match-by-pair", {{"n", std::to_string(of.difference.places)}}}};
  if (of.rows.missing > 0) remarks.push_back({"method.rows-left-out", {{"n", std::to_string(of.rows.missing)}}});
  return remarks;
}

std::vector<stats::NamedColumn> compared_columns(const Rows& rows, const MatchRequest& request) {
  std::vector<stats::NamedColumn> columns{{request.score, rows.score}};
  for (std::size_t j = 0; j < rows.covariates.size(); ++j) columns.push_back({request.covariates[j], rows.covariates[j]});
  return columns;
}

}  // namespace matched_by_file

Result<MethodAnswer> method_match(const MatchRequest& request) {
  using namespace matched_by_file;
  const auto table = stats::read_text_table(request.csv);
  if (!table) return std::unexpected(table.error());
  const auto rows = rows_of(*table, request);
  if (!rows) return std::unexpected(rows.error());
  stats::MatchRows asked{rows->treated, rows->stratum, rows->score, rows->order, {}};
  for (const auto& place : rows->near) asked.near.emplace_back(place);
  auto match = stats::nearest_match(asked, request.rule);
  if (!match) return std::unexpected(match.error());
  if (match->sets.empty()) return refuse(Blame::input, "method.match-nobody");
  const auto columns = compared_columns(*rows, request);
  const auto difference = stats::matched_difference({rows->outcome, rows->place, columns}, match->sets);
  if (!difference) return std::unexpected(difference.error());
  const auto balance = stats::match_balance(rows->treated, columns, match->sets);
  const Matched of{*rows, std::move(*match), *difference, balance};
  return MethodAnswer{answer_json(of), {difference_table(of.difference), balance_table(of.balance)}, remarks_of(of)};
}

}  // namespace potensial::service
