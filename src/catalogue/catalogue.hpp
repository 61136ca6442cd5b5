// The catalogue: every definition of the product, read from dated YAML and checked.
//
// Each YAML file under the folder, except those in `messages/`, is a list of entries
//   {kind, id, version, name: {en, cy}, source, from?, to?, example, ...members of the kind}
// Loading refuses the whole catalogue at the first fault and names file and line: bad YAML, an entry without
// one of the common members or one language, a day that does not exist, two entries with one kind, id and
// version, or two versions of one id valid on the same day. Members of a kind are checked by its reader
// (code_sets.hpp, indicators.hpp ...). A definition in use is never edited; a new version is added, and what
// counted in an old year is found again with `on(kind, id, day)`.
//
// Pointers returned stay valid as long as the catalogue. Const use is thread-safe.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/definition.hpp"

namespace potensial::catalogue {

class Catalogue {
 public:
  static Result<Catalogue> load(const std::filesystem::path& folder);
  // From definitions already read, for entries made in use and for tests. Same refusals.
  static Result<Catalogue> of(std::vector<Definition> definitions);

  // The version valid on a day; nullptr when there is none.
  const Definition* on(std::string_view kind, std::string_view id, Date day) const;
  // The version valid on a day, else the last one that ended before it: how an earlier result was defined.
  const Definition* until(std::string_view kind, std::string_view id, Date day) const;
  // The highest version; nullptr when the id is unknown.
  const Definition* newest(std::string_view kind, std::string_view id) const;
  const Definition* version(std::string_view kind, std::string_view id, int version) const;
  // All versions of all ids of a kind, by id and version.
  std::vector<const Definition*> of_kind(std::string_view kind) const;
  // One version of each id of a kind: those valid on the day, by id.
  std::vector<const Definition*> of_kind_on(std::string_view kind, Date day) const;

  const std::vector<Definition>& definitions() const { return definitions_; }  // by kind, id, version

 private:
  std::vector<Definition> definitions_;
};

// The definitions of one YAML text; `file` stands in refusals and in Definition::file, with the line.
Result<std::vector<Definition>> definitions_in(std::string_view yaml, std::string_view file);

}  // namespace potensial::catalogue
