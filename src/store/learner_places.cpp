#include "store/learner_places.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/fact_files.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace learner_place_rows {

constexpr const char* view = "census places";

// Numbers texts in the order in which they are met.
class Numbering {
 public:
  std::uint32_t of(const std::string& text) {
    const auto [place, fresh] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (fresh) texts_.push_back(text);
    return place->second;
  }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
};

Result<std::string> school_question(DuckdbConnection& connection) {
  const auto columns = connection.query(fmt::format("SELECT * FROM {} LIMIT 0", quoted_identifier(view)));
  if (!columns) return std::unexpected(columns.error());
  const auto has = [&](const char* name) { return columns->find(name) != nullptr; };
  return fmt::format("SELECT learner, arg_max(school || '\t' || year || '\t' || {}, {{'year': year, 'main': {}, 'entered': {}, 'precedence': precedence, 'row': row}}) AS text "
                     "FROM {} WHERE learner IS NOT NULL AND school IS NOT NULL GROUP BY learner ORDER BY learner",
                     has("class") ? "coalesce(class, '')" : "''", has("enrolment_status") ? "coalesce(enrolment_status, 'C') IN ('C', 'M')" : "true",
                     has("entry_date") ? "coalesce(CAST(entry_date AS VARCHAR), '')" : "''", quoted_identifier(view));
}

// "6802801", 2010, "5A", as the question above joins them.
SchoolClass seat_of(std::string_view text) {
  const auto after_school = text.find('\t'), after_year = text.find('\t', after_school + 1);
  const auto year = std::atoi(std::string(text.substr(after_school + 1, after_year)).c_str());
  return school_class(text.substr(0, after_school), {static_cast<std::int16_t>(year)}, text.substr(after_year + 1));
}

std::string quoted_files(const std::vector<std::string>& files) {
  std::vector<std::string> quoted;
  for (const auto& file : files) quoted.push_back(text_literal(file));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

// Files lie in a folder of their authority.
std::string authority_of(std::string_view file) {
  constexpr std::string_view folder = "/authority=";
  const auto at = file.find(folder);
  if (at == std::string_view::npos) return {};
  const auto rest = file.substr(at + folder.size());
  return std::string(rest.substr(0, rest.find('/')));
}

std::map<std::string, std::vector<std::string>> by_authority(const std::vector<std::string>& files) {
  std::map<std::string, std::vector<std::string>> of;
  for (const auto& file : files) of[authority_of(file)].push_back(file);
  return of;
}

std::string authority_question(std::span<const CurrentFacts> facts) {
  std::vector<std::string> parts;
  for (const auto& each : facts)
    for (const auto& [authority, files] : by_authority(each.files))
      parts.push_back(fmt::format("SELECT DISTINCT learner, {} AS authority FROM read_parquet({}, union_by_name=true, hive_partitioning=false) "
                                  "WHERE learner IS NOT NULL", text_literal(authority), quoted_files(files)));
  return fmt::format("SELECT learner, string_agg(DISTINCT authority, ',' ORDER BY authority) AS text FROM ({}) GROUP BY learner ORDER BY learner",
                     fmt::join(parts, " UNION ALL "));
}

}  // namespace learner_place_rows

Result<void> LearnerPlaces::take(DuckdbConnection& connection, const std::string& question, std::vector<Place>& places, std::vector<std::string>& texts) {
  const auto rows = connection.query(question);
  if (!rows) return std::unexpected(rows.error());
  learner_place_rows::Numbering numbering;
  const auto& learners = rows->find("learner")->integers();
  const auto& text = rows->find("text")->texts();
  for (std::size_t row = 0; row < rows->rows(); ++row) places.push_back({learners[row], numbering.of(text[row])});
  texts = numbering.take();
  return {};
}

