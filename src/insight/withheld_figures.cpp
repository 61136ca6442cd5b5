#include "insight/withheld_figures.hpp"

namespace potensial::insight {
namespace withheld {

Judgement verdict_alone(const Judgement& judged) {
  Judgement kept;
  kept.verdict = judged.verdict;
  kept.reason = judged.reason;
  kept.attained = judged.attained;
  kept.learners = judged.learners;
  kept.without_earlier = judged.without_earlier;
  kept.schools = judged.schools;
  kept.years = judged.years;
  kept.lasting = judged.lasting;
  kept.depends_on_choice = judged.depends_on_choice;
  kept.withheld = true;
  return kept;
}

}  // namespace withheld

Standing without_figures_of_others(Standing standing) {
  for (auto& row : standing.rows) {
    row.attained_nationally = row.attained_in_authority = row.attained_in_family = no_figure;
    row.judged.comparable = withheld::verdict_alone(row.judged.comparable);
  }
  return standing;
}

}  // namespace potensial::insight
