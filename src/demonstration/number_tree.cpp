#include "demonstration/number_tree.hpp"

#include <charconv>

namespace potensial::demonstration {
namespace number_tree {

std::optional<double> parsed(const Node& node) {
  const auto* text = node.scalar();
  double value = 0;
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return value;
}

}  // namespace number_tree

NumberTree::NumberTree(const Definition* definition, std::string_view id) : definition_(definition), id_(id) {
  if (!definition_) miss("");
}

const Node* NumberTree::at(std::string_view path) {
  const Node* node = definition_ ? &definition_->body : nullptr;
  for (auto rest = path; node && !rest.empty();) {
    const auto cut = rest.find('/');
    node = node->find(rest.substr(0, cut));
    rest = cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + 1);
  }
  if (!node) miss(path);
  return node;
}

double NumberTree::operator()(std::string_view path) {
  const auto* node = at(path);
  const auto value = node ? number_tree::parsed(*node) : std::nullopt;
  if (!value) miss(path);
  return value.value_or(0);
}

std::vector<double> NumberTree::numbers(std::string_view path) {
  std::vector<double> found;
  const auto* node = at(path);
  const auto* list = node ? std::get_if<Node::List>(&node->value) : nullptr;
  if (!list || list->empty()) miss(path);
  if (list)
    for (const auto& item : *list) {
      const auto value = number_tree::parsed(item);
      if (!value) miss(path);
      found.push_back(value.value_or(0));
    }
  if (found.empty()) found.push_back(0);
  return found;
}

std::vector<std::string> NumberTree::words(std::string_view path) {
  const auto* node = at(path);
  const auto* text = node ? node->scalar() : nullptr;
  if (!text) miss(path);
  return text ? split_words(*text) : std::vector<std::string>{};
}

void NumberTree::miss(std::string_view path) {
  if (missing_) return;
  missing_ = Refusal{Blame::fault, "demonstration.number-missing", {{"entry", id_}, {"member", std::string(path)}}};
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto cut = text.find(' ');
    if (cut != 0) words.emplace_back(text.substr(0, cut));
    text = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
  }
  return words;
}

}  // namespace potensial::demonstration
