// Money: a whole number of pence, 64 bits, of either sign. Sums are exact or refused; nothing here passes through
// binary floating point.
//
// text: "£1,234,567.00", "−£831.78" (minus sign U+2212), alike in Welsh and English. signed_text: "+£6,704.34" too.
// pence: reads "£1,234.56", "1234.5", "1,234" and what text writes, with "-" or "−" before. Thousands are parted by
// commas everywhere or nowhere. Refuses "money.part-of-a-penny" (three or more decimals), "money.too-large" (beyond
// ±£92,233,720,368,547,758.07) and for all else "money.not-an-amount"; each with the text as `text`.
// sum, difference: refuse "money.too-large". Pure, thread-safe.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace potensial {

struct Pence {
  std::int64_t count = 0;

  auto operator<=>(const Pence&) const = default;
};

Result<Pence> sum(Pence left, Pence right);
Result<Pence> sum(std::span<const Pence> amounts);  // of nothing, 0
Result<Pence> difference(Pence left, Pence right);  // left - right

std::string text(Pence amount);
std::string signed_text(Pence amount);
Result<Pence> pence(std::string_view written);

}  // namespace potensial
