#include "store/released_tables_text.hpp"

#include <boost/json.hpp>

namespace potensial::store {
namespace released_text {

namespace json = boost::json;

json::object of(const Text& text) { return {{"en", text.en}, {"cy", text.cy}}; }
Text text(const json::value& value) { return {json::value_to<std::string>(value.at("en")), json::value_to<std::string>(value.at("cy"))}; }

json::object of(const ClassLevel& level) { return {{"code", level.code}, {"name", of(level.name)}, {"members", json::value_from(level.members)}}; }
ClassLevel level(const json::value& value) {
  return {json::value_to<std::string>(value.at("code")), text(value.at("name")), json::value_to<std::vector<std::size_t>>(value.at("members"))};
}

json::object of(const ClassVariable& variable) {
  json::array levels;
  for (const auto& each : variable.levels) levels.push_back(of(each));
  return {{"name", variable.name}, {"title", of(variable.title)}, {"identifying", variable.identifying}, {"sensitive", variable.sensitive},
          {"known-inside", variable.known_inside}, {"categories", json::value_from(variable.categories)}, {"headline", variable.headline},
          {"levels", std::move(levels)}};
}
ClassVariable variable(const json::value& value) {
  ClassVariable made{.name = json::value_to<std::string>(value.at("name")), .title = text(value.at("title")),
                     .identifying = value.at("identifying").as_bool(), .sensitive = value.at("sensitive").as_bool(),
                     .known_inside = value.at("known-inside").as_bool(),
                     .categories = json::value_to<std::vector<std::string>>(value.at("categories")),
                     .headline = json::value_to<std::string>(value.at("headline")), .levels = {}};
  for (const auto& each : value.at("levels").as_array()) made.levels.push_back(level(each));
  return made;
}

json::object of(const CountTable& table) {
  json::array variables;
  for (const auto& each : table.variables) variables.push_back(of(each));
  json::object made{{"id", table.id}, {"title", of(table.title)}, {"universe", table.universe}, {"variables", std::move(variables)},
                    {"counts", json::value_from(table.counts)}, {"impossible", json::value_from(table.impossible)},
                    {"sums", json::value_from(table.sums)}};
  if (table.percentages_of) made["percentages-of"] = *table.percentages_of;
  return made;
}
CountTable table(const json::value& value) {
  CountTable made{.id = json::value_to<std::string>(value.at("id")), .title = text(value.at("title")),
                  .universe = json::value_to<std::string>(value.at("universe")), .variables = {},
                  .counts = json::value_to<std::vector<std::int64_t>>(value.at("counts")),
                  .impossible = json::value_to<std::vector<bool>>(value.at("impossible")), .percentages_of = {},
                  .sums = json::value_to<std::vector<double>>(value.at("sums"))};
  for (const auto& each : value.at("variables").as_array()) made.variables.push_back(variable(each));
  if (const auto* of = value.as_object().if_contains("percentages-of")) made.percentages_of = json::value_to<std::size_t>(*of);
  return made;
}

}  // namespace released_text

std::string text_of_member(const FamilyMember& member) {
  return boost::json::serialize(boost::json::object{{"table", released_text::of(member.table)}, {"shown", boost::json::value_from(member.shown)}});
}

FamilyMember member_of_text(const std::string& text) {
  const auto value = boost::json::parse(text);
  return {released_text::table(value.at("table")), boost::json::value_to<std::vector<bool>>(value.at("shown"))};
}

std::string text_of_words(const std::vector<ReleasedWord>& words) {
  boost::json::object made;
  for (const auto& each : words) made[each.school] = static_cast<std::int64_t>(each.verdict);
  return boost::json::serialize(made);
}

std::vector<ReleasedWord> words_of_text(const std::string& text) {
  std::vector<ReleasedWord> words;
  const auto value = boost::json::parse(text);
  for (const auto& [school, verdict] : value.as_object()) words.push_back({std::string(school), static_cast<Verdict>(verdict.as_int64())});
  return words;
}

}  // namespace potensial::store
