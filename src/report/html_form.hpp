// Forms as HTML, after the GOV.UK Design System: labels before fields, hints, faults beside the field and in a summary
// that links to it, what was typed kept (pages.md section 8; ACC-8). Complete without scripts. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "report/links.hpp"
#include "report/words.hpp"

namespace potensial::report {

std::string html_of(const Form& form, const Words& words, const Links& links);

bool has_fault(const std::vector<Block>& blocks);
// "There is a problem", with a link to each field; "" where nothing is wrong.
std::string fault_summary(const std::vector<Block>& blocks, const Words& words);

}  // namespace potensial::report
