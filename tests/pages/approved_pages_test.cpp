// The sample pages look as they were approved, byte for byte. To approve a change, read the difference
// and run the test with POTENSIAL_APPROVE=1, which writes the files of tests/pages/approved/.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "pages/sample_page.hpp"

namespace potensial::tests {
namespace {

const std::filesystem::path approved = POTENSIAL_ROOT "/tests/pages/approved";

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string rendered(const Page& page, Language language) {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  static const auto html = report::Html::load(messages, POTENSIAL_ROOT "/web").value();
  return html.document(page, language, sample_surroundings(), report::FileLinks(page.address, is_sample)).value();
}

void approve(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void expect_approved(const Page& page, Language language) {
  const auto path = approved / report::file_of(page.address, language);
  const std::string text = rendered(page, language);
  if (std::getenv("POTENSIAL_APPROVE")) approve(path, text);
  EXPECT_TRUE(content(path) == text) << path << " differs from what was approved";
}

}  // namespace

TEST(ApprovedPages, SchoolInEnglish) { expect_approved(sample_school(), Language::en); }
TEST(ApprovedPages, SchoolInWelsh) { expect_approved(sample_school(), Language::cy); }
TEST(ApprovedPages, FindingInEnglish) { expect_approved(sample_finding(), Language::en); }
TEST(ApprovedPages, FindingInWelsh) { expect_approved(sample_finding(), Language::cy); }

}  // namespace potensial::tests
