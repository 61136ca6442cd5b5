#include "service/submission_context.hpp"

#include <algorithm>

#include "catalogue/code_sets.hpp"
#include "form/catalogue_names.hpp"
#include "form/prefill.hpp"
#include "funding/line_split.hpp"
#include "service/joint_works.hpp"
#include "service/plan_money.hpp"
#include "service/shared_activities.hpp"
#include "service/taken_over.hpp"
#include "store/award_store.hpp"
#include "store/finding_store.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::service {
namespace submission_fact {

using form::Answer;
using form::Answers;
using form::Named;
using form::Path;
using form::QuestionKind;

// Codes are those of the year that the money is for.
Date day_of_codes(const OpenedSubmission& opened) { return opened.guidance ? opened.guidance->year.first_day() : Date::of(opened.kept.at); }

const ActivityArea* area_of(const OpenedSubmission& opened, std::string_view code) {
  if (!opened.guidance) return nullptr;
  const auto found = std::ranges::find(opened.guidance->areas, code, &ActivityArea::code);
  return found == opened.guidance->areas.end() ? nullptr : &*found;
}

std::string text_of(const Answers& answers, std::string_view question) {
  const auto* given = answers.answered(question);
  const auto* text = given ? std::get_if<std::string>(given) : nullptr;
  return text ? *text : std::string();
}

std::optional<std::int64_t> whole_of(const Answers& answers, std::string_view question) {
  const auto* given = answers.answered(question);
  const auto* number = given ? std::get_if<std::int64_t>(given) : nullptr;
  return number ? std::optional(*number) : std::nullopt;
}

// Those that have a page of what they spend.
bool may_bid_jointly(OrganisationKind kind) { return kind == OrganisationKind::authority || kind == OrganisationKind::consortium || kind == OrganisationKind::cluster; }

// Schools of the authority that asks or of one that asks with it, and of a school's plan those of its own authority.
bool organisation_exists(Home& home, const OpenedSubmission& opened, const Answers& answers, const Named& named) {
  const auto* known = home.organisation(named.value);
  if (named.question.id == "partner") return known && may_bid_jointly(known->kind);
  if (!known || known->kind != OrganisationKind::school) return known != nullptr;
  if (known->id == opened.kept.organisation || known->authority == opened.kept.organisation) return true;
  if (const auto* own = home.organisation(opened.kept.organisation); own && own->kind == OrganisationKind::school) return own->authority == known->authority;
  return std::ranges::any_of(answers.parts("partners"), [&](const Answers& each) { return text_of(each, "partner") == known->authority; });
}

std::optional<OrganisationKind> kind_of(const Home& home, const std::string& id) {
  const auto* known = home.organisation(id);
  return known ? std::optional(known->kind) : std::nullopt;
}

bool attachment_exists(Home& home, const OpenedSubmission& opened, const std::string& id) {
  if (id == opened.kept.about) return true;
  const auto owner = store::organisation_of_need_analysis(home.ledger(), id);
  return owner ? *owner == opened.kept.organisation : store::scope_of_finding(home.ledger(), id).has_value();
}

std::int64_t sum_of(const Answers& answers, std::string_view part, std::string_view question) {
  std::int64_t sum = 0;
  for (const auto& each : answers.parts(part)) sum += whole_of(each, question).value_or(0);
  return sum;
}

std::optional<Answer> pence_answer(std::optional<Pence> amount) { return amount ? std::optional(Answer(amount->count)) : std::nullopt; }

std::optional<Answer> own_cost_of(const OpenedSubmission& plan, const Answers& activity) {
  return pence_answer(own_cost(plan, activity));
}

// What the school pays itself: of plans whose activities have no share of their own the whole cost.
std::int64_t total_of(const Answers& plan) {
  auto sum = sum_of(plan, "shared-activities", "shared-cost");
  for (const auto& each : plan.parts("activities")) sum += paid_by_lead(each).count;
  return sum;
}

// The grants of all lines add up to the grant of the whole, so each is known only beside the others.
std::optional<Answer> split_of(const OpenedSubmission& opened, const Answers& whole, const Path& path, bool grant) {
  const auto number = path.steps.empty() ? std::nullopt : path.steps.front().number;
  std::vector<Pence> costs;
  for (const auto& each : whole.parts("lines")) costs.push_back({std::max<std::int64_t>(whole_of(each, "cost").value_or(0), 0)});
  if (!number || *number > costs.size() || !opened.guidance || !whole_of(whole.parts("lines")[*number - 1], "cost")) return std::nullopt;
  const auto split = funding::split_lines(costs, opened.guidance->rate);
  if (!split) return std::nullopt;
  const auto& line = split->lines[*number - 1];
  return Answer((grant ? line.grant : line.contribution).count);
}

// What the questions beside it name that ask for a group, or for an indicator.
std::string named_beside(const form::QuestionIndex& index, QuestionKind kind, const Answers& part) {
  for (const auto& [id, answer] : part.values)
    if (const auto* place = index.find(id); place && place->question->kind == kind) return text_of(part, id);
  return {};
}

std::optional<Answer> baseline_of(const OpenedSubmission& opened, const std::optional<NeedAnalysis>& analysis, const Answers& outcome) {
  if (!analysis) return std::nullopt;
  const form::QuestionIndex index(opened.form);
  const auto* figure = analysis->figure(named_beside(index, QuestionKind::group, outcome), named_beside(index, QuestionKind::indicator, outcome));
  return figure ? std::optional(Answer(figure->value)) : std::nullopt;
}

// What last year's plan of the school meant to do and to spend; how it went is for the school to say.
std::optional<Answer> past_activities(Home& home, const OpenedSubmission& plan) {
  const auto before = plan_of_year_before(home, plan);
  if (!before) return std::nullopt;
  form::Parts past;
  for (const auto& activity : before->answers.parts("activities")) {
    Answers item;
    if (const auto* name = activity.answered("activity")) item.values.emplace("past-activity", *name);
    if (const auto* cost = activity.answered("activity-cost")) item.values.emplace("past-cost", *cost);
    past.push_back(std::move(item));
  }
  return past.empty() ? std::nullopt : std::optional(Answer(std::move(past)));
}

void add_awarded(std::vector<Pence>& amounts, Home& home, const std::string& school, FinancialYear year) {
  for (const auto& award : store::awards_with_lines_of(home.ledger(), school))
    for (const auto& line : award.lines)
      if (award.year == year && line.school == school && !award.is_delegated()) amounts.insert(amounts.end(), {line.grant, line.contribution});
}

// Facts of one submission, beside the answers as they now stand.
struct Facts {
  Home& home;
  const OpenedSubmission& opened;
  const Answers& answers;
  std::optional<NeedAnalysis> analysis;
  std::function<bool(const Named&)> in_catalogue;

