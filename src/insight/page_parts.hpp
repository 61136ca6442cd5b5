// Blocks that several pages of this area share: the three comparisons, groups with their verdicts, reasons in
// words, and how it was judged. Figures of yes/no outcomes are shown as percentages and percentage points,
// all others in national standard deviations. Words stand in catalogue/messages/insight*.yaml. Pure; thread-safe.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "insight/standing.hpp"
#include "insight/verdict_rule.hpp"
#include "model/block.hpp"
#include "model/finding.hpp"
#include "model/indicator.hpp"
#include "model/learner_id.hpp"
#include "model/organisation.hpp"

namespace potensial::insight {

using Names = std::map<std::string, Text>;  // of organisations by id; one without a name shows its id, "loaded" what it means

Phrase name_of(const Names& names, const std::string& organisation);
// The name with what it is, where the name alone could be taken for another thing: a cluster bears the name of the school that
// leads it, and a working family is no statistical family.
Phrase body_title(const Names& names, const std::string& id, OrganisationKind kind);
Phrase group_phrase(std::span<const Condition> conditions);  // "all learners", or the conditions as a list
Phrase indicator_phrase(std::span<const Indicator> indicators, const std::string& id);
const Indicator* indicator_of(std::span<const Indicator> indicators, const std::string& id);
Phrase years_phrase(std::span<const AcademicYear> years);
Cell years_cell(std::span<const AcademicYear> years);  // without how many
Phrase comparison_phrase(Comparison which);

Cell cell(Phrase text);
Cell link_cell(Phrase text, Target target);
Cell learner_cell(LearnerId learner, const std::string& name);  // leads to the page; without a name by the number
Cell count_cell(std::size_t count);
Cell opened(Cell value, Target figure);              // leads to what is counted in it, where there is a value and a figure with a place
Cell percent_cell(double share);                    // 0-1; "not applicable" for NaN
Cell attained_cell(double value, Scale scale);
// What is expected of one learner: a straight line goes beyond 0 and 1, where no share is.
double expected_of_one(double expected, Scale scale);
Cell difference_cell(double value, Scale scale);
Cell interval_cell(double low, double high, Scale scale);
Cell verdict_cell(Verdict verdict);
Cell unless_withheld(const Judgement& judged, Cell cell);  // else the mark of what is hidden
// Of two messages, the one that speaks of the expected level, or the one that fits a measure, which has no levels.
const char* said_of(const Indicator& indicator, const char* of_attainment, const char* of_measure);
Column text_column(const char* message);
Column number_column(const char* message);
Phrase difference_unit(Scale scale);                // "percentage points" or "national standard deviations"

// Why it cannot be judged, with the numbers that decided it; for low and not low, what that means.
Phrase verdict_phrase(const Judgement& judgement, Comparison which);
// "Boys, against what is expected of similar learners: our best estimate is 24 percentage points less. The true
// difference is likely to be between 9 and 39 percentage points."
Phrase difference_phrase(Phrase subject, Phrase against, const Judgement& judgement, Scale scale);

// What else must be said beside a verdict: pooled years, lasting, small, depends on the schools chosen, bounds.
std::vector<Phrase> notes_of(const Judgement& judgement, Scale scale);

// One comparison per row, the verdict second. `subject` starts each row; empty: the comparison alone.
struct ComparedRow {
  Phrase subject;
  Scale scale = Scale::ordered;
  const ThreeJudgements* judged = nullptr;
  Target figure = {};  // what is counted in it, in the years of each comparison; without an id it leads nowhere
};
Table comparisons_table(std::string id, Phrase title, std::span<const ComparedRow> rows);

// The wording of the law, the rule with its numbers and version, and what each comparison means. Folded.
Details how_judged(const VerdictRule& rule, std::span<const Indicator> indicators);

// The sentence that must stand on the page (the inference specification, section 11).
Sentence does_not_show(const char* page);

// Interval chart of the table with this id; columns of the estimate, the interval and the verdict.
Chart interval_chart(std::string table, Phrase finding, std::size_t estimate, std::size_t interval,
                     std::size_t verdict, Scale scale);

}  // namespace potensial::insight
