#include "catalogue/need_indices.hpp"

#include <algorithm>
#include <set>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace need_index_reader {

constexpr int most_years = 5;
constexpr std::size_t most_characteristics = 8;  // a bit of a byte for each (store/statutory_learners.hpp)

int years(Entry& entry) {
  const int years = entry.whole_or("years", 1);
  if (years < 1 || years > most_years) entry.fault("catalogue.member-bad", {{"member", "years"}});
  return years;
}

NeedMeasure measure(Entry entry) {
  entry.allow({"weight", "outcomes"});
  const int weight = entry.whole_or("weight", 0);
  if (weight <= 0) entry.fault("catalogue.member-bad", {{"member", "weight"}});
  return {entry.text("id"), entry.bilingual("name"), weight, entry.texts("outcomes")};
}

void check_weights(Entry& entry, const NeedIndex& index) {
  std::int64_t sum = 0;
  for (const auto& each : index.measures) sum += each.weight;
  if (sum != whole_of_need) entry.fault("need-index.weights-sum", {{"sum", std::to_string(sum)}});
}

void check_measures(Entry& entry, const NeedIndex& index) {
  std::set<std::string> seen;
  for (const auto& each : index.measures)
    if (!seen.insert(each.id).second) entry.fault("catalogue.code-twice", {{"code", each.id}});
  const auto characteristics = std::ranges::count_if(index.measures, [](const NeedMeasure& each) { return !each.of_outcomes(); });
  if (static_cast<std::size_t>(characteristics) > most_characteristics) entry.fault("need-index.too-many", {{"most", std::to_string(most_characteristics)}});
}

}  // namespace need_index_reader

Result<NeedIndex> read_need_index(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"remark", "measures", "years"});
  NeedIndex index{.id = definition.id, .version = definition.version, .name = definition.name, .remark = entry.bilingual("remark"),
                  .source = definition.source, .from = definition.from, .to = definition.to, .years = need_index_reader::years(entry), .measures = {}};
  for (const auto& each : entry.list("measures")) index.measures.push_back(need_index_reader::measure(Entry(entry, each)));
  need_index_reader::check_weights(entry, index);
  need_index_reader::check_measures(entry, index);
  return entry.finish(std::move(index));
}

Result<NeedIndex> need_index_on(const Catalogue& catalogue, Date day) {
  for (const auto* each : catalogue.of_kind("need-index"))
    if (const auto* found = catalogue.until("need-index", each->id, day)) return read_need_index(*found);
  return refuse(Blame::input, "need-index.none", {{"day", day.iso()}});
}

Result<NeedIndex> need_index_version(const Catalogue& catalogue, std::string_view id, int version) {
  const auto* found = catalogue.version("need-index", id, version);
  if (!found) return refuse(Blame::input, "need-index.unknown", {{"id", std::string(id)}, {"version", std::to_string(version)}});
  return read_need_index(*found);
}

}  // namespace potensial::catalogue
