// Released tables as the files of a folder: CSV and HTML in both languages, JSON, and manifest.json, which says how
// cells are named so that anybody can attack what is published (see src/attack/manifest.hpp for its form).
//
// One row a cell, in the order of print; a hidden figure is the policy's mark in every form, whatever it is hidden
// for, and nothing else tells hidden cells apart. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "catalogue/messages.hpp"
#include "model/disclosure.hpp"

namespace potensial::report {

struct ReleasedFile {
  std::string name, content;
};

std::vector<ReleasedFile> released_files(std::span<const ReleasedTable> tables, const catalogue::Messages& messages);

}  // namespace potensial::report
