#include "form/scope.hpp"

#include <algorithm>
#include <span>

namespace potensial::form {
namespace scope_detail {

using Nest = std::span<const std::string>;

void collect(const Answers& from, Nest parts, std::string_view question, std::vector<const Answer*>& found) {
  if (parts.empty()) {
    if (const auto* answer = from.answered(question)) found.push_back(answer);
    return;
  }
  for (const auto& item : from.parts(parts.front())) collect(item, parts.subspan(1), question, found);
}

}  // namespace scope_detail

Scope Scope::inside(std::string part, const Answers& item) const {
  auto inner = *this;
  inner.chain_.push_back(&item);
  inner.nest_.push_back(std::move(part));
  return inner;
}

Scope Scope::outside() const {
  auto outer = *this;
  if (outer.nest_.empty()) return outer;
  outer.chain_.pop_back();
  outer.nest_.pop_back();
  return outer;
}

std::vector<const Answer*> Scope::every(std::string_view question) const {
  std::vector<const Answer*> found;
  const auto* place = index_->find(question);
  if (!place) return found;
  const auto shared = std::ranges::mismatch(place->nest, nest_).in1 - place->nest.begin();
  const scope_detail::Nest further(place->nest);
  scope_detail::collect(*chain_[static_cast<std::size_t>(shared)], further.subspan(static_cast<std::size_t>(shared)), question, found);
  return found;
}

const Answer* Scope::one(std::string_view question) const {
  const auto found = every(question);
  return found.empty() ? nullptr : found.front();
}

}  // namespace potensial::form
