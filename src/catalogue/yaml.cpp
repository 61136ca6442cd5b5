#include "catalogue/yaml.hpp"

#include <yaml-cpp/yaml.h>

#include <stdexcept>
#include <string>

namespace potensial::catalogue {
namespace {

struct YamlFault : std::runtime_error {
  YamlFault(const YAML::Node& where, const std::string& what) : std::runtime_error(what), line(where.Mark().line + 1) {}
  int line;
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
    if (!name.IsScalar()) throw YamlFault(yaml, "a member name must be a word");
    if (node.find(name.Scalar())) throw YamlFault(name, "“" + name.Scalar() + "” stands twice");
    std::get<Node::Members>(node.value).emplace_back(name.Scalar(), tree(member.second));
  }
  return node;
}

Node tree(const YAML::Node& yaml) {
  if (yaml.IsSequence()) return list_of(yaml);
  if (yaml.IsMap()) return members_of(yaml);
  return {yaml.IsNull() ? std::string() : yaml.Scalar()};
}

std::unexpected<Refusal> bad_yaml(std::string_view file, int line, const std::string& reason) {
  return refuse(Blame::file, "catalogue.bad-yaml",
                {{"file", std::string(file)}, {"line", std::to_string(line)}, {"reason", reason}});
}

}  // namespace

Result<std::vector<YamlEntry>> yaml_entries(std::string_view yaml, std::string_view file) try {
  std::vector<YamlEntry> entries;
  const auto document = YAML::Load(std::string(yaml));
  if (!document.IsNull() && !document.IsSequence()) throw YamlFault(document, "the file must be a list of entries");
  for (const auto& each : document) entries.push_back({tree(each), each.Mark().line + 1});
  return entries;
} catch (const YamlFault& fault) {
  return bad_yaml(file, fault.line, fault.what());
} catch (const YAML::Exception& fault) {
  return bad_yaml(file, fault.mark.line + 1, fault.msg);
}

}  // namespace potensial::catalogue
