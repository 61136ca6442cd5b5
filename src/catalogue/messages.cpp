#include "catalogue/messages.hpp"

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "catalogue/yaml.hpp"

namespace potensial::catalogue {
namespace messages_detail {

using Names = std::set<std::string>;

struct Used {
  Names all, counts;
};

const icu::Locale& locale(Language language) {
  static const icu::Locale english("en_GB"), welsh("cy_GB");
  return language == Language::cy ? welsh : english;
}

bool wants_count(UMessagePatternArgType type) {
  return type == UMSGPAT_ARG_TYPE_PLURAL || type == UMSGPAT_ARG_TYPE_SELECTORDINAL || type == UMSGPAT_ARG_TYPE_SIMPLE;
}

// The arguments a pattern names, or nothing when it is no pattern.
std::optional<Used> used_arguments(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern parsed(icu::UnicodeString::fromUTF8(pattern), nullptr, status);
  if (U_FAILURE(status)) return std::nullopt;
  Used used;
  for (int i = 0; i + 1 < parsed.countParts(); ++i) {
    if (parsed.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
    const auto type = parsed.getPart(i).getArgType();
    std::string name;
    parsed.getSubstring(parsed.getPart(i + 1)).toUTF8String(name);
    if (wants_count(type)) used.counts.insert(name);
    used.all.insert(std::move(name));
  }
  return used;
}

std::string place(std::string_view file, int line) {
  return std::string(file) + ":" + std::to_string(line);
}

bool only_known_members(const Node& node) {
  const auto* members = std::get_if<Node::Members>(&node.value);
  return members && std::ranges::all_of(*members, [](const auto& each) {
           return each.first == "id" || each.first == "en" || each.first == "cy" || each.first == "reviewed";
         });
}

Result<Message> read_message(const YamlEntry& entry, const std::string& where) {
  const std::string id = entry.node.text("id");
  if (!only_known_members(entry.node) || id.empty()) return refuse(Blame::fault, "message.bad-entry", {{"place", where}});
  Message message{.pattern = {entry.node.text("en"), entry.node.text("cy")},
                  .reviewed = entry.node.text("reviewed") == "true"};
  if (message.pattern.en.empty() || message.pattern.cy.empty())
    return refuse(Blame::fault, "message.language-missing", {{"id", id}, {"place", where}});
  const auto english = used_arguments(message.pattern.en), welsh = used_arguments(message.pattern.cy);
  if (!english || !welsh) return refuse(Blame::fault, "message.bad-pattern", {{"id", id}, {"place", where}});
  if (english->all != welsh->all) return refuse(Blame::fault, "message.arguments-differ", {{"id", id}, {"place", where}});
  Names counts = english->counts;
  counts.insert(welsh->counts.begin(), welsh->counts.end());
  message.arguments.assign(english->all.begin(), english->all.end());
  message.counts.assign(counts.begin(), counts.end());
  return message;
}

const std::string* given(const Arguments& arguments, std::string_view name) {
  const auto found = std::ranges::find(arguments, name, &Arguments::value_type::first);
  return found == arguments.end() ? nullptr : &found->second;
}

// A value that has words of its own in each language comes as "name.en" and "name.cy".
const std::string* given(const Arguments& arguments, const std::string& name, Language language) {
  const auto* same = given(arguments, name);
  return same ? same : given(arguments, name + (language == Language::cy ? ".cy" : ".en"));
}

// A whole number as code or `report` writes it: 1234, 1,234, −5.
std::optional<std::int64_t> whole(std::string text) {
  std::erase(text, ',');
  if (text.starts_with("\u2212")) text.replace(0, std::string("\u2212").size(), "-");
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<icu::Formattable> argument(const Message& message, const std::string& name, const std::string& text) {
  if (!std::ranges::binary_search(message.counts, name)) return icu::Formattable(icu::UnicodeString::fromUTF8(text));
  const auto number = whole(text);
  if (!number) return std::nullopt;
  return icu::Formattable(*number);
}

Result<std::string> fill(const std::string& pattern, const std::vector<icu::UnicodeString>& names,
                         const std::vector<icu::Formattable>& values, Language language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), locale(language), status);
  icu::UnicodeString text;
  format.format(names.data(), values.data(), static_cast<int>(names.size()), text, status);
  if (U_FAILURE(status)) return refuse(Blame::fault, "message.bad-pattern", {{"id", pattern}, {"place", u_errorName(status)}});
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::string marked(std::string_view id, const Arguments& arguments) {
  std::string shown = "\u27e6" + std::string(id);
  for (const auto& [name, value] : arguments) shown += " " + name + "=" + value;
  return shown + "\u27e7";
}

}  // namespace messages_detail

Result<Messages> Messages::load(const std::filesystem::path& folder) {
  std::error_code fault;
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator(folder, fault))
    if (each.path().extension() == ".yaml") files.push_back(each.path());
  if (fault) return refuse(Blame::fault, "message.folder-unreadable", {{"folder", folder.string()}});
  std::ranges::sort(files);
  Messages messages;
  for (const auto& path : files) {
    std::ifstream in(path, std::ios::binary);
    const std::string yaml{std::istreambuf_iterator<char>(in), {}};
    if (auto added = messages.add(yaml, path.filename().string()); !added) return std::unexpected(added.error());
  }
  return messages;
}

Result<Messages> Messages::of(std::string_view yaml, std::string_view file) {
  Messages messages;
  if (auto added = messages.add(yaml, file); !added) return std::unexpected(added.error());
  return messages;
}

Result<void> Messages::add(std::string_view yaml, std::string_view file) {
  const auto entries = yaml_entries(yaml, file);
  if (!entries) return std::unexpected(entries.error());
  for (const auto& entry : *entries) {
    const std::string where = messages_detail::place(file, entry.line);
    auto message = messages_detail::read_message(entry, where);
    if (!message) return std::unexpected(message.error());
    const std::string id = entry.node.text("id");
    if (!messages_.emplace(id, std::move(*message)).second)
      return refuse(Blame::fault, "message.duplicate", {{"id", id}, {"place", where}});
  }
  return {};
}

Result<std::string> Messages::format(std::string_view id, const Arguments& arguments, Language language) const {
  const auto found = messages_.find(id);
  if (found == messages_.end()) return refuse(Blame::fault, "message.unknown", {{"id", std::string(id)}});
  const Message& message = found->second;
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& name : message.arguments) {
    const std::string* text = messages_detail::given(arguments, name, language);
    if (!text) return refuse(Blame::fault, "message.argument-missing", {{"id", std::string(id)}, {"argument", name}});
    auto value = messages_detail::argument(message, name, *text);
    if (!value) return refuse(Blame::fault, "message.not-a-count", {{"id", std::string(id)}, {"argument", name}});
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.push_back(std::move(*value));
  }
  return messages_detail::fill(message.pattern.in(language), names, values, language);
}

std::string Messages::text(std::string_view id, const Arguments& arguments, Language language) const {
  auto sentence = format(id, arguments, language);
  return sentence ? std::move(*sentence) : messages_detail::marked(id, arguments);
}

std::string Messages::text(const Refusal& refusal, Language language) const {
  return text(refusal.code, refusal.arguments, language);
}

std::vector<std::string> Messages::ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, message] : messages_) ids.push_back(id);
  return ids;
}

}  // namespace potensial::catalogue
