// Organisations at the import: which are known, to whose authority they belong, and the files that tell of
// them, which go to the ledger and not to the facts. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/incoming_file.hpp"
#include "model/organisation.hpp"
#include "store/ledger.hpp"

namespace potensial::service {

class KnownOrganisations {
 public:
  static KnownOrganisations of(store::Ledger& ledger);

  void add(const Organisation& organisation);
  bool knows(std::string_view id) const { return known_.contains(id); }
  // In whose folder facts of this organisation stand: an authority or a study itself; of a school its
  // authority, known or told by the first three of its seven digits; else the organisation itself.
  std::string authority_of(std::string_view id) const;
  // Enters an organisation that a file named and nobody knows, and its authority when that is unknown too.
  void enter_provisional(std::string_view id, const std::string& source);
  // Enters a study, and a school of a study.
  void enter_study(std::string_view id, const std::string& source);
  void enter_study_school(std::string_view id, std::string_view study, const std::string& source);
  // Entered since the last call.
  std::vector<Organisation> take_entered();

 private:
  struct Known {
    OrganisationKind kind = OrganisationKind::other;
    std::string authority;
  };
  void enter(Organisation organisation);

  std::map<std::string, Known, std::less<>> known_;
  std::vector<Organisation> entered_;
};

bool tells_of_organisations(std::string_view collection);
// Writes the rows of such a file inside the caller's Transaction; returns per row of its main table whether it
// changed anything.
std::vector<bool> put_organisation_rows(store::Ledger& ledger, const IncomingFile& file);

}  // namespace potensial::service
