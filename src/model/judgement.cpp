#include "model/judgement.hpp"

namespace potensial {

std::string_view word(Reason reason) {
  switch (reason) {
    case Reason::none: return "none";
    case Reason::no_learners: return "no-learners";
    case Reason::no_outcome: return "no-outcome";
    case Reason::too_few_learners: return "too-few-learners";
    case Reason::outcome_missing: return "outcome-missing";
    case Reason::no_earlier_result: return "no-earlier-result";
    case Reason::earlier_result_missing: return "earlier-result-missing";
    case Reason::characteristic_missing: return "characteristic-missing";
    case Reason::definition_break: return "definition-break";
    case Reason::not_in_model: return "not-in-model";
    case Reason::no_family: return "no-family";
    case Reason::too_few_comparators: return "too-few-comparators";
    case Reason::depends_on_movers: return "depends-on-movers";
    case Reason::depends_on_reliability: return "depends-on-reliability";
    case Reason::interval_too_wide: return "interval-too-wide";
  }
  return "none";
}

}  // namespace potensial
