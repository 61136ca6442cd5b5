// A form made of the YAML of its questions, and problems and objections in words. For tests.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "catalogue/messages.hpp"
#include "form/form_reader.hpp"
#include "form/problems.hpp"

namespace potensial::tests {

inline Result<form::Form> form_with(const std::string& questions) {
  const auto yaml = "- {kind: form, id: f, version: 1, name: {en: n, cy: e}, source: s, example: e, sections: [{id: s, title: {en: t, cy: t}, "
                    "questions: [" + questions + "]}]}";
  const auto definitions = catalogue::definitions_in(yaml, "f.yaml");
  return definitions ? form::read_form(definitions->front()) : Result<form::Form>(std::unexpected(definitions.error()));
}

// Members of a question of an id and kind, with its id as the label.
inline std::string asked(const std::string& id, const std::string& kind, const std::string& more = "") {
  return "{id: " + id + ", kind: " + kind + ", label: {en: " + id + ", cy: " + id + "-cy}" + (more.empty() ? "" : ", " + more) + "}";
}

inline const catalogue::Messages& sentences() {
  static const auto loaded = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return loaded;
}

inline std::string said(const form::Objection& objection, Language language) { return sentences().text(objection.in(language), language); }

inline std::vector<std::string> codes_of(const std::vector<form::Problem>& problems) {
  std::vector<std::string> codes;
  for (const auto& each : problems) codes.push_back(each.path.text() + " " + each.objection.code);
  return codes;
}

}  // namespace potensial::tests
