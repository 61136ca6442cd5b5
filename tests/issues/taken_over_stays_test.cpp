// Whoever sent the answers of a plan as a whole could write over what it had taken over from last year's.
#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"
#include "form/example_answers.hpp"
#include "form/form_reader.hpp"
#include "service/taken_over.hpp"

namespace potensial::service {
namespace taken_over_issue {

using form::Answers;
using form::Parts;

OpenedSubmission plan() {
  static const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto& definition = *catalogue.newest("form", "school-spending-plan");
  OpenedSubmission opened;
  opened.form = form::read_form(definition).value();
  opened.answers = form::example_answers(opened.form, definition).value();
  return opened;
}

Answers& item(Answers& answers, const char* part) { return std::get<Parts>(answers.values.at(part)).front(); }

TEST(TakenOver, Pln02StaysWhateverIsSentForTheWhole) {
  const auto standing = plan();
  auto sent = standing.answers;
  sent.values.insert_or_assign("past-plan", "another-plan");
  item(sent, "past-outcomes").values.insert_or_assign("past-outcome-target", 1.0);
  item(sent, "past-outcomes").values.insert_or_assign("past-outcome-why", "The year is not over.");
  item(sent, "past-lines").values.erase("past-line-paid");
  auto expected = standing.answers;
  item(expected, "past-outcomes").values.insert_or_assign("past-outcome-why", "The year is not over.");
  const auto kept = with_taken_over(standing, sent);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(*kept == expected) << "what the school answers itself changes, and nothing else";
}

TEST(TakenOver, Pln02CannotBeLeftOutAndNotBeInvented) {
  const auto standing = plan();
  auto without = standing.answers;
  without.values.erase("past-scores");
  const auto refused = with_taken_over(standing, without);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "taken-over.removed");
  auto invented = standing.answers;
  auto& lines = std::get<Parts>(invented.values.at("past-lines"));
  lines.push_back({{{"past-line", "Invented"}, {"past-line-right", true}}});
  const auto kept = with_taken_over(standing, invented);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->parts("past-lines").size(), 2u);
  EXPECT_EQ(kept->parts("past-lines").back().find("past-line"), nullptr);
}

}  // namespace taken_over_issue
}  // namespace potensial::service
