// What the learners of a cohort are entered for, each learner and subject once, by the learner's place in the cohort. Small
// enough to be kept for a nation, and quick to ask for few learners. const use is thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/cohort.hpp"
#include "model/column.hpp"

namespace potensial::insight {

class SubjectEntries {
 public:
  SubjectEntries() = default;
  // From rows with `place` and `subject` about learners of the cohort; a table without rows need not have them.
  SubjectEntries(const Cohort& cohort, const FactTable& rows);

  bool empty() const { return subjects_of_.empty(); }
  const std::vector<std::string>& subjects() const { return subjects_; }  // codes, ascending; numbered by their place here
  std::span<const std::uint16_t> of(std::size_t place) const;             // subjects of one learner, ascending
  std::span<const std::uint16_t> taken_in(AcademicYear year) const;       // by anybody of the cohort, ascending
  std::optional<std::uint16_t> number_of(std::string_view subject) const; // nothing: nobody takes it

 private:
  std::vector<std::string> subjects_;
  std::vector<std::size_t> begins_;          // per learner, in subjects_of_; one more at the end
  std::vector<std::uint16_t> subjects_of_;
  std::map<AcademicYear, std::vector<std::uint16_t>> taken_in_;
};

}  // namespace potensial::insight
