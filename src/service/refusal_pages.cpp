#include "service/refusal_pages.hpp"

#include "service/filled_forms.hpp"

namespace potensial::service {
namespace {

const char* title_of(const Refusal& refusal) {
  if (refusal.code == "page.unknown" || refusal.code == "refused.not-yours") return "refused.not-found";
  if (is_for_now(refusal)) return "refused.preparing";
  return refusal.blame == Blame::fault || refusal.code == "refused.reference" ? "refused.fault" : "refused.title";
}

Phrase words_of(const Refusal& refusal, const std::string& incident) {
  if (refusal.code == "page.unknown") return phrase("refused.not-yours");
  if (refusal.blame == Blame::fault && !is_for_now(refusal)) return phrase("refused.reference", {{"incident", incident}});
  return phrase_of(refusal);
}

}  // namespace

bool is_for_now(const Refusal& refusal) {
  return refusal.code == "page.preparing" || refusal.code == "page.working" || refusal.code == "page.busy" || refusal.code == "report.pdf-busy";
}

Page refusal_page(const Refusal& refusal, const std::string& incident) {
  Page page;
  page.address = {"front", "", ""};
  page.title = phrase(title_of(refusal));
  page.not_for_publication = false;
  page.refusal = words_of(refusal, incident);
  page.blocks = {Sentence{*page.refusal, Weight::key}, List{{{phrase("refused.home"), Target{"home", "", ""}}}}};
  return page;
}

}  // namespace potensial::service
