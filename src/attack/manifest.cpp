#include "attack/manifest.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/file.hpp"

namespace potensial::attack {
namespace manifest_detail {

namespace json = boost::json;

// Boost.JSON throws where a member is missing or of another kind; read_manifest turns that into a refusal.
std::vector<std::string> texts(const json::value& list) { return json::value_to<std::vector<std::string>>(list); }

std::set<std::string> text_set(const json::value& list) {
  const auto found = texts(list);
  return {found.begin(), found.end()};
}

std::string text(const json::value& value) { return std::string(value.as_string()); }

PublishedVariable variable_of(const json::object& object) {
  PublishedVariable variable{.name = text(object.at("name")),
                             .titles = texts(object.at("titles")),
                             .sensitive = object.at("sensitive").as_bool(),
                             .known_inside = object.at("known_inside").as_bool(),
                             .categories = text_set(object.at("categories")),
                             .levels = {}};
  for (const auto& level : object.at("levels").as_array())
    variable.levels.push_back({texts(level.at("labels")), text_set(level.at("members"))});
  return variable;
}

PublishedTable table_of(const json::object& object) {
  PublishedTable table{.id = text(object.at("id")),
                       .universe = text(object.at("universe")),
                       .percentages_of = object.contains("percentages_of") ? text(object.at("percentages_of")) : "",
                       .files = texts(object.at("files")),
                       .variables = {}};
  for (const auto& each : object.at("variables").as_array()) table.variables.push_back(variable_of(each.as_object()));
  return table;
}

Manifest manifest_of(const json::object& object) {
  const auto& policy = object.at("policy").as_object();
  Manifest manifest{.promise = {policy.at("least_count").as_int64(), policy.at("full_cell_group").as_int64(),
                                policy.at("insider_width").as_int64(), policy.at("hides_nobody").as_bool(),
                                text(policy.at("mark"))},
                    .tables = {},
                    .count_words = text_set(object.at("words").at("count")),
                    .percentage_words = text_set(object.at("words").at("percentage")),
                    .mean_words = text_set(object.at("words").at("mean"))};
  for (const auto& each : object.at("tables").as_array()) manifest.tables.push_back(table_of(each.as_object()));
  return manifest;
}

}  // namespace manifest_detail

std::string text_of(const Atoms& atoms) {
  std::string text;
  for (const auto& [name, categories] : atoms) {
    text += (text.empty() ? "" : ", ") + name + "=";
    for (const auto& category : categories) text += (category == *categories.begin() ? "" : "+") + category;
  }
  return text.empty() ? "total" : text;
}

Result<Manifest> read_manifest(const std::filesystem::path& folder) {
  const auto bytes = read_file(folder / "manifest.json");
  if (!bytes) return std::unexpected(bytes.error());
  try {
    return manifest_detail::manifest_of(boost::json::parse(*bytes).as_object());
  } catch (const std::exception& fault) {
    return refuse(Blame::file, "attack.manifest", {{"fault", fault.what()}});
  }
}

}  // namespace potensial::attack
