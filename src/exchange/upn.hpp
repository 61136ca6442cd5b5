// Unique pupil numbers and unique learner numbers: their form and check characters.
//
// After the Unique Pupil Number standard v2.0 as the exchange-formats specification, section 2, gives it:
// check letter, authority (3), establishment (4), year of allocation (2), serial (3); in a temporary number
// the last character is a letter. Upper case only. Any single wrong character and any swap of two
// neighbouring digits gives another check letter. Pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace potensial::exchange {

enum class UpnKind { permanent, temporary };

enum class UpnFault {
  none,
  wrong_length,
  letter_not_allowed,   // I, O or S
  wrong_form,           // a character where a digit or letter must stand
  wrong_check_letter,
  unknown_authority,
};

struct UpnVerdict {
  UpnFault fault = UpnFault::none;
  UpnKind kind = UpnKind::permanent;

  bool valid() const { return fault == UpnFault::none; }
};

// `authorities` are the three-digit codes that may stand in characters 2 to 4; empty: any.
UpnVerdict judge_upn(std::string_view upn, std::span<const std::uint16_t> authorities = {});

// The check letter of the other twelve characters; nothing when they have not the form.
std::optional<char> upn_check_letter(std::string_view twelve);

// Message id of a fault under "rule.", e.g. "rule.upn-check-letter".
std::string_view rule_of(UpnFault fault);

// Ten digits, weights 10 to 2 on the first nine, remainder by 11 not 0, last digit 10 - remainder.
bool is_uln(std::string_view uln);

}  // namespace potensial::exchange
