#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>

#include "attack/artefacts.hpp"

namespace potensial::attack {
namespace markup_artefact_detail {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

struct Attribute {
  std::string name, value;
};

std::string taken(xmlChar* text) {
  const std::unique_ptr<xmlChar, void (*)(void*)> owner(text, xmlFree);
  return text ? reinterpret_cast<const char*>(text) : "";
}

std::string name_of(const xmlNode& node) {
  return node.type == XML_ELEMENT_NODE ? reinterpret_cast<const char*>(node.name) : "";
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

std::string text_of(xmlNode& node) { return trimmed(taken(xmlNodeGetContent(&node))); }

std::vector<Attribute> attributes_of(xmlNode& node) {
  std::vector<Attribute> attributes;
  if (node.type != XML_ELEMENT_NODE) return attributes;
  for (const auto* each = node.properties; each; each = each->next)
    attributes.push_back({reinterpret_cast<const char*>(each->name), taken(xmlGetProp(&node, each->name))});
  return attributes;
}

std::string attribute_of(xmlNode& node, const std::string& name) {
  for (const auto& each : attributes_of(node))
    if (each.name == name) return each.value;
  return "";
}

// Attributes whose texts a reader, a screen reader or a script is given.
bool speaks(const std::string& attribute) {
  return attribute.starts_with("data-") || attribute == "aria-label" || attribute == "title" || attribute == "alt" ||
         attribute == "content" || attribute == "aria-valuenow";
}

void merge(Atoms& atoms, const Atoms& more) {
  for (const auto& [name, categories] : more) atoms[name] = categories;
}

class Reader {
 public:
  Reader(std::string file, const PublishedTable& table, const Manifest& manifest)
      : file_(std::move(file)), table_(table), manifest_(manifest) {}

  FileReading read(xmlNode* root) {
    for (auto* node = root; node; node = node->next) visit(*node, {});
    return std::move(reading_);
  }

 private:
  const PublishedVariable* variable_titled(const std::string& title) const {
    for (const auto& each : table_.variables)
      if (each.name == title || std::ranges::find(each.titles, title) != each.titles.end()) return &each;
    return nullptr;
  }

  // "variable=label; variable=label"
  Atoms atoms_where(const std::string& where) const {
    Atoms atoms;
    for (std::size_t at = 0; at < where.size();) {
      const auto end = std::min(where.find(';', at), where.size());
      const auto part = where.substr(at, end - at);
      if (const auto equals = part.find('='); equals != std::string::npos)
        put(atoms, trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)));
      at = end + 1;
    }
    return atoms;
  }

  void put(Atoms& atoms, const std::string& title, const std::string& label) const {
    const auto* variable = variable_titled(title);
    const auto members = variable ? members_of(label, *variable) : std::nullopt;
    if (members && *members != variable->categories) atoms[variable->name] = *members;
  }

  void visit(xmlNode& node, Atoms where) {
    const auto name = name_of(node);
    if (name == "script" || name == "style") return;
    if (const auto other = attribute_of(node, "data-table"); !other.empty() && other != table_.id) return;
    merge(where, atoms_where(attribute_of(node, "data-where")));
    if (name == "table") return visit_table(node, where);
    for (const auto& each : attributes_of(node))
      if (speaks(each.name) && each.name != "data-where" && each.name != "data-table") hear(each.value, each.name, where);
    for (auto* child = node.children; child; child = child->next) {
      if (child->type == XML_TEXT_NODE) hear(text_of(*child), "text", where);
      else visit(*child, where);
    }
  }

  // A number beside labels, or within an element that says where it belongs.
  void hear(const std::string& text, const std::string& head, const Atoms& where) {
    auto rest = text;
    const auto named = atoms_named(text, table_);
    for (const auto& variable : table_.variables) erase_label(rest, variable);
    const auto number = only_number(rest);
    if (!number || (!named && where.empty())) return;
    auto atoms = where;
    if (named) merge(atoms, *named);
    const bool count = number->find_first_of("%.") == std::string::npos;
    if (!count) name_only_part(atoms);
    reading_.sayings.push_back({table_.id, atoms, count ? *manifest_.count_words.begin() : head, *number, file_, false});
  }

  // A share of which no part is named is one of the only part that the table prints.
  void name_only_part(Atoms& atoms) const {
    for (const auto& variable : table_.variables) {
      const auto is_part = [&](const PublishedLevel& level) { return level.members != variable.categories; };
      if (variable.name != table_.percentages_of || atoms.contains(variable.name) || std::ranges::count_if(variable.levels, is_part) != 1) continue;
      atoms[variable.name] = std::ranges::find_if(variable.levels, is_part)->members;
    }
  }

