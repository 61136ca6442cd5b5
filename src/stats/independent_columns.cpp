#include "stats/independent_columns.hpp"

#include <cmath>

namespace potensial::stats {
namespace {

constexpr double kConstantShare = 1e-12;
constexpr double kExplainedShare = 1e-9;

// A growing Cholesky factor: each kept column is a row over the columns kept before it.
class GrowingFactor {
 public:
  explicit GrowingFactor(std::span<const double> gram, std::size_t p) : gram_(gram), p_(p) {}

  // Adds the column when it has a rest of its own.
  bool add(std::size_t column, const std::vector<std::size_t>& kept) {
    std::vector<double> row;
    double rest = gram_[column * p_ + column];
    for (std::size_t i = 0; i < kept.size(); ++i) {
      double sum = gram_[column * p_ + kept[i]];
      for (std::size_t j = 0; j < i; ++j) sum -= row[j] * rows_[i][j];
      row.push_back(sum / rows_[i][i]);
      rest -= row[i] * row[i];
    }
    if (!(rest > kExplainedShare * gram_[column * p_ + column])) return false;
    row.push_back(std::sqrt(rest));
    rows_.push_back(std::move(row));
    return true;
  }

 private:
  std::span<const double> gram_;
  std::size_t p_;
  std::vector<std::vector<double>> rows_;
};

}  // namespace

ColumnSelection independent_columns(std::span<const double> gram, std::span<const double> raw) {
  ColumnSelection selection;
  const std::size_t p = raw.size();
  GrowingFactor factor(gram, p);
  for (std::size_t column = 0; column < p; ++column) {
    const bool varies = gram[column * p + column] > kConstantShare * raw[column];
    auto& list = varies && factor.add(column, selection.kept) ? selection.kept : selection.dropped;
    list.push_back(column);
  }
  return selection;
}

}  // namespace potensial::stats
