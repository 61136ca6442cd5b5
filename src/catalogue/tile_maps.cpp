#include "catalogue/tile_maps.hpp"

#include <algorithm>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace tile_map {

PlacedOrganisation read_tile(Entry entry) {
  entry.allow({"organisation", "column", "line", "short"});
  return {entry.text("organisation"), entry.whole_or("column", 0), entry.whole_or("line", 0), entry.bilingual("short")};
}

bool meets(const PlacedOrganisation& one, const PlacedOrganisation& other) {
  return one.organisation == other.organisation || (one.column == other.column && one.line == other.line);
}

}  // namespace tile_map

Result<TileMap> read_tile_map(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"tiles"});
  TileMap map{definition.id, {}};
  for (const auto& node : entry.list("tiles")) {
    auto tile = tile_map::read_tile(Entry(entry, node));
    if (std::ranges::any_of(map.tiles, [&](const auto& each) { return tile_map::meets(each, tile); }))
      entry.fault("catalogue.tile-twice", {{"organisation", tile.organisation}});
    map.tiles.push_back(std::move(tile));
  }
  if (map.tiles.empty()) entry.fault("catalogue.member-missing", {{"member", "tiles"}});
  return entry.finish(std::move(map));
}

Result<TileMap> tile_map_on(const Catalogue& catalogue, std::string_view id, Date day) {
  for (const auto* each : catalogue.of_kind_on("tile-map", day))
    if (each->id == id) return read_tile_map(*each);
  return TileMap{std::string(id), {}};
}

}  // namespace potensial::catalogue
