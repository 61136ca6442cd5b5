#include "report/html_form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/markup.hpp"

namespace potensial::report {
namespace form_detail {

std::string id_not_kept(const std::string& field) { return field + "-not-kept"; }

// One field of a form, and the ids of what describes it.
struct Written {
  const Field& field;
  std::string id;
  const Words& words;

  std::string said(const Phrase& phrase) const { return escape(words.say(phrase)); }
  std::string hint() const {
    const auto text = said(field.hint);
    return text.empty() ? "" : fmt::format("<div id=\"{}-hint\" class=\"govuk-hint\">{}</div>\n", id, text);
  }
  std::string fault() const {
    if (!field.fault) return "";
    return fmt::format("<p id=\"{}-fault\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">{}</span> {}</p>\n", id,
                       escape(words.say("form.fault-prefix")), said(*field.fault));
  }
  // A browser takes no chosen file along to another page.
  std::string not_kept() const {
    if (field.kind != FieldKind::file) return "";
    return fmt::format("<div id=\"{}\" class=\"govuk-hint\">{}</div>\n", id_not_kept(id), escape(words.say("form.file-not-kept")));
  }
  std::string described_by() const {
    std::string ids;
    if (!hint().empty()) ids += " " + id + "-hint";
    if (field.kind == FieldKind::file) ids += " " + id_not_kept(id);
    if (field.fault) ids += " " + id + "-fault";
    return ids.empty() ? "" : " aria-describedby=\"" + ids.substr(1) + "\"";
  }
  std::string label_text() const { return field.optional ? escape(words.say("form.optional", {{"label", words.say(field.label)}})) : said(field.label); }
};

const char* attributes(FieldKind kind) {
  switch (kind) {
    case FieldKind::mail: return " type=\"email\" autocomplete=\"username\" spellcheck=\"false\"";
    case FieldKind::password: return " type=\"password\" autocomplete=\"current-password\" spellcheck=\"false\"";
    case FieldKind::new_password: return " type=\"password\" autocomplete=\"new-password\" spellcheck=\"false\"";
    case FieldKind::code: return " type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" spellcheck=\"false\"";
    case FieldKind::date: return " type=\"date\"";
    case FieldKind::file: return " type=\"file\"";
    default: return " type=\"text\"";
  }
}

// What is secret is never sent back.
bool is_secret(FieldKind kind) { return kind == FieldKind::password || kind == FieldKind::new_password || kind == FieldKind::code; }

// A browser fills it in by itself with nothing.
std::string file_input(const Written& each) {
  return fmt::format("<input class=\"govuk-file-upload{}\" id=\"{}\" name=\"{}\"{}{}>\n", each.field.fault ? " govuk-file-upload--error" : "", each.id,
                     escape(each.field.name), attributes(each.field.kind), each.described_by());
}

std::string select(const Written& each) {
  std::string options;
  for (const auto& choice : each.field.choices)
    options += fmt::format("<option value=\"{}\"{}>{}</option>\n", escape(choice.value), choice.value == each.field.value ? " selected" : "",
                           each.said(choice.name));
  return fmt::format("<select class=\"govuk-select{}\" id=\"{}\" name=\"{}\"{}>\n{}</select>\n", each.field.fault ? " govuk-select--error" : "", each.id,
                     escape(each.field.name), each.described_by(), options);
}

std::string input(const Written& each) {
  const auto& field = each.field;
  if (field.kind == FieldKind::file) return file_input(each);
  if (field.kind == FieldKind::select) return select(each);
  const char* width = field.kind == FieldKind::code || field.kind == FieldKind::date ? " govuk-input--width-10" : "";
  return fmt::format("<input class=\"govuk-input{}{}\" id=\"{}\" name=\"{}\"{}{} value=\"{}\">\n", width,
                     field.fault ? " govuk-input--error" : "", each.id, escape(field.name), attributes(field.kind), each.described_by(),
                     is_secret(field.kind) ? "" : escape(field.value));
}

std::string text_area(const Written& each) {
  return fmt::format("<textarea class=\"govuk-textarea{}\" id=\"{}\" name=\"{}\" rows=\"4\"{}>{}</textarea>\n",
                     each.field.fault ? " govuk-textarea--error" : "", each.id, escape(each.field.name), each.described_by(),
                     escape(each.field.value));
}

std::string radios(const Written& each) {
  std::string text = "<div class=\"govuk-radios\">\n";
  std::size_t number = 0;
  for (const auto& choice : each.field.choices) {
    const auto id = number++ == 0 ? each.id : fmt::format("{}-{}", each.id, number);
    text += fmt::format("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" id=\"{0}\" name=\"{1}\" type=\"radio\" value=\"{2}\"{3}>"
                        "<label class=\"govuk-label govuk-radios__label\" for=\"{0}\">{4}</label></div>\n",
                        id, escape(each.field.name), escape(choice.value), choice.value == each.field.value ? " checked" : "",
                        each.said(choice.name));
  }
  return text + "</div>\n";
}

std::string choice_group(const Written& each) {
  return fmt::format("<fieldset class=\"govuk-fieldset\"{}><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">{}</legend>\n{}{}{}</fieldset>\n",
                     each.described_by(), each.label_text(), each.hint(), each.fault(), radios(each));
}

std::string group(const Written& each) {
  const auto& field = each.field;
  if (field.kind == FieldKind::hidden)
    return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", escape(field.name), escape(field.value));
  const auto body = field.kind == FieldKind::choice
                        ? choice_group(each)
                        : fmt::format("<label class=\"govuk-label\" for=\"{}\">{}</label>\n{}{}{}{}", each.id, each.label_text(), each.hint(),
                                      each.not_kept(), each.fault(), field.kind == FieldKind::paragraph ? text_area(each) : input(each));
  return fmt::format("<div class=\"govuk-form-group{}\">\n{}</div>\n", field.fault ? " govuk-form-group--error" : "", body);
}

std::string id_of(const Form& form, const Field& field) { return html_id(form.id + "-" + field.name); }

// Every form of the page with something wrong in it, folded ones too.
template <class Visit>
void each_form(const std::vector<Block>& blocks, const Visit& visit) {
  for (const auto& block : blocks) {
    if (const auto* form = std::get_if<Form>(&block)) visit(*form);
    if (const auto* details = std::get_if<Details>(&block)) each_form(details->blocks, visit);
  }
}

// Passwords and files are never sent back.
bool can_be_kept(const Field& field) { return field.kind != FieldKind::hidden && field.kind != FieldKind::file && !is_secret(field.kind); }

// What a form asks replaces what its page was asked.
Target sent_to(const Form& form) {
  auto target = form.action;
  if (form.asks) target.query.clear();
  return target;
}

bool keeps_something(const Form& form) { return std::ranges::any_of(form.fields, can_be_kept); }

const Phrase* fault_of(const Form& form) {
  for (const auto& field : form.fields)
    if (field.fault) return &*field.fault;
  return form.fault ? &*form.fault : nullptr;
}

std::string answered_as_query(const Form& form) {
  Target said{"", "", "", {{"answered", "yes"}}};
  for (const auto& field : form.fields)
    if (can_be_kept(field)) said.query.emplace_back(field.name, field.value);
  return query_of(said).substr(1);
}

std::string value_of(const Form& form) {
  if (form.answered) return answered_as_query(form);
  const auto* fault = fault_of(form);
  return fault ? as_value(*fault) : "";
}

// Of the sentence beside the first file of the form.
std::string note_of(const Form& form) {
  const auto file = std::ranges::find(form.fields, FieldKind::file, &Field::kind);
  return file == form.fields.end() ? "" : id_not_kept(id_of(form, *file));
}

Language other(Language language) { return language == Language::cy ? Language::en : Language::cy; }

std::string switch_of(const Form& form, const Words& words, const Links& links) {
  const auto button = switch_button(form, words, links);
  return fmt::format("<p class=\"pt-without-scripts\"><button type=\"submit\" class=\"pt-linkbutton\" formaction=\"{}\" formmethod=\"post\" formtarget=\"_blank\" formenctype=\"application/x-www-form-urlencoded\" name=\"{}\" value=\"{}\">{}</button></p>\n",
                     escape(button.action), other_language_field, escape(button.value), escape(words.say("form.other-language")));
}

std::string draft_words(const Words& words) {
  return fmt::format(" data-saved=\"{}\" data-unsaved=\"{}\"", escape(words.say("form.draft-saved")), escape(words.say("form.draft-unsaved")));
}

std::string summary_lines(const std::vector<Block>& blocks, const Words& words) {
  std::string text;
  each_form(blocks, [&](const Form& form) {
    if (form.fault) text += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", html_id(form.id), escape(words.say(*form.fault)));
    for (const auto& field : form.fields)
      if (field.fault)
        text += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id_of(form, field),
                            escape(words.say("form.fault-of", {{"label", words.say(field.label)}, {"fault", words.say(*field.fault)}})));
  });
  return text;
}

}  // namespace form_detail

