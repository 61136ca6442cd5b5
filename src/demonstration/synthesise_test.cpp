#include "demonstration/synthesise.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

#include "demonstration/csv_lines.hpp"
#include "exchange/upn.hpp"
#include "gtest/gtest.h"
#include "shared_data.hpp"

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

// The bytes of a nation are part of the contract: whoever changes them on purpose writes the new fingerprint here.
TEST(Synthesise, TheFingerprintOfASmallAuthorityIsKnown) {
  const Folder folder("golden");
  const auto made = synthesise(definitions(), small(folder.path()));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->manifest_sha256, "8e5f0c761fd56756f984c2ea8366562d0e3f6ebbc4d332561fe6993e92f11a68");
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Synthesise, Prv8EveryPermanentUpnIsValidAndHoldsOffRealNumbersTwice) {
  const Folder folder("upns");
  ASSERT_TRUE(synthesise(definitions(), small(folder.path())));
  const CsvLines census(text_of(folder.path() / "census" / "2010" / "680.csv"));
  ASSERT_GT(census.rows(), 1000u);
  for (std::size_t row = 0; row < census.rows(); ++row) {
    const auto upn = census.cell(row, 0);
    const auto verdict = exchange::judge_upn(upn);
    ASSERT_TRUE(verdict.valid()) << upn;
    if (verdict.kind == exchange::UpnKind::temporary) continue;
    EXPECT_GE(upn[10], '5') << upn;
    const int establishment = std::stoi(upn.substr(4, 4));
    EXPECT_TRUE((establishment >= 2800 && establishment < 3000) || (establishment >= 3250 && establishment < 3300) ||
                (establishment >= 3950 && establishment < 4000) || (establishment >= 4400 && establishment < 4500) ||
                (establishment >= 4900 && establishment < 5000) || (establishment >= 1080 && establishment < 1100) ||
                (establishment >= 1180 && establishment < 1200) || establishment >= 7900) << upn;
  }
}

TEST(Synthesise, Prv8NoSchoolBearsTheNameOrNumberOfARealOne) {
  POTENSIAL_NEEDS_SHARED_DATA("statswales-excerpts");
  const Folder folder("schools");
  auto request = small(folder.path());
  request.authorities = 22;
  request.learners = 20000;
  request.years = 1;
  ASSERT_TRUE(synthesise(definitions(), request));
  std::string real;
  for (const auto* list : {"statswales-excerpts/fsm-by-school-2024-25.csv", "wales-secondary-schools-2019/support-categories-2019-secondary-gwe-erw-csc.csv"})
    real += text_of(tests::shared_data() / list);
  const CsvLines schools(text_of(folder.path() / "organisations" / "schools.csv"));
  ASSERT_GT(schools.rows(), 60u);
  for (std::size_t row = 0; row < schools.rows(); ++row) {
    EXPECT_EQ(real.find(schools.cell(row, 0)), std::string::npos) << schools.cell(row, 0);
    for (const std::size_t name : {2u, 3u}) EXPECT_EQ(real.find(schools.cell(row, name)), std::string::npos) << schools.cell(row, name);
  }
}

TEST(Synthesise, OneSchoolIsMadeToo) {
  const Folder folder("one");
  auto request = small(folder.path());
  request.learners = 180;
  const auto made = synthesise(definitions(), request);
  ASSERT_TRUE(made) << made.error().code;
  EXPECT_EQ(made->schools, 1);
  EXPECT_NEAR(static_cast<double>(made->learners), 180, 6);
}

TEST(Synthesise, WithoutFaultsThereIsNoFaultyFile) {
  const Folder folder("clean");
  auto request = small(folder.path());
  request.faults = false;
  ASSERT_TRUE(synthesise(definitions(), request));
  EXPECT_FALSE(fs::exists(folder.path() / "faulty"));
}

TEST(Synthesise, AGroupPlantedOrNotMovesNoLearnerOutsideIt) {
  const Folder with("with"), without("without");
  auto request = small(with.path());
  ASSERT_TRUE(synthesise(definitions(), request));
  request.out = without.path();
  request.groups = false;
  ASSERT_TRUE(synthesise(definitions(), request));
  const fs::path examinations = fs::path("assessment") / "2010" / "680_ks1.csv";
  EXPECT_EQ(text_of(with.path() / examinations), text_of(without.path() / examinations));
}

TEST(Synthesise, TheTruthNeverLiesInTheData) {
  const Folder folder("truth");
  auto request = small(folder.path());
  request.truth = folder.path() / "truth.json";
  const auto made = synthesise(definitions(), request);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "demonstration.truth-inside");
}

TEST(Synthesise, AnAuthorityTooManyIsRefused) {
  const Folder folder("range");
  auto request = small(folder.path());
  request.authorities = 221;
  const auto made = synthesise(definitions(), request);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "demonstration.out-of-range");
}

}  // namespace
}  // namespace potensial::demonstration
