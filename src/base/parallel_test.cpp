#include "base/parallel.hpp"

#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace potensial {

TEST(ParallelFor, DoesEachPieceOnceForAnyNumberOfThreads) {
  for (const unsigned threads : {0u, 1u, 2u, 7u}) {
    std::vector<int> done(100, 0);
    parallel_for(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(100, 1)) << threads;
  }
}

TEST(ParallelFor, PassesAnExceptionOn) {
  EXPECT_THROW(parallel_for(10, 2, [](std::size_t i) { if (i == 3) throw std::runtime_error("three"); }),
               std::runtime_error);
}

TEST(ParallelFor, NothingToDoIsDone) { parallel_for(0, 4, [](std::size_t) { FAIL(); }); }

}  // namespace potensial
