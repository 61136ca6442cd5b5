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
  std::string organisation;  // of a census; empty: it may speak for many
};

constexpr std::array<std::string_view, 6> collections_first{"authority", "school", "membership", "cluster", "small-area", "census"};
constexpr std::size_t rank_of_census = collections_first.size() - 1;

std::size_t rank_of(std::string_view collection) {
  return static_cast<std::size_t>(std::ranges::find(collections_first, collection) - collections_first.begin());
}

// Puts the censuses of one organisation after those of another, so that a learner is written once and not every year.
// A file replaces only what its own organisation sent, whose files keep their order; one that may speak for many
// keeps its place among all.
void group_censuses(std::vector<Source>& sources) {
  const auto groupable = [](const Source& each) { return each.rank == rank_of_census && !each.organisation.empty(); };
  for (auto begin = sources.begin(); begin != sources.end();) {
    begin = std::find_if(begin, sources.end(), groupable);
    const auto end = std::find_if_not(begin, sources.end(), groupable);
    std::ranges::stable_sort(begin, end, {}, &Source::organisation);
    begin = end;
  }
}

class SourceList {
 public:
  explicit SourceList(const ImportReader& reader) : reader_(reader) {}

  Result<void> add_named(const fs::path& path) {
    if (!fs::exists(path)) return refuse(Blame::input, "import.no-file", {{"file", path.string()}});
    if (fs::is_directory(path)) return add_folder(path);
    if (never_facts(path)) return refuse(Blame::input, "import.not-facts", {{"file", path.string()}});
    add(reader_.collection(path).value_or(""), path);
    return {};
  }

  ImportSources sorted() && {
    std::ranges::stable_sort(sources_, {}, &Source::rank);
    group_censuses(sources_);
    ImportSources sources{{}, std::move(skipped_)};
    for (auto& each : sources_) sources.files.push_back(std::move(each.file));
    std::ranges::sort(sources.skipped);
    return sources;
  }

 private:
  void add(std::string_view collection, const fs::path& file) {
    const auto rank = rank_of(collection);
    sources_.push_back({rank, file, rank == rank_of_census ? reader_.organisation(file) : std::string()});
  }

  Result<void> add_folder(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && !never_facts(entry.path())) found.push_back(entry.path());
    std::ranges::sort(found);
    for (const auto& file : found) {
      if (const auto collection = reader_.collection(file)) add(*collection, file);
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
