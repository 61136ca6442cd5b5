#include "service/mail_text.hpp"

#include <vector>

#include <fmt/format.h>

#include "report/links.hpp"
#include "report/words.hpp"
#include "service/mail_notices.hpp"

namespace potensial::service {
namespace mail_words {

Language other(Language language) { return language == Language::cy ? Language::en : Language::cy; }

std::vector<Language> languages_of(const store::Mail& mail) {
  if (mail.both_languages) return {mail.language, other(mail.language)};
  return {mail.language};
}

std::string address_of(const Target& page, Language language, const MailSettings& settings) {
  return settings.address + report::ServedLinks().page(page, language);
}

std::string part(const store::Mail& mail, const std::string& link, const MailSettings& settings, const report::Words& words) {
  const auto page = link.empty() ? Target{mail.noun, mail.object, ""} : Target{"link", link, ""};
  auto text = fmt::format("{}\n\n{}\n\n{}\n", words.say(phrase("mail.text." + std::string(store::word(mail.kind)))),
                          address_of(page, words.language(), settings), words.say("mail.foot"));
  if (is_notice(mail.kind)) text += fmt::format("{}\n{}\n", words.say("mail.foot-notices"), address_of({"account", "", ""}, words.language(), settings));
  return text;
}

bool is_web_address(const std::string& address) {
  const bool has_scheme = address.starts_with("https://") || address.starts_with("http://");
  return has_scheme && !address.ends_with('/') && address.find_first_of(" \t\r\n?#<>\"") == std::string::npos;
}

}  // namespace mail_words

Result<void> check_mail_settings(const MailSettings& settings) {
  if (!exchange::is_mail_server(settings.server.address)) return refuse(Blame::input, "mail.settings-server", {{"server", settings.server.address}});
  if (!exchange::is_mail_address(settings.from)) return refuse(Blame::input, "mail.settings-from", {{"address", settings.from}});
  if (!mail_words::is_web_address(settings.address)) return refuse(Blame::input, "mail.settings-address", {{"address", settings.address}});
  if (settings.server.account.empty() != settings.server.password.empty()) return refuse(Blame::input, "mail.settings-account");
  return {};
}

Phrase subject_of(store::MailKind kind) { return phrase("mail.subject." + std::string(store::word(kind))); }

exchange::MailMessage mail_message(const store::Mail& mail, const Person& to, const std::string& link, const MailSettings& settings,
                                   const catalogue::Messages& messages, std::chrono::sys_seconds at) {
  exchange::MailMessage message{.from = settings.from, .from_name = settings.from_name, .to = to.mail, .to_name = to.name,
                                .id = fmt::format("potensial-{}-{}", mail.id, mail.at.time_since_epoch().count()), .at = at};
  for (const auto language : mail_words::languages_of(mail)) {
    const report::Words words(messages, language);
    const bool first = message.text.empty();
    message.subject += (first ? "" : " / ") + words.say(subject_of(mail.kind));
    message.text += (first ? "" : "\n----\n\n") + mail_words::part(mail, link, settings, words);
    message.languages += std::string(first ? "" : ", ") + (language == Language::cy ? "cy" : "en");
  }
  return message;
}

}  // namespace potensial::service
