#include "stats/formula.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>

namespace potensial::stats {
namespace {

enum class TokenKind { name, number, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;
  std::size_t place = 0;  // bytes before it
};

bool begins_name(unsigned char c) { return std::isalpha(c) || c >= 0x80 || c == '.' || c == '_'; }
bool continues_name(unsigned char c) { return begins_name(c) || std::isdigit(c); }

std::size_t characters_before(std::string_view text, std::size_t bytes) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text.substr(0, bytes), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// What a list of terms comes to: the constant and the terms, in the order written.
struct TermList {
  bool intercept = true;
  std::vector<Term> terms;
};

bool same_variables(const Term& a, const Term& b) { return a.size() == b.size() && std::ranges::is_permutation(a, b); }

void add_term(std::vector<Term>& terms, const Term& term) {
  if (std::ranges::none_of(terms, [&](const Term& known) { return same_variables(known, term); })) terms.push_back(term);
}

void remove_term(std::vector<Term>& terms, const Term& term) {
  std::erase_if(terms, [&](const Term& known) { return same_variables(known, term); });
}

Term combined(Term left, const Term& right) {
  for (const auto& variable : right)
    if (std::ranges::find(left, variable) == left.end()) left.push_back(variable);
  return left;
}

// a * b: all of a, all of b, and each of a with each of b.
std::vector<Term> crossed_terms(const std::vector<Term>& left, const std::vector<Term>& right) {
  std::vector<Term> all = left;
  for (const auto& b : right) add_term(all, b);
  for (const auto& a : left)
    for (const auto& b : right) add_term(all, combined(a, b));
  return all;
}

// Recursive descent; each function reads one rule of the grammar and leaves `next_` behind it.
class FormulaParser {
 public:
  explicit FormulaParser(std::string_view text) : text_(text) { advance(); }

  Result<Formula> parse() {
    Formula formula;
    const auto response = variable();
    if (!response) return std::unexpected(*refused_);
    formula.response = response->name;
    if (!take("~")) return unexpected();
    const auto fixed = term_list(&formula.random);
    if (!fixed) return std::unexpected(*refused_);
    if (next_.kind != TokenKind::end) return unexpected();
    formula.intercept = fixed->intercept;
    formula.fixed = fixed->terms;
    std::ranges::stable_sort(formula.fixed, {}, &Term::size);
    return formula;
  }

 private:
  void advance() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    next_ = {TokenKind::end, {}, at_};
    if (at_ == text_.size()) return;
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c == '`') return read_quoted_name();
    if (begins_name(c)) return read_while(TokenKind::name, continues_name);
    if (std::isdigit(c)) return read_while(TokenKind::number, [](unsigned char d) { return std::isdigit(d) != 0; });
    next_ = {TokenKind::symbol, std::string(1, text_[at_]), at_};
    ++at_;
  }

  template <class Belongs>
  void read_while(TokenKind kind, Belongs belongs) {
    const std::size_t from = at_;
    while (at_ < text_.size() && belongs(static_cast<unsigned char>(text_[at_]))) ++at_;
    next_ = {kind, std::string(text_.substr(from, at_ - from)), from};
  }

  void read_quoted_name() {
    const std::size_t end = text_.find('`', at_ + 1);
    if (end == std::string_view::npos || end == at_ + 1) {
      next_ = {TokenKind::symbol, "`", at_};
      at_ = text_.size();
      return;
    }
    next_ = {TokenKind::name, std::string(text_.substr(at_ + 1, end - at_ - 1)), at_};
    at_ = end + 1;
  }

  bool is(std::string_view symbol) const { return next_.kind == TokenKind::symbol && next_.text == symbol; }

  bool take(std::string_view symbol) {
    if (!is(symbol)) return false;
    advance();
    return true;
  }

  std::unexpected<Refusal> unexpected() {
    const std::string place = std::to_string(characters_before(text_, next_.place) + 1);
    auto refusal = next_.kind == TokenKind::end
                       ? refuse(Blame::input, "method.formula-ends", {{"place", place}})
                       : refuse(Blame::input, "method.formula-unexpected", {{"place", place}, {"found", next_.text}});
    refused_ = refusal.error();
    return refusal;
  }

  std::nullopt_t failed() {
    unexpected();
    return std::nullopt;
  }

  std::optional<Variable> variable() {
    if (next_.kind != TokenKind::name) return failed();
    Variable variable{next_.text};
    const bool quoted = text_[next_.place] == '`';
    advance();
    if (quoted || variable.name != "factor" || !take("(")) return variable;
    if (next_.kind != TokenKind::name) return failed();
    variable = {next_.text, true};
    advance();
    if (!take(")")) return failed();
    return variable;
  }

  // a:b:c
  std::optional<Term> interaction() {
    Term term;
    do {
      const auto next = variable();
      if (!next) return std::nullopt;
      term = combined(std::move(term), {*next});
    } while (take(":"));
    return term;
  }

  // a*b:c*d
  std::optional<std::vector<Term>> product() {
    std::vector<Term> terms;
    do {
      const auto term = interaction();
      if (!term) return std::nullopt;
      terms = crossed_terms(terms, {*term});
    } while (take("*"));
    return terms;
  }

  bool constant(TermList& list, bool plus) {
    if (next_.text != "0" && next_.text != "1") return failed(), false;
    list.intercept = (next_.text == "1") == plus;
    advance();
    return true;
  }

  bool one_term(TermList& list, bool plus, std::vector<RandomTerm>* random) {
    if (next_.kind == TokenKind::number) return constant(list, plus);
    if (random && plus && take("(")) return random_term(*random);
    const auto terms = product();
    if (!terms) return false;
    for (const auto& term : *terms) plus ? add_term(list.terms, term) : remove_term(list.terms, term);
    return true;
  }

  // Groups in brackets are understood only where `random` takes them.
  std::optional<TermList> term_list(std::vector<RandomTerm>* random) {
    TermList list;
    bool plus = !take("-");
    if (plus) take("+");
    while (one_term(list, plus, random)) {
      if (!is("+") && !is("-")) return list;
      plus = is("+");
      advance();
    }
    return std::nullopt;
  }

  // After the bracket: terms | group ) with group a/b/c or a:b.
  bool random_term(std::vector<RandomTerm>& random) {
    const auto list = term_list(nullptr);
    if (!list) return false;
    if (!take("|")) return failed(), false;
    std::vector<Term> groups;
    do {
      const auto group = interaction();
      if (!group) return false;
      groups.push_back(groups.empty() ? *group : combined(*group, groups.back()));
    } while (take("/"));
    if (!take(")")) return failed(), false;
    for (const auto& group : groups) random.push_back({list->intercept, list->terms, group});
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token next_;
  std::optional<Refusal> refused_;
};

}  // namespace

Result<Formula> parse_formula(std::string_view text) { return FormulaParser(text).parse(); }

std::string label(const Term& term) {
  std::string joined;
  for (const auto& variable : term) joined += (joined.empty() ? "" : ":") + variable.label();
  return joined;
}

}  // namespace potensial::stats
