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

#include "base/result.hpp"
#include "exchange/ctf_record.hpp"

namespace potensial::exchange {

struct CtfReading {
  bool keep_contacts = false;  // addresses, telephones, e-mail and contacts; by default only the postcode
  std::uint64_t largest_bytes = std::uint64_t{64} << 20;
};

// Calls `each` for every pupil in the order of the file; returns the header, wherever it stands. What was
// handed out before a refusal must not be used.
Result<CtfHeader> read_ctf(std::string_view bytes, const CtfReading& reading, const std::function<void(CtfPupil&&)>& each);

// The header alone: reads no further than it must.
Result<CtfHeader> read_ctf_header(std::string_view bytes, const CtfReading& reading);

Result<CtfFile> read_ctf(std::string_view bytes, const CtfReading& reading = {});

// Whether the head of a file looks like a Common Transfer File.
bool looks_like_ctf(std::string_view head);

}  // namespace potensial::exchange
