#include "catalogue/catalogue.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace potensial::catalogue {
namespace {

std::string colour(const std::string& more) {
  return "- kind: colour\n  source: the rainbow\n  example: red\n" + more;
}

std::string colour_refusal(const std::string& yaml) {
  auto read = definitions_in(yaml, "colours.yaml");
  if (!read) return read.error().code;
  auto made = Catalogue::of(std::move(*read));
  return made ? "accepted" : made.error().code;
}

const std::string red = "  id: red\n  version: 1\n  name: {en: red, cy: coch}\n";

TEST(Catalogue, ReadsCommonMembersAndKeepsScalarsAsText) {
  const auto read = definitions_in(colour(red + "  from: 2008-09-01\n  to: 2009-08-31\n  code: 08\n  answer: N\n"), "colours.yaml");
  ASSERT_TRUE(read);
  const auto& first = read->front();
  EXPECT_EQ(first.kind, "colour");
  EXPECT_EQ(first.name, (Text{"red", "coch"}));
  EXPECT_EQ(first.file, "colours.yaml:1");
  EXPECT_EQ(first.body.text("code"), "08");
  EXPECT_EQ(first.body.text("answer"), "N");
  EXPECT_TRUE(first.valid_on(Date(2009, 8, 31)));
  EXPECT_FALSE(first.valid_on(Date(2009, 9, 1)));
}

TEST(Catalogue, RefusesAnEntryWithoutACommonMember) {
  EXPECT_EQ(colour_refusal(colour(red)), "accepted");
  EXPECT_EQ(colour_refusal("- id: red\n"), "catalogue.member-missing");
  EXPECT_EQ(colour_refusal(colour("  version: 1\n  name: {en: red, cy: coch}\n")), "catalogue.member-missing");
  EXPECT_EQ(colour_refusal(colour("  id: red\n  version: one\n  name: {en: red, cy: coch}\n")), "catalogue.member-missing");
  EXPECT_EQ(colour_refusal("- kind: colour\n  example: red\n" + red), "catalogue.member-missing");
  EXPECT_EQ(colour_refusal("- kind: colour\n  source: the rainbow\n" + red), "catalogue.member-missing");
}

TEST(Catalogue, RefusesANameInOneLanguage) {
  EXPECT_EQ(colour_refusal(colour("  id: red\n  version: 1\n  name: {en: red}\n")), "catalogue.language-missing");
  EXPECT_EQ(colour_refusal(colour("  id: red\n  version: 1\n  name: {en: red, cy: ''}\n")), "catalogue.language-missing");
}

TEST(Catalogue, RefusesDaysThatDoNotExistOrRunBackwards) {
  EXPECT_EQ(colour_refusal(colour(red + "  from: 2009-02-29\n")), "catalogue.bad-day");
  EXPECT_EQ(colour_refusal(colour(red + "  from: 2009-09-01\n  to: 2009-08-31\n")), "catalogue.ends-before-start");
}

TEST(Catalogue, RefusesTheSameVersionTwice) {
  EXPECT_EQ(colour_refusal(colour(red) + colour(red)), "catalogue.duplicate");
}

TEST(Catalogue, RefusesTwoVersionsValidOnOneDay) {
  const std::string second = "  id: red\n  version: 2\n  name: {en: red, cy: coch}\n";
  EXPECT_EQ(colour_refusal(colour(red + "  to: 2009-08-31\n") + colour(second + "  from: 2009-08-31\n")), "catalogue.versions-overlap");
  EXPECT_EQ(colour_refusal(colour(red + "  to: 2009-08-31\n") + colour(second + "  from: 2009-09-01\n")), "accepted");
}

TEST(Catalogue, NamesFileAndLineOfBadYaml) {
  const auto read = definitions_in("- kind: colour\n- [unclosed\n", "colours.yaml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "catalogue.bad-yaml");
  EXPECT_EQ(read.error().arguments[0].second, "colours.yaml");
  EXPECT_EQ(read.error().arguments[1].second, "3");
}

TEST(Catalogue, RefusesWhatIsNoListOfEntriesWithNamedMembers) {
  EXPECT_EQ(colour_refusal("kind: colour\n"), "catalogue.no-list");
  EXPECT_EQ(colour_refusal(colour(red + "  id: blue\n")), "catalogue.member-twice");
  EXPECT_EQ(colour_refusal(colour(red + "  [a, b]: c\n")), "catalogue.member-no-word");
}

TEST(Catalogue, FindsTheVersionThatHeldOnADay) {
  auto made = Catalogue::of(*definitions_in(
      colour(red + "  to: 2009-08-31\n") + colour("  id: red\n  version: 2\n  name: {en: red, cy: rhudd}\n  from: 2009-09-01\n"), "c"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->on("colour", "red", Date(2009, 8, 31))->version, 1);
  EXPECT_EQ(made->on("colour", "red", Date(2009, 9, 1))->version, 2);
  EXPECT_EQ(made->newest("colour", "red")->name.cy, "rhudd");
  EXPECT_EQ(made->version("colour", "red", 1)->name.cy, "coch");
  EXPECT_EQ(made->on("colour", "blue", Date(2009, 9, 1)), nullptr);
  EXPECT_EQ(made->of_kind("colour").size(), 2u);
  EXPECT_EQ(made->of_kind_on("colour", Date(2009, 9, 1)).size(), 1u);
}

TEST(Catalogue, FindsTheLastVersionThatHadEnded) {
  auto made = Catalogue::of(*definitions_in(
      colour(red + "  to: 2009-08-31\n") + colour("  id: red\n  version: 2\n  name: {en: red, cy: rhudd}\n  from: 2010-09-01\n"), "c"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->until("colour", "red", Date(2008, 1, 1))->version, 1);
  EXPECT_EQ(made->until("colour", "red", Date(2010, 1, 1))->version, 1);
  EXPECT_EQ(made->until("colour", "red", Date(2011, 1, 1))->version, 2);
  EXPECT_EQ(made->until("colour", "blue", Date(2011, 1, 1)), nullptr);
}

class CatalogueFolder : public testing::Test {
 protected:
  CatalogueFolder() : folder(std::filesystem::path(testing::TempDir()) / ("catalogue-folder-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder / "messages");
    write("colours.yaml", colour(red));
  }
  ~CatalogueFolder() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; }
  const std::filesystem::path folder;
};

TEST_F(CatalogueFolder, IsReadWithoutItsMessages) {
  write("messages/colour.yaml", "- id: colour.unknown\n  en: x\n  cy: y\n");
  write("notes.txt", "no definition");
  const auto loaded = Catalogue::load(folder);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->definitions().size(), 1u);
}

TEST_F(CatalogueFolder, NamesTheFileAtFault) {
  write("blue.yaml", "\n- kind: colour\n  id: blue\n");
  const auto loaded = Catalogue::load(folder);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().arguments[0].second, "blue.yaml:2");
}

TEST(Catalogue, RefusesAFolderThatDoesNotExist) {
  const auto loaded = Catalogue::load("/no/such/folder");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "catalogue.unreadable");
}

}  // namespace
}  // namespace potensial::catalogue
