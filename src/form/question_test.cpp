#include "form/question.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace potensial::form {
namespace {

TEST(ReadAnswer, ReadsEachKindAsDefinitionsWriteIt) {
  EXPECT_EQ(read_answer(QuestionKind::whole_number, "-3"), Answer(std::int64_t{-3}));
  EXPECT_EQ(read_answer(QuestionKind::money, "8400000"), Answer(std::int64_t{8'400'000}));
  EXPECT_EQ(read_answer(QuestionKind::number, "58.5"), Answer(58.5));
  EXPECT_EQ(read_answer(QuestionKind::date, "2008-02-29"), Answer(Date(2008, 2, 29)));
  EXPECT_EQ(read_answer(QuestionKind::yes_no, "no"), Answer(false));
  EXPECT_EQ(read_answer(QuestionKind::group, "sex=M"), Answer(std::string("sex=M")));
}

TEST(ReadAnswer, IsNothingForWhatIsNotOfTheKind) {
  for (const auto* bad : {"", "1.5", "1 000", "9223372036854775808", "x"}) EXPECT_FALSE(read_answer(QuestionKind::whole_number, bad)) << bad;
  EXPECT_FALSE(read_answer(QuestionKind::money, "-1"));
  EXPECT_FALSE(read_answer(QuestionKind::learner_count, "-1"));
  EXPECT_FALSE(read_answer(QuestionKind::number, "inf"));
  EXPECT_FALSE(read_answer(QuestionKind::number, "nan"));
  EXPECT_FALSE(read_answer(QuestionKind::date, "2007-02-29"));
  EXPECT_FALSE(read_answer(QuestionKind::yes_no, "true"));
  EXPECT_FALSE(read_answer(QuestionKind::text, "\xff"));
  EXPECT_FALSE(read_answer(QuestionKind::part, "x"));
}

TEST(IsOfKind, KeepsKindsApart) {
  EXPECT_TRUE(is_of_kind(QuestionKind::part, Answer(Parts{})));
  EXPECT_FALSE(is_of_kind(QuestionKind::whole_number, Answer(1.0)));
  EXPECT_FALSE(is_of_kind(QuestionKind::number, Answer(std::int64_t{1})));
  EXPECT_FALSE(is_of_kind(QuestionKind::number, Answer(std::numeric_limits<double>::infinity())));
  EXPECT_FALSE(is_of_kind(QuestionKind::text, Answer(true)));
}

}  // namespace
}  // namespace potensial::form
