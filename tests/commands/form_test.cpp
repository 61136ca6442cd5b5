// Forms from the command line, as somebody prepares a bid in a file and asks what is wrong with it.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>

#include "base/file.hpp"
#include "catalogue/catalogue.hpp"
#include "command_line.hpp"

namespace potensial::tests {
namespace form_cases {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;

// A tree of a definition as a file would hold it.
json::value written(const Node& node) {
  if (const auto* text = node.scalar()) return json::value(*text);
  if (const auto* items = std::get_if<Node::List>(&node.value)) {
    json::array list;
    for (const auto& each : *items) list.push_back(written(each));
    return list;
  }
  json::object members;
  for (const auto& [name, value] : std::get<Node::Members>(node.value)) members[name] = written(value);
  return members;
}

class FormCommand : public CommandLine {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder()); }

  // The bid of the example, which is complete.
  json::object bid() const {
    const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
    return written(*catalogue.newest("form", "bsf-bid")->body.find("example")).as_object();
  }
  Told check(const json::object& answers, std::vector<std::string> further = {}) const {
    EXPECT_TRUE(write_file(folder() / "bid.json", json::serialize(answers)));
    std::vector<std::string> words{"form", "bsf-bid", "--on", "2007-06-01", "--check", (folder() / "bid.json").string()};
    words.insert(words.end(), further.begin(), further.end());
    return run(words);
  }
  json::array problems(const json::object& answers) const { return json::parse(check(answers, {"--json"}).out).at("problems").as_array(); }
};

TEST_F(FormCommand, ListsTheFormsOfADayAndShowsOne) {
  EXPECT_THAT(run({"form", "--on", "2007-06-01"}).out, AllOf(HasSubstr("bsf-bid"), HasSubstr("Bid to the Better Schools Fund")));
  EXPECT_THAT(run({"form", "bsf-bid", "--on", "2007-06-01"}).out, AllOf(HasSubstr("text of up to 300 words"), HasSubstr("need-analysis"), HasSubstr("line-title")));
  EXPECT_EQ(run({"form", "no-such", "--on", "2007-06-01"}).status, 1);
  EXPECT_THAT(run({"form", "--on", "soon"}).err, HasSubstr("is no day"));
}

TEST_F(FormCommand, ACompleteBidIsComplete) {
  const auto told = check(bid());
  EXPECT_EQ(told.status, 0) << told.out << told.err;
  EXPECT_THAT(told.out, HasSubstr("they are complete"));
}

TEST_F(FormCommand, SaysOfABidWhichLineIsWrongAndWhyInBothLanguages) {
  auto answers = bid();
  answers.erase("need-analysis");
  answers["priorities"].as_array()[1].as_object()["priority-rank"] = "1";
  answers["lines"].as_array()[1].as_object()["outcomes"].as_array()[0].as_object().erase("baseline");
  std::string words;
  for (int i = 0; i < 301; ++i) words += "word ";
  answers["need"] = words;
  EXPECT_EQ(check(answers).status, 1);
  std::map<std::string, std::string> found;
  for (const auto& each : problems(answers)) found[std::string(each.at("path").as_string())] += std::string(each.at("en").as_string()) + "|" + std::string(each.at("cy").as_string());
  EXPECT_THAT(found["need-analysis"], AllOf(HasSubstr("Need analysis: this has not been answered"), HasSubstr("nid yw hwn wedi’i ateb")));
  EXPECT_THAT(found["priorities/2/priority-rank"], AllOf(HasSubstr("Priority 2: Rank"), HasSubstr("Another priority has the same rank")));
  EXPECT_THAT(found["lines/2/outcomes/1/baseline"], HasSubstr("Line 2, Outcome 1"));
  EXPECT_THAT(found["need"], HasSubstr("301"));
}

TEST_F(FormCommand, AFileThatIsNoneIsRefusedWithItsLine) {
  ASSERT_TRUE(write_file(folder() / "bid.yaml", "lead: 681\n- no\n"));
  const auto told = run({"form", "bsf-bid", "--on", "2007-06-01", "--check", (folder() / "bid.yaml").string()});
  EXPECT_EQ(told.status, 1);
  EXPECT_THAT(told.err, HasSubstr("bid.yaml, line 2"));
}

}  // namespace form_cases
}  // namespace potensial::tests
