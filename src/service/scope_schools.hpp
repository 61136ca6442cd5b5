// Which schools of a cohort an organisation speaks for. One thread at a time, as the Home.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/cohort.hpp"
#include "service/home.hpp"

namespace potensial::service {

// Schools of an organisation in a cohort: of an authority, of a body's members on the census day, of a school. Empty
// when it has none.
std::vector<std::uint32_t> schools_in_scope(Home& home, const Cohort& cohort, std::string_view scope, AcademicYear year);

// The organisation and, on the census day, its members: ids of schools and authorities.
std::set<std::string> organisations_in_scope(Home& home, std::string_view scope, AcademicYear year);

// Whether the organisation is a body in which schools or authorities work together.
bool joins_schools(const Organisation& body);

// Consortia, clusters and other bodies that speak for some school of the cohort, by id.
std::vector<const Organisation*> bodies_of_schools(Home& home, const Cohort& cohort, AcademicYear year);

}  // namespace potensial::service