Result<LearnerPlaces> LearnerPlaces::read(DuckdbConnection& connection, const CurrentFacts& census, std::span<const CurrentFacts> facts,
                                          std::span<const LearnerAlias> aliases) {
  LearnerPlaces read;
  if (census.files.empty()) return read;
  if (auto made = create_facts_view(connection, learner_place_rows::view, census, aliases); !made) return std::unexpected(made.error());
  const auto question = learner_place_rows::school_question(connection);
  if (!question) return std::unexpected(question.error());
  std::vector<std::string> seats;
  if (auto taken = take(connection, *question, read.seated_, seats); !taken) return std::unexpected(taken.error());
  read.take_seats(seats);
  const auto authorities = learner_place_rows::authority_question(facts);
  if (auto taken = take(connection, authorities, read.authorities_, read.authority_texts_); !taken) return std::unexpected(taken.error());
  return read;
}

void LearnerPlaces::take_seats(std::span<const std::string> texts) {
  for (const auto& text : texts) seats_.push_back({learner_place_rows::seat_of(text), {}});
  take_classes();
}

// A class of an earlier census has ended, whoever was in it.
void LearnerPlaces::take_classes() {
  std::map<std::string, AcademicYear> newest;
  for (const auto& seat : seats_) newest[seat.of.school] = std::max(newest[seat.of.school], seat.of.year);
  const auto is_current = [&](const Seat& seat) { return !seat.of.name.empty() && seat.of.year == newest[seat.of.school]; };
  for (const auto& seat : seats_)
    if (is_current(seat)) classes_.push_back(seat.of);
  std::ranges::sort(classes_, {}, &SchoolClass::id);
  for (auto& seat : seats_)
    if (is_current(seat)) seat.current = static_cast<std::size_t>(std::ranges::lower_bound(classes_, seat.of.id, {}, &SchoolClass::id) - classes_.begin());
}

std::optional<std::uint32_t> LearnerPlaces::text_of(const std::vector<Place>& places, std::int64_t learner) {
  const auto at = std::ranges::lower_bound(places, learner, {}, &Place::learner);
  return at != places.end() && at->learner == learner ? std::optional(at->text) : std::nullopt;
}

const LearnerPlaces::Seat* LearnerPlaces::seat(LearnerId learner) const {
  const auto text = text_of(seated_, number_of(learner));
  return text ? &seats_[*text] : nullptr;
}

std::string_view LearnerPlaces::school(LearnerId learner) const {
  const auto* found = seat(learner);
  return found ? std::string_view(found->of.school) : std::string_view();
}

const SchoolClass* LearnerPlaces::class_of(LearnerId learner) const {
  const auto* found = seat(learner);
  return found && found->current ? &classes_[*found->current] : nullptr;
}

const SchoolClass* LearnerPlaces::class_known(std::string_view id) const {
  const auto at = std::ranges::lower_bound(classes_, id, {}, &SchoolClass::id);
  return at != classes_.end() && at->id == id ? &*at : nullptr;
}

std::vector<LearnerId> LearnerPlaces::learners_in(const SchoolClass& of) const {
  std::vector<LearnerId> learners;
  for (const auto& each : seated_)
    if (const auto& current = seats_[each.text].current; current && classes_[*current].id == of.id) learners.push_back(learner_of(each.learner));
  return learners;
}

std::vector<std::string> LearnerPlaces::files_about(LearnerId learner, std::span<const std::string> files,
                                                    std::span<const LearnerAlias> aliases) const {
  std::string authorities;
  for (const auto id : ids_read_as(aliases, number_of(learner)))
    if (const auto text = text_of(authorities_, id)) authorities += authority_texts_[*text] + ",";
  std::vector<std::string> found;
  for (const auto& file : files) {
    const auto own = learner_place_rows::authority_of(file);
    std::string_view rest = authorities;
    for (bool taken = false; !taken && !rest.empty(); rest.remove_prefix(rest.find(',') + 1)) {
      const auto authority = rest.substr(0, rest.find(','));
      taken = !authority.empty() && own == authority;
      if (taken) found.push_back(file);
    }
  }
  return found;
}

}  // namespace potensial::store
