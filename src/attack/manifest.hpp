// What a folder of published tables says of itself: which file holds which table, how cells are named, and what the
// publisher promises. The attacker's own reading; nothing of the code that protects is used.
//
// manifest.json: {"policy": {"least_count", "full_cell_group", "hides_nobody", "insider_width", "mark"},
//   "tables": [{"id", "universe", "percentages_of"?, "files": [name, ...],
//     "variables": [{"name", "titles": [...], "sensitive", "known_inside", "categories": [...],
//                    "levels": [{"labels": [...], "members": [category, ...]}]}]}],
//   "words": {"count": [...], "percentage": [...], "mean": [...]}}
// Labels, titles and words stand in all languages of the files. Refuses "attack.manifest" with what is wrong.
// Value types, pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace potensial::attack {

// For each variable that is not at its total, its categories.
using Atoms = std::map<std::string, std::set<std::string>>;

std::string text_of(const Atoms& atoms);

struct PublishedLevel {
  std::vector<std::string> labels;
  std::set<std::string> members;
};

struct PublishedVariable {
  std::string name;
  std::vector<std::string> titles;
  bool sensitive = false, known_inside = false;
  std::set<std::string> categories;
  std::vector<PublishedLevel> levels;
};

struct PublishedTable {
  std::string id, universe, percentages_of;
  std::vector<std::string> files;
  std::vector<PublishedVariable> variables;
};

struct Promise {
  std::int64_t least_count = 5, full_cell_group = 10, insider_width = 2;
  bool hides_nobody = true;  // no count of nobody of a sensitive variable, whatever the size of the group
  std::string mark = "[c]";
};

struct Manifest {
  Promise promise;
  std::vector<PublishedTable> tables;
  std::set<std::string> count_words, percentage_words, mean_words;  // heads of columns; means are not attacked
};

Result<Manifest> read_manifest(const std::filesystem::path& folder);

}  // namespace potensial::attack
