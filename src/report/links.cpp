#include "report/links.hpp"

#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "base/escaped.hpp"

namespace potensial::report {
namespace links_detail {

using Noun = std::pair<std::string_view, std::string_view>;
constexpr std::array<Noun, 117> nouns{{{"school", "ysgol"},
                                      {"learner", "dysgwr"},
                                      {"finding", "canfyddiad"},
                                      {"group", "grwp"},
                                      {"groups", "grwpiau"},
                                      {"family", "teulu"},
                                      {"authority", "awdurdod"},
                                      {"body", "corff"},
                                      {"wales", "cymru"},
                                      {"definition", "diffiniad"},
                                      {"figure", "ffigur"},
                                      {"completeness", "cyflawnder"},
                                      {"imports", "mewnforion"},
                                      {"import", "mewnforio"},
                                      {"load", "llwyth"},
                                      {"quarantine", "cwarantin"},
                                      {"send-file", "anfon-ffeil"},
                                      {"import-rows", "mewnforio-rhesi"},
                                      {"drop-import", "gollwng-mewnforio"},
                                      {"release-load", "rhyddhau-llwyth"},
                                      {"drop-load", "gollwng-llwyth"},
                                      {"home", "hafan"},
                                      {"curriculum", "cwricwlwm"},
                                      {"attendance", "presenoldeb"},
                                      {"exclusions", "gwaharddiadau"},
                                      {"acquisition", "caffael-saesneg"},
                                      {"gaps", "bylchau"},
                                      {"trends", "tueddiadau"},
                                      {"eligibility", "cymhwystra"},
                                      {"allocation", "dyraniad"},
                                      {"keep-option", "cadw-opsiwn"},
                                      {"release-delegation", "rhyddhau-dirprwyo"},
                                      {"forum", "fforwm"},
                                      {"record-forum", "cofnodi-fforwm"},
                                      {"alignment", "aliniad"},
                                      {"need-index", "mynegai-angen"},
                                      {"take-up", "cyfranogiad"},
                                      {"group-alignment", "aliniad-grwpiau"},
                                      {"needs-without-activity", "anghenion-heb-weithgaredd"},
                                      {"decide-not-to-act", "penderfynu-peidio-a-gweithredu"},
                                      {"reopen-need", "ailagor-angen"},
                                      {"targetings", "penderfyniadau-targedu"},
                                      {"targeting", "penderfyniad-targedu"},
                                      {"publish-targeting", "cyhoeddi-targedu"},
                                      {"apply-targeting", "cymhwyso-targedu"},
                                      {"change-targeting", "newid-targedu"},
                                      {"learners", "dysgwyr"},
                                      {"class", "dosbarth"},
                                      {"support", "cymorth"},
                                      {"support-outcomes", "canlyniadau-cymorth"},
                                      {"people", "pobl"},
                                      {"person", "person"},
                                      {"account", "cyfrif"},
                                      {"sign-in", "mewngofnodi"},
                                      {"sign-in-code", "cod-mewngofnodi"},
                                      {"sign-out", "allgofnodi"},
                                      {"link", "dolen"},
                                      {"choose-password", "dewis-cyfrinair"},
                                      {"end-sessions", "cau-sesiynau"},
                                      {"decide-finding", "penderfynu-canfyddiad"},
                                      {"invite-person", "gwahodd-person"},
                                      {"give-role", "rhoi-rol"},
                                      {"end-role", "terfynu-rol"},
                                      {"new-link", "dolen-newydd"},
                                      {"end-person", "terfynu-person"},
                                      {"core-data", "data-craidd"},
                                      {"progress", "cynnydd"},
                                      {"agree-next-step", "cytuno-cam-nesaf"},
                                      {"contact", "cyswllt"},
                                      {"ask-contact", "gofyn-am-gyswllt"},
                                      {"answer-contact", "ateb-cyswllt"},
                                      {"outbox", "blwch-allan"},
                                      {"send-mail-again", "anfon-eto"},
                                      {"change-account", "newid-cyfrif"},
                                      {"search", "chwilio"},
                                      {"stop-exploring", "atal-chwilio"},
                                      {"searches", "chwiliadau"},
                                      {"start-search", "dechrau-chwiliad"},
                                      {"stop-search", "atal-chwiliad"},
                                      {"bids", "ceisiadau"},
                                      {"bid", "cais"},
                                      {"assessment", "asesiad"},
                                      {"plan", "cynllun"},
                                      {"improvement", "gwelliant"},
                                      {"need-analysis", "dadansoddiad-o-angen"},
                                      {"begin-bid", "dechrau-cais"},
                                      {"begin-plan", "dechrau-cynllun"},
                                      {"begin-assessment", "dechrau-asesiad"},
                                      {"freeze-need", "rhewi-angen"},
                                      {"save-answers", "cadw-atebion"},
                                      {"remove-item", "dileu-eitem"},
                                      {"take-step", "cymryd-cam"},
                                      {"confirm-share", "cadarnhau-cyfran"},
                                      {"propose-awards", "cynnig-dyfarniadau"},
                                      {"confirm-awards", "cadarnhau-dyfarniadau"},
                                      {"add-comment", "ychwanegu-sylw"},
                                      {"add-central-activity", "ychwanegu-gweithgaredd-canolog"},
                                      {"decisions", "penderfyniadau"},
                                      {"fund", "cronfa"},
                                      {"guidance", "canllawiau"},
                                      {"fund-allocation", "dyraniad-cronfa"},
                                      {"spend", "gwariant"},
                                      {"spend-line", "llinell-wariant"},
                                      {"money", "arian"},
                                      {"claim", "hawliad"},
                                      {"post-cost", "cofnodi-cost"},
                                      {"reverse-posting", "gwrthdroi-cofnod"},
                                      {"release-cost", "rhyddhau-cost"},
                                      {"move-money", "symud-arian"},
                                      {"make-claim", "gwneud-hawliad"},
                                      {"prove-contribution", "profi-cyfraniad"},
                                      {"step-claim", "cam-hawliad"},
                                      {"outcomes", "deilliannau"},
                                      {"plans", "cynlluniau"},
                                      {"targets", "targedau"},
                                      {"begin-targets", "dechrau-targedau"},
                                      {"comment-on-outcome", "rhoi-sylw-ar-ddeilliant"}}};

std::string code(Language language) { return language == Language::cy ? "cy" : "en"; }

bool stays(char c, bool first) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || (c == '.' && !first);
}

std::string fragment(const Target& target) { return target.part.empty() ? "" : "#" + target.part; }

}  // namespace links_detail

