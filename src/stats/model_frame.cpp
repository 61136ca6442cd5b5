#include "stats/model_frame.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace potensial::stats {
namespace {

constexpr std::size_t kMostColumns = 1000;      // dense columns; more is a slip such as a row number as a factor
constexpr std::size_t kNumbersOfAMeasure = 20;  // more different numbers than this: a measure, not codes

// A variable of the formula on the complete rows.
struct CodedVariable {
  Variable variable;
  bool numeric = false;
  std::vector<double> numbers;       // when numeric
  std::vector<std::uint32_t> codes;  // when a factor
  std::vector<std::string> levels;
  std::size_t reference = 0;
};

std::vector<Variable> variables_of(const Formula& formula) {
  std::vector<Variable> all{{formula.response}};
  const auto add = [&](const Term& term) {
    for (const auto& v : term)
      if (std::ranges::find(all, v) == all.end()) all.push_back(v);
  };
  for (const auto& term : formula.fixed) add(term);
  for (const auto& random : formula.random) {
    for (const auto& term : random.terms) add(term);
    add(random.group);
  }
  return all;
}

Result<void> check_columns(const TextTable& table, const std::vector<Variable>& variables) {
  for (const auto& v : variables)
    if (!table.find(v.name)) return refuse(Blame::input, "method.unknown-column", {{"column", v.name}});
  return {};
}

std::vector<std::size_t> complete_rows_of(const TextTable& table, const std::vector<Variable>& variables) {
  std::vector<const TextColumn*> columns;
  for (const auto& v : variables) columns.push_back(table.find(v.name));
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row)
    if (std::ranges::none_of(columns, [row](const TextColumn* c) { return is_missing(c->cells[row]); })) rows.push_back(row);
  return rows;
}

// Numbers by size, otherwise by bytes.
void sort_levels(std::vector<std::string>& levels) {
  std::ranges::sort(levels);
  if (std::ranges::none_of(levels, [](const std::string& level) { return std::isnan(number_in(level)); }))
    std::ranges::stable_sort(levels, {}, [](const std::string& level) { return number_in(level); });
}

// Sorted levels and the code of each row.
void code_cells(CodedVariable& coded, const std::vector<std::string>& cells) {
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (const auto& cell : cells)
    if (known.emplace(cell, 0).second) coded.levels.push_back(cell);
  sort_levels(coded.levels);
  for (std::size_t i = 0; i < coded.levels.size(); ++i) known[coded.levels[i]] = static_cast<std::uint32_t>(i);
  for (const auto& cell : cells) coded.codes.push_back(known.at(cell));
}

std::vector<std::string> cells_on(const TextColumn& column, const std::vector<std::size_t>& rows) {
  std::vector<std::string> cells;
  for (const std::size_t row : rows) cells.push_back(column.cells[row]);
  return cells;
}

bool looks_like_a_measure(const std::vector<double>& numbers) {
  std::set<double> different;
  std::size_t count = 0;
  for (const double v : numbers) {
    if (std::isnan(v)) continue;
    ++count;
    if (different.size() <= kNumbersOfAMeasure) different.insert(v);
  }
  return 2 * count > numbers.size() && different.size() > kNumbersOfAMeasure;
}

Result<CodedVariable> coded_variable(const TextTable& table, const Variable& variable, const std::vector<std::size_t>& rows) {
  CodedVariable coded{.variable = variable};
  const auto cells = cells_on(*table.find(variable.name), rows);
  if (variable.as_factor) return code_cells(coded, cells), coded;
  for (const auto& cell : cells) coded.numbers.push_back(number_in(cell));
  const auto text = std::ranges::find_if(coded.numbers, [](double v) { return std::isnan(v); });
  coded.numeric = text == coded.numbers.end();
  if (coded.numeric) return coded;
  const auto at = static_cast<std::size_t>(text - coded.numbers.begin());
  if (looks_like_a_measure(coded.numbers))
    return refuse(Blame::file, "method.text-among-numbers",
                  {{"column", variable.name}, {"row", std::to_string(rows[at] + 1)}, {"cell", cells[at]}});
  coded.numbers.clear();
  return code_cells(coded, cells), coded;
}

