// Pages for paper as PDF, by the browser chromium where it is installed.
//
// The browser is handed one document that stands alone and runs without a network, with nothing of our surroundings, for at
// most 40 seconds and 1 GiB of memory each of its processes, in a folder of its own that only we can read and that is
// removed afterwards; what a printer left that was killed goes when the next page is printed. A printer makes one at a time: whoever comes meanwhile is refused and may come again.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace potensial::service {

// Thread-safe.
class PdfPrinter {
 public:
  // Refuses "report.no-browser" and "report.pdf-busy".
  Result<std::string> pdf_of(std::string_view html);

  // Tries with a page that says nothing; takes about a second.
  bool works();

 private:
  std::mutex one_at_a_time_;
};

}  // namespace potensial::service
