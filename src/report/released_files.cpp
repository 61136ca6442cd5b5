#include "report/released_files.hpp"

#include <array>
#include <boost/json.hpp>

#include "report/markup.hpp"
#include "report/page_csv.hpp"

namespace potensial::report {
namespace released_files_detail {

namespace json = boost::json;
using catalogue::Messages;

constexpr std::array languages{Language::en, Language::cy};
const char* code(Language language) { return language == Language::cy ? "cy" : "en"; }

std::string count_text(const ReleasedCell& cell, const DisclosurePolicy& policy) {
  if (cell.impossible) return "[z]";
  return cell.count ? std::to_string(*cell.count) : policy.mark;
}

std::string figure_or_mark(const std::string& figure, const ReleasedCell& cell, const DisclosurePolicy& policy) {
  return !figure.empty() ? figure : cell.impossible ? "[z]" : policy.mark;
}

using TextRow = std::vector<std::string>;

TextRow heads_of(const ReleasedTable& table, const Messages& messages, Language language) {
  TextRow heads;
  for (const auto& variable : table.variables()) heads.push_back(variable.title.in(language));
  heads.push_back(messages.text("release.count", {}, language));
  if (table.percentages_of()) heads.push_back(messages.text("release.percentage", {}, language));
  if (table.has_means()) heads.push_back(messages.text("release.mean", {}, language));
  return heads;
}

TextRow row_of(const ReleasedTable& table, const ReleasedCell& cell, Language language) {
  TextRow row;
  for (std::size_t axis = 0; axis < cell.levels.size(); ++axis)
    row.push_back(table.variables()[axis].levels[cell.levels[axis]].name.in(language));
  row.push_back(count_text(cell, table.policy()));
  if (table.percentages_of()) row.push_back(figure_or_mark(cell.percentage, cell, table.policy()));
  if (table.has_means()) row.push_back(figure_or_mark(cell.mean, cell, table.policy()));
  return row;
}

std::string csv_line(const TextRow& row) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : ",") + csv_text(row[i]);
  return line + "\r\n";
}

std::string csv_of(const ReleasedTable& table, const Messages& messages, Language language) {
  std::string text = "\uFEFF" + csv_line(heads_of(table, messages, language));
  for (const auto& cell : table.cells()) text += csv_line(row_of(table, cell, language));
  return text;
}

std::string html_row(const TextRow& row, const std::string& element) {
  std::string text = "<tr>";
  for (const auto& cell : row) text += "<" + element + ">" + escape(cell) + "</" + element + ">";
  return text + "</tr>\n";
}

std::string html_of(const ReleasedTable& table, const Messages& messages, Language language) {
  const auto title = escape(table.title().in(language));
  std::string text = std::string("<!doctype html>\n<html lang=\"") + code(language) + "\">\n<head><meta charset=\"utf-8\"><title>" +
                     title + "</title></head>\n<body>\n<table data-table=\"" + escape(table.id()) + "\">\n<caption>" + title +
                     "</caption>\n<thead>\n" + html_row(heads_of(table, messages, language), "th") + "</thead>\n<tbody>\n";
  for (const auto& cell : table.cells()) text += html_row(row_of(table, cell, language), "td");
  return text + "</tbody>\n</table>\n<p>" + escape(table.policy().sentence.in(language)) + "</p>\n</body>\n</html>\n";
}

json::object where_of(const ReleasedTable& table, const ReleasedCell& cell) {
  json::object where;
  for (std::size_t axis = 0; axis < cell.levels.size(); ++axis)
    where[table.variables()[axis].name] = table.variables()[axis].levels[cell.levels[axis]].code;
  return where;
}

std::string json_of(const ReleasedTable& table) {
  json::array cells;
  for (const auto& cell : table.cells()) {
    json::object object{{"where", where_of(table, cell)}};
    object["count"] = cell.count && !cell.impossible ? json::value(*cell.count) : json::value(count_text(cell, table.policy()));
    if (table.percentages_of()) object["percentage"] = figure_or_mark(cell.percentage, cell, table.policy());
    if (table.has_means()) object["mean"] = figure_or_mark(cell.mean, cell, table.policy());
    cells.push_back(std::move(object));
  }
  return json::serialize(json::object{{"id", table.id()}, {"title", {{"en", table.title().en}, {"cy", table.title().cy}}},
                                      {"universe", table.universe()}, {"policy", table.policy().id}, {"cells", std::move(cells)}}) + "\n";
}

json::object level_json(const ClassVariable& variable, const ClassLevel& level) {
  json::array members;
  for (const auto member : level.members) members.emplace_back(variable.categories[member]);
  return {{"labels", {level.code, level.name.en, level.name.cy}}, {"members", std::move(members)}};
}

json::object variable_json(const ClassVariable& variable) {
  json::array levels;
  for (const auto& level : variable.levels) levels.push_back(level_json(variable, level));
  return {{"name", variable.name}, {"titles", {variable.title.en, variable.title.cy}}, {"sensitive", variable.sensitive},
          {"known_inside", variable.known_inside}, {"categories", json::value_from(variable.categories)}, {"levels", std::move(levels)}};
}

json::object table_json(const ReleasedTable& table) {
  json::array files{table.id() + ".json"}, variables;
  for (const auto language : languages)
    for (const auto* ending : {".csv", ".html"}) files.emplace_back(table.id() + "." + code(language) + ending);
  for (const auto& variable : table.variables()) variables.push_back(variable_json(variable));
  json::object object{{"id", table.id()}, {"universe", table.universe()}, {"files", std::move(files)}, {"variables", std::move(variables)}};
  if (table.percentages_of()) object["percentages_of"] = table.variables()[*table.percentages_of()].name;
  return object;
}

json::array words_json(const Messages& messages, const std::string& member) {
  json::array words{member};
  for (const auto language : languages) words.emplace_back(messages.text("release." + member, {}, language));
  return words;
}

std::string manifest_of(std::span<const ReleasedTable> tables, const Messages& messages) {
  const auto& policy = tables.front().policy();
  json::array listed;
  for (const auto& table : tables) listed.push_back(table_json(table));
  json::object promise{{"least_count", policy.least_count}, {"full_cell_group", policy.full_cell_group},
                       {"hides_nobody", policy.zero != ZeroRule::show},
                       {"insider_width", policy.insiders ? policy.insider_width : 0}, {"mark", policy.mark}};
  json::object words{{"count", words_json(messages, "count")}, {"percentage", words_json(messages, "percentage")},
                     {"mean", words_json(messages, "mean")}};
  return json::serialize(json::object{{"policy", std::move(promise)}, {"words", std::move(words)}, {"tables", std::move(listed)}}) + "\n";
}

}  // namespace released_files_detail

std::vector<ReleasedFile> released_files(std::span<const ReleasedTable> tables, const catalogue::Messages& messages) {
  using namespace released_files_detail;
  std::vector<ReleasedFile> files;
  if (tables.empty()) return files;
  for (const auto& table : tables) {
    for (const auto language : languages) {
      const auto name = table.id() + "." + code(language);
      files.push_back({name + ".csv", csv_of(table, messages, language)});
      files.push_back({name + ".html", html_of(table, messages, language)});
    }
    files.push_back({table.id() + ".json", json_of(table)});
  }
  files.push_back({"manifest.json", manifest_of(tables, messages)});
  return files;
}

}  // namespace potensial::report