class FrameBuilder {
 public:
  FrameBuilder(const TextTable& table, const Formula& formula, const FrameOptions& options)
      : table_(table), formula_(formula), options_(options) {}

  Result<ModelFrame> build() {
    auto variables = variables_of(formula_);
    for (const auto& name : options_.further) variables.push_back({name});
    if (auto checked = check_columns(table_, variables); !checked) return std::unexpected(checked.error());
    frame_.rows = complete_rows_of(table_, variables);
    frame_.n_missing = table_.rows - frame_.rows.size();
    if (frame_.rows.empty()) return refuse(Blame::file, "method.no-complete-row");
    for (const auto& step : {&FrameBuilder::take_response, &FrameBuilder::code_variables, &FrameBuilder::take_references,
                             &FrameBuilder::take_fixed, &FrameBuilder::take_random})
      if (auto done = (this->*step)(); !done) return std::unexpected(done.error());
    for (const auto& name : options_.further) frame_.further.push_back(group_factor({{name}}));
    return std::move(frame_);
  }

 private:
  Result<void> take_response() {
    auto coded = coded_variable(table_, {formula_.response}, frame_.rows);
    if (!coded) return std::unexpected(coded.error());
    if (!coded->numeric) return refuse(Blame::input, "method.response-not-numeric", {{"column", formula_.response}});
    frame_.y = std::move(coded->numbers);
    return {};
  }

  // Variables of terms; those that only name a group are coded as text when their turn comes.
  Result<void> code_variables() {
    std::vector<Term> terms = formula_.fixed;
    for (const auto& random : formula_.random) terms.insert(terms.end(), random.terms.begin(), random.terms.end());
    for (const auto& term : terms)
      for (const auto& variable : term) {
        if (std::ranges::find(coded_, variable, &CodedVariable::variable) != coded_.end()) continue;
        auto coded = coded_variable(table_, variable, frame_.rows);
        if (!coded) return std::unexpected(coded.error());
        coded_.push_back(std::move(*coded));
      }
    return {};
  }

  Result<void> take_references() {
    for (const auto& [factor, level] : options_.references) {
      const auto found = std::ranges::find_if(coded_, [&](const CodedVariable& v) {
        return !v.numeric && (v.variable.name == factor || v.variable.label() == factor);
      });
      if (found == coded_.end()) return refuse(Blame::input, "method.reference-factor", {{"factor", factor}});
      const auto place = std::ranges::find(found->levels, level);
      if (place == found->levels.end())
        return refuse(Blame::input, "method.reference-level", {{"factor", factor}, {"level", level}});
      found->reference = static_cast<std::size_t>(place - found->levels.begin());
    }
    return {};
  }

  const CodedVariable& coded(const Variable& variable) const {
    return *std::ranges::find(coded_, variable, &CodedVariable::variable);
  }

  Result<void> take_fixed() {
    frame_.intercept = formula_.intercept;
    return add_columns(frame_.fixed, formula_.fixed, formula_.intercept);
  }

  Result<void> take_random() {
    for (const auto& random : formula_.random) {
      auto& group = frame_.random.emplace_back();
      group.factor = group_factor(random.group);
      group.intercept = random.intercept;
      if (auto added = add_columns(group.slopes, random.terms, random.intercept); !added) return added;
      if (!group.intercept && group.slopes.empty()) return refuse(Blame::input, "method.no-terms", {{"group", group.factor.name}});
    }
    return {};
  }

