// The nuisance model of a group search: cluster effects and a growing list of columns, partialled out of a
// vector by least squares (Frisch and Waugh). Columns are numeric, or marks of a group's members; each is
// centred on clusters. Kept as the lower Cholesky factor of their cross-products, so that a column costs one
// pass over the rows and a copy of the model is cheap. A column without variation of its own (under 1e-9 of
// its within-cluster sum of squares, or of its members) is not taken.
// Internal to the search and the gap; const use is thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "stats/group_rows.hpp"

namespace potensial::stats {

struct NuisanceColumn {
  std::vector<double> values;          // centred on clusters; empty for a group
  std::vector<std::uint32_t> members;  // ascending rows of a group
};
using ColumnPointer = std::shared_ptr<const NuisanceColumn>;

ColumnPointer numeric_column(const GroupRows& rows, std::vector<double> values);
// The same, but a column of two values becomes the mark of the rarer one, which costs only its members.
ColumnPointer given_column(const GroupRows& rows, const std::vector<double>& values);
ColumnPointer group_column(const GroupRows& rows, const Conditions& where);
std::vector<double> centred(const GroupRows& rows, const NuisanceColumn& column);

// One coefficient with all other columns in the model: estimate = sum zt y / sum zt^2, V = sum zt^2, and the
// scores U_s = sum zt r of each cluster, r the full residual.
struct NuisanceCoefficient {
  double estimate = 0, variance = 0;
  std::vector<double> scores;
};

class NuisanceModel {
 public:
  explicit NuisanceModel(const GroupRows& rows) : rows_(&rows) {}

  bool add(ColumnPointer column);
  std::size_t size() const { return columns_.size(); }

  // X'v for a v centred on clusters.
  std::vector<double> cross(const std::vector<double>& v) const;
  // Centres v on clusters and takes the columns out.
  void residualise(std::vector<double>& v) const;
  // L^-1 h in place, L the factor; h of length size().
  void forward(double* h) const;
  // Sums of column x v by cluster, then L^-1 of each: size() numbers a cluster.
  std::vector<double> cluster_cross(const std::vector<double>& v) const;
  const std::vector<std::vector<double>>& factor() const { return factor_; }
  std::vector<NuisanceCoefficient> coefficients(std::span<const std::size_t> columns,
                                                const std::vector<double>& outcome) const;

 private:
  void backward(double* h) const;
  NuisanceCoefficient coefficient(std::size_t column, const std::vector<double>& products,
                                  const std::vector<double>& residual_products) const;
  void subtract(const std::vector<double>& coefficients, std::vector<double>& v) const;

  const GroupRows* rows_;
  std::vector<ColumnPointer> columns_;
  std::vector<std::vector<double>> factor_;  // lower rows
};

// All given columns of the rows.
NuisanceModel given_model(const GroupRows& rows);

}  // namespace potensial::stats
