// What the home knows of the learners of a class, as blocks for those entitled to see them: the page of the class, and what of
// it stands on the home page of its teacher. One thread at a time, as the home.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Refuses "page.unknown" for a class that is in no newest census, and where the purpose does not open results.
Result<Page> class_page(Call& call);

// For each class at which the person holds a role today; their purposes are added to the permission of the call, for the log.
Result<std::vector<Block>> own_classes_today(Call& call);

// Links to the classes of a school, folded; nothing for whoever may see none, and where none are recorded.
std::vector<Block> classes_of_school(Call& call, const std::string& school);

}  // namespace potensial::service
