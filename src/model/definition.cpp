#include "model/definition.hpp"

#include <charconv>

namespace potensial {

const Node* Node::find(std::string_view name) const {
  if (const auto* members = std::get_if<Members>(&value))
    for (const auto& [key, node] : *members)
      if (key == name) return &node;
  return nullptr;
}

std::string Node::text(std::string_view name, std::string_view otherwise) const {
  const auto* node = find(name);
  const auto* found = node ? node->scalar() : nullptr;
  return found ? *found : std::string(otherwise);
}

std::optional<double> Node::number(std::string_view name) const {
  const auto found = text(name);
  double parsed = 0;
  const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), parsed);
  if (found.empty() || error != std::errc{} || end != found.data() + found.size()) return std::nullopt;
  return parsed;
}

std::optional<Text> Node::bilingual(std::string_view name) const {
  const auto* node = find(name);
  if (!node || !node->find("en") || !node->find("cy")) return std::nullopt;
  return Text{node->text("en"), node->text("cy")};
}

const Node::List& Node::list(std::string_view name) const {
  static const List none;
  const auto* node = find(name);
  const auto* found = node ? std::get_if<List>(&node->value) : nullptr;
  return found ? *found : none;
}

}  // namespace potensial
