#include "catalogue/collections.hpp"

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {
namespace {

ColumnType read_type(Entry& entry) {
  const auto word = entry.text("type");
  if (word == "integer") return ColumnType::integer;
  if (word == "real") return ColumnType::real;
  if (word == "date") return ColumnType::date;
  if (word == "boolean") return ColumnType::boolean;
  if (word != "text") entry.fault("catalogue.member-bad", {{"member", "type"}});
  return ColumnType::text;
}

CollectionColumn read_column(Entry entry) {
  entry.allow({"title", "type", "codes", "required", "identity", "least", "greatest"});
  return {.name = entry.text("name"),
          .title = entry.bilingual("title"),
          .type = read_type(entry),
          .codes = entry.text_or("codes", ""),
          .required = entry.yes_or("required", false),
          .identity = entry.yes_or("identity", false),
          .least = entry.number_if_any("least"),
          .greatest = entry.number_if_any("greatest")};
}

bool may_key(const Collection& collection, const std::string& column) {
  return column == "learner" || column == "row" || collection.find(column);
}

}  // namespace

Result<Collection> read_collection(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"key", "columns", "section"});
  Collection collection{definition.id, definition.name, entry.texts("key"), {}};
  for (const auto& each : entry.list("columns")) {
    auto column = read_column(Entry(entry, each));
    if (collection.find(column.name)) entry.fault("catalogue.code-twice", {{"code", column.name}});
    collection.columns.push_back(std::move(column));
  }
  if (collection.columns.empty()) entry.fault("catalogue.member-missing", {{"member", "columns"}});
  for (const auto& each : collection.key)
    if (!may_key(collection, each)) entry.fault("catalogue.member-bad", {{"member", "key"}});
  collection.section = entry.text_or("section", "");
  if (!collection.section.empty() && !collection.find(collection.section))
    entry.fault("catalogue.member-bad", {{"member", "section"}});
  return entry.finish(std::move(collection));
}

Result<std::vector<Collection>> collections_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("collection", day), read_collection);
}

}  // namespace potensial::catalogue
