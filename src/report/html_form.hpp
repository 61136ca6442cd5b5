// Forms as HTML, after the GOV.UK Design System: labels before fields, hints, faults beside the field and in a summary
// that links to it, what was typed kept (pages.md section 8; ACC-8). Complete without scripts. Pure, thread-safe.
//
// The switch of language keeps what was typed (NAT-08): a button of the form sends it, to be shown in the other language.
// Where a page has one such form the button stands in the header; of several forms each has its own.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "report/links.hpp"
#include "report/words.hpp"

namespace potensial::report {

// The name of that button. Its value says what was wrong with the form, so that this is said in the other language too:
// "code=operation.missing&parameter=mail", or nothing.
inline constexpr const char* other_language_field = "other-language";

enum class SwitchAt { header, form };
std::string html_of(const Form& form, const Words& words, const Links& links, SwitchAt at);

// The forms of a page, folded ones too, in which something is typed or chosen that could be lost.
std::vector<const Form*> forms_to_keep(const std::vector<Block>& blocks);
// The button of a form as what it is given by the page's template: its form, address, value and what it sends otherwise.
struct SwitchButton {
  std::string form, action, value, submit;
};
SwitchButton switch_button(const Form& form, const Words& words, const Links& links);

bool has_fault(const std::vector<Block>& blocks);
// "There is a problem", with a link to each field; "" where nothing is wrong.
std::string fault_summary(const std::vector<Block>& blocks, const Words& words);

}  // namespace potensial::report
