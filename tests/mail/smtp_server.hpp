// A real mail server on this machine, for tests, and what it took.
//
//   tests::SmtpServer server;              server.behave("busy"); server.address(); server.mails();
#pragma once

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace potensial::tests {

class SmtpServer {
 public:
  SmtpServer() {
    std::filesystem::create_directories(folder_);
    behave("accept");
    program_ = ::popen(("python3 -B '" POTENSIAL_ROOT "/tests/mail/smtp_server.py' '" + folder_.string() + "'").c_str(), "w");
    for (int tries = 0; tries < 200 && port().empty(); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (port().empty()) throw std::runtime_error("the mail server of the tests did not start");
  }
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;
  ~SmtpServer() {
    if (program_) ::pclose(program_);  // its input ends, and so does it
    std::filesystem::remove_all(folder_);
  }

  // accept, refuse, busy, silent, unsaid, account: see smtp_server.py.
  void behave(const std::string& mode) { std::ofstream(folder_ / "mode") << mode; }
  std::string address() const { return "smtp://127.0.0.1:" + port(); }
  std::string port() const { return text_of(folder_ / "port"); }

  // Those it took, oldest first: the lines of the envelope, an empty one, headers and body as they came.
  std::vector<std::string> mails() const {
    std::vector<std::string> all;
    for (int number = 1; std::filesystem::exists(file(number)); ++number) all.push_back(text_of(file(number)));
    return all;
  }

 private:
  static inline int count = 0;
  std::filesystem::path file(int number) const { return folder_ / (std::to_string(number) + ".eml"); }
  static std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("potensial-mail-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  std::FILE* program_ = nullptr;
};

// What a mail says: its parts and encoded headers decoded, as a mail program shows them.
inline std::string read_mail(const std::string& raw) {
  const auto folder = std::filesystem::temp_directory_path() / ("potensial-read-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "mail", std::ios::binary) << raw.substr(raw.find("\r\n\r\n") + 4);
  auto* program = ::popen(("python3 -B '" POTENSIAL_ROOT "/tests/mail/read_mail.py' '" + (folder / "mail").string() + "'").c_str(), "r");
  std::string said;
  for (int c = 0; program && (c = std::fgetc(program)) != EOF;) said += static_cast<char>(c);
  if (program) ::pclose(program);
  std::filesystem::remove_all(folder);
  return said;
}

}  // namespace potensial::tests
