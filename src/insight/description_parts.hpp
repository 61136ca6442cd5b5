// What the descriptive pages share (attendance, exclusions, completeness, curriculum, acquisition of English, gaps,
// trends): whom a page is about, its frame, and cells of shares with their intervals. A descriptive page says how
// things stand and gives no verdict. Words stand in catalogue/messages/descriptions.yaml. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/figure.hpp"
#include "insight/page_parts.hpp"

namespace potensial::insight {

struct DescribedScope {
  std::string noun = "wales";    // "wales", "authority", "body", "school": whose page this is
  std::string organisation;      // id; empty: everything that is loaded
  Text name;
  Text population;               // who stands beside it: Wales, or all that is loaded
  bool is_population = false;    // the scope is the population itself: nothing stands beside it
  bool figures_of_others = true; // whoever reads it may see figures of learners elsewhere (decision 0013)
  Text stage;                    // key stage of the learners; empty: all year groups
  std::string stage_id;
  AcademicYear year;             // the newest that is shown
  AcademicYear defined;          // whose definitions hold for all years of a stage
  std::vector<std::int64_t> loads;
  std::vector<Indicator> indicators;  // definitions behind the figures
  bool invented = false;

  bool stands_beside() const { return !is_population && figures_of_others; }
  std::string place() const { return organisation.empty() ? std::string(everybody) : organisation; }  // of its figures

  static constexpr std::string_view everybody = "loaded";
};

// Learners at one level of a characteristic.
struct DescribedGroup {
  Text characteristic, level;
  Condition condition = {};      // the same as it stands in the address of a figure
};

// An empty page `topic` of the scope, with its title "describe.TOPIC.title", caption and way back.
Page described_frame(const DescribedScope& scope, const std::string& topic);
// Numbers that follow each other as one: 3–9. Each once.
std::vector<Phrase> numbers_said(std::span<const std::int64_t> ascending);
// Definitions and loads behind the figures, folded.
Details described_sources(const DescribedScope& scope);
Sentence described_limits(const std::string& topic);  // "describe.does-not-show.TOPIC"
Phrase year_phrase(AcademicYear year);
Cell year_cell(AcademicYear year);
Cell share_interval_cell(double low, double high);     // shares 0-1, shown in percent
Cell rate_cell(double per_thousand);
Cell text_cell(const Text& text);
Cell organisation_cell(const Names& names, const std::string& organisation);  // linked: a school or an authority
// A share of the population beside the scope, leading to its own figure.
Cell population_cell(Cell value, DescribedFigureAddress figure);
Column population_column(const DescribedScope& scope);
Chart described_chart(ChartKind kind, const std::string& table, Phrase finding, Phrase description,
                      std::vector<std::size_t> values);
// A table under its own heading.
std::vector<Block> headed(Table table);

}  // namespace potensial::insight
