// Numbers of one catalogue entry by path ("moves/times/fsm"). The first path that is missing or not a number
// is remembered and becomes the refusal, so that a reader is a plain list of its numbers. Single thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/definition.hpp"

namespace potensial::demonstration {

class NumberTree {
 public:
  explicit NumberTree(const Definition* definition, std::string_view id);

  double operator()(std::string_view path);
  int whole(std::string_view path) { return static_cast<int>((*this)(path)); }
  std::vector<double> numbers(std::string_view path);                 // a list of numbers, not empty
  std::vector<std::string> words(std::string_view path);              // words of one text, split at spaces
  template <std::size_t N>
  std::array<double, N> exactly(std::string_view path) {
    std::array<double, N> found{};
    const auto list = numbers(path);
    if (list.size() != N) miss(path);
    for (std::size_t i = 0; i < N && i < list.size(); ++i) found[i] = list[i];
    return found;
  }
  const Node* at(std::string_view path);                              // nullptr and remembered when missing
  const std::optional<Refusal>& missing() const { return missing_; }

 private:
  void miss(std::string_view path);

  const Definition* definition_;
  std::string id_;
  std::optional<Refusal> missing_;
};

std::vector<std::string> split_words(std::string_view text);

}  // namespace potensial::demonstration
