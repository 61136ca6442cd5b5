#include "service/import_reader.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <mutex>
#include <vector>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "catalogue/code_sets.hpp"
#include "catalogue/collections.hpp"
#include "catalogue/organisations.hpp"
#include "catalogue/rules.hpp"
#include "exchange/csv_profile_reader.hpp"
#include "exchange/ctf_incoming.hpp"
#include "exchange/profile_choice.hpp"
#include "service/import_organisations.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t head_bytes = std::size_t{1} << 16;
constexpr std::uint64_t largest_file = std::uint64_t{512} << 20;
constexpr std::array<std::string_view, 3> table_endings{".csv", ".txt", ".tsv"};

struct YearRules {
  std::vector<Collection> collections;
  std::vector<CodeSet> code_sets;

  exchange::ReadingRules rules() const { return {.collections = collections, .code_sets = code_sets, .largest_bytes = largest_file}; }
};

// Senders write endings in capitals too.
std::string ending_of(const fs::path& file) {
  auto ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

bool is_transfer_file(const fs::path& file) { return ending_of(file) == ".xml"; }

bool is_table(const fs::path& file) { return std::ranges::find(table_endings, ending_of(file)) != table_endings.end(); }

std::string head_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(head_bytes, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return head;
}

bool about_learners(const Collection* collection) {
  return collection && std::ranges::find(collection->key, "learner") != collection->key.end();
}

bool names_schools(const Collection& collection) {
  return std::ranges::find(collection.columns, "school", &CollectionColumn::name) != collection.columns.end();
}

class CatalogueReader final : public ImportReader {
 public:
  CatalogueReader(const catalogue::Catalogue& catalogue, ReadingChoice choice, std::vector<exchange::MappingProfile> profiles)
      : catalogue_(catalogue), choice_(std::move(choice)), profiles_(std::move(profiles)) {}

  std::optional<std::string> collection(const fs::path& path) const override {
    const auto file = name_of(path);
    if (is_transfer_file(file)) return "census";
    if (!is_table(file)) return std::nullopt;
    const auto head = head_of(path);
    const auto chosen = choose(file, head);
    if (chosen) return (*chosen)->collection;
    // Its path says what it should be: reading it will say what is wrong with it.
    const bool expected = std::ranges::any_of(profiles_, [&](const auto& profile) { return path_fits(profile, file); });
    return expected ? std::optional<std::string>("") : std::nullopt;
  }

  std::string organisation(const fs::path& path) const override {
    const auto file = name_of(path);
    if (is_transfer_file(file)) return {};
    for (const auto& profile : profiles_)
      if (const auto told = exchange::path_facts(profile.path, file.string())) return told->organisation;
    return {};
  }

  Result<IncomingFile> read(const fs::path& path) const override {
    auto bytes = read_file(path, largest_file);
    if (!bytes) return std::unexpected(bytes.error());
    const auto name = name_of(path);
    auto file = is_transfer_file(name) ? read_transfer(name, *bytes) : read_table(name, *bytes);
    if (!file) return file;
    file->file = name.string();
    return file;
  }

 private:
  fs::path name_of(const fs::path& path) const { return choice_.name.empty() ? path : fs::path(choice_.name); }

  exchange::FileToRead file_to_read(const std::string& name, std::string_view bytes, std::string organisation) const {
    return {.path = name, .bytes = bytes, .organisation = std::move(organisation), .year = choice_.year, .goes_on = choice_.goes_on};
  }

  Result<IncomingFile> read_transfer(const fs::path& path, std::string_view bytes) const {
    const auto rules = rules_of({});
    if (!rules) return std::unexpected(rules.error());
    const auto name = path.string();
    auto file = exchange::ctf_incoming((*rules)->rules(), file_to_read(name, bytes, for_school()));
    if (!file) return file;
    file->profile = transfer_profile;
    file->source = "transfer";
    return file;
  }

  // A list of organisations may be empty: an authority may belong to no body.
  Result<IncomingFile> read_table(const fs::path& path, std::string_view bytes) const {
    const auto profile = choose(path, bytes.substr(0, std::min(bytes.size(), head_bytes)));
    if (!profile) return std::unexpected(profile.error());
    const auto name = path.string();
    const auto told = exchange::path_facts((*profile)->path, name);
    const auto rules = rules_of(told && told->year.summer ? told->year : choice_.year);
    if (!rules) return std::unexpected(rules.error());
    auto file = exchange::read_csv(**profile, (*rules)->rules(), file_to_read(name, bytes, choice_.organisation));
    if (!file && file.error().code == "exchange.no-rows" && tells_of_organisations((*profile)->collection))
      file = IncomingFile{.sha256 = sha256(bytes), .collection = (*profile)->collection, .tables = {{(*profile)->collection, {}}}};
    if (!file) return file;
    file->profile = (*profile)->id;
    file->study = (*profile)->study;
    const auto collection = std::ranges::find((*rules)->collections, file->collection, &Collection::id);
    // A return of learners replaces what its sender sent before, whatever profile read it.
    const bool returned = !file->study && collection != (*rules)->collections.end() && about_learners(&*collection);
    file->source = returned ? "return" : file->profile;
    return file;
  }

  // A transfer file speaks for a school; asking for an authority is judged by the import.
  std::string for_school() const { return choice_.organisation.size() == 7 ? choice_.organisation : std::string(); }

  static bool path_fits(const exchange::MappingProfile& profile, const fs::path& file) {
    return !profile.path.empty() && exchange::path_facts(profile.path, file.string());
  }

  Result<const exchange::MappingProfile*> choose(const fs::path& file, std::string_view head) const {
    if (!choice_.profile.empty()) return &profiles_.front();
    return exchange::choose_profile(file.string(), head, profiles_);
  }

  Result<const YearRules*> rules_of(AcademicYear year) const {
    const std::lock_guard lock(mutex_);
    const auto known = rules_.find(year);
    if (known != rules_.end()) return &known->second;
    const auto day = year.summer ? year.last_day() : choice_.day;
    auto collections = catalogue::collections_on(catalogue_, day);
    if (!collections) return std::unexpected(collections.error());
    auto code_sets = catalogue::code_sets_on(catalogue_, day);
    if (!code_sets) return std::unexpected(code_sets.error());
    return &rules_.emplace(year, YearRules{std::move(*collections), std::move(*code_sets)}).first->second;
  }

  const catalogue::Catalogue& catalogue_;
  ReadingChoice choice_;
  std::vector<exchange::MappingProfile> profiles_;
  mutable std::mutex mutex_;
  mutable std::map<AcademicYear, YearRules> rules_;  // places in a map stay when others are added
};

}  // namespace

