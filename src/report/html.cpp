#include "report/html.hpp"

#include <algorithm>

#include <array>
#include <fstream>
#include <iterator>

#include "report/html_blocks.hpp"
#include "report/html_form.hpp"
#include "report/readers_order.hpp"

namespace potensial::report {
namespace html_detail {

constexpr std::array languages{std::pair{Language::en, "English"}, std::pair{Language::cy, "Cymraeg"}};

std::string code(Language language) { return language == Language::cy ? "cy" : "en"; }

// An address, or "no" for mustache where there is none.
TemplateValue address(std::string href) {
  if (href.empty()) return false;
  return href;
}

// How the other language is reached: by a button of the one form that would be lost, by a button that says a refusal again,
// or by a link, which leaves this page as it is where it would lose something.
struct Switch {
  SwitchButton button;
  bool refusal = false, apart = false;
};
Switch switch_of(const Page& page, const Words& words, const Links& links) {
  const auto forms = forms_to_keep(page.blocks);
  if (forms.size() == 1) return {switch_button(*forms.front(), words, links)};
  if (!page.refusal) return {.button = {}, .apart = page.once || forms.size() > 1};
  const auto other = words.language() == Language::cy ? Language::en : Language::cy;
  return {.button = {.form = {}, .action = links.action(page.address, other), .value = as_value(*page.refusal), .submit = {}, .note = {}}, .refusal = true};
}

// Where a page stands alone it has none.
std::vector<TemplateValues> language_switch(const Page& page, const Words& words, const Links& links) {
  const auto way = switch_of(page, words, links);
  std::vector<TemplateValues> all;
  for (const auto& [language, name] : languages) {
    const auto href = links.action(page.address, language);
    if (href.empty()) continue;
    all.push_back({{{"code", code(language)},
                    {"name", std::string(name)},
                    {"href", href},
                    {"form", address(way.button.form)},
                    {"action", way.button.action},
                    {"fault", way.button.value},
                    {"submit", way.button.submit},
                    {"note", address(way.button.note)},
                    {"refusal", way.refusal},
                    {"link", way.button.form.empty() && !way.refusal},
                    {"apart", way.apart},
                    {"current", language == words.language()}}});
  }
  return all;
}

// Said where the switch cannot take along what stands on the page; "" elsewhere.
std::string note_of_switch(const Page& page, const Words& words) {
  if (page.once) return words.say("page.once");
  return forms_to_keep(page.blocks).size() > 1 ? words.say("page.several-forms") : "";
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

bool holds_draft(const Page& page) {
  return std::ranges::any_of(page.blocks, [](const Block& block) {
    const auto* form = std::get_if<Form>(&block);
    return form && form->id == draft_form;
  });
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
  name_list(values, "languages", language_switch(page, words, links));
  values.named["switch_note"] = address(note_of_switch(page, words));
  values.named["once"] = page.once;
  values.named["script"] = address(links.action(page.address, words.language()).empty() ? "" : links.asset("language.js"));
  values.named["draft_script"] = address(holds_draft(page) ? links.asset("draft.js") : "");
  values.named["blocks"] = html_of(page.blocks, words, links);
  name_list(values, "navigation", navigation(around, page, words, links));
  name_list(values, "trail", trail(page, words, links));
  name_list(values, "footer", linked(around.footer, words, links));
  name_list(values, "account", linked(around.account, words, links));
  values.named["sign_out"] = address(around.sign_out ? links.action(*around.sign_out, words.language()) : "");
  values.named["sign_out_label"] = words.say("page.sign-out");
  values.named["account_label"] = words.say("page.account");
  values.named["search"] = address(around.search ? links.action(*around.search, words.language()) : "");
  values.named["search_words"] = around.search_words;
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
  const Words words(*messages_, language);
  return shell_.fill(html_detail::values_of(in_readers_order(page, words), words, around, links));
}

}  // namespace potensial::report
