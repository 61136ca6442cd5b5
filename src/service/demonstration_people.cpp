#include "service/demonstration_people.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "service/school_classes.hpp"
#include "service/stage_pages.hpp"
#include "store/organisations_store.hpp"
#include "store/person_store.hpp"

namespace potensial::service {
namespace demonstration_person {

// Invented names, two of each role of which two persons decide together; the mail addresses are of a domain that cannot exist (RFC 2606).
struct Cast {
  std::string_view role, name, mail, purpose;
};
constexpr Cast cast[] = {{"headteacher", "Nia Enghraifft", "pennaeth@enghraifft.invalid", "improvement"},
                         {"class-teacher", "Ffion Enghraifft", "athrawes@enghraifft.invalid", "improvement"},
                         {"school-adviser", "Owain Enghraifft", "cynghorydd@enghraifft.invalid", "improvement"},
                         {"authority-data-officer", "Mair Enghraifft", "data@enghraifft.invalid", "improvement"},
                         {"consortium-adviser", "Huw Enghraifft", "consortiwm@enghraifft.invalid", ""},
                         {"government-statistician", "Elin Enghraifft", "ystadegau@enghraifft.invalid", ""},
                         {"inspector", "Rhys Enghraifft", "arolygydd@enghraifft.invalid", "inspection"},
                         {"governor", "Gwen Enghraifft", "llywodraethwr@enghraifft.invalid", ""},
                         {"elected-member", "Dafydd Enghraifft", "aelod@enghraifft.invalid", ""},
                         {"forum-member", "Tomos Enghraifft", "fforwm@enghraifft.invalid", ""},
                         {"grants-officer", "Carys Enghraifft", "grantiau@enghraifft.invalid", ""},
                         {"grants-officer", "Bethan Enghraifft", "grantiau2@enghraifft.invalid", ""},
                         {"authority-grants-officer", "Iwan Enghraifft", "cyllid@enghraifft.invalid", ""},
                         {"authority-grants-officer", "Lowri Enghraifft", "cyllid2@enghraifft.invalid", ""},
                         {"system-administrator", "Sian Enghraifft", "gweinyddwr@enghraifft.invalid", ""}};

std::size_t low_groups(const std::vector<SchoolAtStage>& stages) {
  std::size_t low = 0;
  for (const auto& stage : stages)
    for (const auto& row : stage.standing.rows) low += !row.conditions.empty() && row.judged.expected.verdict == Verdict::low;
  return low;
}

// Where the people of an earlier start are.
const Organisation* school_chosen_before(Home& home) {
  const auto known = store::person_with_mail(home.ledger(), cast[0].mail);
  return known && !known->roles.empty() ? home.organisation(known->roles.front().organisation) : nullptr;
}

// Of the first authority with schools: looking at all schools of a nation would take long.
Result<const Organisation*> school_with_most(Home& home, Pages& pages) {
  if (const auto* before = school_chosen_before(home)) return before;
  const Organisation* found = nullptr;
  std::size_t most = 0;
  for (const auto& each : home.organisations()) {
    if (each.kind != OrganisationKind::school || (found && each.authority != found->authority)) continue;
    const auto stages = pages.standings(each.id);
    if (!stages) return std::unexpected(stages.error());
    if (const auto low = low_groups(*stages); !found || low > most) found = &each, most = low;
  }
  return found;
}

const Organisation* first_of_kind(Home& home, OrganisationKind kind, const std::string& member, Date today) {
  const auto bodies = store::bodies_of(home.ledger(), member, today);
  for (const auto& each : home.organisations())
    if (each.kind == kind && (member.empty() || std::ranges::find(bodies, each.id) != bodies.end())) return &each;
  return nullptr;
}

int results_below(const StageStudy& study, std::size_t row) {
  return static_cast<int>(std::ranges::count_if(study.standards, [&](const insight::IndicatorStandards& each) {
    return each.indicator.scale != Scale::yes_no && each.same_start && insight::learner_standing(*each.same_start, each.outcome, row).word == insight::RangeWord::below;
  }));
}

// Of each class, of the newest year.
std::map<const SchoolClass*, int> results_below(const store::LearnerPlaces& places, const std::vector<StagePages*>& stages) {
  std::map<const SchoolClass*, int> counted;
  for (const auto* stage : stages) {
    const auto& cohort = stage->study.cohort;
    for (std::size_t row = 0; row < cohort.size(); ++row)
      if (const auto* own = cohort.year[row] == stage->study.to ? places.class_of(cohort.learner[row]) : nullptr) counted[own] += results_below(stage->study, row);
  }
  return counted;
}

// One whose teacher has most to look at: of the school, or of its authority where the school's census knows no classes.
Result<std::string> class_with_most(Home& home, Pages& pages, const Organisation& school) {
  const auto places = learner_places(home);
  const auto stages = pages.stages();
  if (!places || !stages) return std::unexpected(places ? stages.error() : places.error());
  std::tuple<bool, int, std::string> most;
  for (const auto& [each, below] : results_below(**places, *stages)) {
    const auto* its_school = home.organisation(each->school);
    if (its_school && its_school->authority == school.authority) most = std::max(most, {each->school == school.id, below, each->id});
  }
  return std::get<std::string>(most);
}

Result<std::string> place_of(Home& home, Pages& pages, const Role& role, const Organisation& school, Date today) {
  const auto kind = role.held_at.back();
  if (kind == OrganisationKind::school_class) return class_with_most(home, pages, school);
  if (kind == OrganisationKind::school) return school.id;
  if (kind == OrganisationKind::authority) return school.authority;
  const auto* first = first_of_kind(home, kind, kind == OrganisationKind::nation ? std::string() : school.authority, today);
  return first ? first->id : std::string();
}

Result<PersonId> enter(store::Ledger& ledger, const Cast& each, const std::string& organisation, Date today) {
  if (const auto known = store::person_with_mail(ledger, each.mail)) return known->id;
  store::Transaction transaction(ledger);
  const auto id = store::add_person(ledger, {.id = {}, .name = std::string(each.name), .mail = std::string(each.mail), .roles = {}});
  if (id) store::give_role(ledger, *id, {.role = std::string(each.role), .organisation = organisation, .purpose = std::string(each.purpose), .from = today});
  transaction.commit();
  return id;
}

}  // namespace demonstration_person

void end_demonstration_people(store::Ledger& ledger) {
  for (const auto& each : demonstration_person::cast) {
    const auto known = store::person_with_mail(ledger, each.mail);
    if (!known || known->ended) continue;
    store::Transaction transaction(ledger);
    store::end_person(ledger, known->id);
    transaction.commit();
  }
}

Result<std::vector<DemonstrationPerson>> demonstration_people(Home& home, Pages& pages, const AccessPolicy& policy, Date today) {
  const auto school = demonstration_person::school_with_most(home, pages);
  if (!school) return std::unexpected(school.error());
  std::vector<DemonstrationPerson> people;
  if (!*school) return people;
  for (const auto& each : demonstration_person::cast) {
    const auto* role = policy.role(each.role);
    if (!role) continue;
    const auto where = demonstration_person::place_of(home, pages, *role, **school, today);
    if (!where) return std::unexpected(where.error());
    const auto place = place_of_role(home, *where);
    if (!place) continue;
    const auto id = demonstration_person::enter(home.ledger(), each, place->id, today);
    if (!id) return std::unexpected(id.error());
    people.push_back({*id, std::string(each.name), role->name, place->name});
  }
  return people;
}

}  // namespace potensial::service
