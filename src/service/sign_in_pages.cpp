#include "service/sign_in_pages.hpp"

#include "service/filled_forms.hpp"
#include "service/people_pages.hpp"

namespace potensial::service {
namespace sign_in_block {

std::optional<Phrase> said(const std::optional<Refusal>& fault) {
  return fault ? std::optional(phrase_of(*fault)) : std::nullopt;
}

Target asked_for(std::string noun, const std::string& next) {
  Target target{std::move(noun), "", ""};
  if (!next.empty()) target.query = {{"next", next}};
  return target;
}

Field hidden(std::string name, std::string value) { return {.name = std::move(name), .kind = FieldKind::hidden, .label = {}, .value = std::move(value)}; }

}  // namespace sign_in_block

Page front_page(bool signed_in, bool invented) {
  const auto on = signed_in ? ListItem{phrase("refused.home"), Target{"home", "", ""}} : ListItem{phrase("front.sign-in"), Target{"sign-in", "", ""}};
  auto page = page_without_figures({"front", "", ""}, phrase("front.title"));
  page.invented = invented;
  page.blocks = {Sentence{phrase("front.what"), Weight::key}, Sentence{phrase("front.who"), Weight::body},
                 List{{on, {phrase("front.core-data"), Target{"core-data", "W92000004", ""}}}}};
  return page;
}

Page sign_in_page(const std::string& next, const std::string& mail, const std::optional<Refusal>& fault) {
  auto page = page_without_figures(sign_in_block::asked_for("sign-in", next), phrase("sign-in.title"));
  Field name{.name = "mail", .kind = FieldKind::mail, .label = phrase("sign-in.mail"), .value = mail, .fault = sign_in_block::said(fault)};
  page.blocks.push_back(Form{"sign-in-form", {"sign-in", "", ""},
                             {std::move(name), {"password", FieldKind::password, phrase("sign-in.password")}, sign_in_block::hidden("next", next)},
                             phrase("sign-in.submit")});
  page.blocks.push_back(Sentence{phrase("sign-in.forgotten"), Weight::note});
  return page;
}

Page code_page(const std::string& next, const std::optional<CodeToSetUp>& set_up, const std::optional<Refusal>& fault) {
  auto page = page_without_figures(sign_in_block::asked_for("sign-in-code", next), phrase(set_up ? "sign-in.set-up-title" : "sign-in.code-title"));
  if (set_up) {
    page.blocks.push_back(Sentence{phrase("sign-in.set-up"), Weight::body});
    page.blocks.push_back(Summary{{{phrase("sign-in.secret"), verbatim(set_up->secret)}, {phrase("sign-in.address"), verbatim(set_up->address)}}});
  }
  Field code{"code", FieldKind::code, phrase("sign-in.code"), phrase("sign-in.code-hint")};
  code.fault = sign_in_block::said(fault);
  page.blocks.push_back(Form{"code-form", {"sign-in-code", "", ""}, {std::move(code), sign_in_block::hidden("next", next)}, phrase("sign-in.submit")});
  return page;
}

Page invitation_link_page(const std::string& link, const Person& person, const std::optional<Refusal>& fault) {
  auto page = page_without_figures({"link", link, ""}, phrase("sign-in.choose-title", {{"name", person.name}}));
  Field password{"password", FieldKind::new_password, phrase("sign-in.new-password"), phrase("sign-in.new-password-hint")};
  password.fault = sign_in_block::said(fault);
  page.blocks.push_back(Form{"password-form", {"link", link, ""}, {std::move(password)}, phrase("sign-in.choose")});
  return page;
}

Page demonstration_link_page(const std::string& link, const Person& person) {
  auto page = page_without_figures({"link", link, ""}, phrase("sign-in.demonstration-title", {{"name", person.name}}));
  page.invented = true;
  page.blocks.push_back(Sentence{phrase("sign-in.demonstration"), Weight::body});
  page.blocks.push_back(Form{"link-form", {"link", link, ""}, {}, phrase("sign-in.submit")});
  return page;
}

}  // namespace potensial::service
