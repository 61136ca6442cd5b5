// P22: what money a school can use, from which source, for what, under what conditions and until when, and what it is to change
// (DEL-05, MON-06). Lines of awards of the years that have not ended. One thread at a time, as the home.
#pragma once

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

Result<Page> school_money_page(Call& call);

}  // namespace potensial::service
