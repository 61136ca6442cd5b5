#include "service/grants_page.hpp"

#include <algorithm>
#include <map>

#include "insight/page_parts.hpp"

namespace potensial::service {
namespace grants_page_detail {

using insight::cell;
using insight::number_column;

constexpr std::size_t most_recipients = 20;
constexpr double hundred = 100;

struct Group {
  Phrase name;
  Pence amount;
  std::size_t grants = 0;
};

Result<void> add(Group& group, Phrase name, Pence amount) {
  const auto added = sum(group.amount, amount);
  if (!added) return std::unexpected(added.error());
  group = {std::move(name), *added, group.grants + 1};
  return {};
}

// By amount, the largest first, then by what they are known by.
template <class Key, class Name>
Result<std::vector<Group>> grouped(std::span<const GrantRecord> grants, Key key, Name name) {
  std::map<std::string, Group> by_key;
  for (const auto& each : grants)
    if (auto added = add(by_key[key(each)], name(each), each.awarded); !added) return std::unexpected(added.error());
  std::vector<Group> groups;
  for (auto& [known_by, group] : by_key) groups.push_back(std::move(group));
  std::ranges::stable_sort(groups, std::greater{}, &Group::amount);
  return groups;
}

Phrase programme_name(const GrantRecord& grant) { return grant.programme.empty() ? phrase("grants.no-programme") : verbatim(grant.programme); }
Phrase recipient_name(const GrantRecord& grant) { return grant.recipient.name.empty() ? phrase("grants.people") : verbatim(grant.recipient.name); }
std::string programme_of(const GrantRecord& grant) { return grant.programme; }
std::string recipient_of(const GrantRecord& grant) { return grant.recipient.id; }

Quantity share(Pence part, Pence whole) { return {whole.count == 0 ? 0 : hundred * double(part.count) / double(whole.count), Unit::percent}; }

Table table_of(const char* id, const char* title, const char* heading) {
  return {id, phrase(title), {insight::text_column(heading), number_column("grants.column.amount"), number_column("grants.column.share"), number_column("grants.column.n")},
          {}, phrase("grants.nothing")};
}

void add_row(Table& table, const Group& group, Pence total) {
  table.rows.push_back({{cell(group.name), cell(verbatim(text(group.amount))), {share(group.amount, total), {}}, insight::count_cell(group.grants)}});
}

// Those beyond the first so many, as one; their amounts are part of a sum that was found before.
Group others(std::span<const Group> groups) {
  Group all{phrase("grants.others", {{"n", static_cast<std::int64_t>(groups.size())}}), {}, 0};
  for (const auto& each : groups) {
    all.amount.count += each.amount.count;
    all.grants += each.grants;
  }
  return all;
}

Table recipients_table(std::span<const Group> groups, Pence total) {
  auto table = table_of("grants-recipients", "grants.by-recipient", "grants.column.recipient");
  for (const auto& each : groups.first(std::min(groups.size(), most_recipients))) add_row(table, each, total);
  if (groups.size() > most_recipients) add_row(table, others(groups.subspan(most_recipients)), total);
  return table;
}

Table programmes_table(std::span<const Group> groups, Pence total) {
  auto table = table_of("grants-programmes", "grants.by-programme", "grants.column.programme");
  for (const auto& each : groups) add_row(table, each, total);
  return table;
}

std::vector<Block> key(std::span<const GrantRecord> grants, Pence total, std::size_t recipients) {
  if (grants.empty()) return {Sentence{phrase("grants.nothing"), Weight::key}};
  const auto [least, most] = std::ranges::minmax(grants, {}, &GrantRecord::awarded);
  const auto [first, last] = std::ranges::minmax(grants, {}, &GrantRecord::award_date);
  return {Sentence{phrase("grants.key", {{"n", static_cast<std::int64_t>(grants.size())}, {"recipients", static_cast<std::int64_t>(recipients)}, {"total", text(total)}}), Weight::key},
          Sentence{phrase("grants.range", {{"least", text(least.awarded)}, {"most", text(most.awarded)}, {"first", first.award_date}, {"last", last.award_date}}), Weight::body}};
}

Phrase said(const Refusal& problem) {
  std::vector<std::pair<std::string, Argument>> arguments;
  for (const auto& [name, value] : problem.arguments) arguments.emplace_back(name, value);
  return phrase(problem.code, std::move(arguments));
}

std::vector<Block> problems(std::span<const Refusal> all) {
  if (all.empty()) return {};
  List list;
  for (const auto& each : all) list.items.push_back({said(each), {}});
  return {Sentence{phrase("grants.problems", {{"n", static_cast<std::int64_t>(all.size())}}), Weight::key}, std::move(list)};
}

Result<Pence> total_of(std::span<const GrantRecord> grants) {
  std::vector<Pence> amounts;
  for (const auto& each : grants) amounts.push_back(each.awarded);
  return sum(amounts);
}

}  // namespace grants_page_detail

Result<Page> grants_page(const exchange::GrantsFile& file, const std::string& name) {
  using namespace grants_page_detail;
  const auto total = total_of(file.grants);
  if (!total) return std::unexpected(total.error());
  const auto programmes = grouped(file.grants, programme_of, programme_name), recipients = grouped(file.grants, recipient_of, recipient_name);
  if (!programmes || !recipients) return std::unexpected(programmes ? recipients.error() : programmes.error());
  Page page;
  page.address = {"grants", "", ""};
  page.title = phrase("grants.title", {{"file", name}});
  page.section = "evaluate";
  page.not_for_publication = false;
  append(page.blocks, key(file.grants, *total, recipients->size()));
  append(page.blocks, problems(file.problems));
  page.blocks.push_back(programmes_table(*programmes, *total));
  page.blocks.push_back(recipients_table(*recipients, *total));
  return page;
}

}  // namespace potensial::service
