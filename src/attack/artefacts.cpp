#include "attack/artefacts.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/csv.hpp"
#include "base/file.hpp"

namespace potensial::attack {
namespace artefacts_detail {

namespace json = boost::json;

std::unexpected<Refusal> unreadable(const std::string& file) {
  return refuse(Blame::file, "attack.file", {{"file", file}});
}

const PublishedVariable* variable_titled(const PublishedTable& table, std::string_view title) {
  for (const auto& variable : table.variables)
    if (variable.name == title || std::ranges::find(variable.titles, title) != variable.titles.end()) return &variable;
  return nullptr;
}

void put(Atoms& atoms, const PublishedVariable& variable, const std::set<std::string>& members) {
  if (members != variable.categories) atoms[variable.name] = members;
}

// Whether this says that the cell is hidden: no number where the count should be.
bool is_hidden_count(const Saying& saying, const Manifest& manifest) {
  const auto what = said(saying, manifest);
  return manifest.count_words.contains(saying.head) && !std::holds_alternative<SaidCount>(what) &&
         !std::holds_alternative<SaidImpossible>(what);
}

// The figures of one row or object: takes its sayings, and how it looks when its count is hidden.
void take(FileReading& reading, std::vector<Saying> figures, const std::string& look, const Manifest& manifest) {
  if (std::ranges::any_of(figures, [&](const Saying& each) { return is_hidden_count(each, manifest); })) reading.looks.insert(look);
  std::ranges::move(figures, std::back_inserter(reading.sayings));
}

std::vector<std::string> row_of(const CsvCells& records) {
  std::vector<std::string> row;
  for (const auto cell : records.cells()) row.emplace_back(cell);
  return row;
}

std::string scalar_text(const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  return json::serialize(value);
}

// Every object with a member `where`, wherever it stands.
void objects_in(const json::value& value, std::vector<const json::object*>& found) {
  if (const auto* list = value.if_array())
    for (const auto& each : *list) objects_in(each, found);
  const auto* object = value.if_object();
  if (!object) return;
  if (object->contains("where") && object->at("where").is_object()) found.push_back(object);
  for (const auto& each : *object) objects_in(each.value(), found);
}

std::optional<Atoms> atoms_where(const json::object& where, const PublishedTable& table) {
  Atoms atoms;
  for (const auto& each : where) {
    const auto* variable = variable_titled(table, each.key());
    const auto members = variable ? members_of(scalar_text(each.value()), *variable) : std::nullopt;
    if (!members) return std::nullopt;
    put(atoms, *variable, *members);
  }
  return atoms;
}

Result<FileReading> read_one(const std::filesystem::path& folder, const std::string& file, const PublishedTable& table, const Manifest& manifest) {
  const auto bytes = read_file(folder / file);
  if (!bytes) return std::unexpected(bytes.error());
  const auto ending = std::filesystem::path(file).extension();
  if (ending == ".csv") return read_csv_artefact(*bytes, file, table, manifest);
  if (ending == ".json") return read_json_artefact(*bytes, file, table, manifest);
  if (ending == ".html" || ending == ".svg") return read_markup_artefact(*bytes, file, table, manifest);
  return unreadable(file);
}

}  // namespace artefacts_detail

Result<FileReading> read_csv_artefact(std::string_view text, const std::string& file, const PublishedTable& table, const Manifest& manifest) {
  using namespace artefacts_detail;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  CsvCells records(text);
  if (!records.next()) return unreadable(file);
  const auto heads = row_of(records);
  FileReading reading;
  while (records.next()) {
    const auto row = row_of(records);
    if (row.size() != heads.size()) return unreadable(file);
    Atoms atoms;
    std::vector<Saying> figures;
    std::string look;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* variable = variable_titled(table, heads[i]);
      const auto members = variable ? members_of(row[i], *variable) : std::nullopt;
      if (variable && !members) return unreadable(file);
      if (variable) {
        put(atoms, *variable, *members);
        continue;
      }
      look += heads[i] + ":" + row[i] + "|";
      figures.push_back({table.id, {}, heads[i], row[i], file, true});
    }
    for (auto& each : figures) each.atoms = atoms;
    take(reading, std::move(figures), look, manifest);
  }
  return reading;
}

Result<FileReading> read_json_artefact(std::string_view text, const std::string& file, const PublishedTable& table, const Manifest& manifest) {
  using namespace artefacts_detail;
  boost::system::error_code error;
  const auto document = json::parse(text, error);
  if (error) return unreadable(file);
  std::vector<const json::object*> objects;
  objects_in(document, objects);
  FileReading reading;
  for (const auto* object : objects) {
    const auto atoms = atoms_where(object->at("where").as_object(), table);
    if (!atoms) return unreadable(file);
    std::vector<Saying> figures;
    std::string look;
    for (const auto& member : *object) {
      if (member.key() == "where" || member.value().is_structured()) continue;
      figures.push_back({table.id, *atoms, std::string(member.key()), scalar_text(member.value()), file, true});
      look += figures.back().head + ":" + figures.back().text + "|";
    }
    take(reading, std::move(figures), look, manifest);
  }
  return reading;
}

Result<Artefacts> read_artefacts(const std::filesystem::path& folder, const Manifest& manifest) {
  Artefacts artefacts;
  for (const auto& table : manifest.tables)
    for (const auto& file : table.files) {
      auto reading = artefacts_detail::read_one(folder, file, table, manifest);
      if (!reading) return std::unexpected(reading.error());
      std::ranges::move(reading->sayings, std::back_inserter(artefacts.sayings));
      if (reading->looks.size() > 1) artefacts.uneven_marks.push_back(file);
    }
  return artefacts;
}

}  // namespace potensial::attack
