#include "report/template.hpp"

#include <kainjow/mustache.hpp>

#include "report/markup.hpp"

namespace potensial::report {
namespace template_detail {

namespace mustache = kainjow::mustache;

mustache::data object_of(const TemplateValues& values);

mustache::data data_of(const TemplateValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return mustache::data(*text);
  if (const auto* yes = std::get_if<bool>(&value)) return mustache::data(*yes);
  mustache::data list(mustache::data::type::list);
  for (const auto& each : std::get<std::vector<TemplateValues>>(value)) list.push_back(object_of(each));
  return list;
}

mustache::data object_of(const TemplateValues& values) {
  mustache::data object(mustache::data::type::object);
  for (const auto& [name, value] : values.named) object.set(name, data_of(value));
  return object;
}

class StrictContext : public mustache::context<std::string> {
 public:
  using mustache::context<std::string>::context;
  const mustache::data* get(const std::string& name) const override {
    const auto* found = mustache::context<std::string>::get(name);
    if (!found && missing.empty()) missing = name;
    return found;
  }
  mutable std::string missing;
};

}  // namespace template_detail

Result<Template> Template::of(const std::string& text, const std::string& file) {
  const kainjow::mustache::mustache parsed(text);
  if (!parsed.is_valid()) return refuse(Blame::fault, "page.template-bad", {{"file", file}, {"words", parsed.error_message()}});
  Template made;
  made.text_ = text;
  made.file_ = file;
  return made;
}

Result<std::string> Template::fill(const TemplateValues& values) const {
  kainjow::mustache::mustache parsed(text_);
  parsed.set_custom_escape([](const std::string& raw) { return escape(raw); });
  const auto data = template_detail::object_of(values);
  template_detail::StrictContext context(&data);
  std::string filled = parsed.render(context);
  if (!context.missing.empty())
    return refuse(Blame::fault, "page.template-value", {{"file", file_}, {"name", context.missing}});
  return filled;
}

}  // namespace potensial::report
