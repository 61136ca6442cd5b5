#include "service/pdf_printer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <future>

#include "temporary_files.hpp"

namespace potensial::service::pdf_printer_tests {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// A place of this machine that hears whether anybody calls.
class Listener {
 public:
  Listener() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 4), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { close(socket_); }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  bool was_called() const {
    pollfd waiting{socket_, POLLIN, 0};
    return poll(&waiting, 1, 0) > 0;
  }

 private:
  int socket_, port_ = 0;
};

TEST(PdfPrinter, APageBecomesAPdfAndNothingIsLeftBehind) {
  const TemporaryFiles temporaries;
  if (!PdfPrinter().works()) GTEST_SKIP() << "no browser that prints here";
  const auto pdf = PdfPrinter().pdf_of("<!DOCTYPE html><html lang=\"cy\"><title>Ysgol</title><p>Ŵyr</p>");
  ASSERT_TRUE(pdf);
  EXPECT_THAT(*pdf, StartsWith("%PDF-"));
  EXPECT_THAT(*pdf, HasSubstr("/Lang (cy)"));
  EXPECT_TRUE(std::filesystem::is_empty(temporaries.folder()));
}

TEST(PdfPrinter, ReachesNoNetwork) {
  if (!PdfPrinter().works()) GTEST_SKIP() << "no browser that prints here";
  const Listener listener;
  ASSERT_TRUE(PdfPrinter().pdf_of("<!DOCTYPE html><title>x</title><img src=\"" + listener.address() + "/x.png\"><link rel=\"stylesheet\" href=\"" + listener.address() + "/x.css\">"));
  EXPECT_FALSE(listener.was_called());
}

TEST(PdfPrinter, TheListenerHearsWhoCalls) {
  const Listener listener;
  const int caller = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(listener.address().substr(listener.address().rfind(':') + 1))));
  EXPECT_EQ(connect(caller, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_TRUE(listener.was_called());
  close(caller);
}

TEST(PdfPrinter, MakesOneAtATimeAndRefusesTheOther) {
  if (!PdfPrinter().works()) GTEST_SKIP() << "no browser that prints here";
  PdfPrinter printer;
  const auto print = [&] { return printer.pdf_of("<!DOCTYPE html><title>x</title>"); };
  auto one = std::async(std::launch::async, print), other = std::async(std::launch::async, print);
  const auto first = one.get(), second = other.get();
  ASSERT_NE(first.has_value(), second.has_value());
  EXPECT_EQ((first ? second : first).error().code, "report.pdf-busy");
}

}  // namespace potensial::service::pdf_printer_tests
