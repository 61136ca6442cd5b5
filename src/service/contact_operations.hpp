// A school asks another, whose learners of the same group do clearly better, for a contact or a visit (CMP-04).
//
// Asked can be the schools that the asking school's page names. Both schools see request and answer; nobody else does.
#pragma once

#include <string>
#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> contact_operations();

// On the page of a school: the form, and what was asked and answered; none where the reader may not ask for it.
std::vector<Block> contact_blocks(Call& call, const std::string& school, const std::vector<SchoolAtStage>& stages);
// On the home page: what waits for the school's answer.
std::vector<Block> contacts_waiting(Call& call, const std::string& school);

}  // namespace potensial::service
