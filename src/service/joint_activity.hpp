// How much of what a fund is asked for and gives is joint work of several owners, year by year (FND-15): bids that were handed
// in and not withdrawn, their lines, what they ask for and what was awarded to them. As blocks. One thread at a time, as the home.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/guidance.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct ActivityCount {
  std::int64_t bids = 0, lines = 0;
  Pence asked, awarded;
};
struct JointActivity {
  ActivityCount all, joint;
};
Result<JointActivity> joint_activity(Home& home, const Guidance& guidance);

// The year of the guidance in a sentence, and every year of its fund in a table.
Result<std::vector<Block>> joint_activity_blocks(Home& home, const Guidance& guidance);

}  // namespace potensial::service
