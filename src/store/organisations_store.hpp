// Organisations and their dated, many-to-many memberships, as the ledger holds them (COL-01).
//
// An old membership stays: asking for an old day gives the old answer. Two sources that say different
// things are both kept, each under its source. The writing functions are called inside the caller's
// Transaction. One thread at a time, as the Ledger.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/organisation.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

struct SmallArea {
  std::string id;
  std::int16_t index_year = 0;  // edition of the deprivation index
  std::int16_t decile = 0;      // 1 (most deprived) to 10
  std::string authority;
};

// Writes what is new or different; returns per entry whether it changed anything. A provisional entry never
// replaces a known one; a known one replaces a provisional one.
std::vector<bool> put_organisations(Ledger& ledger, std::span<const Organisation> organisations);
// Keyed by member, body, first day and source: the same key again changes its last day.
std::vector<bool> put_memberships(Ledger& ledger, std::span<const Membership> memberships);
std::vector<bool> put_small_areas(Ledger& ledger, std::span<const SmallArea> areas);

std::optional<Organisation> organisation(Ledger& ledger, std::string_view id);
std::vector<Organisation> organisations(Ledger& ledger);  // all, by id
std::vector<Organisation> schools_of(Ledger& ledger, std::string_view authority);
std::vector<Membership> memberships(Ledger& ledger);      // all, by member, body, first day
std::vector<SmallArea> small_areas(Ledger& ledger);       // all, by id and edition

// Ids, each once, ascending; sources that agree count once.
std::vector<std::string> members_on(Ledger& ledger, std::string_view body, Date day);
std::vector<std::string> bodies_of(Ledger& ledger, std::string_view member, Date day);
// Schools whose history continues in `school`, nearest first, predecessors of predecessors included.
std::vector<std::string> predecessors(Ledger& ledger, std::string_view school);

}  // namespace potensial::store
