// The mixed model against values computed independently: by lme4 on our own invented schools (tests/reference), by
// lme4 on the class-size experiment, and by a slow twin that forms the whole covariance matrix of the outcome.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numbers>
#include <sstream>

#include "reference/table_file.hpp"
#include "shared_data.hpp"
#include "stats/formula.hpp"
#include "stats/mixed_model.hpp"
#include "stats/model_frame.hpp"

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

const std::filesystem::path kReference = std::filesystem::path(POTENSIAL_ROOT) / "tests" / "reference";

// ---- lme4's answers: a heading per model, then lines "label = numbers" ---------------------------------------------

using Answers = std::map<std::string, std::vector<double>>;

std::vector<double> numbers_of(std::string text) {
  std::ranges::replace(text, ',', ' ');
  std::istringstream words(text);
  std::vector<double> numbers;
  for (double v = 0; words >> v;) numbers.push_back(v);
  return numbers;
}

std::map<std::string, Answers> lme4_answers() {
  std::map<std::string, Answers> models;
  std::ifstream file(kReference / "invented-schools.txt");
  std::string model;
  for (std::string line; std::getline(file, line);) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos)
      model = line;
    else
      models[model][line.substr(2, equals - 2)] = numbers_of(line.substr(equals + 3));
  }
  return models;
}

struct Case {
  const char* name;
  const char* formula;
  bool reml = true;
  bool weighted = false;
};

const Case kCases[] = {
    {"intercept REML", "score ~ prior + sex + (1 | school)"},
    {"slope REML", "score ~ prior + sex + (1 + prior | school)"},
    {"slope ML", "score ~ prior + sex + (1 + prior | school)", false},
    {"nested REML", "score ~ prior * sex + (1 | authority / school)"},
    {"nested slope REML", "score ~ prior + (1 | authority) + (1 + prior | school)"},
    {"crossed REML", "score ~ prior + (1 | school) + (1 | primary)"},
    {"crossed three ML", "score ~ prior + (1 + prior | school) + (1 | primary) + (1 | authority)", false},
    {"weighted REML", "score ~ prior + (1 | school)", true, true},
    {"uncorrelated REML", "score ~ prior + (1 | school) + (0 + prior | school)"},
};

struct Fitted {
  ModelFrame frame;
  std::vector<double> weights;
  MixedModelInput input;
  MixedModelFit fit;
};

Fitted fitted(const TextTable& table, const char* formula, bool reml, bool weighted) {
  Fitted all{*model_frame(table, *parse_formula(formula)), {}, {}, {}};
  all.input = mixed_model_input(all.frame);
  all.input.reml = reml;
  if (weighted) all.weights = numbers_in(*table.find("weight"));
  all.input.weights = all.weights;
  all.fit = *fit_mixed_model(all.input);
  return all;
}

void expect_relative(double ours, double theirs, double tolerance, const std::string& what) {
  EXPECT_NEAR(ours, theirs, tolerance * std::max(std::abs(theirs), 1e-2)) << what;
}

void expect_effects(const Fitted& ours, const Answers& theirs) {
  for (std::size_t f = 0; f < ours.fit.random.size(); ++f) {
    const auto& random = ours.fit.random[f];
    const auto& levels = ours.frame.random[f].factor.levels;
    const std::size_t q = random.terms.size();
    for (const std::size_t level : {std::size_t{0}, levels.size() - 1}) {
      const auto found = theirs.find(random.name + " " + levels[level]);
      if (found == theirs.end()) continue;
      for (std::size_t a = 0; a < q; ++a) {
        expect_relative(random.effects[level * q + a], found->second[a], 2e-5, found->first);
        expect_relative(random.conditional_sd[level * q + a], found->second[q + a], 2e-5, found->first);
      }
    }
  }
}

std::string name_in_lme4(const Fitted& ours, std::size_t f) {
  const bool again = f > 0 && ours.fit.random[f].name == ours.fit.random[f - 1].name;
  return ours.fit.random[f].name + (again ? ".1" : "");
}

TEST(MixedModelReference, EqualsLme4OnInventedSchools) {
  const auto answers = lme4_answers();
  const auto table = tests::table_file(kReference / "invented-schools.csv");
  ASSERT_EQ(answers.size(), std::size(kCases));
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto& theirs = answers.at(c.name);
    const auto ours = fitted(table, c.formula, c.reml, c.weighted);
    EXPECT_LE(ours.fit.criterion, theirs.at("criterion")[0] + 1e-6);
    EXPECT_GE(ours.fit.criterion, theirs.at("criterion")[0] - 1e-5);
    for (std::size_t j = 0; j < ours.fit.fixed.size(); ++j) {
      expect_relative(ours.fit.fixed[j].estimate, theirs.at("fixed")[j], 1e-5, ours.fit.fixed[j].name);
      expect_relative(ours.fit.fixed[j].se, theirs.at("se")[j], 1e-5, ours.fit.fixed[j].name);
    }
    for (std::size_t f = 0; f < ours.fit.random.size(); ++f)
      for (std::size_t i = 0; i < ours.fit.random[f].covariance.size(); ++i)
        expect_relative(ours.fit.random[f].covariance[i], theirs.at(name_in_lme4(ours, f))[i], 2e-5, ours.fit.random[f].name);
    expect_relative(ours.fit.residual_variance, theirs.at("residual")[0], 1e-5, "residual");
    expect_effects(ours, theirs);
  }
}

