// A mustache template that refuses what mustache forgives: a name that nobody gave a value.
//
// Values are text, yes or no, and lists of further values; text is escaped by {{name}}, and taken as it is
// by {{{name}}}. Const use is thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace potensial::report {

struct TemplateValues;
using TemplateValue = std::variant<std::string, bool, std::vector<TemplateValues>>;
struct TemplateValues {
  std::map<std::string, TemplateValue> named;
};

class Template {
 public:
  // Refuses text that is no template: "page.template-bad".
  static Result<Template> of(const std::string& text, const std::string& file);
  // Refuses a name of the template that has no value: "page.template-value".
  Result<std::string> fill(const TemplateValues& values) const;

 private:
  std::string text_, file_;
};

}  // namespace potensial::report
