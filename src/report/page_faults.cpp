#include "report/page_faults.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "report/words.hpp"

namespace potensial::report {
namespace faults_detail {

class Finder {
 public:
  explicit Finder(const catalogue::Messages& messages) : english_(messages, Language::en), welsh_(messages, Language::cy) {}

  std::vector<std::string> found;

  void read(const std::vector<Block>& blocks) {
    for (const auto& block : blocks) std::visit(*this, block);
  }
  void said(const Phrase& phrase) {
    for (const Words* words : {&english_, &welsh_})
      if (const std::string text = words->say(phrase); text.find("\u27e6") != std::string::npos) found.push_back("no sentence: " + text);
  }

  void operator()(const Heading& heading) {
    said(heading.text);
    if (!heading.anchor.empty()) named(heading.anchor);
  }
  void operator()(const Sentence& sentence) { said(sentence.text); }
  void operator()(const Table& table) {
    named(table.id);
    said(table.title);
    columns_[table.id] = table.columns.size();
    for (const auto& column : table.columns) said(column.title);
    for (const auto& row : table.rows) read_row(table, row);
    if (table.rows.empty() && english_.say(table.when_empty).empty()) found.push_back("table " + table.id + " is empty and does not say why");
    said(table.when_empty);
  }
  void operator()(const Chart& chart) {
    for (const auto* phrase : {&chart.finding, &chart.description, &chart.note}) said(*phrase);
    const auto table = columns_.find(chart.table);
    if (table == columns_.end()) return found.push_back("chart of " + chart.table + " does not follow its table");
    const bool exist = std::ranges::all_of(chart.values, [&](std::size_t column) { return column < table->second; });
    if (!exist || chart.values.empty() || chart.verdict.value_or(0) >= table->second)
      found.push_back("chart of " + chart.table + " draws columns that do not exist");
    if (english_.say(chart.description).empty()) found.push_back("chart of " + chart.table + " has no description");
  }
  void operator()(const List& list) {
    for (const auto& item : list.items) said(item.text);
  }
  void operator()(const Summary& summary) {
    for (const auto& fact : summary.facts) {
      said(fact.term);
      said(fact.description);
    }
  }
  void operator()(const Form& form) {
    named(form.id);
    said(form.submit);
    for (const auto& field : form.fields) {
      for (const auto* phrase : {&field.label, &field.hint}) said(*phrase);
      for (const auto& choice : field.choices) said(choice.name);
      if (field.kind != FieldKind::hidden && english_.say(field.label).empty()) found.push_back("field " + field.name + " has no label");
    }
  }
  void operator()(const Details& details) {
    said(details.title);
    read(details.blocks);
  }

 private:
  void named(const std::string& id) {
    if (!ids_.insert(id).second) found.push_back("id " + id + " stands twice");
  }
  void read_row(const Table& table, const Row& row) {
    if (row.cells.size() != table.columns.size()) found.push_back("a row of table " + table.id + " has another length than its heading");
    for (const auto& cell : row.cells)
      if (const auto* phrase = std::get_if<Phrase>(&cell.value)) said(*phrase);
  }

  Words english_, welsh_;
  std::set<std::string> ids_;
  std::map<std::string, std::size_t> columns_;
};

}  // namespace faults_detail

std::vector<std::string> page_faults(const Page& page, const catalogue::Messages& messages) {
  faults_detail::Finder finder(messages);
  finder.said(page.title);
  finder.said(page.caption);
  for (const auto& item : page.trail) finder.said(item.text);
  finder.read(page.blocks);
  return std::move(finder.found);
}

}  // namespace potensial::report
