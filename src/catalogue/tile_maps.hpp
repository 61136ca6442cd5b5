// Maps of tiles (kind `tile-map`, id: what is mapped): members
//   tiles: list of {organisation, column, line, short: {en, cy}}; column and line count from 0 at the top left corner
// A place holds one tile, and an organisation stands once. Pure functions, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace potensial::catalogue {

struct PlacedOrganisation {
  std::string organisation;
  int column = 0, line = 0;
  Text short_name;
};

struct TileMap {
  std::string id;
  std::vector<PlacedOrganisation> tiles;
};

// Refuses "catalogue.tile-twice" {organisation} beside what every reader refuses.
Result<TileMap> read_tile_map(const Definition& definition);
// As valid on a day; no tiles where there is no such map.
Result<TileMap> tile_map_on(const Catalogue& catalogue, std::string_view id, Date day);

}  // namespace potensial::catalogue
