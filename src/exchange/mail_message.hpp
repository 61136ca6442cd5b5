// One mail to one person, and its headers as they are sent (RFC 5322; names and subjects in any script by RFC 2047).
//
// Whatever stands in a name or a subject, it can end no line and begin no header. Pure functions, thread-safe.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace potensial::exchange {

struct MailMessage {
  std::string from, from_name;  // address and name of the sender
  std::string to, to_name;
  std::string subject, text;    // UTF-8; lines of the text end with '\n'
  std::string languages;        // "cy", "en, cy"
  std::string id;               // of this mail at this sender: letters, digits and '-'
  std::chrono::sys_seconds at{};
};

// An address that can stand in a mail without quoting: ASCII, one '@', nothing that ends an address or begins another.
bool is_mail_address(std::string_view text);

// "Name: value", in the order in which they are sent; long ones are folded. The addresses must be addresses.
std::vector<std::string> mail_headers(const MailMessage& message);

// The text with the ends of lines that mails have.
std::string mail_lines(std::string_view text);

}  // namespace potensial::exchange
