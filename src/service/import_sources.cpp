#include "service/import_sources.hpp"

#include <algorithm>
#include <array>

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

bool never_facts(const fs::path& file) {
  const auto name = file.filename().string();
  return name == "manifest.csv" || name.ends_with("truth.json") || name.starts_with('.');
}

struct Source {
  std::size_t rank;
  fs::path file;
};

std::size_t rank_of(std::string_view collection) {
  constexpr std::array<std::string_view, 6> first{"authority", "school", "membership", "cluster", "small-area", "census"};
  return static_cast<std::size_t>(std::ranges::find(first, collection) - first.begin());
}

class SourceList {
 public:
  explicit SourceList(const ImportReader& reader) : reader_(reader) {}

  Result<void> add_named(const fs::path& path) {
    if (!fs::exists(path)) return refuse(Blame::input, "import.no-file", {{"file", path.string()}});
    if (fs::is_directory(path)) return add_folder(path);
    if (never_facts(path)) return refuse(Blame::input, "import.not-facts", {{"file", path.string()}});
    sources_.push_back({rank_of(reader_.collection(path).value_or("")), path});
    return {};
  }

  ImportSources sorted() && {
    std::ranges::stable_sort(sources_, {}, &Source::rank);
    ImportSources sources{{}, std::move(skipped_)};
    for (auto& each : sources_) sources.files.push_back(std::move(each.file));
    std::ranges::sort(sources.skipped);
    return sources;
  }

 private:
  Result<void> add_folder(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && !never_facts(entry.path())) found.push_back(entry.path());
    std::ranges::sort(found);
    for (const auto& file : found) {
      if (const auto collection = reader_.collection(file)) sources_.push_back({rank_of(*collection), file});
      else skipped_.push_back(file.string());
    }
    return {};
  }

  const ImportReader& reader_;
  std::vector<Source> sources_;
  std::vector<std::string> skipped_;
};

}  // namespace

Result<ImportSources> import_sources(std::span<const fs::path> named, const ImportReader& reader) {
  SourceList list(reader);
  for (const auto& path : named)
    if (auto added = list.add_named(path); !added) return std::unexpected(added.error());
  return std::move(list).sorted();
}

}  // namespace potensial::service
