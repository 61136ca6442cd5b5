// Reads every file of a folder that its manifest names, and the places where figures hide: attributes, labels of
// charts, alternative texts, members that only some cells have.
//
//   CSV   one row a cell, columns by title; columns that are no variable are read as figures whatever their title
//   JSON  every object with a member "where" {variable: label}; its other members are figures
//   HTML, SVG   cells of tables named by the row's and the column's headings; in attributes, <text>, <title>, <desc>
//         and sentences, what a text names by labels beside its only number. `data-table` and `data-where`
//         ("variable=label; …") of an element hold for all that is in it.
// Also tells marks apart: cells of a file that are hidden but do not look the same. Refusals: "file.unreadable",
// "attack.file". Single thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "attack/saying.hpp"
#include "base/result.hpp"

namespace potensial::attack {

struct Artefacts {
  std::vector<Saying> sayings;
  std::vector<std::string> uneven_marks;  // files whose hidden cells do not all look the same
};

Result<Artefacts> read_artefacts(const std::filesystem::path& folder, const Manifest& manifest);

// How one file is read; each gives its sayings and, of hidden cells, how they look.
struct FileReading {
  std::vector<Saying> sayings;
  std::set<std::string> looks;
};
Result<FileReading> read_csv_artefact(std::string_view text, const std::string& file, const PublishedTable& table, const Manifest& manifest);
Result<FileReading> read_json_artefact(std::string_view text, const std::string& file, const PublishedTable& table, const Manifest& manifest);
Result<FileReading> read_markup_artefact(std::string_view text, const std::string& file, const PublishedTable& table, const Manifest& manifest);

}  // namespace potensial::attack
