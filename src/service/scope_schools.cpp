#include "service/scope_schools.hpp"

#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

bool stands_for(const std::set<std::string>& members, const Cohort& cohort, std::uint32_t school) {
  return members.contains(cohort.schools[school]) || members.contains(cohort.authorities[cohort.school_authority[school]]);
}

}  // namespace

bool joins_schools(const Organisation& body) {
  return body.kind == OrganisationKind::consortium || body.kind == OrganisationKind::cluster ||
         body.kind == OrganisationKind::working_family || body.kind == OrganisationKind::other;
}

std::set<std::string> organisations_in_scope(Home& home, std::string_view scope, AcademicYear year) {
  std::set<std::string> members{std::string(scope)};
  for (const auto& member : store::members_on(home.ledger(), scope, year.census_day())) members.insert(member);
  return members;
}

std::vector<std::uint32_t> schools_in_scope(Home& home, const Cohort& cohort, std::string_view scope, AcademicYear year) {
  const auto members = organisations_in_scope(home, scope, year);
  std::vector<std::uint32_t> schools;
  for (std::uint32_t school = 0; school < cohort.schools.size(); ++school)
    if (stands_for(members, cohort, school)) schools.push_back(school);
  return schools;
}

std::vector<const Organisation*> bodies_of_schools(Home& home, const Cohort& cohort, AcademicYear year) {
  std::vector<const Organisation*> bodies;
  for (const auto& each : home.organisations())
    if (joins_schools(each) && !schools_in_scope(home, cohort, each.id, year).empty()) bodies.push_back(&each);
  return bodies;
}

}  // namespace potensial::service
