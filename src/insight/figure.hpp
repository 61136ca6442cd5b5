// What one figure of a page is counted from (DATA-11): the learners of a group at a place in some years, how many of them are
// on roll, in its denominator and in its numerator, and the address of the page that tells it. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/indicator_standards.hpp"
#include "model/block.hpp"
#include "model/cohort.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

struct CountedShare {
  std::size_t learners = 0;                // on roll
  std::size_t counted = 0, attained = 0;   // in the denominator, in the numerator

  double share() const { return counted ? double(attained) / double(counted) : no_figure; }
};

struct FigureCounts : CountedShare {
  std::size_t with_result = 0;             // with a value on the model scale
  double mean = no_figure;                 // of those values
  std::size_t same_start = 0;              // beside learners from the same start,
  std::size_t with_start = 0;              // and of these with an earlier result, as the search of groups takes them,
  double mean_with_start = no_figure;      // and the mean of their values
  std::size_t circumstances = 0;           // beside learners from the same start in the same circumstances
  std::size_t previous = 0;                // beside what their own earlier result lets expect,
  double mean_previous = no_figure;        // and the mean of their values
};

// Of these rows of the cohort.
FigureCounts figure_counts(const Cohort& cohort, const IndicatorStandards& standards, std::span<const std::uint32_t> rows);

// Of the learners of a group as the search of groups takes them: each once, at the latest of their years. `rows`: of
// everybody at the place.
FigureCounts counts_of_each_once(const Cohort& cohort, const IndicatorStandards& standards, std::span<const std::uint32_t> rows,
                                 std::span<const Condition> conditions);

// "figure/680?indicator=ks2-points&group=fsm:yes,sex:M": of the newest year.
Target figure_link(std::string place, const std::string& indicator, std::span<const Condition> conditions = {});
Target in_years(Target figure, AcademicYear since, AcademicYear year);
Target in_years(Target figure, std::span<const AcademicYear> years);  // ascending; none: as it is
// How a statistical family is named as a place: an organisation may bear any other name, a working family too.
std::string place_of_family(const std::string& family);
std::string_view family_at(std::string_view place);  // empty: the place is an organisation
Target leaving_out(Target figure, const std::string& school);

// Figures that are no standing of an outcome: of which page, and of what on it.
struct DescribedFigureAddress {
  std::string_view of;               // "attendance", "gaps": one of the topics that can be opened
  std::string place;
  AcademicYear since, year;
  std::vector<Condition> conditions = {};
  std::string item = {};             // a subject, a characteristic, a group beside
  std::string indicator = {}, stage = {};
  AcademicYear defined = {};         // by whose definitions; none: those of its own year
};
// "figure/680?of=gaps&indicator=ks2-csi&group=fsm:yes&item=fsm:no&year=2010"
Target described_figure(const DescribedFigureAddress& figure);

}  // namespace potensial::insight
