// Reads Common Transfer Files, pupil by pupil, as the exchange-formats specification, section 3, says.
//
// Tolerant of the order of elements, of elements that are not known (kept in `others`) and of versions;
// strict about the form: a document type or entity is refused before anything is parsed, as are nesting
// beyond 64 levels, more than 256 attributes, a text beyond 1 MiB and a file beyond the limit. UTF-8,
// ISO-8859-1 and Windows-1252 only. Nothing is fetched. Memory holds the text and one pupil at a time.
//
// Refusals (Blame::file): exchange.empty, exchange.too-large, exchange.encoding-*, exchange.not-text,
// exchange.xml-dtd, exchange.xml-nesting, exchange.xml-excess, exchange.xml-broken {line},
// exchange.not-ctf {root}, exchange.ctf-no-header. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "exchange/ctf_record.hpp"

namespace potensial::exchange {

struct CtfReading {
  bool keep_contacts = false;  // addresses, telephones, e-mail and contacts; by default only the postcode
  std::uint64_t largest_bytes = std::uint64_t{64} << 20;
};

// The text of a file, decoded and free of document types and entities. A view: the bytes must outlive it.
class CtfText {
 public:
  static Result<CtfText> of(std::string_view bytes, std::uint64_t largest_bytes = CtfReading{}.largest_bytes);
  std::string_view view() const { return text_.text(); }

 private:
  explicit CtfText(DecodedText text) : text_(std::move(text)) {}
  DecodedText text_;
};

// Calls `each` for every pupil in the order of the file; returns the header, wherever it stands. What was
// handed out before a refusal must not be used.
Result<CtfHeader> read_ctf(const CtfText& text, bool keep_contacts, const std::function<void(CtfPupil&&)>& each);

// The header alone: reads no further than it must.
Result<CtfHeader> read_ctf_header(const CtfText& text);

Result<CtfFile> read_ctf(std::string_view bytes, const CtfReading& reading = {});

// Whether the head of a file looks like a Common Transfer File.
bool looks_like_ctf(std::string_view head);

}  // namespace potensial::exchange