Result<ImportDefinitions> import_definitions(const catalogue::Catalogue& catalogue, Date day) {
  auto collections = catalogue::collections_on(catalogue, day);
  if (!collections) return std::unexpected(collections.error());
  auto organisations = catalogue::organisations(catalogue);
  if (!organisations) return std::unexpected(organisations.error());
  return ImportDefinitions{std::move(*collections), std::move(organisations->all), std::move(organisations->memberships)};
}

Result<double> largest_rejected_share(const catalogue::Catalogue& catalogue, Date day) {
  const auto rule = catalogue::rule_on(catalogue, "importing", day);
  if (!rule) return std::unexpected(rule.error());
  return rule->number("largest-rejected-share");
}

Result<std::unique_ptr<ImportReader>> catalogue_reader(const catalogue::Catalogue& catalogue, const ReadingChoice& choice) {
  std::vector<exchange::MappingProfile> profiles;
  for (const auto* definition : catalogue.of_kind("profile")) {
    if (!choice.profile.empty() && definition->id != choice.profile) continue;
    auto profile = exchange::mapping_profile(*definition);
    if (!profile) return std::unexpected(profile.error());
    profiles.push_back(std::move(*profile));
  }
  if (!choice.profile.empty() && choice.profile != transfer_profile && profiles.empty())
    return refuse(Blame::input, "import.profile-unknown", {{"profile", choice.profile}});
  return std::make_unique<CatalogueReader>(catalogue, choice, std::move(profiles));
}

Result<std::unique_ptr<ImportReader>> reader_of_load(const catalogue::Catalogue& catalogue, const store::Load& load, Date day,
                                                     std::function<bool(double share)> goes_on) {
  const bool transfer = load.profile == transfer_profile;
  return catalogue_reader(catalogue, {transfer ? "" : load.profile, load.organisation, day, load.file, transfer ? AcademicYear{} : load.year, std::move(goes_on)});
}

std::vector<const Definition*> profiles_of_schools(const catalogue::Catalogue& catalogue, Date day) {
  std::vector<const Definition*> found;
  const auto collections = catalogue::collections_on(catalogue, day);
  if (!collections) return found;
  for (const auto* definition : catalogue.of_kind_on("profile", day)) {
    const auto profile = exchange::mapping_profile(*definition);
    const auto collection = profile ? std::ranges::find(*collections, profile->collection, &Collection::id) : collections->end();
    if (collection != collections->end() && !profile->study && about_learners(&*collection) && names_schools(*collection)) found.push_back(definition);
  }
  return found;
}

bool is_sent_by_schools(const catalogue::Catalogue& catalogue, const std::string& profile, Date day) {
  return profile == transfer_profile || std::ranges::any_of(profiles_of_schools(catalogue, day), [&](const auto* each) { return each->id == profile; });
}

}  // namespace potensial::service
