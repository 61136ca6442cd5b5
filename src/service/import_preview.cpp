#include "service/import_preview.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <boost/json.hpp>

#include "base/file.hpp"

namespace potensial::service {
namespace import_preview_text {

namespace json = boost::json;

constexpr const char* file_name = "preview.json";

json::array of(const Arguments& arguments) {
  json::array pairs;
  for (const auto& [name, value] : arguments) pairs.push_back(json::array{name, value});
  return pairs;
}

Arguments arguments_of(const json::value& pairs) {
  Arguments arguments;
  for (const auto& pair : pairs.as_array()) arguments.emplace_back(pair.at(0).as_string().c_str(), pair.at(1).as_string().c_str());
  return arguments;
}

json::object of(const RowProblem& problem) {
  json::object object{{"row", problem.row}, {"column", problem.column}, {"rule", problem.rule}, {"value", problem.value}, {"rejects", problem.rejects}};
  object["arguments"] = of(problem.arguments);
  return object;
}

RowProblem problem_of(const json::value& from) {
  return {from.at("row").to_number<std::uint64_t>(), from.at("column").as_string().c_str(), from.at("rule").as_string().c_str(),
          from.at("value").as_string().c_str(), arguments_of(from.at("arguments")), from.at("rejects").as_bool()};
}

json::object of(const ReplacedPart& part) {
  json::object object{{"collection", part.part.collection}, {"year", part.part.year.summer}, {"section", part.part.section},
                      {"rows", part.part.rows}, {"whole", part.whole}};
  object["loads"] = json::array(part.loads.begin(), part.loads.end());
  return object;
}

AcademicYear year_of(const json::value& from) { return {from.to_number<std::int16_t>()}; }

ReplacedPart part_of(const json::value& from) {
  ReplacedPart part{{from.at("collection").as_string().c_str(), year_of(from.at("year")), from.at("section").as_string().c_str(),
                     from.at("rows").to_number<std::uint64_t>()},
                    from.at("whole").as_bool(), {}};
  for (const auto& load : from.at("loads").as_array()) part.loads.push_back(load.to_number<std::int64_t>());
  return part;
}

json::object counts_of(const ImportedFile& file) {
  return {{"read", file.counts.read}, {"loaded", file.counts.loaded}, {"unchanged", file.counts.unchanged}, {"rejected", file.counts.rejected},
          {"added", file.changes.added}, {"changed", file.changes.changed}, {"removed", file.changes.removed}};
}

void take_counts(const json::value& from, ImportedFile& file) {
  const auto count = [&](const char* name) { return from.at(name).to_number<std::uint64_t>(); };
  file.counts = {count("read"), count("loaded"), count("unchanged"), count("rejected")};
  file.changes = {count("added"), count("changed"), count("removed")};
}

json::object of(const ProblemsOfRule& problems) { return {{"rows", problems.rows}, {"first", of(problems.first)}}; }

template <class List>
json::array list_of(const List& list) {
  json::array array;
  for (const auto& each : list) array.push_back(of(each));
  return array;
}

json::object of(const ImportPreview& preview) {
  const auto& file = preview.file;
  json::object object{{"file", file.file}, {"collection", file.collection}, {"organisation", file.organisation}, {"year", file.year.summer},
                      {"state", store::word(file.state)}, {"profile", file.profile}, {"problems", preview.problems},
                      {"rejected", preview.rejected}};
  object["counts"] = counts_of(file);
  object["rows"] = list_of(file.problems);
  object["parts"] = list_of(file.parts);
  object["by_rule"] = list_of(preview.by_rule);
  return object;
}

store::LoadState state_of(const json::string& word) {
  for (const auto state : {store::LoadState::held, store::LoadState::unchanged})
    if (store::word(state) == std::string_view(word)) return state;
  return store::LoadState::current;
}

ImportPreview preview_of(const json::value& from) {
  ImportPreview preview;
  auto& file = preview.file;
  file.file = from.at("file").as_string().c_str();
  file.collection = from.at("collection").as_string().c_str();
  file.organisation = from.at("organisation").as_string().c_str();
  file.profile = from.at("profile").as_string().c_str();
  file.year = year_of(from.at("year"));
  file.state = state_of(from.at("state").as_string());
  take_counts(from.at("counts"), file);
  for (const auto& each : from.at("rows").as_array()) file.problems.push_back(problem_of(each));
  for (const auto& each : from.at("parts").as_array()) file.parts.push_back(part_of(each));
  for (const auto& each : from.at("by_rule").as_array())
    preview.by_rule.push_back({problem_of(each.at("first")), each.at("rows").to_number<std::uint64_t>()});
  preview.problems = from.at("problems").to_number<std::uint64_t>();
  preview.rejected = from.at("rejected").to_number<std::uint64_t>();
  return preview;
}

std::vector<ProblemsOfRule> gathered_by_rule(const std::vector<RowProblem>& problems) {
  std::map<std::string, ProblemsOfRule> by_rule;
  for (const auto& each : problems) {
    auto& of_rule = by_rule.try_emplace(each.rule, ProblemsOfRule{each, 0}).first->second;
    ++of_rule.rows;
  }
  std::vector<ProblemsOfRule> gathered;
  for (auto& [rule, of_rule] : by_rule) gathered.push_back(std::move(of_rule));
  std::ranges::stable_sort(gathered, std::ranges::greater(), &ProblemsOfRule::rows);
  return gathered;
}

// A row may break several rules.
std::uint64_t rejected_rows(const std::vector<RowProblem>& problems) {
  std::set<std::uint64_t> rows;
  for (const auto& each : problems)
    if (each.rejects) rows.insert(each.row);
  return rows.size();
}

}  // namespace import_preview_text

ImportPreview preview_of(ImportedFile file) {
  ImportPreview preview{.file = std::move(file), .by_rule = {}};
  auto& problems = preview.file.problems;
  preview.problems = problems.size();
  preview.rejected = import_preview_text::rejected_rows(problems);
  preview.by_rule = import_preview_text::gathered_by_rule(problems);
  if (problems.size() > most_problems_kept) problems.resize(most_problems_kept);
  return preview;
}

Result<void> save_preview(const std::filesystem::path& folder, const ImportPreview& preview) {
  return write_file(folder / import_preview_text::file_name, boost::json::serialize(import_preview_text::of(preview)));
}

Result<ImportPreview> saved_preview(const std::filesystem::path& folder) {
  const auto text = read_file(folder / import_preview_text::file_name);
  if (!text) return std::unexpected(text.error());
  return import_preview_text::preview_of(boost::json::parse(*text));
}

}  // namespace potensial::service
