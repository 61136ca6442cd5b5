// The forms of the catalogue as pages: which there are, what one of them asks, and what is wrong with answers to it. Reads no
// home. Pure, thread-safe.
//
// Refuses "catalogue.no-form" where none holds on the day, and what readers of forms refuse.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "form/problems.hpp"
#include "model/block.hpp"

namespace potensial::service {

// Those that hold on the day.
Result<Page> forms_page(const catalogue::Catalogue& catalogue, Date day);
// Every question with what may be answered, part by part.
Result<Page> form_page(const catalogue::Catalogue& catalogue, const std::string& id, Date day);

// Answers beside the form that holds on the day: whether codes and indicators exist is asked of the catalogue; what the system
// itself fills in is taken as given.
struct CheckedAnswers {
  form::Form form;
  std::vector<form::Problem> problems;  // in the order of the form; none: complete
};
Result<CheckedAnswers> check_answers(const catalogue::Catalogue& catalogue, const std::string& id, Date day, const Node& answers);
Page problems_page(const CheckedAnswers& checked);

}  // namespace potensial::service
