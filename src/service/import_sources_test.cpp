#include "service/import_sources.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

// Files named after their organisation; those of "all" speak for many.
class NamedFiles final : public ImportReader {
 public:
  std::optional<std::string> collection(const fs::path& file) const override { return file.parent_path().parent_path().filename().string(); }
  std::string organisation(const fs::path& file) const override { return file.stem() == "all" ? "" : file.stem().string(); }
  Result<IncomingFile> read(const fs::path&) const override { return IncomingFile{}; }
};

}  // namespace

TEST(ImportSources, TakeTheCensusesOfOneOrganisationAfterTheOther) {
  const auto folder = fs::temp_directory_path() / ("potensial-import-sources-test-" + std::to_string(::getpid()));
  for (const auto* file : {"assessment/2009/680.csv", "assessment/2010/660.csv", "census/2008/660.csv", "census/2008/680.csv",
                           "census/2009/660.csv", "census/2009/all.csv", "census/2010/680.csv", "census/2010/660.csv"})
    ASSERT_TRUE(write_file(folder / file, "x"));
  const std::vector<fs::path> named{folder};
  std::vector<std::string> order;
  const auto sources = import_sources(named, NamedFiles());
  ASSERT_TRUE(sources);
  for (const auto& file : sources->files) order.push_back(file.lexically_relative(folder).string());
  EXPECT_THAT(order, testing::ElementsAre("census/2008/660.csv", "census/2009/660.csv", "census/2008/680.csv", "census/2009/all.csv",
                                          "census/2010/660.csv", "census/2010/680.csv", "assessment/2009/680.csv", "assessment/2010/660.csv"));
  fs::remove_all(folder);
}

}  // namespace potensial::service
