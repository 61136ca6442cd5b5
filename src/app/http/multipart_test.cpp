#include "app/http/multipart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace potensial::app {
namespace {

constexpr const char* kType = "multipart/form-data; boundary=----x1";

struct Taken {
  Result<MultipartForm> form;
  std::string file;
};

Taken taken(const std::string& body, const char* content_type = kType) {
  std::istringstream in(body);
  std::string file;
  auto form = read_multipart(in, content_type, [&](std::string_view bytes) {
    file += bytes;
    return Result<void>{};
  });
  return {std::move(form), std::move(file)};
}

std::string field(const std::string& name, const std::string& value) {
  return "------x1\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

std::string file(const std::string& bytes, const std::string& name = "a b.csv") {
  return "------x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/csv\r\n\r\n" + bytes + "\r\n";
}

const std::string kEnd = "------x1--\r\n";

TEST(Multipart, ReadsFieldsAndTheFile) {
  const auto read = taken(field("year", "2010") + file("upn,school\r\n--x\r\n") + field("profile", "") + kEnd);
  ASSERT_TRUE(read.form);
  EXPECT_EQ(read.file, "upn,school\r\n--x\r\n");
  EXPECT_EQ(read.form->file_name, "a b.csv");
  EXPECT_EQ(read.form->values.at("year"), "2010");
  EXPECT_EQ(read.form->values.at("profile"), "");
}

// However the delimiter falls on the pieces in which the body is read.
TEST(Multipart, AFileOfAnyLengthComesWhole) {
  for (const std::size_t length : {0u, 1u, 65'500u, 65'525u, 65'536u, 65'540u, 131'072u, 200'001u}) {
    std::string bytes(length, '-');
    for (std::size_t i = 0; i < length; i += 3) bytes[i] = '\r';
    for (std::size_t i = 1; i < length; i += 3) bytes[i] = '\n';
    const auto read = taken(file(bytes) + kEnd);
    ASSERT_TRUE(read.form) << length;
    EXPECT_TRUE(read.file == bytes) << length;
  }
}

TEST(Multipart, WhatIsNoWholeFormIsRefused) {
  const std::string whole = field("year", "2010") + file("abc") + kEnd;
  for (std::size_t length = 0; length + 2 < whole.size(); ++length) EXPECT_FALSE(taken(whole.substr(0, length)).form) << length;
  EXPECT_FALSE(taken("x" + whole).form);
  EXPECT_FALSE(taken(field("year", "1") + field("year", "2") + kEnd).form);
  EXPECT_FALSE(taken(file("a") + file("b") + kEnd).form);
  EXPECT_FALSE(taken(field("file", "a") + kEnd).form);
  EXPECT_FALSE(taken(field("a", "\xff") + kEnd).form);
  EXPECT_FALSE(taken(field("a", std::string(70'000, 'a')) + kEnd).form);
  EXPECT_FALSE(taken("------x1\r\nContent-Type: text/csv\r\n\r\nabc\r\n" + kEnd).form);
  EXPECT_FALSE(taken(whole, "application/x-www-form-urlencoded").form);
  EXPECT_FALSE(taken(whole, "multipart/form-data").form);
  EXPECT_FALSE(taken(whole, "multipart/form-data; boundary=").form);
}

TEST(Multipart, WhatTheTakerRefusesEndsTheReading) {
  std::istringstream in(file(std::string(300'000, 'a')) + kEnd);
  std::size_t bytes = 0;
  const auto form = read_multipart(in, kType, [&](std::string_view piece) {
    bytes += piece.size();
    return bytes > 100'000 ? Result<void>(refuse(Blame::fault, "import.not-kept")) : Result<void>{};
  });
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().code, "import.not-kept");
  EXPECT_LT(bytes, 200'000u);
}

}  // namespace
}  // namespace potensial::app
