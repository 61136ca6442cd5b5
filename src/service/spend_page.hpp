// P24: is the money going out on what was agreed, and will any be left? Of an organisation in a financial year, and of one line
// with all its postings. One thread at a time, as the home.
#pragma once

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Parameter "year": "2010-11", by itself the one of today. Refuses "spend.unknown-year".
Result<Page> spend_page(Call& call);
// Object "12-3". Refuses "page.unknown".
Result<Page> spend_line_page(Call& call);

}  // namespace potensial::service
