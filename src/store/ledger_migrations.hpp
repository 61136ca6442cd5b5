// The numbered steps that build the ledger's schema, oldest first. A step that was released is never
// edited; a new one is added. The SQL keeps to what SQLite and PostgreSQL 15 run alike: TEXT (dates in
// ISO 8601, empty where open), BIGINT, SMALLINT for yes and no; statements end with ';'.
#pragma once

#include <span>
#include <string_view>

namespace potensial::store {

struct Migration {
  int version = 0;
  std::string_view sql;
};

std::span<const Migration> migrations_of_ledger();

}  // namespace potensial::store
