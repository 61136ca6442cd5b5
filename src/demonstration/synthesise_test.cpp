#include "demonstration/synthesise.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"

namespace potensial::demonstration {
namespace {

namespace fs = std::filesystem;

const catalogue::Catalogue& definitions() {
  static const auto loaded = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
  return loaded;
}

// A folder of this test alone, gone afterwards.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::temp_directory_path() / ("potensial-demo-" + name + std::to_string(::getpid()))) { fs::remove_all(path_); }
  ~Folder() { fs::remove_all(path_); fs::remove(path_.string() + ".truth.json"); }
  const fs::path& path() const { return path_; }
 private:
  fs::path path_;
};

Request small(const fs::path& out) { return {.authorities = 1, .learners = 2000, .years = 5, .seed = 1, .out = out}; }

TEST(Synthesise, TheSameBytesWithAnyNumberOfThreads) {
  std::string first;
  for (const unsigned threads : {1u, 2u, 7u}) {
    const Folder folder("threads");
    auto request = small(folder.path());
    request.threads = threads;
    const auto made = synthesise(definitions(), request);
    ASSERT_TRUE(made) << made.error().code;
    if (first.empty()) first = made->manifest_sha256;
    EXPECT_EQ(made->manifest_sha256, first) << threads;
  }
}

TEST(Synthesise, LearnersOnRollAreAsAsked) {
  const Folder folder("roll");
  const auto made = synthesise(definitions(), small(folder.path()));
  ASSERT_TRUE(made);
  EXPECT_NEAR(static_cast<double>(made->learners), 2000, 30);
}

}  // namespace
}  // namespace potensial::demonstration
