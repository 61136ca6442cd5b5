#include "exchange/ctf_reader.hpp"

#include <libxml/parser.h>

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
constexpr std::size_t kUsualChildren = 8;

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

// Document types and entities, wherever they stand: nothing is parsed that might hold one.
bool declares_entities(std::string_view text) {
  for (auto at = text.find('!'); at != std::string_view::npos; at = text.find('!', at + 1)) {
    if (at == 0 || text[at - 1] != '<') continue;
    const auto word = text.substr(at + 1);
    if (word.starts_with("DOCTYPE") || word.starts_with("ENTITY")) return true;
  }
  return false;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view without_outer_space(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// One pass over the file, called back by libxml2: gathers the header and each pupil as elements and hands them on.
class Pass {
 public:
  Pass(bool keep_contacts, bool header_only, const std::function<void(CtfPupil&&)>& each)
      : keep_contacts_(keep_contacts), header_only_(header_only), each_(each), parser_(xmlNewParserCtxt(), &xmlFreeParserCtxt) {
    *parser_->sax = {};
    parser_->sax->initialized = XML_SAX2_MAGIC;
    parser_->sax->startElementNs = [](void* pass, const xmlChar* name, auto, auto, int, auto, int attributes, int, auto) {
      of(pass).open(reinterpret_cast<const char*>(name), attributes);
    };
    parser_->sax->endElementNs = [](void* pass, auto, auto, auto) { of(pass).close(); };
    parser_->sax->characters = parser_->sax->ignorableWhitespace = parser_->sax->cdataBlock = [](void* pass, const xmlChar* text, int size) {
      of(pass).text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
    };
    parser_->sax->internalSubset = [](void* pass, auto, auto, auto) { of(pass).stop("exchange.xml-dtd"); };
    parser_->sax->reference = [](void* pass, auto) { of(pass).stop("exchange.xml-dtd"); };
    parser_->userData = this;
  }

  Result<CtfHeader> run(std::string_view text) {
    xmlCtxtReadMemory(parser_.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
    if (fault_) return std::unexpected(std::move(*fault_));
    if (header_only_ && header_) return std::move(*header_);
    if (!parser_->wellFormed)
      return refuse(Blame::file, "exchange.xml-broken", {{"line", fmt::format("{}", std::max(parser_->lastError.line, 1))}});
    if (!header_) return refuse(Blame::file, "exchange.ctf-no-header");
    return std::move(*header_);
  }

 private:
  static Pass& of(void* pass) { return *static_cast<Pass*>(pass); }

  void stop(std::string_view code, Arguments arguments = {}) {
    if (!fault_) fault_ = Refusal{Blame::file, std::string(code), std::move(arguments)};
    xmlStopParser(parser_.get());
  }

  void open(std::string_view name, int attributes) {
    if (depth_ >= kDeepest) return stop("exchange.xml-nesting");
    if (attributes > kMostAttributes) return stop("exchange.xml-excess");
    if (depth_ == 0 && name != "CTfile") return stop("exchange.not-ctf", {{"root", std::string(name.substr(0, 40))}});
    if (depth_ == 1) in_pupils_ = name == "CTFpupilData";
    if (depth_ > 1 || (depth_ == 1 && !in_pupils_)) push(name);
    ++depth_;
  }

  void push(std::string_view name) {
    if (open_.empty()) {
      root_ = CtfElement{std::string(name), {}, {}};
      return open_.push_back(&root_);
    }
    auto& children = open_.back()->children;
    if (children.empty()) children.reserve(kUsualChildren);
    open_.push_back(&children.emplace_back(std::string(name)));
  }

  void close() {
    --depth_;
    if (!open_.empty()) pop();
  }

  void pop() {
    auto& element = *open_.back();
    if (!keeps_space(element)) element.text = without_outer_space(element.text);
    open_.pop_back();
    if (open_.empty()) hand_on();
  }

  // A blank is a mark, of a half day of which nothing is known.
  static bool keeps_space(const CtfElement& element) { return element.name == "AttendanceMarks"; }

  void hand_on() {
    if (in_pupils_ && root_.name == "Pupil") each_(ctf_pupil(std::move(root_), keep_contacts_));
    else if (!in_pupils_ && root_.name == "Header" && !header_) header_ = ctf_header(std::move(root_));
    if (header_only_ && header_) xmlStopParser(parser_.get());
  }

  void text(std::string_view more) {
    if (open_.empty()) return;
    auto& to = open_.back()->text;
    if (to.empty() && std::ranges::all_of(more, is_space) && !keeps_space(*open_.back())) return;
    if (to.size() + more.size() > kLongestText) return stop("exchange.xml-excess");
    to += more;
  }

  bool keep_contacts_, header_only_;
  const std::function<void(CtfPupil&&)>& each_;
  std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser_;
  std::optional<Refusal> fault_;
  std::optional<CtfHeader> header_;
  int depth_ = 0;
  bool in_pupils_ = false;
  CtfElement root_;
  std::vector<CtfElement*> open_;  // from `root_` down; a parent's children do not move while one of them is open
};

}  // namespace
}  // namespace ctf_reading

Result<CtfText> CtfText::of(std::string_view bytes, std::uint64_t largest_bytes) {
  constexpr std::uint64_t kMostThatAnIntCounts = std::uint64_t{1} << 30;
  if (bytes.empty()) return refuse(Blame::file, "exchange.empty");
  if (bytes.size() > std::min(largest_bytes, kMostThatAnIntCounts))
    return refuse(Blame::file, "exchange.too-large", {{"megabytes", fmt::format("{}", bytes.size() >> 20)},
                                                      {"limit", fmt::format("{}", largest_bytes >> 20)}});
  auto decoded = ctf_reading::decode_xml(bytes);
  if (!decoded) return std::unexpected(decoded.error());
  if (ctf_reading::declares_entities(decoded->text())) return refuse(Blame::file, "exchange.xml-dtd");
  return CtfText(std::move(*decoded));
}

Result<CtfHeader> read_ctf(const CtfText& text, bool keep_contacts, const std::function<void(CtfPupil&&)>& each) {
  return ctf_reading::Pass(keep_contacts, false, each).run(text.view());
}

Result<CtfHeader> read_ctf_header(const CtfText& text) {
  return ctf_reading::Pass(false, true, [](CtfPupil&&) {}).run(text.view());
}

Result<CtfFile> read_ctf(std::string_view bytes, const CtfReading& reading) {
  const auto text = CtfText::of(bytes, reading.largest_bytes);
  if (!text) return std::unexpected(text.error());
  CtfFile file;
  auto header = read_ctf(*text, reading.keep_contacts, [&](CtfPupil&& pupil) { file.pupils.push_back(std::move(pupil)); });
  if (!header) return std::unexpected(header.error());
  file.header = std::move(*header);
  return file;
}

bool looks_like_ctf(std::string_view head) {
  const auto text = without_byte_order_mark(head.substr(0, 4096));
  return text.find("<CTfile") != std::string_view::npos;
}

}  // namespace potensial::exchange
