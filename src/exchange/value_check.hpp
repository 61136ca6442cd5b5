// One column's check: text in, a value of the column's type out, or the rule that it breaks.
//
// Text is trimmed of spaces; empty text is absent. Codes come out as the code set writes them (aliases
// resolved). Const use is thread-safe; the collection column and the code set must outlive the check.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/code_set.hpp"
#include "model/collection.hpp"

namespace potensial::exchange {

// How a file writes numbers and days.
struct ValueForm {
  char decimal = '.', thousands = ',';
  bool day_first = false;  // dd/mm/yyyy in place of yyyy-mm-dd
};

// A value that is not yet in a table. `text` views the file, the code set or the caller's scratch.
struct StagedValue {
  enum class Kind : std::uint8_t { absent, text, integer, real };
  Kind kind = Kind::absent;
  std::string_view text;
  std::int64_t integer = 0;
  double real = 0;

  bool has() const { return kind != Kind::absent; }
};

std::string_view trimmed(std::string_view text);

class ValueCheck {
 public:
  ValueCheck(const CollectionColumn& column, const CodeSet* codes);

  // Message id of the broken rule ("rule.code", "rule.number", "rule.whole-number", "rule.range",
  // "rule.date", "rule.yes-no"); empty when sound.
  std::string_view read(std::string_view text, const ValueForm& form, StagedValue& value) const;
  const CollectionColumn& column() const { return *column_; }

 private:
  std::string_view read_code(std::string_view text, StagedValue& value) const;
  std::string_view read_integer(std::string_view text, const ValueForm& form, StagedValue& value) const;
  std::string_view read_real(std::string_view text, const ValueForm& form, StagedValue& value) const;
  std::string_view in_range(double number) const;

  const CollectionColumn* column_;
  bool coded_ = false;
  std::vector<std::pair<std::uint64_t, const std::string*>> short_codes_;  // open addressing by the packed text
  std::unordered_map<std::string_view, const std::string*> long_codes_;
};

}  // namespace potensial::exchange
