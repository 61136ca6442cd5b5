#include "exchange/mail_message.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

namespace potensial::exchange {
namespace mail_header {

// Of an encoded word: with the name of the header before it no line is longer than 76 characters.
constexpr std::size_t most_bytes = 36;

bool is_plain(unsigned char c) { return std::isalnum(c) || c == ' '; }
bool is_plain_in_subject(unsigned char c) { return is_plain(c) || std::string_view(":,.'-/").find(static_cast<char>(c)) != std::string_view::npos; }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::string without_controls(std::string_view text) {
  std::string plain(text);
  std::ranges::replace_if(plain, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return plain;
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

// No character is cut in two.
std::size_t length_of_word(std::string_view rest) {
  if (rest.size() <= most_bytes) return rest.size();
  std::size_t length = most_bytes;
  while (length > 1 && continues(rest[length])) --length;
  return length;
}

std::string encoded(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    const auto length = length_of_word(text);
    words += (words.empty() ? "" : "\r\n ") + fmt::format("=?UTF-8?B?{}?=", base64(text.substr(0, length)));
    text.remove_prefix(length);
  }
  return words;
}

std::string words_of(std::string_view text, bool (*plain)(unsigned char)) {
  const auto said = without_controls(text);
  return std::ranges::all_of(said, plain) && said.size() <= most_bytes ? said : encoded(said);
}

std::string mailbox(const std::string& name, const std::string& address) {
  return name.empty() ? fmt::format("<{}>", address) : fmt::format("{}\r\n <{}>", words_of(name, is_plain), address);
}

std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }

std::string day_and_time(std::chrono::sys_seconds at) { return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::system_clock::to_time_t(at))); }

}  // namespace mail_header

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || text.size() > 254) return false;
  return std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7f && std::string_view("()<>[]\\,;:\"").find(static_cast<char>(c)) == std::string_view::npos; }) &&
         std::ranges::count(text, '@') == 1;
}

std::vector<std::string> mail_headers(const MailMessage& message) {
  using namespace mail_header;
  return {"Date: " + day_and_time(message.at),
          "From: " + mailbox(message.from_name, message.from),
          "To: " + mailbox(message.to_name, message.to),
          "Subject: " + words_of(message.subject, is_plain_in_subject),
          fmt::format("Message-ID: <{}@{}>", message.id, domain_of(message.from)),
          "Content-Language: " + message.languages,
          "Auto-Submitted: auto-generated"};
}

std::string mail_lines(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\n') lines += '\r';
    if (c != '\r') lines += c;
  }
  return lines;
}

}  // namespace potensial::exchange
