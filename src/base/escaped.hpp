// Bytes that may not stand in an address or the name of a file, written as a sign and two hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace potensial {

// `stays(byte, first)` says which bytes are written as they are; `first`: nothing is written yet. Every byte can be told apart
// from every other as long as the sign does not stay.
template <class Stays>
std::string escaped(std::string_view text, char sign, const Stays& stays) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string written;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (stays(c, written.empty())) written += c;
    else written += {sign, digits[byte / 16], digits[byte % 16]};
  }
  return written;
}

}  // namespace potensial