  Result<void> add_columns(std::vector<FrameColumn>& columns, const std::vector<Term>& terms, bool constant_spanned) const {
    for (const auto& term : terms) {
      add_term_columns(columns, term, terms, constant_spanned);
      if (columns.size() > kMostColumns)
        return refuse(Blame::input, "method.too-many-columns", {{"term", label(term)}, {"most", std::to_string(kMostColumns)}});
      if (term.size() == 1 && !coded(term[0]).numeric) constant_spanned = true;
    }
    return {};
  }

  void add_term_columns(std::vector<FrameColumn>& columns, const Term& term, const std::vector<Term>& terms,
                        bool constant_spanned) const {
    std::vector<FrameColumn> product{{"", std::vector<double>(frame_.rows.size(), 1.0)}};
    for (const auto& variable : term) {
      const auto own = own_columns(coded(variable), margin_in_model(term, variable, terms, constant_spanned));
      product = multiplied(product, own);
      if (columns.size() + product.size() > kMostColumns) break;
    }
    std::ranges::move(product, std::back_inserter(columns));
  }

  // Whether the term without this variable is in the model: then contrasts suffice.
  static bool margin_in_model(const Term& term, const Variable& variable, const std::vector<Term>& terms, bool constant_spanned) {
    Term margin = term;
    std::erase(margin, variable);
    if (margin.empty()) return constant_spanned;
    return std::ranges::any_of(terms, [&](const Term& t) { return t.size() == margin.size() && std::ranges::is_permutation(t, margin); });
  }

  std::vector<FrameColumn> own_columns(const CodedVariable& v, bool contrasts) const {
    if (v.numeric) return {{v.variable.label(), v.numbers}};
    std::vector<FrameColumn> columns;
    for (std::size_t level = 0; level < v.levels.size() && columns.size() <= kMostColumns; ++level) {
      if (contrasts && level == v.reference) continue;
      auto& column = columns.emplace_back(FrameColumn{v.variable.label() + v.levels[level], {}});
      for (const std::uint32_t code : v.codes) column.values.push_back(code == level ? 1 : 0);
    }
    return columns;
  }

  static std::vector<FrameColumn> multiplied(const std::vector<FrameColumn>& left, const std::vector<FrameColumn>& right) {
    std::vector<FrameColumn> all;
    for (const auto& b : right)
      for (const auto& a : left) {
        auto& column = all.emplace_back(FrameColumn{a.name.empty() ? b.name : a.name + ":" + b.name, b.values});
        for (std::size_t i = 0; i < column.values.size(); ++i) column.values[i] *= a.values[i];
        if (all.size() > kMostColumns) return all;
      }
    return all;
  }

  FrameFactor group_factor(const Term& group) const {
    std::vector<std::string> cells(frame_.rows.size());
    std::string name;
    for (const auto& variable : group) {
      const TextColumn& column = *table_.find(variable.name);
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] += (name.empty() ? "" : ":") + column.cells[frame_.rows[i]];
      name += (name.empty() ? "" : ":") + variable.name;
    }
    CodedVariable coded;
    code_cells(coded, cells);
    return {std::move(name), std::move(coded.codes), std::move(coded.levels)};
  }

  const TextTable& table_;
  const Formula& formula_;
  const FrameOptions& options_;
  std::vector<CodedVariable> coded_;
  ModelFrame frame_;
};

}  // namespace

Result<ModelFrame> model_frame(const TextTable& table, const Formula& formula, const FrameOptions& options) {
  return FrameBuilder(table, formula, options).build();
}

std::vector<NamedColumn> lent_columns(const std::vector<FrameColumn>& columns) {
  std::vector<NamedColumn> lent;
  for (const auto& column : columns) lent.push_back({column.name, column.values});
  return lent;
}

MixedModelInput mixed_model_input(const ModelFrame& frame) {
  MixedModelInput input{.y = frame.y, .fixed = lent_columns(frame.fixed), .intercept = frame.intercept};
  for (const auto& group : frame.random)
    input.factors.push_back({group.factor.name, group.factor.codes, group.factor.levels.size(), group.intercept, lent_columns(group.slopes)});
  return input;
}

}  // namespace potensial::stats
