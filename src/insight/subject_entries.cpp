#include "insight/subject_entries.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace potensial::insight {
namespace {

using Entry = std::pair<std::size_t, std::uint16_t>;  // place of the learner, number of the subject

std::vector<std::string> subjects_in(const ValueColumn& subject) {
  std::set<std::string> codes;
  for (std::size_t row = 0; row < subject.present.size(); ++row)
    if (subject.has(row)) codes.insert(subject.texts()[row]);
  return {codes.begin(), codes.end()};
}

}  // namespace

SubjectEntries::SubjectEntries(const Cohort& cohort, const FactTable& rows) : begins_(cohort.size() + 1, 0) {
  if (rows.rows() == 0) return;
  const auto& subject = *rows.find("subject");
  const auto& place = rows.find("place")->integers();
  subjects_ = subjects_in(subject);
  std::vector<Entry> entries;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    if (subject.has(row)) entries.emplace_back(static_cast<std::size_t>(place[row]), *number_of(subject.texts()[row]));
  std::ranges::sort(entries);
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  std::map<AcademicYear, std::set<std::uint16_t>> taken;
  for (const auto& [learner, number] : entries) {
    subjects_of_.push_back(number);
    begins_[learner + 1] = subjects_of_.size();
    taken[cohort.year[learner]].insert(number);
  }
  for (std::size_t at = 1; at < begins_.size(); ++at) begins_[at] = std::max(begins_[at], begins_[at - 1]);
  for (const auto& [year, numbers] : taken) taken_in_[year].assign(numbers.begin(), numbers.end());
}

std::span<const std::uint16_t> SubjectEntries::of(std::size_t place) const {
  if (place + 1 >= begins_.size()) return {};
  return std::span(subjects_of_).subspan(begins_[place], begins_[place + 1] - begins_[place]);
}

std::span<const std::uint16_t> SubjectEntries::taken_in(AcademicYear year) const {
  const auto found = taken_in_.find(year);
  return found == taken_in_.end() ? std::span<const std::uint16_t>() : std::span<const std::uint16_t>(found->second);
}

std::optional<std::uint16_t> SubjectEntries::number_of(std::string_view subject) const {
  const auto at = std::ranges::lower_bound(subjects_, subject);
  if (at == subjects_.end() || *at != subject) return std::nullopt;
  return static_cast<std::uint16_t>(at - subjects_.begin());
}

}  // namespace potensial::insight
