#include "catalogue/characteristics.hpp"

#include <algorithm>

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {
namespace {

CharacteristicLevel read_level(Entry entry) {
  entry.allow({"code"});
  return {entry.text("code"), entry.bilingual("name")};
}

bool has_level(const Characteristic& characteristic, const std::string& code) {
  return std::ranges::find(characteristic.levels, code, &CharacteristicLevel::code) != characteristic.levels.end();
}

}  // namespace

Result<Characteristic> read_characteristic(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"expression", "levels", "reference", "searched", "at-start", "proxies", "from-earlier-results"});
  Characteristic read{.id = definition.id,
                      .version = definition.version,
                      .name = definition.name,
                      .expression = entry.text("expression"),
                      .reference = entry.text_or("reference", ""),
                      .searched = entry.yes_or("searched", true),
                      .at_start = entry.yes_or("at-start", false),
                      .proxies = entry.texts("proxies"),
                      .from_earlier_results = entry.yes_or("from-earlier-results", false)};
  for (const auto& each : entry.list("levels")) {
    auto level = read_level(Entry(entry, each));
    if (has_level(read, level.code)) entry.fault("catalogue.code-twice", {{"code", level.code}});
    read.levels.push_back(std::move(level));
  }
  if (read.levels.size() < 2) entry.fault("catalogue.member-missing", {{"member", "levels"}});
  if (!read.reference.empty() && !has_level(read, read.reference))
    entry.fault("catalogue.member-bad", {{"member", "reference"}});
  return entry.finish(std::move(read));
}

Result<std::vector<Characteristic>> characteristics_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("characteristic", day), read_characteristic);
}

Result<void> check_expressions(const Characteristic& characteristic, ExpressionEvaluator& evaluator) {
  return evaluator.check(characteristic.expression);
}

}  // namespace potensial::catalogue
