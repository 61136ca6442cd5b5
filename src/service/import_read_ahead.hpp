// Reads files on several threads and hands them over one by one, in order, while later ones are being read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "base/result.hpp"
#include "model/incoming_file.hpp"

namespace potensial::service {

// Calls `read(i)` for every file on `threads` threads, and `take(i, file)` on this thread in ascending order; `take`
// returns false to stop. `sizes`: bytes of each file; no further one is begun while `ahead` bytes have been begun and
// not taken. An exception of `read` is thrown again here.
void read_ahead(std::span<const std::uint64_t> sizes, unsigned threads, std::uint64_t ahead,
                const std::function<Result<IncomingFile>(std::size_t)>& read,
                const std::function<bool(std::size_t, Result<IncomingFile>)>& take);

}  // namespace potensial::service
