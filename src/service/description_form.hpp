// The filters of a descriptive page, as a form that asks for the page again: the years loaded and, where the page has them,
// key stages, outcomes and groups. Works without scripts; what was chosen stays chosen. One home serves one thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "model/block.hpp"
#include "service/descriptions.hpp"

namespace potensial::service {

// Folded, open where something was chosen. `page`: one of described_page_names() that has filters.
Result<Details> description_filters(Home& home, std::string_view page, const DescriptionRequest& request);

// The other descriptive pages of the same place; an empty `except` leaves none out.
List described_ways(std::string_view place, std::string_view except);

// Choices that forms of several pages offer.
std::vector<Choice> year_choices(const std::vector<AcademicYear>& years);

}  // namespace potensial::service
