#include "base/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace potensial {
namespace {

// Bytes 0x80 to 0x9F of Windows-1252; the rest of the upper half equals Latin-1.
constexpr std::array<char16_t, 32> kWindows1252Upper = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool eight_ascii_bytes(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Length of the well-formed sequence that begins with a byte of 0x80 or more; 0 when there is none
// (Unicode standard, table 3-7).
std::size_t sequence_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0u; };
  const auto lead = byte(0), second = byte(1);
  if (lead >= 0xC2 && lead <= 0xDF) return continues(static_cast<unsigned char>(second)) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
    return second >= low && second <= high && continues(static_cast<unsigned char>(byte(2))) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
    const bool tail = continues(static_cast<unsigned char>(byte(2))) && continues(static_cast<unsigned char>(byte(3)));
    return second >= low && second <= high && tail ? 4 : 0;
  }
  return 0;
}

void append_utf8(std::string& out, char16_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && eight_ascii_bytes(bytes.data() + at)) {
      at += 8;
    } else if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
    } else {
      const auto length = sequence_length(bytes.substr(at, 4));
      if (length == 0) return false;
      at += length;
    }
  }
  return true;
}

std::string_view without_byte_order_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

bool looks_like_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const auto head = bytes.substr(0, 64);
  std::size_t odd = 0, even = 0;
  for (std::size_t i = 0; i < head.size(); ++i) (i % 2 ? odd : even) += head[i] == '\0';
  return head.size() >= 4 && std::max(odd, even) * 4 >= head.size() && std::min(odd, even) == 0;
}

std::string utf8_from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? kWindows1252Upper[byte - 0x80] : static_cast<char16_t>(byte));
  }
  return text;
}

Result<DecodedText> decode(std::string_view bytes, std::span<const Encoding> candidates) {
  if (looks_like_utf16(bytes)) return refuse(Blame::file, "exchange.encoding-utf16");
  if (!bytes.empty() && std::memchr(bytes.data(), '\0', bytes.size())) return refuse(Blame::file, "exchange.not-text");
  for (const auto candidate : candidates) {
    if (candidate == Encoding::windows_1252)
      return DecodedText{candidate, utf8_from_windows_1252(bytes), bytes};
    if (is_utf8(bytes)) return DecodedText{candidate, {}, without_byte_order_mark(bytes)};
  }
  return refuse(Blame::file, "exchange.encoding-unknown");
}

}  // namespace potensial