std::string query_of(const Target& target) {
  std::string text;
  for (const auto& [name, value] : target.query) text += (text.empty() ? "?" : "&") + name + "=" + escaped(value, '%', links_detail::stays);
  return text;
}

std::string noun_in(const std::string& noun, Language language) {
  if (language == Language::en) return noun;
  for (const auto& [english, welsh] : links_detail::nouns)
    if (english == noun) return std::string(welsh);
  return noun;
}

std::string noun_of(std::string_view word) {
  for (const auto& [english, welsh] : links_detail::nouns)
    if (english == word || welsh == word) return std::string(english);
  return std::string(word);
}

std::string file_of(const Target& target, Language language) {
  const std::string noun = links_detail::code(language) + "/" + noun_in(target.noun, language);
  return noun + (target.id.empty() ? "" : "/" + escaped(target.id, '~', links_detail::stays)) + ".html";
}

std::string ServedLinks::page(const Target& target, Language language) const {
  const std::string noun = "/" + links_detail::code(language) + "/" + noun_in(target.noun, language);
  return noun + (target.id.empty() ? "" : "/" + escaped(target.id, '%', links_detail::stays)) + target.ending + query_of(target) + links_detail::fragment(target);
}

std::string ServedLinks::asset(const std::string& file) const { return "/assets/" + file; }

std::string FileLinks::page(const Target& target, Language language) const {
  if (!is_written_(target)) return "";
  return asset(file_of(target, language)) + links_detail::fragment(target);
}

std::string FileLinks::asset(const std::string& file) const {
  return (from_.id.empty() ? "../" : "../../") + file;
}

}  // namespace potensial::report
