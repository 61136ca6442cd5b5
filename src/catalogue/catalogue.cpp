#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <tuple>

#include "catalogue/yaml.hpp"

namespace potensial::catalogue {
namespace {

std::unexpected<Refusal> entry_fault(std::string code, const Definition& definition, Arguments more = {}) {
  more.insert(more.begin(), {{"place", definition.file}, {"id", definition.id}});
  return refuse(Blame::file, std::move(code), std::move(more));
}

bool whole_number(const std::string& text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number >= 1;
}

// An absent day is open; a day that does not exist is a fault.
bool read_day(const Node& body, std::string_view member, std::optional<Date>& day) {
  if (!body.find(member)) return true;
  day = Date::parse(body.text(member));
  return day.has_value();
}

bool has_both_languages(const Text& text) { return !text.en.empty() && !text.cy.empty(); }

Result<Definition> common_members(YamlEntry entry, std::string_view file) {
  Definition read;
  read.file = std::string(file) + ":" + std::to_string(entry.line);
  read.body = std::move(entry.node);
  read.kind = read.body.text("kind");
  read.id = read.body.text("id");
  read.source = read.body.text("source");
  const auto missing = [&](const char* member) { return entry_fault("catalogue.member-missing", read, {{"member", member}}); };
  if (read.kind.empty()) return missing("kind");
  if (read.id.empty()) return missing("id");
  if (!whole_number(read.body.text("version"), read.version)) return missing("version");
  read.name = read.body.bilingual("name").value_or(Text{});
  if (!has_both_languages(read.name)) return entry_fault("catalogue.language-missing", read, {{"member", "name"}});
  if (read.source.empty()) return missing("source");
  if (!read.body.find("example")) return missing("example");
  if (!read_day(read.body, "from", read.from)) return entry_fault("catalogue.bad-day", read, {{"day", read.body.text("from")}});
  if (!read_day(read.body, "to", read.to)) return entry_fault("catalogue.bad-day", read, {{"day", read.body.text("to")}});
  if (read.from && read.to && *read.to < *read.from) return entry_fault("catalogue.ends-before-start", read);
  return read;
}

auto identity_of(const Definition& each) { return std::tie(each.kind, each.id, each.version); }

bool same_id(const Definition& a, const Definition& b) { return a.kind == b.kind && a.id == b.id; }

bool overlap(const Definition& a, const Definition& b) {
  const bool a_before_b = a.to && b.from && *a.to < *b.from;
  const bool b_before_a = b.to && a.from && *b.to < *a.from;
  return !a_before_b && !b_before_a;
}

Result<void> refuse_clashes(const std::vector<Definition>& sorted) {
  for (std::size_t i = 0; i < sorted.size(); ++i)
    for (std::size_t j = i + 1; j < sorted.size() && same_id(sorted[i], sorted[j]); ++j) {
      const Arguments other{{"other", sorted[i].file}};
      if (sorted[i].version == sorted[j].version) return entry_fault("catalogue.duplicate", sorted[j], other);
      if (overlap(sorted[i], sorted[j])) return entry_fault("catalogue.versions-overlap", sorted[j], other);
    }
  return {};
}

bool is_definition_file(const std::filesystem::path& relative) {
  return relative.extension() == ".yaml" && *relative.begin() != "messages";
}

// Sorted, so that the first fault named is the same on every machine.
Result<std::vector<std::filesystem::path>> definition_files(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::recursive_directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    const auto relative = each->path().lexically_relative(folder);
    if (each->is_regular_file() && is_definition_file(relative)) files.push_back(relative);
  }
  if (error) return refuse(Blame::file, "catalogue.unreadable", {{"file", folder.string()}});
  std::ranges::sort(files);
  return files;
}

Result<std::vector<Definition>> definitions_of_file(const std::filesystem::path& folder, const std::filesystem::path& relative) {
  std::ifstream file(folder / relative, std::ios::binary);
  if (!file) return refuse(Blame::file, "catalogue.unreadable", {{"file", (folder / relative).string()}});
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return definitions_in(text, relative.generic_string());
}

}  // namespace

Result<std::vector<Definition>> definitions_in(std::string_view yaml, std::string_view file) {
  auto entries = yaml_entries(yaml, file);
  if (!entries) return std::unexpected(std::move(entries.error()));
  std::vector<Definition> definitions;
  for (auto& entry : *entries) {
    auto read = common_members(std::move(entry), file);
    if (!read) return std::unexpected(std::move(read.error()));
    definitions.push_back(std::move(*read));
  }
  return definitions;
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& folder) {
  const auto files = definition_files(folder);
  if (!files) return std::unexpected(files.error());
  std::vector<Definition> all;
  for (const auto& each : *files) {
    auto read = definitions_of_file(folder, each);
    if (!read) return std::unexpected(std::move(read.error()));
    std::ranges::move(*read, std::back_inserter(all));
  }
  return of(std::move(all));
}

Result<Catalogue> Catalogue::of(std::vector<Definition> definitions) {
  Catalogue made;
  made.definitions_ = std::move(definitions);
  std::ranges::stable_sort(made.definitions_, {}, identity_of);
  if (auto clash = refuse_clashes(made.definitions_); !clash) return std::unexpected(std::move(clash.error()));
  return made;
}

const Definition* Catalogue::on(std::string_view kind, std::string_view id, Date day) const {
  for (const auto& each : definitions_)
    if (each.kind == kind && each.id == id && each.valid_on(day)) return &each;
  return nullptr;
}

const Definition* Catalogue::until(std::string_view kind, std::string_view id, Date day) const {
  const Definition* found = nullptr;
  for (const auto& each : definitions_) {
    if (each.kind != kind || each.id != id || (each.from && day < *each.from)) continue;
    if (each.valid_on(day)) return &each;
    if (!found || *found->to < *each.to) found = &each;
  }
  return found;
}

const Definition* Catalogue::newest(std::string_view kind, std::string_view id) const {
  const Definition* found = nullptr;
  for (const auto& each : definitions_)
    if (each.kind == kind && each.id == id) found = &each;
  return found;
}

const Definition* Catalogue::version(std::string_view kind, std::string_view id, int version) const {
  for (const auto& each : definitions_)
    if (each.kind == kind && each.id == id && each.version == version) return &each;
  return nullptr;
}

std::vector<const Definition*> Catalogue::of_kind(std::string_view kind) const {
  std::vector<const Definition*> found;
  for (const auto& each : definitions_)
    if (each.kind == kind) found.push_back(&each);
  return found;
}

std::vector<const Definition*> Catalogue::of_kind_on(std::string_view kind, Date day) const {
  auto found = of_kind(kind);
  std::erase_if(found, [day](const Definition* each) { return !each->valid_on(day); });
  return found;
}

}  // namespace potensial::catalogue
