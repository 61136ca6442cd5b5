// Reads files on several threads and hands them over one by one, in order, while later ones are being read.
#pragma once

#include <cstddef>
#include <functional>

#include "base/result.hpp"
#include "model/incoming_file.hpp"

namespace potensial::service {

// Calls `read(i)` for i = 0 .. count-1 on `threads` threads, at most `ahead` results waiting, and `take(i, file)`
// on this thread in ascending order; `take` returns false to stop. An exception of `read` is thrown again here.
void read_ahead(std::size_t count, unsigned threads, std::size_t ahead,
                const std::function<Result<IncomingFile>(std::size_t)>& read,
                const std::function<bool(std::size_t, Result<IncomingFile>)>& take);

}  // namespace potensial::service
