#include "catalogue/code_sets.hpp"

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {
namespace {

ResultStatus read_status(Entry& entry) {
  const auto word = entry.text_or("status", "attained");
  if (word == "attained") return ResultStatus::attained;
  if (word == "not-awarded") return ResultStatus::not_awarded;
  if (word == "disapplied") return ResultStatus::disapplied;
  if (word == "absent") return ResultStatus::absent;
  if (word != "not-collected") entry.fault("catalogue.member-bad", {{"member", "status"}});
  return ResultStatus::not_collected;
}

Code read_code(Entry entry) {
  entry.allow({"code", "group", "number", "status", "missing", "aliases"});
  return {.code = entry.text("code"),
          .name = entry.bilingual("name"),
          .group = entry.text_or("group", ""),
          .number = entry.number_if_any("number"),
          .status = read_status(entry),
          .missing = entry.yes_or("missing", false),
          .aliases = entry.texts("aliases")};
}

void refuse_twice(Entry& entry, const CodeSet& set, const Code& code) {
  if (set.find(code.code)) entry.fault("catalogue.code-twice", {{"code", code.code}});
  for (const auto& alias : code.aliases)
    if (set.find(alias)) entry.fault("catalogue.code-twice", {{"code", alias}});
}

}  // namespace

Result<CodeSet> read_code_set(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"codes"});
  CodeSet set{definition.id, definition.version, definition.name, {}};
  for (const auto& each : entry.list("codes")) {
    auto code = read_code(Entry(entry, each));
    refuse_twice(entry, set, code);
    set.codes.push_back(std::move(code));
  }
  if (set.codes.empty()) entry.fault("catalogue.member-missing", {{"member", "codes"}});
  return entry.finish(std::move(set));
}

Result<std::vector<CodeSet>> code_sets_on(const Catalogue& catalogue, Date day) {
  return read_all(catalogue.of_kind_on("code-set", day), read_code_set);
}

}  // namespace potensial::catalogue
