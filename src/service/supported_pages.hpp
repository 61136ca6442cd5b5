// The page of learners with support beside similar learners, for all schools of an authority. One thread at a time, as the home.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/home.hpp"
#include "service/operation.hpp"
#include "service/pages.hpp"

namespace potensial::service {

// Names nobody. Refuses "page.unknown" for what is no authority.
Result<Page> supported_page(Home& home, Pages& pages, const std::string& authority, bool invented);

std::vector<Operation> supported_operations();

}  // namespace potensial::service
