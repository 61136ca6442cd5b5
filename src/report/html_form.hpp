// Forms as HTML, after the GOV.UK Design System: labels before fields, hints, faults beside the field and in a summary
// that links to it, what was typed kept (pages.md section 8; ACC-8). Complete without scripts. Pure, thread-safe.
//
// The switch of language keeps what was typed (NAT-08): a button of the form sends it, to be shown in the other language.
// Where a page has one such form the button stands in the header; of several forms each has its own, which opens a tab of
// its own, so that the others stay as they are. Where scripts run, web/language.js takes all of them along at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/block.hpp"
#include "report/links.hpp"
#include "report/words.hpp"

namespace potensial::report {

// The form of a page with this id is a draft: where scripts run, web/draft.js saves it as it is typed.
inline constexpr std::string_view draft_form = "answers";

// The name of that button. Its value says what was wrong with the form, so that this is said in the other language too:
// "code=operation.missing&parameter=mail", or nothing. Of a form that the page answers it says what was answered:
// "answered=yes&q=Siân".
inline constexpr const char* other_language_field = "other-language";
// What stood in the box of every page, beside it.
inline constexpr const char* search_words_field = "search-words";

enum class SwitchAt { header, form };
std::string html_of(const Form& form, const Words& words, const Links& links, SwitchAt at);

// What is said beside a refusal of which no address can be asked: as the value of that button.
std::string as_value(const Phrase& said);

// The forms of a page, folded ones too, in which something is typed or chosen that could be lost.
std::vector<const Form*> forms_to_keep(const std::vector<Block>& blocks);
// The button of a form as what it is given by the page's template: its form, address, value, what it sends otherwise, and
// the id of the sentence that says what it cannot keep ("" where it keeps everything).
struct SwitchButton {
  std::string form, action, value, submit, note;
};
SwitchButton switch_button(const Form& form, const Words& words, const Links& links);

bool has_fault(const std::vector<Block>& blocks);
// "There is a problem", with a link to each field; "" where nothing is wrong.
std::string fault_summary(const std::vector<Block>& blocks, const Words& words);

}  // namespace potensial::report
