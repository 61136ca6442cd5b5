#include "stats/group_nuisance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace potensial::stats {
namespace group_nuisance_detail {

constexpr double no_variation = 1e-9;

double product(const NuisanceColumn& column, const std::vector<double>& v) {
  if (!column.values.empty()) return std::inner_product(v.begin(), v.end(), column.values.begin(), 0.0);
  // Four sums at a time: one alone would wait for each addition to end.
  const auto& rows = column.members;
  double sums[4] = {};
  std::size_t k = 0;
  for (; k + 4 <= rows.size(); k += 4)
    for (std::size_t j = 0; j < 4; ++j) sums[j] += v[rows[k + j]];
  for (; k < rows.size(); ++k) sums[0] += v[rows[k]];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double squares(const NuisanceColumn& column) {
  return column.values.empty() ? static_cast<double>(column.members.size()) : product(column, column.values);
}

// Adds the column's product with v to place `at` of each cluster's `width` numbers.
void add_by_cluster(const GroupRows& rows, const NuisanceColumn& column, const std::vector<double>& v,
                    std::vector<double>& sums, std::size_t width, std::size_t at) {
  if (column.values.empty())
    for (const auto row : column.members) sums[rows.cluster[row] * width + at] += v[row];
  else
    for (std::size_t row = 0; row < v.size(); ++row) sums[rows.cluster[row] * width + at] += v[row] * column.values[row];
}

}  // namespace group_nuisance_detail

ColumnPointer numeric_column(const GroupRows& rows, std::vector<double> values) {
  centre_on_clusters(rows, values);
  return std::make_shared<NuisanceColumn>(NuisanceColumn{std::move(values), {}});
}

ColumnPointer given_column(const GroupRows& rows, const std::vector<double>& values) {
  const auto other = std::ranges::find_if(values, [&](double value) { return value != values.front(); });
  const bool two_values =
      other != values.end() && std::all_of(other, values.end(), [&](double value) { return value == values.front() || value == *other; });
  if (!two_values) return numeric_column(rows, values);
  const auto others = static_cast<std::size_t>(std::ranges::count(values, *other));
  const double rarer = 2 * others <= values.size() ? *other : values.front();
  std::vector<std::uint32_t> members;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (values[row] == rarer) members.push_back(static_cast<std::uint32_t>(row));
  return std::make_shared<NuisanceColumn>(NuisanceColumn{{}, std::move(members)});
}

ColumnPointer group_column(const GroupRows& rows, const Conditions& where) {
  return std::make_shared<NuisanceColumn>(NuisanceColumn{{}, rows.members(where)});
}

std::vector<double> centred(const GroupRows& rows, const NuisanceColumn& column) {
  if (!column.values.empty()) return column.values;
  std::vector<double> marks(rows.size(), 0.0);
  for (const auto row : column.members) marks[row] = 1;
  centre_on_clusters(rows, marks);
  return marks;
}

bool NuisanceModel::add(ColumnPointer column) {
  using namespace group_nuisance_detail;
  const auto v = centred(*rows_, *column);
  auto line = cross(v);
  forward(line.data());
  const double own = product(*column, v) - std::inner_product(line.begin(), line.end(), line.begin(), 0.0);
  if (!(own > no_variation * squares(*column)) || squares(*column) <= 0) return false;
  line.push_back(std::sqrt(own));
  factor_.push_back(std::move(line));
  columns_.push_back(std::move(column));
  return true;
}

std::vector<double> NuisanceModel::cross(const std::vector<double>& v) const {
  std::vector<double> h;
  h.reserve(size() + 1);
  for (const auto& column : columns_) h.push_back(group_nuisance_detail::product(*column, v));
  return h;
}

void NuisanceModel::forward(double* h) const {
  for (std::size_t k = 0; k < size(); ++k) {
    const auto& line = factor_[k];
    double rest = h[k];
    for (std::size_t j = 0; j < k; ++j) rest -= line[j] * h[j];
    h[k] = rest / line[k];
  }
}

void NuisanceModel::backward(double* h) const {
  for (std::size_t k = size(); k-- > 0;) {
    h[k] /= factor_[k][k];
    for (std::size_t j = 0; j < k; ++j) h[j] -= factor_[k][j] * h[k];
  }
}

void NuisanceModel::subtract(const std::vector<double>& coefficients, std::vector<double>& v) const {
  for (std::size_t k = 0; k < size(); ++k) {
    const auto& column = *columns_[k];
    if (column.values.empty())
      for (const auto row : column.members) v[row] -= coefficients[k];
    else
      for (std::size_t row = 0; row < v.size(); ++row) v[row] -= coefficients[k] * column.values[row];
  }
}

void NuisanceModel::residualise(std::vector<double>& v) const {
  centre_on_clusters(*rows_, v);
  // The second round takes away what rounding left of the first.
  for (int round = 0; round < 2 && size() > 0; ++round) {
    auto h = cross(v);
    forward(h.data());
    backward(h.data());
    subtract(h, v);
    centre_on_clusters(*rows_, v);
  }
}

std::vector<double> NuisanceModel::cluster_cross(const std::vector<double>& v) const {
  std::vector<double> sums(rows_->clusters * size(), 0.0);
  for (std::size_t k = 0; k < size(); ++k)
    group_nuisance_detail::add_by_cluster(*rows_, *columns_[k], v, sums, size(), k);
  for (std::uint32_t s = 0; s < rows_->clusters; ++s) forward(sums.data() + s * size());
  return sums;
}

NuisanceCoefficient NuisanceModel::coefficient(std::size_t column, const std::vector<double>& products,
                                               const std::vector<double>& residual_products) const {
  // The inverse's column: zt is the combination of columns with these weights over its own entry.
  std::vector<double> half(size(), 0.0);
  half[column] = 1;
  forward(half.data());
  auto weights = half;
  backward(weights.data());
  NuisanceCoefficient result;
  result.variance = 1 / weights[column];
  result.estimate = std::inner_product(products.begin(), products.end(), weights.begin(), 0.0);
  for (std::uint32_t s = 0; s < rows_->clusters; ++s) {
    const auto* at = residual_products.data() + s * size();
    result.scores.push_back(result.variance * std::inner_product(half.begin(), half.end(), at, 0.0));
  }
  return result;
}

std::vector<NuisanceCoefficient> NuisanceModel::coefficients(std::span<const std::size_t> columns,
                                                             const std::vector<double>& outcome) const {
  auto residual = outcome;
  centre_on_clusters(*rows_, residual);
  const auto products = cross(residual);
  residualise(residual);
  const auto residual_products = cluster_cross(residual);
  std::vector<NuisanceCoefficient> results;
  for (const auto column : columns) results.push_back(coefficient(column, products, residual_products));
  return results;
}

NuisanceModel given_model(const GroupRows& rows) {
  NuisanceModel model(rows);
  for (const auto& values : rows.given) model.add(given_column(rows, values));
  return model;
}

}  // namespace potensial::stats
