// Every sentence that the sources name exists in both languages.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "catalogue/messages.hpp"

namespace potensial::tests {
namespace {

std::string source_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Ids of sentences that the product's sources name, in refusals, phrases and rules of rows.
std::set<std::string> ids_in_sources() {
  const std::regex uses(R"re((?:Blame::\w+,\s*|\bphrase\(|\bsay\()"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"|"(rule\.[a-z0-9-]+)")re");
  std::set<std::string> ids;
  for (const auto& file : std::filesystem::recursive_directory_iterator(POTENSIAL_ROOT "/src")) {
    const std::string name = file.path().filename().string();
    if ((!name.ends_with(".cpp") && !name.ends_with(".hpp")) || name.ends_with("_test.cpp")) continue;
    const std::string text = std::regex_replace(source_text(file.path()), std::regex("//[^\n]*"), "");  // comments give examples
    for (std::sregex_iterator use(text.begin(), text.end(), uses), end; use != end; ++use)
      ids.insert((*use)[1].matched ? (*use)[1] : (*use)[2]);
  }
  return ids;
}

}  // namespace

TEST(Messages, ExistForEveryIdNamedInTheSources) {
  const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  const auto ids = ids_in_sources();
  EXPECT_TRUE(ids.contains("page.template-bad"));  // the search finds what it looks for
  for (const auto& id : ids) EXPECT_TRUE(messages.has(id)) << id << " has no sentence in catalogue/messages";
}

}  // namespace potensial::tests