// ---- the slow twin ------------------------------------------------------------------------------------------------

// y ~ N(X beta, V), V = sum over factors of Z (I x Sigma) Z' + sigma2 W^-1, formed whole.
struct SlowTwin {
  MatrixXd X, V;
  VectorXd y;
  std::vector<MatrixXd> Z, G;  // per factor

  SlowTwin(const MixedModelInput& input, const std::vector<MatrixXd>& Sigma, double sigma2) {
    const auto n = static_cast<Index>(input.y.size());
    y = VectorXd::Map(input.y.data(), n);
    X = MatrixXd::Ones(n, 1 + static_cast<Index>(input.fixed.size()));
    for (std::size_t j = 0; j < input.fixed.size(); ++j)
      X.col(1 + static_cast<Index>(j)) = VectorXd::Map(input.fixed[j].values.data(), n);
    V = MatrixXd::Identity(n, n) * sigma2;
    for (Index i = 0; i < n && !input.weights.empty(); ++i) V(i, i) = sigma2 / input.weights[static_cast<std::size_t>(i)];
    for (std::size_t f = 0; f < input.factors.size(); ++f) add_factor(input.factors[f], Sigma[f]);
  }

  void add_factor(const GroupingFactor& factor, const MatrixXd& Sigma) {
    const Index q = Sigma.rows(), levels = static_cast<Index>(factor.levels);
    MatrixXd z = MatrixXd::Zero(y.size(), q * levels), g = MatrixXd::Zero(q * levels, q * levels);
    for (Index i = 0; i < y.size(); ++i) {
      Index at = static_cast<Index>(factor.codes[static_cast<std::size_t>(i)]) * q;
      if (factor.intercept) z(i, at++) = 1;
      for (const auto& slope : factor.slopes) z(i, at++) = slope.values[static_cast<std::size_t>(i)];
    }
    for (Index level = 0; level < levels; ++level) g.block(level * q, level * q, q, q) = Sigma;
    V += z * g * z.transpose();
    Z.push_back(z);
    G.push_back(g);
  }

  VectorXd beta() const { return (X.transpose() * V.llt().solve(X)).llt().solve(X.transpose() * V.llt().solve(y)); }

  double criterion(bool reml) const {
    const Eigen::LLT<MatrixXd> v(V), x(X.transpose() * v.solve(X));
    const VectorXd e = y - X * beta();
    const double n = static_cast<double>(y.size() - (reml ? X.cols() : 0));
    double sum = n * std::log(2 * std::numbers::pi) + e.dot(v.solve(e));
    sum += 2 * v.matrixLLT().diagonal().array().log().sum();
    return reml ? sum + 2 * x.matrixLLT().diagonal().array().log().sum() : sum;
  }

  VectorXd effects(std::size_t f) const { return G[f] * Z[f].transpose() * V.llt().solve(y - X * beta()); }
  MatrixXd conditional(std::size_t f) const { return G[f] - G[f] * Z[f].transpose() * V.llt().solve(Z[f] * G[f]); }
  MatrixXd comparative(std::size_t f) const {
    const MatrixXd VX = V.llt().solve(X), GZ = G[f] * Z[f].transpose();
    return conditional(f) + GZ * VX * (X.transpose() * VX).llt().solve(VX.transpose() * GZ.transpose());
  }
};

std::vector<MatrixXd> covariances(const MixedModelFit& fit) {
  std::vector<MatrixXd> all;
  for (const auto& random : fit.random) {
    const auto q = static_cast<Index>(random.terms.size());
    all.push_back(Eigen::Map<const MatrixXd>(random.covariance.data(), q, q));
  }
  return all;
}

void expect_twin(const MixedModelInput& input, const MixedModelFit& fit) {
  const SlowTwin twin(input, covariances(fit), fit.residual_variance);
  EXPECT_NEAR(fit.criterion, twin.criterion(input.reml), 1e-7);
  for (std::size_t j = 0; j < fit.fixed.size(); ++j)
    EXPECT_NEAR(fit.fixed[j].estimate, twin.beta()(static_cast<Index>(j)), 1e-8) << fit.fixed[j].name;
  for (std::size_t f = 0; f < fit.random.size(); ++f) {
    const VectorXd b = twin.effects(f);
    const MatrixXd conditional = twin.conditional(f), comparative = twin.comparative(f);
    for (Index i = 0; i < b.size(); ++i) {
      const auto at = static_cast<std::size_t>(i);
      EXPECT_NEAR(fit.random[f].effects[at], b(i), 1e-8);
      EXPECT_NEAR(std::pow(fit.random[f].conditional_sd[at], 2), conditional(i, i), 1e-8);
      EXPECT_NEAR(std::pow(fit.random[f].comparative_se[at], 2), comparative(i, i), 1e-8);
    }
  }
}

