// Reads the files of an import by the catalogue: mapping profiles for CSV, the transfer file for XML.
// Code sets and collections are those of the school year that the file's path tells, else of the day of the
// import. Const use is thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "service/import_job.hpp"

namespace potensial::service {

struct ReadingChoice {
  std::string profile;       // --profile; empty: chosen by path and headings
  std::string organisation;  // --for
  Date day;                  // of the import
  std::string name = {};     // of one file that lies under another: what its path and its ending tell is read off this
  AcademicYear year = {};    // of that file, where it does not say itself
  std::function<bool(double share)> goes_on = {};  // told how far a table is read; false ends it: "exchange.stopped"
};

// What the catalogue says of collections and organisations. Refuses what the catalogue's readers refuse.
Result<ImportDefinitions> import_definitions(const catalogue::Catalogue& catalogue, Date day);
// The largest share of rejected rows that does not hold a file (rule `importing`), as it holds on a day.
Result<double> largest_rejected_share(const catalogue::Catalogue& catalogue, Date day);

// The catalogue must outlive the reader. Refuses "import.profile-unknown" and unusable profiles.
Result<std::unique_ptr<ImportReader>> catalogue_reader(const catalogue::Catalogue& catalogue, const ReadingChoice& choice);

// Reads the kept copy of a held load as the load was read. Refuses what catalogue_reader refuses.
Result<std::unique_ptr<ImportReader>> reader_of_load(const catalogue::Catalogue& catalogue, const store::Load& load, Date day,
                                                     std::function<bool(double share)> goes_on = {});

// Profiles that read returns about learners which one school or authority sends, and so may come from one; by id.
std::vector<const Definition*> profiles_of_schools(const catalogue::Catalogue& catalogue, Date day);
// Whether a file that was read by this profile, or as a transfer file, is such a return.
bool is_sent_by_schools(const catalogue::Catalogue& catalogue, const std::string& profile, Date day);

inline constexpr std::string_view transfer_profile = "ctf";

}  // namespace potensial::service
