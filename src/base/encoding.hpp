// Encodings of incoming text: what it is written in, and the same text as UTF-8.
//
// School systems write UTF-8 (with or without a byte order mark) and Windows-1252; UTF-16 is refused,
// because nothing that reads it by mistake would notice. Pure functions, thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace potensial {

enum class Encoding { utf8, windows_1252 };

// Whether every byte belongs to a shortest-form UTF-8 sequence of a code point that exists.
bool is_utf8(std::string_view bytes);
// The text after a UTF-8 byte order mark, or all of it.
std::string_view without_byte_order_mark(std::string_view bytes);
// A UTF-16 byte order mark, or every second byte of the head is NUL.
bool looks_like_utf16(std::string_view bytes);
// The five bytes that Windows-1252 leaves undefined become U+FFFD.
std::string utf8_from_windows_1252(std::string_view bytes);

// UTF-8 text: a view of the bytes where they already are, else `converted` holds it.
struct DecodedText {
  Encoding encoding = Encoding::utf8;
  std::string converted;
  std::string_view original;

  std::string_view text() const { return encoding == Encoding::utf8 ? original : std::string_view(converted); }
};

// Decodes by the first candidate that fits. Refusals (Blame::file): exchange.encoding-utf16,
// exchange.not-text (NUL bytes), exchange.encoding-unknown.
Result<DecodedText> decode(std::string_view bytes, std::span<const Encoding> candidates);

}  // namespace potensial
