#include "report/html.hpp"

#include <array>
#include <fstream>
#include <iterator>

#include "report/html_blocks.hpp"
#include "report/html_form.hpp"

namespace potensial::report {
namespace html_detail {

constexpr std::array languages{std::pair{Language::en, "English"}, std::pair{Language::cy, "Cymraeg"}};

std::string code(Language language) { return language == Language::cy ? "cy" : "en"; }

// An address, or "no" for mustache where there is none.
TemplateValue address(std::string href) {
  if (href.empty()) return false;
  return href;
}

// Of the one form that would be lost; empty where there is none, or where each has a button of its own.
SwitchButton button_of(const Page& page, const Words& words, const Links& links) {
  const auto forms = forms_to_keep(page.blocks);
  return forms.size() == 1 ? switch_button(*forms.front(), words, links) : SwitchButton{};
}

std::vector<TemplateValues> language_switch(const Page& page, const Words& words, const Links& links) {
  const auto button = button_of(page, words, links);
  std::vector<TemplateValues> all;
  for (const auto& [language, name] : languages)
    all.push_back({{{"code", code(language)},
                    {"name", std::string(name)},
                    {"href", links.page(page.address, language)},
                    {"form", address(button.form)},
                    {"action", button.action},
                    {"fault", button.value},
                    {"submit", button.submit},
                    {"current", language == words.language()}}});
  return all;
}

std::vector<TemplateValues> navigation(const Surroundings& around, const Page& page, const Words& words, const Links& links) {
  std::vector<TemplateValues> all;
  for (const auto& each : around.navigation)
    if (const auto href = links.page(each.target, words.language()); !href.empty())
      all.push_back({{{"name", words.say(each.name)}, {"href", href}, {"current", each.word == page.section}}});
  return all;
}

std::vector<TemplateValues> trail(const Page& page, const Words& words, const Links& links) {
  std::vector<TemplateValues> all;
  for (const auto& each : page.trail)
    all.push_back({{{"name", words.say(each.text)},
                    {"href", address(each.link ? links.page(*each.link, words.language()) : "")}}});
  return all;
}

std::vector<TemplateValues> linked(const std::vector<ListItem>& items, const Words& words, const Links& links) {
  std::vector<TemplateValues> all;
  for (const auto& each : items)
    if (const auto href = each.link ? links.page(*each.link, words.language()) : ""; !href.empty())
      all.push_back({{{"name", words.say(each.text)}, {"href", href}}});
  return all;
}

std::string marks(const Page& page, const Words& words) {
  std::string text = page.invented ? words.say("page.mark-invented") : "";
  if (page.not_for_publication) text += (text.empty() ? "" : " ") + words.say("page.mark-not-for-publication");
  return text;
}

void name_list(TemplateValues& values, const std::string& name, std::vector<TemplateValues> list) {
  values.named["has_" + name] = !list.empty();
  values.named[name] = std::move(list);
}

void name_words(TemplateValues& values, const Words& words) {
  for (const auto& [name, message] : {std::pair{"product", "page.product"},
                                      {"skip", "page.skip"},
                                      {"language_label", "page.language"},
                                      {"navigation_label", "page.main-navigation"},
                                      {"trail_label", "page.trail"},
                                      {"language_is", "page.language-is"},
                                      {"forms_label", "page.forms"},
                                      {"search_label", "page.search-for"},
                                      {"search_button", "page.search"},
                                      {"licence", "page.licence"}})
    values.named[name] = words.say(message);
  values.named["switch_name"] = std::string(other_language_field);
}

TemplateValues values_of(const Page& page, const Words& words, const Surroundings& around, const Links& links) {
  const std::string heading = words.say(page.title);
  TemplateValues values;
  name_words(values, words);
  values.named["lang"] = code(words.language());
  values.named["title"] = words.say(has_fault(page.blocks) ? "page.title-fault" : "page.title", {{"title", heading}});
  values.named["heading"] = heading;
  values.named["caption"] = address(words.say(page.caption));
  values.named["mark"] = address(marks(page, words));
  values.named["style"] = links.asset("potensial.css");
  values.named["icon"] = links.asset("potensial.svg");
  values.named["home"] = address(links.page(around.home, words.language()));
  values.named["languages"] = language_switch(page, words, links);
  values.named["blocks"] = html_of(page.blocks, words, links);
  name_list(values, "navigation", navigation(around, page, words, links));
  name_list(values, "trail", trail(page, words, links));
  name_list(values, "footer", linked(around.footer, words, links));
  name_list(values, "account", linked(around.account, words, links));
  values.named["sign_out"] = address(around.sign_out ? links.action(*around.sign_out, words.language()) : "");
  values.named["sign_out_label"] = words.say("page.sign-out");
  values.named["account_label"] = words.say("page.account");
  values.named["search"] = address(around.search ? links.action(*around.search, words.language()) : "");
  name_list(values, "forms", linked(around.forms, words, links));
  values.named["made"] = address(around.made ? words.say(*around.made) : "");
  values.named["alone"] = address(around.styles);
  values.named["for_paper"] = around.for_paper;
  values.named["faults"] = fault_summary(page.blocks, words);
  return values;
}

}  // namespace html_detail

Result<Html> Html::load(const catalogue::Messages& messages, const std::filesystem::path& web) {
  const auto path = web / "shell.mustache";
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(Blame::fault, "page.template-unreadable", {{"file", path.string()}});
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto shell = Template::of(text, path.filename().string());
  if (!shell) return std::unexpected(shell.error());
  return Html(messages, std::move(*shell));
}

Result<std::string> Html::document(const Page& page, Language language, const Surroundings& around,
                                   const Links& links) const {
  return shell_.fill(html_detail::values_of(page, Words(*messages_, language), around, links));
}

}  // namespace potensial::report