  bool exists(const Named& named) const {
    switch (named.question.kind) {
      case QuestionKind::organisation: return organisation_exists(home, opened, answers, named);
      case QuestionKind::group: return !analysis || is_group(*analysis, named) || named.question.filled_by == "taken-over";
      case QuestionKind::attachment: return attachment_exists(home, opened, named.value);
      case QuestionKind::choice: return in_catalogue(named) && is_in_guidance(named);
      case QuestionKind::indicator: return home.catalogue().newest("indicator", named.value) != nullptr;
      default: return true;
    }
  }
  static bool is_group(const NeedAnalysis& of, const Named& named) {
    return std::ranges::any_of(of.figures, [&](const auto& each) { return each.group == named.value; });
  }
  bool is_in_guidance(const Named& named) const {
    const auto* area = named.within.empty() ? nullptr : area_of(opened, named.within);
    return !area || std::ranges::find(area->initiatives, named.value, &Initiative::code) != area->initiatives.end();
  }
  std::optional<Answer> source(std::string_view name, const Path& path, const Answers& part) const {
    if (name == "applicant" || name == "school") return Answer(opened.kept.organisation);
    if (name == "bid") return Answer(opened.kept.about);
    if (name == "grant" || name == "contribution") return split_of(opened, answers, path, name == "grant");
    if (name == "baseline") return baseline_of(opened, analysis, part);
    if (name == "total-cost") return Answer(sum_of(answers, "lines", "cost"));
    if (name == "total-grant") return Answer(sum_of(answers, "lines", "grant"));
    if (name == "total-contribution") return Answer(sum_of(answers, "lines", "contribution"));
    if (name == "past-activities") return past_activities(home, opened);
    if (name == "taken-over") return as_taken_over(path, part);
    if (name == "available") return pence_answer(money_available(home, opened));
    if (name == "own-cost") return own_cost_of(opened, part);
    if (name == "shared-activities") return shared_activities(home, opened);
    if (name == "total") return Answer(total_of(answers));
    return std::nullopt;
  }
};

Facts facts_of(Home& home, const OpenedSubmission& opened, const Answers& answers) {
  return {home, opened, answers, analysis_of(home, opened, answers), form::named_in(home.catalogue(), day_of_codes(opened))};
}

form::Source source_of(const Facts& facts) {
  return [&facts](std::string_view name, const Path& path, const Answers& part) { return facts.source(name, path, part); };
}

}  // namespace submission_fact

