#include "catalogue/entry.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::catalogue {
namespace {

bool is_common(std::string_view member) {
  constexpr std::string_view common[] = {"kind", "id", "version", "name", "source", "from", "to", "example", "note"};
  return std::ranges::find(common, member) != std::end(common);
}

}  // namespace

Entry::Entry(const Definition& definition) : definition_(definition), node_(definition.body), whole_(*this) {}
Entry::Entry(Entry& whole, const Node& node) : definition_(whole.definition_), node_(node), whole_(whole.whole_) {}

void Entry::fault(std::string code, Arguments more) {
  if (whole_.first_fault_) return;
  more.insert(more.begin(), {{"place", definition_.file}, {"id", definition_.id}});
  whole_.first_fault_ = Refusal{Blame::file, std::move(code), std::move(more)};
}

void Entry::bad(std::string_view member) { fault("catalogue.member-bad", {{"member", std::string(member)}}); }

void Entry::allow(std::initializer_list<std::string_view> members) {
  const auto* present = std::get_if<Node::Members>(&node_.value);
  if (!present) return bad("");
  for (const auto& [name, value] : *present)
    if (!is_common(name) && std::ranges::find(members, name) == members.end())
      fault("catalogue.member-unknown", {{"member", name}});
}

std::string Entry::text(std::string_view member) {
  auto found = node_.text(member);
  if (found.empty()) fault("catalogue.member-missing", {{"member", std::string(member)}});
  return found;
}

std::string Entry::text_or(std::string_view member, std::string_view otherwise) { return node_.text(member, otherwise); }

Text Entry::bilingual(std::string_view member) {
  auto found = node_.bilingual(member).value_or(Text{});
  if (found.en.empty() || found.cy.empty()) fault("catalogue.language-missing", {{"member", std::string(member)}});
  return found;
}

std::optional<Text> Entry::bilingual_if_any(std::string_view member) {
  if (!node_.find(member)) return std::nullopt;
  return bilingual(member);
}

std::optional<double> Entry::number_if_any(std::string_view member) {
  auto found = node_.number(member);
  if (node_.find(member) && !found) bad(member);
  return found;
}

double Entry::number_or(std::string_view member, double otherwise) { return number_if_any(member).value_or(otherwise); }

int Entry::whole_or(std::string_view member, int otherwise) {
  const auto found = number_or(member, otherwise);
  if (found != std::floor(found)) bad(member);
  return static_cast<int>(found);
}

std::int64_t Entry::hundredths(std::string_view member) {
  constexpr double parts = 100, most = 100, written = 1e-6;
  const double percent = number_or(member, -1), exact = std::round(percent * parts);
  if (percent < 0 || percent > most || std::abs(percent * parts - exact) > written) bad(member);
  return static_cast<std::int64_t>(exact);
}

bool Entry::yes_or(std::string_view member, bool otherwise) {
  const auto found = node_.text(member, otherwise ? "true" : "false");
  if (found != "true" && found != "false") bad(member);
  return found == "true";
}

std::optional<Date> Entry::day_if_any(std::string_view member) {
  if (!node_.find(member)) return std::nullopt;
  const auto found = Date::parse(node_.text(member));
  if (!found) bad(member);
  return found;
}

std::vector<std::string> Entry::texts(std::string_view member) {
  std::vector<std::string> words;
  for (const auto& each : node_.list(member)) {
    if (!each.scalar()) bad(member);
    words.push_back(each.scalar() ? *each.scalar() : "");
  }
  return words;
}

}  // namespace potensial::catalogue
