// Collections of the catalogue (kind `collection`): members
//   key: [column, ...]      columns that name a row within a load
//   section: column         values of it are sent and replaced apart (a key stage); may be absent
//   columns: list of {name, title: {en, cy}, type: text|integer|real|date|boolean, codes?, required?, identity?, least?, greatest?}
// Refused: a column named twice, a key column that does not exist (`learner` and `row` may stand in a key
// without being columns: the import adds them). Pure functions, thread-safe.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/collection.hpp"

namespace potensial::catalogue {

Result<Collection> read_collection(const Definition& definition);
// One version of each, as valid on a day.
Result<std::vector<Collection>> collections_on(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
