#include "exchange/mapping_profile.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace potensial::exchange {
namespace profiles {
namespace {

constexpr std::pair<std::string_view, Derivation> kDerivations[] = {
    {"month-after-september", Derivation::month_after_september},
    {"months-to-january", Derivation::months_to_january},
    {"school-year", Derivation::school_year},
    {"mark", Derivation::mark},
    {"sum", Derivation::sum}};
constexpr std::pair<std::string_view, char> kSeparators[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}};
constexpr std::pair<std::string_view, Encoding> kEncodings[] = {{"utf-8", Encoding::utf8},
                                                                {"windows-1252", Encoding::windows_1252}};

template <class Value, std::size_t N>
std::optional<Value> named(const std::pair<std::string_view, Value> (&names)[N], std::string_view word) {
  for (const auto& [name, value] : names)
    if (name == word) return value;
  return std::nullopt;
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

// The same tree with every {name} replaced by the member of that name.
Node with_members(Node node, const Node::Members& members) {
  if (auto* text = std::get_if<std::string>(&node.value)) {
    for (const auto& [name, value] : members)
      if (const auto* by = value.scalar()) replace_all(*text, "{" + name + "}", *by);
  } else if (auto* list = std::get_if<Node::List>(&node.value)) {
    for (auto& each : *list) each = with_members(std::move(each), members);
  } else {
    for (auto& [name, each] : std::get<Node::Members>(node.value)) each = with_members(std::move(each), members);
  }
  return node;
}

// Reads one definition; the first member that cannot be used is remembered.
class Reading {
 public:
  explicit Reading(const Definition& definition) : definition_(definition) {}

  MappingProfile profile() {
    const auto& body = definition_.body;
    MappingProfile profile{.id = definition_.id, .version = definition_.version, .name = definition_.name};
    profile.collection = required(body, "collection");
    profile.path = body.text("path");
    profile.encodings = words(body, "encodings", kEncodings, {Encoding::utf8, Encoding::windows_1252});
    const auto separators = words(body, "separators", kSeparators, {',', ';'});
    profile.separators.assign(separators.begin(), separators.end());
    profile.header_rows = whole(body, "header-rows", 1, 1, 2);
    profile.labels = whole(body, "labels", 0, 0, 10);
    profile.columns = source_columns(body);
    for (const auto& each : body.list("tables"))
      profile.tables.push_back({required(each, "name"), required(each, "from"), codes(each)});
    profile.marks = texts(body, "marks");
    profile.organisation = body.text("organisation");
    profile.year.summer = static_cast<std::int16_t>(whole(body, "year", 0, 0, 2200));
    profile.study = body.text("study") == "true";
    profile.may_be_empty = body.text("may-be-empty") == "true";
    read_records(body, profile);
    for (const auto& each : body.list("in-order")) profile.in_order.push_back(pair_of(each));
    if (const auto* sum = body.find("adds-up")) {
      profile.total = required(*sum, "total");
      profile.parts = texts(*sum, "parts");
    }
    profile.dated_by = body.text("dated-by");
    return profile;
  }

  const std::optional<Refusal>& fault() const { return fault_; }

 private:
  void refuse_member(std::string_view member) {
    if (!fault_)
      fault_ = Refusal{Blame::fault, "exchange.profile-member",
                       {{"profile", definition_.id}, {"member", std::string(member)}}};
  }

  std::string required(const Node& node, std::string_view member) {
    auto text = node.text(member);
    if (text.empty()) refuse_member(member);
    return text;
  }

  std::size_t whole(const Node& node, std::string_view member, std::size_t otherwise, std::size_t least,
                    std::size_t greatest) {
    if (!node.find(member)) return otherwise;
    const auto number = node.number(member);
    if (!number || *number < static_cast<double>(least) || *number > static_cast<double>(greatest)) {
      refuse_member(member);
      return otherwise;
    }
    return static_cast<std::size_t>(*number);
  }

  // A list of texts; a single text is a list of one.
  std::vector<std::string> texts(const Node& node, std::string_view member) {
    if (auto single = node.text(member); !single.empty()) return {std::move(single)};
    std::vector<std::string> found;
    for (const auto& each : node.list(member))
      if (const auto* text = each.scalar()) found.push_back(*text);
      else refuse_member(member);
    return found;
  }

  template <class Value, std::size_t N>
  std::vector<Value> words(const Node& node, std::string_view member,
                           const std::pair<std::string_view, Value> (&names)[N], std::vector<Value> otherwise) {
    if (!node.find(member)) return otherwise;
    std::vector<Value> values;
    for (const auto& each : texts(node, member))
      if (const auto value = named(names, each)) values.push_back(*value);
      else refuse_member(member);
    return values;
  }

  std::vector<SourceColumn> source_columns(const Node& body) {
    std::vector<SourceColumn> columns;
    for (const auto& each : body.list("columns")) {
      if (const auto* plain = each.scalar()) {
        columns.push_back({*plain, {header_words(*plain)}});
        continue;
      }
      SourceColumn column{required(each, "name"), {}, each.text("optional") == "true"};
      for (const auto& heading : texts(each, "headers")) column.headers.push_back(header_words(heading));
      if (column.headers.empty()) column.headers.push_back(header_words(column.name));
      columns.push_back(std::move(column));
    }
    return columns;
  }

  std::pair<std::string, std::string> pair_of(const Node& node) {
    const auto* list = std::get_if<Node::List>(&node.value);
    if (!list || list->size() != 2 || !(*list)[0].scalar() || !(*list)[1].scalar()) {
      refuse_member("in-order");
      return {};
    }
    return {*(*list)[0].scalar(), *(*list)[1].scalar()};
  }

  void read_records(const Node& body, MappingProfile& profile) {
    for (const auto& each : body.list("records")) {
      const auto& variants = each.list("for-each");
      if (variants.empty()) profile.records.push_back(record(each, profile));
      for (const auto& variant : variants)
        if (const auto* members = std::get_if<Node::Members>(&variant.value))
          profile.records.push_back(record(with_members(each, *members), profile));
        else refuse_member("for-each");
    }
    if (profile.records.empty()) refuse_member("records");
  }

  RecordRule record(const Node& node, const MappingProfile& profile) {
    RecordRule rule{node.text("collection", profile.collection), node.text("when"), {}};
    check_source(profile, rule.when);
    for (const auto& each : node.list("columns")) {
      rule.columns.push_back(column(each));
      for (const auto& source : rule.columns.back().from) check_source(profile, source);
    }
    return rule;
  }

  void check_source(const MappingProfile& profile, const std::string& source) {
    if (source.empty() || source.starts_with('@')) return;
    const bool column = std::ranges::find(profile.columns, source, &SourceColumn::name) != profile.columns.end();
    const bool table = std::ranges::find(profile.tables, source, &SourceTable::name) != profile.tables.end();
    if (!column && !table) refuse_member(source);
  }

  // A plain text names source and column at once.
  ColumnRule column(const Node& node) {
    if (const auto* same = node.scalar()) return {.to = *same, .from = {*same}};
    ColumnRule rule{.to = required(node, "to"), .from = texts(node, "from")};
    rule.join = node.text("join", "-");
    if (node.find("constant")) rule.constant = node.text("constant");
    if (rule.from.empty() && !rule.constant) rule.from = {rule.to};
    rule.codes = codes(node);
    rule.keep_others = node.text("otherwise") == "keep";
    rule.split = node.text("split");
    rule.part = whole(node, "part", 0, 0, 20);
    rule.first = whole(node, "first", 0, 0, 100);
    rule.date_form = node.text("date", "yyyy-mm-dd");
    if (rule.date_form != "yyyy-mm-dd" && rule.date_form != "dd/mm/yyyy") refuse_member("date");
    if (node.text("decimal") == "comma") std::swap(rule.decimal, rule.thousands);
    if (const auto word = node.text("derive"); !word.empty()) {
      const auto derivation = named(kDerivations, word);
      if (!derivation) refuse_member("derive");
      rule.derive = derivation.value_or(Derivation::none);
    }
    return rule;
  }

  CodeTable codes(const Node& node) {
    const auto* given = node.find("codes");
    const auto* members = given ? std::get_if<Node::Members>(&given->value) : nullptr;
    if (given && !members) refuse_member("codes");
    CodeTable table;
    if (!members) return table;
    for (const auto& [theirs, ours] : *members)
      if (const auto* code = ours.scalar()) table.emplace_back(theirs, *code);
      else refuse_member("codes");
    return table;
  }

  const Definition& definition_;
  std::optional<Refusal> fault_;
};

bool may_name_organisation(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Matches pattern and path from the front; both are consumed whole.
bool match(std::string_view pattern, std::string_view path, PathFacts& facts) {
  if (pattern.empty()) return path.empty();
  if (pattern.starts_with("{year}")) {
    if (path.size() < 4 || !std::ranges::all_of(path.substr(0, 4), [](char c) { return c >= '0' && c <= '9'; }))
      return false;
    std::from_chars(path.data(), path.data() + 4, facts.year.summer);
    return match(pattern.substr(6), path.substr(4), facts);
  }
  if (pattern.starts_with("{organisation}")) {
    std::size_t length = 0;
    while (length < path.size() && may_name_organisation(path[length])) ++length;
    for (; length > 0; --length)
      if (match(pattern.substr(14), path.substr(length), facts)) {
        facts.organisation = path.substr(0, length);
        return true;
      }
    return false;
  }
  if (pattern.front() == '*') {
    for (std::size_t length = 0; length <= path.size() && (length == 0 || path[length - 1] != '/'); ++length)
      if (match(pattern.substr(1), path.substr(length), facts)) return true;
    return false;
  }
  return !path.empty() && path.front() == pattern.front() && match(pattern.substr(1), path.substr(1), facts);
}

}  // namespace
}  // namespace profiles

Result<MappingProfile> mapping_profile(const Definition& definition) {
  profiles::Reading reading(definition);
  auto profile = reading.profile();
  if (reading.fault()) return std::unexpected(*reading.fault());
  return profile;
}

std::string header_words(std::string_view heading) {
  std::string words;
  bool gap = false;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const bool hard_space = heading.substr(i, 2) == "\xC2\xA0";
    if (hard_space) ++i;
    const char c = heading[i];
    if (hard_space || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = !words.empty();
      continue;
    }
    if (std::exchange(gap, false)) words += ' ';
    words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

const std::string* code_of(const CodeTable& table, std::string_view value) {
  for (const auto& [theirs, ours] : table)
    if (theirs == value) return &ours;
  return nullptr;
}

std::optional<PathFacts> path_facts(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return std::nullopt;
  for (std::size_t start = 0;; ++start) {
    PathFacts facts;
    if (profiles::match(pattern, path.substr(start), facts)) return facts;
    start = path.find('/', start);
    if (start == std::string_view::npos) return std::nullopt;
  }
}

}  // namespace potensial::exchange
