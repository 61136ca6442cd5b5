// What needs attention today (pages.md section 3): for each role the person holds, what it is about, in the order of need,
// each line with one link. As blocks. One thread at a time, as the home.
#pragma once

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

Result<Page> home_page(Call& call);

}  // namespace potensial::service
