#include "catalogue/yaml.hpp"

#include <yaml-cpp/yaml.h>

#include <stdexcept>
#include <string>

namespace potensial::catalogue {
namespace {

struct YamlFault : std::runtime_error {  // what(): the code of the refusal
  YamlFault(const YAML::Node& where, const char* code, std::string name = {})
      : std::runtime_error(code), line(where.Mark().line + 1), member(std::move(name)) {}
  int line;
  std::string member;
};

Node tree(const YAML::Node& yaml);

Node list_of(const YAML::Node& yaml) {
  Node::List list;
  for (const auto& each : yaml) list.push_back(tree(each));
  return {std::move(list)};
}

Node members_of(const YAML::Node& yaml) {
  Node node{Node::Members{}};
  for (const auto& member : yaml) {
    const auto& name = member.first;
    if (!name.IsScalar()) throw YamlFault(yaml, "catalogue.member-no-word");
    if (node.find(name.Scalar())) throw YamlFault(name, "catalogue.member-twice", name.Scalar());
    std::get<Node::Members>(node.value).emplace_back(name.Scalar(), tree(member.second));
  }
  return node;
}

Node tree(const YAML::Node& yaml) {
  if (yaml.IsSequence()) return list_of(yaml);
  if (yaml.IsMap()) return members_of(yaml);
  return {yaml.IsNull() ? std::string() : yaml.Scalar()};
}

Arguments place_in(std::string_view file, int line) {
  return {{"file", std::string(file)}, {"line", std::to_string(line)}};
}

// What `read` makes of the document; its faults as refusals.
template <class Read>
auto of_document(std::string_view yaml, std::string_view file, const Read& read) -> Result<decltype(read(YAML::Node()))> try {
  return read(YAML::Load(std::string(yaml)));
} catch (const YamlFault& fault) {
  auto arguments = place_in(file, fault.line);
  if (!fault.member.empty()) arguments.emplace_back("member", fault.member);
  return refuse(Blame::file, fault.what(), std::move(arguments));
} catch (const YAML::Exception& fault) {
  auto arguments = place_in(file, fault.mark.line + 1);
  arguments.emplace_back("reason", fault.msg);
  return refuse(Blame::file, "catalogue.bad-yaml", std::move(arguments));
}

std::vector<YamlEntry> entries_of(const YAML::Node& document) {
  std::vector<YamlEntry> entries;
  if (!document.IsNull() && !document.IsSequence()) throw YamlFault(document, "catalogue.no-list");
  for (const auto& each : document) entries.push_back({tree(each), each.Mark().line + 1});
  return entries;
}

Node members_only(const YAML::Node& document) {
  if (document.IsNull()) return {Node::Members{}};
  if (!document.IsMap()) throw YamlFault(document, "catalogue.no-members");
  return tree(document);
}

}  // namespace

Result<std::vector<YamlEntry>> yaml_entries(std::string_view yaml, std::string_view file) { return of_document(yaml, file, entries_of); }

Result<Node> yaml_members(std::string_view yaml, std::string_view file) { return of_document(yaml, file, members_only); }

}  // namespace potensial::catalogue
