#include "base/sha256.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"

namespace potensial {
namespace {

// Vectors of FIPS 180-2, appendix B.
TEST(Sha256, GivesThePublishedValues) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnThePieces) {
  Sha256 hash;
  hash.add("a");
  EXPECT_EQ(hash.hex(), sha256("a"));
  hash.add("bc");
  EXPECT_EQ(hash.hex(), sha256("abc"));
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const auto file = std::filesystem::temp_directory_path() / ("potensial-sha256-test-" + std::to_string(::getpid()));
  const std::string content(3'000'000, 'x');
  ASSERT_TRUE(write_file(file, content));
  EXPECT_EQ(sha256_of_file(file).value(), sha256(content));
  std::filesystem::remove(file);
  EXPECT_EQ(sha256_of_file(file).error().code, "file.unreadable");
}

}  // namespace
}  // namespace potensial
