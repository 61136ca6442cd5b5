// A page as a workbook: its head and sentences on the first sheet, then one sheet for each table, with true
// numbers in the format of their unit and marks as marks. Written by exchange/workbook.hpp. Pure function,
// thread-safe.
#pragma once

#include "base/date.hpp"
#include "exchange/workbook.hpp"
#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

// `dated` is the day the page was made.
exchange::Workbook page_workbook(const Page& page, const Words& words, Date dated);

}  // namespace potensial::report
