#include "base/file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial {
namespace {

class FileTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("potensial-file-test-" + std::to_string(::getpid()));
};

TEST_F(FileTest, WhatIsWrittenIsRead) {
  const std::string content("ŵ\0\r\n", 5);
  ASSERT_TRUE(write_file(folder / "new" / "a.txt", content));
  EXPECT_EQ(read_file(folder / "new" / "a.txt").value(), content);
}

TEST_F(FileTest, WritingReplacesAndLeavesNoTemporaryFile) {
  ASSERT_TRUE(write_file(folder / "a", "old"));
  ASSERT_TRUE(write_file(folder / "a", "new"));
  EXPECT_EQ(read_file(folder / "a").value(), "new");
  EXPECT_FALSE(std::filesystem::exists(temporary_name(folder / "a")));
}

TEST_F(FileTest, AMissingFileOrAFolderIsRefusedByName) {
  const auto missing = read_file(folder / "missing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "file.unreadable");
  EXPECT_EQ(missing.error().arguments.front().second, (folder / "missing").string());
  EXPECT_FALSE(read_file(folder));
}

TEST_F(FileTest, AFileOverTheLimitIsRefusedUnread) {
  ASSERT_TRUE(write_file(folder / "a", "12345"));
  EXPECT_TRUE(read_file(folder / "a", 5));
  EXPECT_EQ(read_file(folder / "a", 4).error().code, "file.too-large");
}

TEST_F(FileTest, AFolderThatCannotBeWrittenIsRefused) {
  ASSERT_TRUE(write_file(folder / "a", "x"));
  EXPECT_EQ(write_file(folder / "a" / "b", "x").error().code, "file.unwritable");
}

}  // namespace
}  // namespace potensial
