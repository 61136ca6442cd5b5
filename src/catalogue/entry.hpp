// Reads the members of one entry and remembers the first fault, so that a reader of a kind is a plain list
// of its members and ends with `finish`. For the readers of catalogue/ and of other rows' kinds.
//
// Usage:  Entry entry(definition);
//         entry.allow({"nc-year", "previous"});
//         KeyStage stage{.id = definition.id, .nc_year = entry.text("nc-year")};
//         return entry.finish(std::move(stage));
// A member that is missing, of the wrong form or unknown refuses with the place of the entry. Single thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/definition.hpp"

namespace potensial::catalogue {

class Entry {
 public:
  explicit Entry(const Definition& definition);
  // One named tree inside the definition: an item of a list. Faults go to `whole`.
  Entry(Entry& whole, const Node& node);
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

  // Names the members that may stand here, beside the common ones and `note`; others are faults.
  void allow(std::initializer_list<std::string_view> members);

  std::string text(std::string_view member);                                    // must be there, not empty
  std::string text_or(std::string_view member, std::string_view otherwise);     // may be absent
  Text bilingual(std::string_view member);                                      // both languages must be there
  std::optional<Text> bilingual_if_any(std::string_view member);                // absent, or both languages
  std::optional<double> number_if_any(std::string_view member);
  double number_or(std::string_view member, double otherwise);
  int whole_or(std::string_view member, int otherwise);
  std::int64_t hundredths(std::string_view member);                             // a percentage to two decimals, 0 to 100: 12.35 is 1235
  bool yes_or(std::string_view member, bool otherwise);                         // true, false
  std::optional<Date> day_if_any(std::string_view member);
  std::vector<std::string> texts(std::string_view member);                      // list of words; empty when absent
  const Node::List& list(std::string_view member) const { return node_.list(member); }
  const Node& node() const { return node_; }

  void fault(std::string code, Arguments more = {});  // the first one counts
  bool sound() const { return !whole_.first_fault_; }

  template <class T>
  Result<T> finish(T value) const {
    if (whole_.first_fault_) return std::unexpected(*whole_.first_fault_);
    return value;
  }

 private:
  void bad(std::string_view member);

  const Definition& definition_;
  const Node& node_;
  Entry& whole_;
  std::optional<Refusal> first_fault_;
};

}  // namespace potensial::catalogue
