#include "app/http/content_coding.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace potensial::app {
namespace {

std::string inflated(const std::string& packed) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string plain(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

std::string varied_text(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "Ysgol " + std::to_string(text.size() * 7919 % 1000) + "; ";
  return text.substr(0, bytes);
}

HttpResponse coded(std::string type, std::size_t bytes, HttpHeaders more = {}, std::string accepted = "gzip") {
  const HttpRequest request{.method = "GET", .headers = {{"accept-encoding", std::move(accepted)}}};
  more.emplace_back("Content-Type", std::move(type));
  HttpResponse response{200, std::move(more), varied_text(bytes)};
  announce_content_coding(request, response);
  return with_content_coding(request, std::move(response));
}

bool is_coded(const HttpResponse& response) { return find_header(response.headers, "Content-Encoding") != nullptr; }

TEST(ContentCoding, InflatesToWhatWasWritten) {
  for (const std::size_t bytes : {1024, 5000, 500'000}) {
    const auto response = coded("text/html; charset=utf-8", bytes);
    EXPECT_EQ(*find_header(response.headers, "content-encoding"), "gzip");
    EXPECT_EQ(*find_header(response.headers, "vary"), "Accept-Encoding");
    EXPECT_LT(response.body.size(), bytes / 2);
    EXPECT_EQ(inflated(response.body), varied_text(bytes));
  }
}

TEST(ContentCoding, OnlyLongTextIsWorthIt) {
  EXPECT_TRUE(is_coded(coded("application/json", 2000)));
  EXPECT_TRUE(is_coded(coded("Image/SVG+xml", 2000)));
  EXPECT_FALSE(is_coded(coded("text/html", 1023)));
  EXPECT_FALSE(is_coded(coded("image/png", 2000)));
  EXPECT_FALSE(is_coded(coded("application/jsonx", 2000)));
  EXPECT_FALSE(is_coded(coded("text", 2000)));
}

TEST(ContentCoding, AHandlerCanKeepAnAnswerPlain) {  // BREACH
  const auto response = coded("text/html", 5000, {{"cache-control", "no-store, No-Transform"}});
  EXPECT_FALSE(is_coded(response));
  EXPECT_EQ(find_header(response.headers, "vary"), nullptr);
  EXPECT_EQ(response.body, varied_text(5000));
}

TEST(ContentCoding, WhatIsCodedAlreadyIsNotCodedAgain) {
  EXPECT_EQ(coded("text/html", 5000, {{"Content-Encoding", "br"}}).body, varied_text(5000));
}

TEST(ContentCoding, CachesHearThatAnswersDiffer) {
  EXPECT_EQ(*find_header(coded("text/html", 5000, {}, "identity").headers, "vary"), "Accept-Encoding");
  EXPECT_EQ(joined_header(coded("text/html", 5000, {{"Vary", "Cookie"}}).headers, "vary"), "Cookie, Accept-Encoding");
  EXPECT_EQ(joined_header(coded("text/html", 5000, {{"Vary", "*"}}).headers, "vary"), "*");
  EXPECT_EQ(*find_header(coded("text/html", 5000, {{"ETag", "\"a\""}}).headers, "etag"), "W/\"a\"");
  EXPECT_EQ(*find_header(coded("text/html", 5000, {{"ETag", "\"a\""}}, "").headers, "etag"), "\"a\"");
}

TEST(CodingChoice, WeighsAsTheClientSays) {
  for (const auto* yes : {"gzip", "deflate, gzip;q=1.0, *;q=0.5", "*", "GZIP ; q=0.001", "x-gzip", "identity;q=0.5, gzip", "gzip, identity", "br, *;q=0.1"})
    EXPECT_TRUE(coding_choice(yes).gzip) << yes;
  for (const auto* no : {"", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "identity, gzip;q=0.5", "gzip;q=2", "gzip;q=-1", "gzip;q=", "gzip;q=nan", "gzip;level=9", "identity;q=0"})
    EXPECT_FALSE(coding_choice(no).gzip) << no;
}

TEST(CodingChoice, ShortAnswersAreCodedWhereThePlainOneIsRefused) {
  EXPECT_TRUE(coding_choice("gzip, identity;q=0").identity_refused);
  EXPECT_TRUE(coding_choice("gzip, *;q=0").identity_refused);
  EXPECT_FALSE(coding_choice("gzip").identity_refused);
  EXPECT_EQ(inflated(coded("text/plain", 10, {}, "gzip, identity;q=0").body), varied_text(10));
}

}  // namespace
}  // namespace potensial::app
