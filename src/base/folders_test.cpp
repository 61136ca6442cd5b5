#include "base/folders.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"

namespace potensial {
namespace {

TEST(Folders, AreMadeWithAllAboveThemAndAgain) {
  const auto top = std::filesystem::temp_directory_path() / ("potensial-folders-test-" + std::to_string(::getpid()));
  ASSERT_TRUE(make_folders(top / "a/b/c"));
  EXPECT_TRUE(std::filesystem::is_directory(top / "a/b/c"));
  EXPECT_TRUE(make_folders(top / "a/b/c/"));
  ASSERT_TRUE(write_file(top / "file", "x"));
  const auto refused = make_folders(top / "file/d");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "file.unwritable");
  EXPECT_EQ(refused.error().arguments.front().second, (top / "file").string());
  std::filesystem::remove_all(top);
}

}  // namespace
}  // namespace potensial
