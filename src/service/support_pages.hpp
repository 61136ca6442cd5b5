// The support register of a school, and who is missed at it, from what the home knows. One thread at a time, as the home.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/access.hpp"
#include "model/block.hpp"
#include "service/home.hpp"
#include "service/operation.hpp"
#include "service/pages.hpp"

namespace potensial::service {

struct SupportAsked {
  std::string school;
  std::optional<AcademicYear> year = {};  // of a census; nothing: the newest
  bool invented = false;
};

// With names where `fields` hold them. Refuses "page.unknown" for what is no school, and where `fields` do not open what the
// register tells: results and characteristics; "support.no-census" for a year without a census.
Result<Page> support_page(Home& home, Pages& pages, const SupportAsked& asked, std::span<const FieldGroup> fields);

// "Who is missed" for the page of a school: numbers alone, for whoever may see how the school stands.
Result<std::vector<Block>> who_is_missed(Call& call, const std::string& school);

// What the pages above need of all learners, in the newest year with support: worked out before anybody asks. What is refused
// is refused again to whoever asks.
void support_ahead(Home& home, Pages& pages);

std::vector<Operation> support_operations();

}  // namespace potensial::service
