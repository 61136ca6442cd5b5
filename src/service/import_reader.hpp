// Reads the files of an import by the catalogue: mapping profiles for CSV, the transfer file for XML.
// Code sets and collections are those of the school year that the file's path tells, else of the day of the
// import. Const use is thread-safe.
#pragma once

#include <memory>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "service/import_job.hpp"

namespace potensial::service {

struct ReadingChoice {
  std::string profile;       // --profile; empty: chosen by path and headings
  std::string organisation;  // --for
  Date day;                  // of the import
};

// What the catalogue says of collections and organisations. Refuses what the catalogue's readers refuse.
Result<ImportDefinitions> import_definitions(const catalogue::Catalogue& catalogue, Date day);
// The largest share of rejected rows that does not hold a file (rule `importing`), as it holds on a day.
Result<double> largest_rejected_share(const catalogue::Catalogue& catalogue, Date day);

// The catalogue must outlive the reader. Refuses "import.profile-unknown" and unusable profiles.
Result<std::unique_ptr<ImportReader>> catalogue_reader(const catalogue::Catalogue& catalogue, const ReadingChoice& choice);

inline constexpr std::string_view transfer_profile = "ctf";

}  // namespace potensial::service
