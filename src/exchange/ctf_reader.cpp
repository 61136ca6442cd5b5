#include "exchange/ctf_reader.hpp"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "exchange/ctf_elements.hpp"

namespace potensial::exchange {
namespace ctf_reading {
namespace {

constexpr int kDeepest = 64;
constexpr int kMostAttributes = 256;
constexpr std::size_t kLongestText = std::size_t{1} << 20;

// The encoding an XML declaration names, in lower case; empty when it names none.
std::string declared_encoding(std::string_view text) {
  const auto declaration = text.substr(0, text.find("?>"));
  if (!declaration.starts_with("<?xml")) return {};
  const auto at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  std::string name(declaration.substr(open + 1, close == std::string_view::npos ? close : close - open - 1));
  std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

Result<DecodedText> decode_xml(std::string_view bytes) {
  constexpr Encoding kEither[] = {Encoding::utf8, Encoding::windows_1252};
  const auto name = declared_encoding(without_byte_order_mark(bytes.substr(0, 1024)));
  if (name.empty()) return decode(bytes, kEither);
  if (name == "utf-8" || name == "us-ascii") return decode(bytes, std::span(kEither).first(1));
  if (name == "iso-8859-1" || name == "windows-1252") return decode(bytes, std::span(kEither).last(1));
  return refuse(Blame::file, "exchange.encoding-unknown");
}

void pass_over(void*, const char*, xmlParserSeverities, xmlTextReaderLocatorPtr) {}

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : std::string_view{}; }

std::string_view without_outer_space(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// One pass over the file: gathers the header and each pupil as elements and hands them on.
class Pass {
 public:
  Pass(xmlTextReaderPtr reader, bool keep_contacts, bool header_only, const std::function<void(CtfPupil&&)>& each)
      : reader_(reader), keep_contacts_(keep_contacts), header_only_(header_only), each_(each) {}

  Result<CtfHeader> run() {
    int answer = 0;
    while ((answer = xmlTextReaderRead(reader_)) == 1) {
      if (auto fault = node()) return std::unexpected(*fault);
      if (header_only_ && header_) return std::move(*header_);
    }
    if (answer < 0 || !ended_)
      return refuse(Blame::file, "exchange.xml-broken", {{"line", fmt::format("{}", xmlTextReaderGetParserLineNumber(reader_))}});
    if (!header_) return refuse(Blame::file, "exchange.ctf-no-header");
    return std::move(*header_);
  }

 private:
  std::optional<Refusal> node() {
    switch (xmlTextReaderNodeType(reader_)) {
      case XML_READER_TYPE_DOCUMENT_TYPE:
      case XML_READER_TYPE_ENTITY_REFERENCE: return Refusal{Blame::file, "exchange.xml-dtd", {}};
      case XML_READER_TYPE_ELEMENT: return open();
      case XML_READER_TYPE_END_ELEMENT: close(); return std::nullopt;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return text();
      default: return std::nullopt;
    }
  }

  std::optional<Refusal> open() {
    const int depth = xmlTextReaderDepth(reader_);
    if (depth >= kDeepest) return Refusal{Blame::file, "exchange.xml-nesting", {}};
    if (xmlTextReaderAttributeCount(reader_) > kMostAttributes) return Refusal{Blame::file, "exchange.xml-excess", {}};
    const auto name = view(xmlTextReaderConstLocalName(reader_));
    if (depth == 0 && name != "CTfile")
      return Refusal{Blame::file, "exchange.not-ctf", {{"root", std::string(name.substr(0, 40))}}};
    const bool empty = xmlTextReaderIsEmptyElement(reader_) == 1;
    if (depth == 0) {
      ended_ = empty;
      return std::nullopt;
    }
    if (depth == 1) in_pupils_ = name == "CTFpupilData";
    if (depth == 1 && in_pupils_) return std::nullopt;
    push(name);
    if (empty) pop();
    return std::nullopt;
  }

  void push(std::string_view name) {
    if (open_.empty()) root_ = CtfElement{std::string(name), {}, {}};
    else open_.back()->children.push_back({std::string(name), {}, {}});
    open_.push_back(open_.empty() ? &root_ : &open_.back()->children.back());
  }

  void close() {
    const int depth = xmlTextReaderDepth(reader_);
    if (depth == 0) ended_ = true;
    if (!open_.empty()) pop();
  }

  void pop() {
    auto& element = *open_.back();
    if (element.name != "AttendanceMarks") element.text = without_outer_space(element.text);
    open_.pop_back();
    if (open_.empty()) hand_on();
  }

  void hand_on() {
    if (in_pupils_ && root_.name == "Pupil") each_(ctf_pupil(std::move(root_), keep_contacts_));
    else if (!in_pupils_ && root_.name == "Header" && !header_) header_ = ctf_header(std::move(root_));
  }

  std::optional<Refusal> text() {
    if (open_.empty()) return std::nullopt;
    auto& to = open_.back()->text;
    const auto more = view(xmlTextReaderConstValue(reader_));
    if (to.size() + more.size() > kLongestText) return Refusal{Blame::file, "exchange.xml-excess", {}};
    to += more;
    return std::nullopt;
  }

  xmlTextReaderPtr reader_;
  bool keep_contacts_, header_only_;
  const std::function<void(CtfPupil&&)>& each_;
  std::optional<CtfHeader> header_;
  bool in_pupils_ = false, ended_ = false;
  CtfElement root_;
  std::vector<CtfElement*> open_;  // from `root_` down; a parent's children do not move while one of them is open
};

}  // namespace
}  // namespace ctf_reading

namespace ctf_reading {
namespace {

Result<CtfHeader> pass_over_file(std::string_view bytes, const CtfReading& reading, bool header_only,
                                 const std::function<void(CtfPupil&&)>& each) {
  constexpr std::uint64_t kMostThatAnIntCounts = std::uint64_t{1} << 30;
  if (bytes.empty()) return refuse(Blame::file, "exchange.empty");
  if (bytes.size() > std::min(reading.largest_bytes, kMostThatAnIntCounts))
    return refuse(Blame::file, "exchange.too-large", {{"megabytes", fmt::format("{}", bytes.size() >> 20)},
                                                      {"limit", fmt::format("{}", reading.largest_bytes >> 20)}});
  const auto decoded = decode_xml(bytes);
  if (!decoded) return std::unexpected(decoded.error());
  const auto text = decoded->text();
  if (text.find("<!DOCTYPE") != std::string_view::npos || text.find("<!ENTITY") != std::string_view::npos)
    return refuse(Blame::file, "exchange.xml-dtd");
  const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
      xmlReaderForMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC),
      &xmlFreeTextReader);
  if (!reader) return refuse(Blame::file, "exchange.xml-broken", {{"line", "1"}});
  xmlTextReaderSetErrorHandler(reader.get(), &pass_over, nullptr);
  return Pass(reader.get(), reading.keep_contacts, header_only, each).run();
}

}  // namespace
}  // namespace ctf_reading

Result<CtfHeader> read_ctf(std::string_view bytes, const CtfReading& reading, const std::function<void(CtfPupil&&)>& each) {
  return ctf_reading::pass_over_file(bytes, reading, false, each);
}

Result<CtfHeader> read_ctf_header(std::string_view bytes, const CtfReading& reading) {
  return ctf_reading::pass_over_file(bytes, reading, true, [](CtfPupil&&) {});
}

Result<CtfFile> read_ctf(std::string_view bytes, const CtfReading& reading) {
  CtfFile file;
  auto header = read_ctf(bytes, reading, [&](CtfPupil&& pupil) { file.pupils.push_back(std::move(pupil)); });
  if (!header) return std::unexpected(header.error());
  file.header = std::move(*header);
  return file;
}

bool looks_like_ctf(std::string_view head) {
  const auto text = without_byte_order_mark(head.substr(0, 4096));
  return text.find("<CTfile") != std::string_view::npos;
}

}  // namespace potensial::exchange