std::optional<NeedAnalysis> analysis_of(Home& home, const OpenedSubmission& opened, const form::Answers& answers) {
  if (const auto named = submission_fact::text_of(answers, "need-analysis"); !named.empty()) {
    auto analysis = store::need_analysis(home.ledger(), named);
    return analysis && analysis->organisation == opened.kept.organisation ? std::move(analysis) : std::nullopt;
  }
  auto all = store::need_analyses_of(home.ledger(), opened.kept.organisation);
  return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::optional<Pence> money_available(Home& home, const OpenedSubmission& plan) {
  const auto year = FinancialYear::parse(plan.kept.about);
  const auto* school = home.organisation(plan.kept.organisation);
  if (!year || !school) return std::nullopt;
  std::vector<Pence> amounts;
  submission_fact::add_awarded(amounts, home, school->id, *year);
  if (const auto delegated = delegated_to(home, *school, *year)) amounts.push_back(*delegated);
  const auto total = sum(amounts);
  return total && !amounts.empty() ? std::optional(*total) : std::nullopt;
}

// Sums are of what was filled in before them, so once more until nothing changes.
form::Answers filled_in(Home& home, const OpenedSubmission& opened, form::Answers answers) {
  for (auto passes = 4; passes > 0; --passes) {
    const auto facts = submission_fact::facts_of(home, opened, answers);
    auto filled = form::prefilled(opened.form, answers, submission_fact::source_of(facts));
    if (filled == answers) break;
    answers = std::move(filled);
  }
  return answers;
}

std::vector<form::Problem> problems_of(Home& home, const OpenedSubmission& opened) {
  const auto facts = submission_fact::facts_of(home, opened, opened.answers);
  const form::Context context{.exists = [&facts](const form::Named& named) { return facts.exists(named); }, .source = submission_fact::source_of(facts),
                              .kind_of = [&home](const std::string& id) { return submission_fact::kind_of(home, id); }};
  return form::problems_of(opened.form, opened.answers, context);
}

std::vector<form::Option> codes_offered(Home& home, const OpenedSubmission& opened, const form::Question& question) {
  const auto* definition = home.catalogue().until("code-set", question.code_set, submission_fact::day_of_codes(opened));
  const auto set = definition ? catalogue::read_code_set(*definition) : Result<CodeSet>(CodeSet{});
  std::vector<form::Option> offered;
  if (!set) return offered;
  for (const auto& each : set->codes) {
    const auto* area = each.group.empty() ? nullptr : submission_fact::area_of(opened, each.group);
    const bool eligible = !area || std::ranges::find(area->initiatives, each.code, &Initiative::code) != area->initiatives.end();
    if (eligible) offered.push_back({each.code, each.name});
  }
  return offered;
}

}  // namespace potensial::service