std::vector<const Form*> forms_to_keep(const std::vector<Block>& blocks) {
  std::vector<const Form*> forms;
  form_detail::each_form(blocks, [&](const Form& form) {
    if (form_detail::keeps_something(form)) forms.push_back(&form);
  });
  return forms;
}

SwitchButton switch_button(const Form& form, const Words& words, const Links& links) {
  return {html_id(form.id), links.action(form.action, form_detail::other(words.language())), form_detail::value_of(form), words.say(form.submit),
          form_detail::note_of(form)};
}

std::string as_value(const Phrase& said) {
  Target query{"", "", "", {{"code", said.message}}};
  for (const auto& [name, value] : said.arguments) {
    if (const auto* text = std::get_if<std::string>(&value)) query.query.emplace_back(name, *text);
    const auto* in_both = std::get_if<Text>(&value);
    if (in_both) query.query.insert(query.query.end(), {{name + ".en", in_both->en}, {name + ".cy", in_both->cy}});
  }
  return query_of(query).substr(1);
}

std::string html_of(const Form& form, const Words& words, const Links& links, SwitchAt at) {
  const bool sends_file = std::ranges::any_of(form.fields, [](const Field& field) { return field.kind == FieldKind::file; });
  const bool keeps = form_detail::keeps_something(form);
  std::string text = fmt::format("<form id=\"{}\" method=\"{}\" action=\"{}\"{}{}{} novalidate>\n", html_id(form.id), form.asks ? "get" : "post",
                                 escape(links.action(form_detail::sent_to(form), words.language())), sends_file ? " enctype=\"multipart/form-data\"" : "", keeps ? " data-kept" : "",
                                 form.id == draft_form ? form_detail::draft_words(words) : "");
  for (const auto& field : form.fields) text += form_detail::group({field, form_detail::id_of(form, field), words});
  text += fmt::format("<button type=\"submit\" class=\"govuk-button\">{}</button>\n", escape(words.say(form.submit)));
  return text + (keeps && at == SwitchAt::form ? form_detail::switch_of(form, words, links) : "") + "</form>\n";
}

bool has_fault(const std::vector<Block>& blocks) {
  bool any = false;
  form_detail::each_form(blocks, [&](const Form& form) {
    any = any || form.fault;
    for (const auto& field : form.fields) any = any || field.fault;
  });
  return any;
}

std::string fault_summary(const std::vector<Block>& blocks, const Words& words) {
  const auto lines = form_detail::summary_lines(blocks, words);
  if (lines.empty()) return "";
  return fmt::format("<div class=\"govuk-error-summary\" tabindex=\"-1\" autofocus><div role=\"alert\"><h2 class=\"govuk-error-summary__title\">{}</h2>"
                     "<div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\">\n{}</ul></div></div></div>\n",
                     escape(words.say("form.problem")), lines);
}

}  // namespace potensial::report
