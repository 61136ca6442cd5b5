// Operations about people: one's own account; people, their roles and invitations, for the administrator. No page of these
// shows anything about a learner. Internal to operations.cpp.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> people_operations();

}  // namespace potensial::service
