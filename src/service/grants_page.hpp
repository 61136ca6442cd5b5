// What a published file of grants holds: how many, how much, under which programmes and to whom. Pure, thread-safe.
// Refuses what exchange::read_grants refuses.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "exchange/threesixty_giving.hpp"
#include "model/block.hpp"

namespace potensial::service {

// `name`: of the file, as it stands on the page. Grants with a problem are listed and not counted.
Result<Page> grants_page(const exchange::GrantsFile& file, const std::string& name);

}  // namespace potensial::service