  static void erase_label(std::string& text, const PublishedVariable& variable) {
    std::string longest;
    for (const auto& level : variable.levels)
      for (const auto& label : level.labels)
        if (label.size() > longest.size() && text.find(label) != std::string::npos) longest = label;
    if (!longest.empty()) text.erase(text.find(longest), longest.size());
  }

  void visit_table(xmlNode& table, const Atoms& where) {
    std::vector<std::string> heads;
    each_named(table, "tr", [&](xmlNode& row) {
      const auto cells = cells_of(row);
      const bool all_heads = std::ranges::all_of(cells, [](xmlNode* each) { return name_of(*each) == "th"; });
      if (heads.empty() && all_heads)
        for (auto* each : cells) heads.push_back(text_of(*each));
      else visit_row(cells, heads, where);
    });
    each_named(table, "caption", [&](xmlNode& caption) { hear(text_of(caption), "text", where); });
  }

  template <class Visit>
  static void each_named(xmlNode& within, const std::string& name, Visit visit) {
    for (auto* child = within.children; child; child = child->next) {
      if (name_of(*child) == name) visit(*child);
      else each_named(*child, name, visit);
    }
  }

  static std::vector<xmlNode*> cells_of(xmlNode& row) {
    std::vector<xmlNode*> cells;
    for (auto* child = row.children; child; child = child->next)
      if (const auto name = name_of(*child); name == "td" || name == "th") cells.push_back(child);
    return cells;
  }

  void visit_row(const std::vector<xmlNode*>& cells, const std::vector<std::string>& heads, const Atoms& where) {
    auto atoms = where;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto head = i < heads.size() ? heads[i] : "";
      if (variable_titled(head)) put(atoms, head, text_of(*cells[i]));
      else if (name_of(*cells[i]) == "th")
        if (const auto named = atoms_named(text_of(*cells[i]), table_)) merge(atoms, *named);
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (const auto head = i < heads.size() ? heads[i] : ""; name_of(*cells[i]) == "td" && !variable_titled(head))
        visit_cell(*cells[i], head, atoms);
  }

  void visit_cell(xmlNode& cell, const std::string& head, Atoms atoms) {
    const bool known_head = manifest_.count_words.contains(head) || manifest_.percentage_words.contains(head) ||
                            manifest_.mean_words.contains(head);
    const auto named = known_head ? std::nullopt : atoms_named(head, table_);
    if (named) merge(atoms, *named);
    if (manifest_.percentage_words.contains(head)) name_only_part(atoms);
    const auto count = *manifest_.count_words.begin();
    const Saying figure{table_.id, atoms, known_head ? head : count, text_of(cell), file_, true};
    const auto what = said(figure, manifest_);
    const bool of_figures = named || manifest_.count_words.contains(head);
    if (of_figures && (std::holds_alternative<SaidMark>(what) || std::holds_alternative<std::monostate>(what)))
      reading_.looks.insert(figure.text + look_of(cell));
    if (of_figures || !std::holds_alternative<SaidImpossible>(what)) reading_.sayings.push_back(figure);
    hear_attributes(cell, atoms);
  }

  void hear_attributes(xmlNode& node, const Atoms& atoms) {
    for (const auto& each : attributes_of(node)) {
      const auto number = speaks(each.name) ? only_number(each.value) : std::nullopt;
      if (number) reading_.sayings.push_back({table_.id, atoms, each.name, *number, file_, false});
    }
    for (auto* child = node.children; child; child = child->next) hear_attributes(*child, atoms);
  }

  static std::string look_of(xmlNode& node) {
    std::string look;
    for (const auto& each : attributes_of(node))
      if (each.name != "data-where" && each.name != "id" && each.name != "headers") look += "|" + each.name + "=" + each.value;
    for (auto* child = node.children; child; child = child->next) look += name_of(*child) + look_of(*child);
    return look;
  }

  std::string file_;
  const PublishedTable& table_;
  const Manifest& manifest_;
  FileReading reading_;
};

}  // namespace markup_artefact_detail

Result<FileReading> read_markup_artefact(std::string_view text, const std::string& file, const PublishedTable& table, const Manifest& manifest) {
  using namespace markup_artefact_detail;
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  const Document document(htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
  if (!document) return refuse(Blame::file, "attack.file", {{"file", file}});
  return Reader(file, table, manifest).read(xmlDocGetRootElement(document.get()));
}

}  // namespace potensial::attack
