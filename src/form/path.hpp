// Where an answer stands in the tree: line 3, outcome 1, baseline. Value types, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace potensial::form {

struct PathStep {
  std::string question;
  std::optional<std::size_t> number;  // which of a repeated part, from 1; absent at the question itself

  bool operator==(const PathStep&) const = default;
};

struct Path {
  std::vector<PathStep> steps;

  Path to(std::string question) const;                           // a question of this part
  Path into(std::string part, std::size_t number) const;         // the numbered one of a repeated part, from 1
  std::string text() const;                                      // "lines/3/outcomes/1/baseline"
  bool operator==(const Path&) const = default;
};

}  // namespace potensial::form
