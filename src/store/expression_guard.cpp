#include "store/expression_guard.hpp"

#include <algorithm>
#include <array>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace potensial::store {
namespace {

namespace json = boost::json;

constexpr std::array allowed_functions{
    std::string_view("+"), std::string_view("-"), std::string_view("*"), std::string_view("/"),
    std::string_view("%"), std::string_view("||"), std::string_view("~~"), std::string_view("!~~"),
    std::string_view("abs"), std::string_view("round"), std::string_view("floor"), std::string_view("ceil"),
    std::string_view("greatest"), std::string_view("least"), std::string_view("nullif"), std::string_view("lower"),
    std::string_view("upper"), std::string_view("left"), std::string_view("length"), std::string_view("substring")};
constexpr std::array allowed_casts{std::string_view("BOOLEAN"), std::string_view("INTEGER"), std::string_view("BIGINT"),
                                   std::string_view("DOUBLE"), std::string_view("VARCHAR"), std::string_view("DATE")};
constexpr std::array allowed_operators{
    std::string_view("OPERATOR_NOT"), std::string_view("OPERATOR_IS_NULL"), std::string_view("OPERATOR_IS_NOT_NULL"),
    std::string_view("OPERATOR_COALESCE"), std::string_view("COMPARE_IN"), std::string_view("COMPARE_NOT_IN")};

template <class List>
bool on(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

std::string_view member(const json::object& node, std::string_view name) {
  const auto* value = node.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

// Walks the tree, collecting columns, until a node is not on the list.
class GuardWalk {
 public:
  explicit GuardWalk(std::string_view expression) : expression_(expression) {}

  Result<void> visit(const json::value& value) {
    if (const auto* array = value.if_array()) return visit_all(*array);
    const auto* node = value.if_object();
    if (!node) return {};
    if (node->contains("class")) return visit_node(*node);
    return visit_members(*node);
  }
  std::set<std::string> take_columns() { return std::move(columns_); }

 private:
  Result<void> visit_all(const json::array& nodes) {
    for (const auto& each : nodes)
      if (auto seen = visit(each); !seen) return seen;
    return {};
  }

  Result<void> visit_members(const json::object& node) {
    for (const auto& [name, each] : node)
      if (auto seen = visit(each); !seen) return seen;
    return {};
  }

  Result<void> visit_node(const json::object& node) {
    const auto kind = member(node, "class");
    if (kind == "COLUMN_REF") return visit_column(node);
    if (kind == "CONSTANT") return {};
    if (!allowed(kind, node)) return not_allowed(node);
    return visit_members(node);
  }

  Result<void> visit_column(const json::object& node) {
    const auto& names = node.at("column_names").as_array();
    if (names.size() != 1) return not_allowed(node);
    columns_.emplace(names.front().as_string());
    return {};
  }

  static bool allowed(std::string_view kind, const json::object& node) {
    if (kind == "COMPARISON" || kind == "CONJUNCTION" || kind == "CASE" || kind == "BETWEEN") return true;
    if (kind == "OPERATOR") return on(allowed_operators, member(node, "type"));
    if (kind == "CAST") return on(allowed_casts, member(node.at("cast_type").as_object(), "id"));
    return kind == "FUNCTION" && on(allowed_functions, member(node, "function_name")) && node.at("filter").is_null() &&
           member(node, "schema").empty();
  }

  std::unexpected<Refusal> not_allowed(const json::object& node) const {
    auto name = member(node, "function_name");
    if (name.empty()) name = member(node, "type");
    return refuse(Blame::input, "expression.not-allowed",
                  {{"expression", std::string(expression_)}, {"part", std::string(name)}});
  }

  std::string_view expression_;
  std::set<std::string> columns_;
};

bool absent(const json::object& node, std::string_view name) {
  const auto* value = node.if_contains(name);
  return !value || value->is_null() || (value->is_array() && value->get_array().empty());
}

// SELECT (one value) FROM input, and nothing else.
bool plain_select(const json::object& select) {
  const auto& table = select.at("from_table").as_object();
  return select.at("select_list").as_array().size() == 1 && member(table, "type") == "BASE_TABLE" &&
         member(table, "table_name") == expression_input && member(table, "schema_name").empty() &&
         absent(select, "modifiers") && absent(select.at("cte_map").as_object(), "map") &&
         absent(select, "where_clause") && absent(select, "group_expressions") && absent(select, "having") &&
         absent(select, "sample") && absent(select, "qualify");
}

std::unexpected<Refusal> wrong_syntax(std::string_view expression, std::string_view words) {
  return refuse(Blame::input, "expression.syntax",
                {{"expression", std::string(expression)}, {"words", std::string(words)}});
}

}  // namespace

// The line break keeps a trailing comment from swallowing the rest.
std::string expression_statement(std::string_view expression) {
  return fmt::format("SELECT ({}\n) AS value FROM {}", expression, expression_input);
}

Result<std::set<std::string>> guarded_columns(std::string_view expression, std::string_view tree) {
  const auto parsed = json::parse(tree).as_object();
  if (parsed.at("error").as_bool()) return wrong_syntax(expression, member(parsed, "error_message"));
  const auto& statements = parsed.at("statements").as_array();
  if (statements.size() != 1) return wrong_syntax(expression, "more than one statement");
  const auto& select = statements.front().at("node").as_object();
  if (member(select, "type") != "SELECT_NODE" || !plain_select(select))
    return wrong_syntax(expression, "not one plain expression");
  GuardWalk walk(expression);
  if (auto seen = walk.visit(select.at("select_list")); !seen) return std::unexpected(seen.error());
  return walk.take_columns();
}

}  // namespace potensial::store
