// Runs `work(i)` for i = 0 .. count-1 on up to `threads` threads and returns when all are done.
// The order is not fixed, so `work` must write only to places of its own i; results then do not depend
// on the number of threads. An exception in any `work` is thrown again here.
#pragma once

#include <cstddef>
#include <functional>

namespace potensial {

void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace potensial
