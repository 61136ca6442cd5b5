// An opened home: the data folder with its ledger and facts, and the catalogue that reads them.
//
// Opening makes the folder at first use. A home is opened for reading by commands and pages; the import opens it
// for writing by itself. Scopes are organisation ids: a study is analysed on its own facts, everything else on
// those of the authorities. One home serves one thread at a time.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/organisations.hpp"
#include "catalogue/stage_views.hpp"
#include "insight/page_parts.hpp"
#include "store/cohort_reader.hpp"
#include "store/ledger.hpp"
#include "store/school_shares.hpp"

namespace potensial::service {

class Home {
 public:
  static Result<Home> open(const std::filesystem::path& home, const catalogue::Catalogue& catalogue, unsigned threads);

  const std::filesystem::path& folder() const { return folder_; }
  const catalogue::Catalogue& catalogue() const { return *catalogue_; }
  store::Ledger& ledger() { return ledger_; }
  Result<store::Ledger> another_ledger() const;  // a connection for another thread
  store::DuckdbConnection& facts() { return facts_; }
  store::DuckdbExpressions& expressions() { return expressions_; }
  const std::vector<store::LearnerAlias>& aliases() const { return aliases_; }
  unsigned threads() const { return threads_; }  // how many the work on one request may use

  // All organisations: those of the catalogue and those that came by import.
  const std::vector<Organisation>& organisations() const { return organisations_; }
  const Organisation* organisation(std::string_view id) const;  // nullptr when unknown
  insight::Names names() const;
  bool is_invented() const;  // it holds schools, and none but those of the demonstration nation

  // Definitions as valid at the census of a year, and areas as they were loaded when this home was first asked; measures
  // also as outcomes of the stages that may be asked for them.
  Result<store::CohortDefinitions> definitions(AcademicYear year);
  // Those whose key stage and indicators are defined in that year.
  Result<std::vector<catalogue::StageView>> stage_views(AcademicYear year) const;

  // School years in which a census of the scope's population is loaded, ascending. `study`: empty for Wales.
  std::vector<AcademicYear> census_years(const std::string& study);
  store::CurrentFactsOf current_facts(const std::string& study);
  // As they stood when this home was first asked: for questions that come again and again.
  Result<std::shared_ptr<const store::CurrentFacts>> kept_facts(const std::string& study, std::string_view collection, AcademicYear from, AcademicYear to);
  // Worked out once for all later questions of this home: what `make` gives, a Result<T>, is kept under the key, which
  // names everything it depends on.
  template <class T, class Make>
  Result<std::shared_ptr<const T>> keep(const std::string& key, const Make& make) {
    if (const auto known = kept_.find(key); known != kept_.end()) return std::static_pointer_cast<const T>(known->second);
    Result<T> made = make();
    if (!made) return std::unexpected(made.error());
    auto kept = std::make_shared<const T>(std::move(*made));
    kept_.emplace(key, kept);
    return kept;
  }
  bool keeps(const std::string& key) const { return kept_.contains(key); }
  store::CohortReader reader(const std::string& study);
  // Shares of the learners of every school at the first level of the characteristics `ids`, by school and year. Kept:
  // every stage asks for the same ones.
  Result<std::vector<store::SchoolYearShares>> school_shares(const std::string& study, const std::vector<std::string>& ids,
                                                             AcademicYear from, AcademicYear to);

 private:
  using SharesAsked = std::tuple<std::string, std::vector<std::string>, AcademicYear, AcademicYear>;
  Home(std::filesystem::path folder, const catalogue::Catalogue& catalogue, store::Ledger ledger,
       store::DuckdbConnection facts, store::DuckdbExpressions expressions, unsigned threads);
  Result<void> read_organisations();
  Result<store::CohortDefinitions> read_definitions(AcademicYear year);
  std::vector<std::string> authorities_of(const std::string& study) const;

  std::map<std::string, std::shared_ptr<const void>> kept_;
  std::filesystem::path folder_;
  const catalogue::Catalogue* catalogue_;
  store::Ledger ledger_;
  store::DuckdbConnection facts_;
  store::DuckdbExpressions expressions_;
  unsigned threads_;
  std::vector<store::LearnerAlias> aliases_;
  std::vector<Organisation> organisations_;  // by id
  std::map<SharesAsked, std::vector<store::SchoolYearShares>> shares_;
};

}  // namespace potensial::service
