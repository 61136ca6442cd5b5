#include "form/piece.hpp"

#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"
#include "form/example_answers.hpp"
#include "form/form_reader.hpp"
#include "form/problems.hpp"

namespace potensial::form {
namespace piece_test {

struct Bid {
  catalogue::Catalogue catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  Form form = read_form(*catalogue.newest("form", "bsf-bid")).value();
  Answers answers = example_answers(form, *catalogue.newest("form", "bsf-bid")).value();

  Piece piece(std::string_view name) const { return piece_of(form, name).value(); }
  std::string value(std::string_view piece_name, std::string_view field) const {
    for (const auto& each : fields_of(form, piece(piece_name), answers))
      if (each.name == field) return each.value;
    return "no such field";
  }
};

TEST(Piece, IsASectionOrAnItemOfAPartInOne) {
  const Bid bid;
  EXPECT_EQ(bid.piece("need").section->id, "need");
  EXPECT_EQ(bid.piece("lines/2").number, 2u);
  EXPECT_EQ(bid.piece("lines/new").number, 0u);
  for (const auto* none : {"", "nothing", "lines/0", "lines/x", "lines/2/outcomes/1", "schools/1", "need/1"}) EXPECT_FALSE(piece_of(bid.form, none)) << none;
}

TEST(Piece, ShowsWhatStandsInItAsItWouldBeTyped) {
  const Bid bid;
  EXPECT_EQ(bid.value("lines/1", "cost"), "84,000.00");
  EXPECT_EQ(bid.value("lines/1", "schools"), "6812001\n6812002");
  EXPECT_EQ(bid.value("lines/1", "outcomes/1/target"), "63.5");
  EXPECT_EQ(bid.value("lines/1", "outcomes/2/target"), "");
  EXPECT_EQ(bid.value("lines/2", "activity-ends"), "2008-03-31");
  EXPECT_EQ(bid.value("lines/new", "outcomes/1/target"), "");
  EXPECT_EQ(bid.value("priorities", "left-out").substr(0, 6), "Modern");
}

TEST(Piece, SavedAsItStandsChangesNothing) {
  const Bid bid;
  for (const auto* name : {"partners", "need", "priorities", "priorities/1", "priorities/2", "lines", "lines/1", "lines/2", "money", "last-year", "consultation"}) {
    const auto piece = bid.piece(name);
    Fields typed;
    for (const auto& each : fields_of(bid.form, piece, bid.answers))
      if (!each.question->locked) typed.emplace(each.name, each.value);
    EXPECT_EQ(with_fields(piece, bid.answers, typed).value(), bid.answers) << name;
  }
}

TEST(Piece, TakesWhatIsTypedAndLeavesTheRest) {
  const Bid bid;
  const auto saved = with_fields(bid.piece("lines/2"), bid.answers,
                                 {{"cost", "£1,234.56"}, {"purpose", ""}, {"learners-reached", "1,250"}, {"outcomes/2/target", "70"}, {"activity-ends", "soon"}}).value();
  const auto& line = saved.parts("lines")[1];
  EXPECT_EQ(*line.find("cost"), Answer(std::int64_t{123456}));
  EXPECT_FALSE(line.find("purpose"));
  EXPECT_EQ(*line.find("learners-reached"), Answer(std::int64_t{1250}));
  EXPECT_EQ(line.parts("outcomes").size(), 2u);
  EXPECT_EQ(*line.find("activity-ends"), Answer(std::string("soon")));
  EXPECT_EQ(*line.find("activity"), *bid.answers.parts("lines")[1].find("activity"));
  EXPECT_EQ(saved.parts("lines")[0], bid.answers.parts("lines")[0]);
}

TEST(Piece, ANewItemStandsLast) {
  const Bid bid;
  const auto saved = with_fields(bid.piece("lines/new"), bid.answers, {{"line-title", "Third"}, {"schools", "6812001, 6812002\n6812003"}}).value();
  ASSERT_EQ(saved.parts("lines").size(), 3u);
  EXPECT_EQ(*saved.parts("lines")[2].find("line-title"), Answer(std::string("Third")));
  EXPECT_EQ(saved.parts("lines")[2].parts("schools").size(), 3u);
}

TEST(Piece, AnItemInsideItThatIsEmptiedGoes) {
  const Bid bid;
  const auto saved = with_fields(bid.piece("lines/1"), bid.answers,
                                 {{"outcomes/1/outcome-group", ""}, {"outcomes/1/outcome-indicator", " "}, {"outcomes/1/target", ""}, {"outcomes/1/outcome-date", ""}}).value();
  EXPECT_TRUE(saved.parts("lines")[0].parts("outcomes").empty());
}

// SEC-7: what the form does not ask is refused, and what the system fills in cannot be typed.
TEST(Piece, Sec7RefusesFieldsThatItDoesNotHave) {
  const Bid bid;
  for (const auto* field : {"grant", "outcomes/1/baseline", "need", "outcomes/9/target", "outcomes/1/nothing", "schools/1/school", "lines"})
    EXPECT_EQ(with_fields(bid.piece("lines/1"), bid.answers, {{field, "1"}}).error().code, "submission.unknown-field") << field;
}

TEST(Piece, EveryProblemHasItsPlace) {
  Bid bid;
  auto& line = std::get<Parts>(bid.answers.values.at("lines"))[1];
  line.values.erase("purpose");
  std::get<Parts>(line.values.at("outcomes"))[0].values.erase("target");
  bid.answers.values.erase("left-out");
  std::vector<std::pair<std::string, std::string>> places;
  for (const auto& each : problems_of(bid.form, bid.answers)) {
    const auto place = place_of(bid.form, each.path);
    places.emplace_back(place.piece, place.field);
  }
  EXPECT_EQ(places, (std::vector<std::pair<std::string, std::string>>{{"priorities", "left-out"}, {"lines/2", "purpose"}, {"lines/2", "outcomes/1/target"}}));
  EXPECT_EQ(place_of(bid.form, Path{}.into("lines", 1).into("schools", 2).to("school")).field, "schools");
}

TEST(Piece, WithoutOneItemTheOthersMoveUp) {
  const Bid bid;
  const auto left = without(bid.piece("lines/1"), bid.answers);
  ASSERT_EQ(left.parts("lines").size(), 1u);
  EXPECT_EQ(left.parts("lines")[0], bid.answers.parts("lines")[1]);
  EXPECT_EQ(without(bid.piece("lines/7"), bid.answers), bid.answers);
}

}  // namespace piece_test
}  // namespace potensial::form
