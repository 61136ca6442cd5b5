#include "catalogue/tile_maps.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "catalogue/organisations.hpp"

namespace potensial::catalogue {

TEST(TileMaps, EveryAuthorityHasAPlaceOfItsOwn) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue");
  ASSERT_TRUE(catalogue) << catalogue.error().code;
  const auto map = tile_map_on(*catalogue, "authorities", Date(2010, 1, 15)).value();
  const auto known = organisations(*catalogue).value();
  std::set<std::string> placed;
  for (const auto& each : map.tiles) placed.insert(each.organisation);
  for (const auto& each : known.all)
    if (each.kind == OrganisationKind::authority) {
      EXPECT_TRUE(placed.contains(each.id)) << each.id;
    }
  EXPECT_EQ(placed.size(), 22u);
}

TEST(TileMaps, ShortNamesFitATileInANarrowWindow) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto map = tile_map_on(catalogue, "authorities", Date(2010, 1, 15)).value();
  for (const auto& each : map.tiles) {
    EXPECT_LE(each.short_name.en.size(), 7u) << each.short_name.en;
    EXPECT_LE(each.short_name.cy.size(), 8u) << each.short_name.cy;
  }
}

TEST(TileMaps, RefusesTwoTilesInOnePlace) {
  const auto definitions = definitions_in("- {kind: tile-map, id: a, version: 1, name: {en: a, cy: b}, source: s, example: e, tiles: ["
                                          "{organisation: \"1\", column: 0, line: 0, short: {en: a, cy: b}}, "
                                          "{organisation: \"2\", column: 0, line: 0, short: {en: c, cy: d}}]}", "x.yaml");
  ASSERT_TRUE(definitions);
  EXPECT_EQ(read_tile_map(definitions->front()).error().code, "catalogue.tile-twice");
}

}  // namespace potensial::catalogue
