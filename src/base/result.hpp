// Results: a value, or a refusal that a person can act on.
//
// A refusal is a normal answer, never an exception. It names whose move is next (Blame), a stable
// code, and the values that belong into the sentence. The sentences themselves stand in
// catalogue/messages/, in Welsh and English, under that code; no row below `report` writes prose.
// Exceptions are left for bugs and dead disks. Thread-safe: plain values.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace potensial {

// Who can put it right. Each has its own exit status and page.
enum class Blame {
  input,       // what was asked for or typed: mend it and ask again
  permission,  // the actor may not; says who may
  file,        // a file is wrong: says where
  fault,       // ours: to be reported to us
};

struct Refusal {
  Blame blame = Blame::input;
  std::string code;                                             // message id, e.g. "import.file-empty"
  std::vector<std::pair<std::string, std::string>> arguments;   // named values of the sentence
};

template <class T>
using Result = std::expected<T, Refusal>;

using Arguments = std::vector<std::pair<std::string, std::string>>;

// Usage: return refuse(Blame::file, "import.file-empty", {{"file", name}});
inline std::unexpected<Refusal> refuse(Blame blame, std::string code, Arguments arguments = {}) {
  return std::unexpected(Refusal{blame, std::move(code), std::move(arguments)});
}

}  // namespace potensial
