// The sentences of the product, in English and Welsh, by id.
//
// Every `*.yaml` of a folder is a list of {id, en, cy, reviewed?}; the texts are ICU MessageFormat patterns
// with named arguments and plural forms (Welsh: zero, one, two, few, many, other). Loading refuses, with file
// and line: a language that is missing, an id that stands twice, an unknown member, a pattern that does not
// parse, and two languages that do not use the same arguments.
//
// Numbers are written by `report`, so `{n}` prints its text as given; only plural, selectordinal and number
// arguments need a whole number, which is read from text where a refusal carries one. Value type; const use
// is thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/text.hpp"

namespace potensial::catalogue {

struct Message {
  Text pattern;
  std::vector<std::string> arguments;  // names used, ascending
  std::vector<std::string> counts;     // those of them that choose a plural form, ascending
  bool reviewed = false;               // by a native speaker
};

class Messages {
 public:
  static Result<Messages> load(const std::filesystem::path& folder);
  // From one YAML text, for tests; `file` stands in refusals.
  static Result<Messages> of(std::string_view yaml, std::string_view file = "messages");

  // The sentence. Refuses an unknown id ("message.unknown"), an argument not given ("message.argument-missing")
  // and a plural argument that is no whole number ("message.not-a-count"). Arguments not used are ignored.
  Result<std::string> format(std::string_view id, const Arguments& arguments, Language language) const;

  // What a person reads: the sentence, or, where it cannot be made, the id in ⟦⟧ with the arguments, so that
  // a fault in the catalogue is seen and nothing is lost.
  std::string text(std::string_view id, const Arguments& arguments, Language language) const;
  std::string text(const Refusal& refusal, Language language) const;

  bool has(std::string_view id) const { return messages_.find(id) != messages_.end(); }
  std::vector<std::string> ids() const;  // ascending
  const std::map<std::string, Message, std::less<>>& all() const { return messages_; }

 private:
  Result<void> add(std::string_view yaml, std::string_view file);

  std::map<std::string, Message, std::less<>> messages_;
};

}  // namespace potensial::catalogue
