// A learner's opaque id written in capitals, as copied from a letter, was refused as unknown.
#include <gtest/gtest.h>

#include "model/learner_id.hpp"

namespace potensial {

TEST(LearnerIdInCapitals, IsTheSameLearner) {
  const LearnerId learner{504807770644273251};
  auto written = text(learner);
  for (auto& letter : written)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  EXPECT_EQ(learner_id(written), learner);
}

}  // namespace potensial
