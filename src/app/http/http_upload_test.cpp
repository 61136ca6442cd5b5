// Bodies that may be large: kept in files, refused before they come, and gone when their request is.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/http/body_file.hpp"
#include "raw_http.hpp"

namespace potensial::app {
namespace {

namespace fs = std::filesystem;

class HttpUpload : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }

  ServerSettings settings() const {
    ServerSettings made;
    made.limits.bodies = {{"/send", 4'000'000}};
    made.body_folder = folder;
    made.before_body = [](const HttpRequest& request) -> std::optional<HttpResponse> {
      const auto* length = request.header("content-length");
      if (request.path == "/send/forbidden") return HttpResponse{403, {}, "not you"};
      if (length && std::stoull(*length) > 4'000'000) return HttpResponse{413, {}, "too large"};
      return std::nullopt;
    };
    return made;
  }

  static HttpResponse size_of_body(const HttpRequest& request) {
    const auto bytes = request.body_file ? fs::file_size(request.body_file->path()) : request.body.size();
    return {200, {}, (request.body_file ? "file " : "memory ") + std::to_string(bytes)};
  }

  std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator())); }

  // Whatever a connection left is gone soon after it.
  bool nothing_left() const {
    for (int tries = 0; tries < 200 && files() > 0; ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return files() == 0;
  }

  static std::string request(const std::string& path, std::size_t length) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
  }

  fs::path folder = fs::temp_directory_path() / ("potensial-upload-test-" + std::to_string(::getpid()));
};

TEST_F(HttpUpload, Sec27ALargeBodyGoesToAFileThatGoesWithTheRequest) {
  ServedHttp served(settings(), size_of_body);
  EXPECT_EQ(RawClient(served.port()).ask(request("/send", 3'000'000) + std::string(3'000'000, 'x')).body, "file 3000000");
  EXPECT_EQ(RawClient(served.port()).ask(request("/other", 10) + "0123456789").body, "memory 10");
  EXPECT_TRUE(nothing_left());
}

TEST_F(HttpUpload, TheSmallLimitHoldsEverywhereElse) {
  ServedHttp served(settings(), size_of_body);
  EXPECT_EQ(RawClient(served.port()).ask(request("/other", 1'048'577)).status, 413);
}

TEST_F(HttpUpload, Sec27WhoMayNotSendIsToldBeforeTheBodyComes) {
  ServedHttp served(settings(), size_of_body);
  const auto forbidden = RawClient(served.port()).ask(request("/send/forbidden", 3'000'000));
  EXPECT_EQ(forbidden.status, 403);
  EXPECT_EQ(forbidden.body, "not you");
  const auto large = RawClient(served.port()).ask(request("/send", 10'737'418'240));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.body, "too large");
  EXPECT_EQ(files(), 0u);
}

TEST_F(HttpUpload, ABodyThatIsCutShortLeavesNothing) {
  ServedHttp served(settings(), size_of_body);
  {
    RawClient client(served.port());
    ASSERT_TRUE(client.send(request("/send", 3'000'000) + std::string(1'000'000, 'x')));
    for (int tries = 0; tries < 200 && files() == 0; ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(files(), 1u);
  }
  EXPECT_TRUE(nothing_left());
}

TEST_F(HttpUpload, AnEndlessBodyInChunksEndsAtTheLimit) {
  ServedHttp served(settings(), size_of_body);
  RawClient client(served.port());
  client.send("POST /send HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string piece = "10000\r\n" + std::string(65'536, 'x') + "\r\n";
  std::size_t sent = 0;
  while (sent < 50'000'000 && client.send(piece)) sent += piece.size();
  EXPECT_LT(sent, 50'000'000u);
  EXPECT_EQ(served.log(1)[0].status, 413u);
  EXPECT_TRUE(nothing_left());
}

TEST_F(HttpUpload, ADiskThatTakesNoMoreIsSaid) {
  auto full = settings();
  full.body_folder = folder / "missing";
  ServedHttp served(full, size_of_body);
  EXPECT_EQ(RawClient(served.port()).ask(request("/send", 10) + "0123456789").status, 507);
}

}  // namespace
}  // namespace potensial::app