// No small change of a variance component gives a better likelihood, by the twin's own reckoning.
void expect_minimum(const MixedModelInput& input, const MixedModelFit& fit) {
  const auto at_fit = covariances(fit);
  for (const double change : {0.99, 1.01}) {
    EXPECT_GE(SlowTwin(input, at_fit, change * fit.residual_variance).criterion(input.reml), fit.criterion - 1e-7);
    for (std::size_t f = 0; f < at_fit.size(); ++f) {
      auto moved = at_fit;
      moved[f] *= change;
      EXPECT_GE(SlowTwin(input, moved, fit.residual_variance).criterion(input.reml), fit.criterion - 1e-7);
      moved[f] = at_fit[f];
      moved[f](0, 0) *= std::max(1.0, change);
      EXPECT_GE(SlowTwin(input, moved, fit.residual_variance).criterion(input.reml), fit.criterion - 1e-7);
    }
  }
}

TEST(MixedModelReference, EqualsItsSlowTwinOnInventedSchools) {
  const auto table = tests::table_file(kReference / "invented-schools.csv");
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto all = fitted(table, c.formula, c.reml, c.weighted);
    expect_twin(all.input, all.fit);
    expect_minimum(all.input, all.fit);
  }
}

// Numbers that look random but are the same everywhere.
double scattered(unsigned i) { return std::fmod(std::sin(12.9898 * (i + 1)) * 43758.5453, 1.0); }

TEST(MixedModelReference, EqualsItsSlowTwinOnScatteredTables) {
  for (unsigned table = 0; table < 12; ++table) {
    SCOPED_TRACE(table);
    const unsigned n = 30 + 7 * table;
    std::vector<double> y, x;
    std::vector<std::uint32_t> school, area, other;
    for (unsigned i = 0; i < n; ++i) {
      const unsigned key = 1000 * table + 10 * i;
      school.push_back(static_cast<std::uint32_t>(std::abs(scattered(key)) * 8));
      area.push_back(school.back() / 3);
      other.push_back(static_cast<std::uint32_t>(std::abs(scattered(key + 1)) * 5));
      x.push_back(100 + 15 * scattered(key + 2));
      y.push_back(scattered(900 + school.back()) + 0.5 * scattered(950 + other.back()) + 0.02 * x[i] + scattered(key + 3));
    }
    MixedModelInput input{.y = y, .fixed = {{"x", x}}, .factors = {{"school", school, 8}}, .reml = table % 2 == 0};
    if (table % 3 == 1) input.factors.push_back({"area", area, 3});
    if (table % 3 == 2) input.factors.push_back({"other", other, 5});
    if (table % 4 == 3) input.factors[0].slopes = {{"x", x}};
    const auto fit = fit_mixed_model(input);
    ASSERT_TRUE(fit) << fit.error().code;
    expect_twin(input, *fit);
    expect_minimum(input, *fit);
  }
}

// ---- the class-size experiment: lme4's random school intercepts ---------------------------------------------------

TEST(MixedModelReference, EqualsLme4OnTheClassSizeExperiment) {
  POTENSIAL_NEEDS_SHARED_DATA("star-tennessee");
  const auto table = tests::table_file(tests::shared_data() / "star-tennessee" / "star_wide.csv");
  const struct { const char* grade; double small, se, school, residual, criterion; } rows[] = {
      {"k", 15.9284039, 2.16762444, 1188.22231, 4242.77778, 64975.1732947},
      {"1", 29.0405702, 2.48977695, 1969.2986, 6266.54017, 74104.6827969},
      {"2", 21.1654217, 2.47207438, 1461.23383, 5571.03612, 69553.5287755},
      {"3", 15.4726504, 2.24307194, 960.604487, 4392.178366, 67182.1426664}};
  for (const auto& row : rows) {
    const std::string g = row.grade;
    auto score = numbers_in(*table.find("read" + g));
    const auto math = numbers_in(*table.find("math" + g));
    std::vector<double> small, aide;
    for (std::size_t i = 0; i < table.rows; ++i) {
      const auto& type = table.find("star" + g)->cells[i];
      score[i] = type.empty() ? std::nan("") : score[i] + math[i];
      small.push_back(type == "small");
      aide.push_back(type == "regular+aide");
    }
    const auto school = tests::coded(*table.find("schoolid" + g));
    const auto fit = fit_mixed_model({.y = score, .fixed = {{"small", small}, {"aide", aide}}, .factors = {{"school", school.codes, school.levels}}});
    ASSERT_TRUE(fit);
    EXPECT_LE(fit->criterion, row.criterion + 1e-6);
    EXPECT_GE(fit->criterion, row.criterion - 1e-5);
    EXPECT_NEAR(fit->fixed[1].estimate / row.small, 1, 1e-6);
    EXPECT_NEAR(fit->fixed[1].se / row.se, 1, 1e-6);
    EXPECT_NEAR(fit->random[0].covariance[0] / row.school, 1, 1e-5);
    EXPECT_NEAR(fit->residual_variance / row.residual, 1, 1e-5);
  }
}

}  // namespace
}  // namespace potensial::stats
