// Pages about searches for groups that fall short (pages.md, P04): what was searched at a place and the form to search anew;
// one search, from its beginning to what became of it; and the button that stands on other pages of the place. As blocks.
// One thread at a time, as the home.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "service/operation.hpp"
#include "store/find_task_store.hpp"

namespace potensial::service {

// A place as it stands in an address and a form: everything loaded and every authority is "all".
inline constexpr std::string_view every_place = "all";
std::string place_of_scope(const std::string& scope);
std::string scope_of_place(const std::string& place);
// To which organisation a search of the place belongs.
std::string organisation_of_place(const std::string& place);

// Where the person may do this: "all", Wales, authorities and consortia, as the form lists them.
std::vector<std::string> places_of_searches(const Call& call, std::string_view operation);

Page searches_page(Call& call, const std::string& place);
Page find_task_page(Call& call, const store::FindTask& task);

// A search with the usual outcomes and years at a press, and the way to the others; nothing for whoever may not search there.
std::vector<Block> search_now(Call& call, const std::string& place);

// The search under way of which this one would be a part, or that would be a part of it.
std::optional<store::FindTask> search_under_way(store::Ledger& ledger, const std::string& scope);

}  // namespace potensial::service
