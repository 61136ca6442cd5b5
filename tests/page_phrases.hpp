// Every phrase of a page, and whether the message catalogue can say it in both languages.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "catalogue/messages.hpp"
#include "model/block.hpp"

namespace potensial::tests {

class PagePhrases {
 public:
  explicit PagePhrases(const Page& page) {
    add(page.title);
    add(page.caption);
    for (const auto& each : page.trail) add(each.text);
    for (const auto& each : page.blocks) add(each);
  }
  // What is wrong: ids without a message, and arguments a message needs and was not given.
  std::vector<std::string> faults(const catalogue::Messages& messages) const {
    std::vector<std::string> found;
    for (const auto& phrase : phrases_) {
      if (phrase.message.empty()) continue;
      const auto message = messages.all().find(phrase.message);
      if (message == messages.all().end()) {
        found.push_back("no message " + phrase.message);
        continue;
      }
      for (const auto& name : message->second.arguments)
        if (std::none_of(phrase.arguments.begin(), phrase.arguments.end(),
                         [&](const auto& each) { return each.first == name; }))
          found.push_back(phrase.message + " lacks " + name);
    }
    return found;
  }
  bool says(const std::string& message) const {
    return std::any_of(phrases_.begin(), phrases_.end(), [&](const Phrase& each) { return each.message == message; });
  }

 private:
  void add(const Phrase& phrase) {
    phrases_.push_back(phrase);
    for (const auto& [name, argument] : phrase.arguments)
      if (const auto* list = std::get_if<std::vector<Phrase>>(&argument))
        for (const auto& each : *list) add(each);
  }
  void add(const Cell& cell) {
    if (const auto* phrase = std::get_if<Phrase>(&cell.value)) add(*phrase);
  }
  void add(const Block& block) {
    std::visit([this](const auto& each) { add_block(each); }, block);
  }
  void add_block(const Heading& heading) { add(heading.text); }
  void add_block(const Sentence& sentence) { add(sentence.text); }
  void add_block(const Table& table) {
    add(table.title);
    add(table.when_empty);
    for (const auto& column : table.columns) add(column.title);
    for (const auto& row : table.rows)
      for (const auto& cell : row.cells) add(cell);
  }
  void add_block(const Chart& chart) {
    add(chart.finding);
    add(chart.description);
    add(chart.note);
  }
  void add_block(const List& list) {
    for (const auto& item : list.items) add(item.text);
  }
  void add_block(const Summary& summary) {
    for (const auto& fact : summary.facts) {
      add(fact.term);
      add(fact.description);
    }
  }
  void add_block(const Form& form) {
    add(form.submit);
    if (form.fault) add(*form.fault);
    for (const auto& field : form.fields) {
      add(field.label);
      add(field.hint);
      if (field.fault) add(*field.fault);
      for (const auto& choice : field.choices) add(choice.name);
    }
  }
  void add_block(const Details& details) {
    add(details.title);
    for (const auto& each : details.blocks) add(each);
  }
  std::vector<Phrase> phrases_;
};

inline catalogue::Messages messages() {
  const auto loaded = catalogue::Messages::load(std::filesystem::path(POTENSIAL_ROOT) / "catalogue" / "messages");
  return loaded ? *loaded : catalogue::Messages{};
}

// Tables of a page by id, folded ones included.
inline void collect_tables(const std::vector<Block>& blocks, std::vector<const Table*>& tables) {
  for (const auto& block : blocks) {
    if (const auto* table = std::get_if<Table>(&block)) tables.push_back(table);
    if (const auto* details = std::get_if<Details>(&block)) collect_tables(details->blocks, tables);
  }
}
inline const Table* table_of(const Page& page, const std::string& id) {
  std::vector<const Table*> tables;
  collect_tables(page.blocks, tables);
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table* each) { return each->id == id; });
  return found == tables.end() ? nullptr : *found;
}

// Every row of every table has as many cells as the table has columns, and every chart draws a table before it.
inline std::vector<std::string> shape_faults(const Page& page) {
  std::vector<std::string> found;
  std::vector<const Table*> tables;
  collect_tables(page.blocks, tables);
  for (const auto* table : tables)
    for (const auto& row : table->rows)
      if (row.cells.size() != table->columns.size()) found.push_back("row of " + table->id);
  for (const auto& block : page.blocks)
    if (const auto* chart = std::get_if<Chart>(&block)) {
      const Table* table = table_of(page, chart->table);
      if (!table) found.push_back("no table " + chart->table);
      if (table)
        for (std::size_t column : chart->values)
          if (column >= table->columns.size()) found.push_back("column of " + chart->table);
    }
  return found;
}

}  // namespace potensial::tests
