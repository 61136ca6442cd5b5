#include "app/http/status_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "raw_http.hpp"

namespace potensial::app {
namespace status_words_tests {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

catalogue::Messages real_messages() { return catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value(); }

TEST(StatusWords, StandInBothLanguages) {
  const auto messages = real_messages();
  EXPECT_THAT(words_of_status(messages, 413), AllOf(HasSubstr("too large"), HasSubstr("rhy fawr")));
  EXPECT_THAT(words_of_status(messages, 503), AllOf(HasSubstr("busy"), HasSubstr("brysur"), Not(HasSubstr("413"))));
  EXPECT_THAT(words_of_status(messages, 417), AllOf(HasSubstr("417"), HasSubstr("could not"), HasSubstr("Ni ellid")));
}

TEST(StatusWords, AreSaidOfRequestsThatNoHandlerSees) {  // NAT-08
  const auto messages = real_messages();
  ServerSettings settings;
  settings.words = [&](unsigned status) { return words_of_status(messages, status); };
  ServedHttp served(settings, [](const HttpRequest&) { return HttpResponse{404, {}, {}}; });
  const auto said = [&](const std::string& request, int status) {
    const auto answer = RawClient(served.port()).ask(request);
    EXPECT_EQ(answer.status, status) << request.substr(0, 40);
    EXPECT_TRUE(answer.has("Content-Type: text/plain; charset=utf-8")) << status;
    EXPECT_EQ(answer.body, words_of_status(messages, unsigned(status)));
  };
  said("GET / HTTP/1.1\r\nBad Header\r\n\r\n", 400);
  said("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(20'000, 'a'), 431);
  said("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
  said("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n", 413);
  said("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n", 421);
  said("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 404);
}

}  // namespace status_words_tests
}  // namespace potensial::app
