// Names in the order of the reader's language (ICU collation): in Welsh ch, dd, ff, ng, ll, ph, rh and th are letters of
// their own, so that Llandudno follows Lydney; an accent never parts a name from its like. Const use is thread-safe.
#pragma once

#include <memory>
#include <string_view>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

class NameOrder {
 public:
  explicit NameOrder(Language language);
  NameOrder(NameOrder&&) noexcept;
  ~NameOrder();
  bool operator()(std::string_view first, std::string_view second) const;  // whether `first` stands before `second`

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

// The page with its tables and lists that stand by name in the order of the language of `words`; what its charts say of rows
// follows them. Rows of one name stay as they were.
Page in_readers_order(Page page, const Words& words);

}  // namespace potensial::report
