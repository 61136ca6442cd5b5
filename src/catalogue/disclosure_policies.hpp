// Disclosure policies of the catalogue (kind `disclosure-policy`): members
//   sentence: {en, cy}: the policy in words, printed under what it decided
//   least-count, least-group, full-group, full-cell-group, least-for-mean: whole numbers, at least 1 (least-count 2)
//   zero: show, protect-sensitive or protect-all
//   insiders: true, false; insider-width: whole number, at least 1
//   decimals: list of {below, decimals}, ascending: decimals of percentages by their denominator
//   mark: what stands for a hidden figure, in both languages
//   example: cells: list of {group, count, seen}; see catalogue/disclosure
// See model/disclosure.hpp for what they mean. Pure functions, thread-safe.
#pragma once

#include <string_view>

#include "catalogue/catalogue.hpp"
#include "model/disclosure.hpp"

namespace potensial::catalogue {

Result<DisclosurePolicy> read_disclosure_policy(const Definition& definition);
// The newest version; refuses "catalogue.no-policy" when there is none of that id.
Result<DisclosurePolicy> disclosure_policy(const Catalogue& catalogue, std::string_view id);
// The version under which something was released, however old.
Result<DisclosurePolicy> disclosure_policy(const Catalogue& catalogue, std::string_view id, int version);

}  // namespace potensial::catalogue
