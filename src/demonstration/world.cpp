#include "demonstration/world.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "base/counter_random.hpp"
#include "base/portable_math.hpp"

namespace potensial::demonstration {
namespace making {

int scaled(int count, double scale) { return static_cast<int>(count * scale + 0.5); }

struct Range {
  int first, count;
};
Range establishments(Phase phase, const std::string& governance) {
  switch (phase) {
    case Phase::nursery: return {1080, 20};
    case Phase::pru: return {1180, 20};
    case Phase::special: return {7900, 100};
    case Phase::secondary: return governance == "VA" ? Range{4900, 100} : Range{4400, 100};
    case Phase::primary: break;
  }
  if (governance == "VC") return {3250, 50};
  if (governance == "VA") return {3950, 50};
  return {2800, 200};
}

std::string copy_number(int n) {
  char text[16];
  std::snprintf(text, sizeof text, "%03d", n);
  return text;
}

void add_authorities(World& world) {
  const auto& shapes = world.settings.authorities;
  const auto count = static_cast<std::size_t>(world.request.authorities);
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) total += shapes[i % shapes.size()].learners;
  const RandomStream effects(world.request.seed, "authority-effect");
  for (std::size_t i = 0; i < count; ++i) {
    const auto& shape = shapes[i % shapes.size()];
    Authority authority{.shape = &shape, .number = shape.number, .gss = shape.gss, .name = shape.name};
    if (i >= shapes.size()) {
      authority.number = copy_number(static_cast<int>(i - shapes.size()) + 1);
      authority.gss.clear();
      authority.name = {"Benchmark authority " + authority.number, "Awdurdod meincnod " + authority.number};
    }
    authority.share = shape.learners / total;
    authority.learners = authority.share * static_cast<double>(world.request.learners);
    authority.effect = effects.at(i).normal() * world.settings.attainment.authority_spread;
    world.authorities.push_back(std::move(authority));
  }
}

void add_school(World& world, std::uint32_t authority, Phase phase, std::vector<std::uint32_t>& list) {
  list.push_back(static_cast<std::uint32_t>(world.schools.size()));
  School school;
  school.authority = authority;
  school.phase = phase;
  if (phase == Phase::special) school.governance = "special";
  world.schools.push_back(std::move(school));
}

void add_schools(World& world, std::uint32_t index) {
  auto& authority = world.authorities[index];
  const auto& shape = *authority.shape;
  const double scale = authority.learners / (shape.learners * 466000 / world.settings.organisations.nation_learners);
  authority.first_school = static_cast<std::uint32_t>(world.schools.size());
  const auto add = [&](Phase phase, int count, std::vector<std::uint32_t>& list) {
    for (int i = 0; i < count; ++i) add_school(world, index, phase, list);
  };
  const bool small = !world.has_secondaries();
  add(Phase::primary, small ? 1 : std::max(1, scaled(shape.primary, scale)), authority.primaries);
  if (!small) {
    add(Phase::secondary, std::max(1, scaled(shape.secondary, scale)), authority.secondaries);
    add(Phase::special, scaled(shape.special, scale), authority.specials);
    add(Phase::pru, scaled(shape.pru, scale), authority.prus);
    add(Phase::nursery, scaled(1, scale), authority.nurseries);
  }
  authority.last_school = static_cast<std::uint32_t>(world.schools.size());
}

void choose_primary_kind(School& school, const AuthorityShape& shape, const OrganisationNumbers& n, Draws& draws) {
  const bool welsh = draws.happens(shape.welsh_medium);
  const double kind = draws.uniform(), governance = draws.uniform(), faith = draws.uniform();
  if (welsh) {
    school.language = kind < n.dual_stream ? "DS" : kind < n.dual_stream + n.transitional ? "TR" : "WM";
    school.welsh = true;
  } else if (kind < n.significant_welsh) {
    school.language = "EW";
  }
  if (governance < n.controlled) school.governance = "VC";
  else if (governance < n.controlled + n.aided) school.governance = "VA";
  else if (governance < n.controlled + n.aided + n.foundation) school.governance = "foundation";
  if (school.governance == "VC") school.faith = "Church in Wales";
  if (school.governance == "VA") school.faith = faith < 0.5 ? "Church in Wales" : "Roman Catholic";
}

void shape_primaries(World& world, Authority& authority) {
  const auto& n = world.settings.organisations;
  const auto& shape = *authority.shape;
  const RandomStream stream(world.request.seed, "primary-shape");
  const double spread = n.primary_spread[static_cast<std::size_t>(shape.rural)];
  double total = 0;
  for (const auto i : authority.primaries) {
    auto& school = world.schools[i];
    auto draws = stream.at(i);
    school.weight = portable_exp(spread * draws.normal());
    school.deprivation = (n.deprivation_spread - n.deprivation_per_rural * shape.rural) * draws.normal();
    choose_primary_kind(school, shape, n, draws);
    total += school.weight;
  }
  const double cap = n.largest_primary_share * total / static_cast<double>(authority.primaries.size());
  for (const auto i : authority.primaries) world.schools[i].weight = std::min(world.schools[i].weight, cap);
}

void shape_secondaries(World& world, Authority& authority) {
  const auto& n = world.settings.organisations;
  const double wanted = static_cast<double>(authority.secondaries.size()) * n.secondary_welsh * authority.shape->welsh_medium;
  auto welsh = static_cast<std::size_t>(wanted + 0.5);
  if (welsh == 0 && wanted > 0.4 && authority.secondaries.size() > 3) welsh = 1;
  const RandomStream stream(world.request.seed, "secondary-shape");
  for (std::size_t k = 0; k < authority.secondaries.size(); ++k) {
    auto& school = world.schools[authority.secondaries[k]];
    auto draws = stream.at(authority.secondaries[k]);
    school.weight = portable_exp(n.cluster_spread * draws.normal());
    school.welsh = k < welsh;
    if (school.welsh) school.language = n.bilingual[draws.below(static_cast<std::uint32_t>(n.bilingual.size()))];
    else if (draws.happens(n.aided)) school.governance = "VA", school.faith = "Roman Catholic";
  }
}

// Primaries in order of deprivation, blurred, are cut into clusters in proportion to the secondaries' weights.
void cut_clusters(World& world, const std::vector<std::uint32_t>& primaries, const std::vector<std::uint32_t>& secondaries,
                  const RandomStream& noise) {
  if (secondaries.empty()) return;
  std::vector<std::pair<double, std::uint32_t>> order;
  double learners = 0, places = 0;
  for (const auto i : primaries) {
    auto draws = noise.at(i);
    order.emplace_back(world.schools[i].deprivation + world.settings.organisations.cluster_noise * draws.normal(), i);
    learners += world.schools[i].weight;
  }
  std::sort(order.begin(), order.end());
  for (const auto s : secondaries) places += world.schools[s].weight;
  std::size_t at = 0;
  double end = world.schools[secondaries[0]].weight / places * learners, passed = 0;
  for (const auto& [_, i] : order) {
    while (passed + world.schools[i].weight / 2 > end && at + 1 < secondaries.size())
      end += world.schools[secondaries[++at]].weight / places * learners;
    world.schools[i].cluster = secondaries[at];
    passed += world.schools[i].weight;
  }
}

void make_clusters(World& world, Authority& authority) {
  const RandomStream noise(world.request.seed, "clusters");
  std::vector<std::uint32_t> primaries[2], secondaries[2];
  for (const auto i : authority.secondaries) secondaries[world.schools[i].welsh].push_back(i);
  for (const auto i : authority.primaries) primaries[world.schools[i].welsh && !secondaries[1].empty()].push_back(i);
  if (secondaries[0].empty()) {
    cut_clusters(world, authority.primaries, secondaries[1], noise);
    return;
  }
  cut_clusters(world, primaries[0], secondaries[0], noise);
  cut_clusters(world, primaries[1], secondaries[1], noise);
}

void number_schools(World& world, Authority& authority) {
  std::vector<std::pair<int, int>> used;
  for (auto i = authority.first_school; i < authority.last_school; ++i) {
    auto& school = world.schools[i];
    auto range = establishments(school.phase, school.governance);
    auto at = std::find_if(used.begin(), used.end(), [&](const auto& each) { return each.first == range.first; });
    if (at == used.end()) at = used.insert(used.end(), {range.first, 0});
    school.establishment = range.first + at->second++;
    school.number = authority.number + copy_number(school.establishment);
  }
}

void draw_effects(World& world) {
  const auto& n = world.settings.attainment;
  const RandomStream stream(world.request.seed, "school-effect");
  for (std::uint32_t i = 0; i < world.schools.size(); ++i) {
    auto& school = world.schools[i];
    auto draws = stream.at(i);
    const double z = draws.normal(), leniency = draws.normal();
    if (school.phase == Phase::primary) school.effect = n.primary_spread * z;
    if (school.phase == Phase::secondary) school.effect = n.secondary_spread * z;
    school.leniency = n.leniency * leniency;
  }
}

// Takes out the mean over learners, by phase and over authorities, so that the nation's rates are the same at any seed.
void centre_effects(World& world) {
  double total[5]{}, learners[5]{}, of_authorities = 0;
  const auto in_school = [&](const School& school) {
    const auto& authority = world.authorities[school.authority];
    double weights = 0;
    for (const auto i : school.phase == Phase::secondary ? authority.secondaries : authority.primaries) weights += world.schools[i].weight;
    return authority.learners * school.weight / weights;
  };
  for (const auto& school : world.schools) {
    const auto phase = static_cast<std::size_t>(school.phase);
    const double size = school.effect == 0 ? 0 : in_school(school);
    total[phase] += size * school.effect;
    learners[phase] += size;
  }
  for (auto& school : world.schools)
    if (const auto phase = static_cast<std::size_t>(school.phase); learners[phase] > 0) school.effect -= total[phase] / learners[phase];
  for (const auto& authority : world.authorities) of_authorities += authority.share * authority.effect;
  for (auto& authority : world.authorities) authority.effect -= of_authorities;
}

// Every school has a hash; the first of each authority always comes by CTF.
void choose_ctf(World& world) {
  const RandomStream stream(world.request.seed, "ctf-share");
  const auto one_in = static_cast<std::uint32_t>(world.settings.organisations.ctf_one_in);
  for (const auto& authority : world.authorities)
    for (auto i = authority.first_school; i < authority.last_school; ++i)
      world.schools[i].ctf = (i == authority.first_school && world.request.learners >= 1000) || stream.at(i).below(one_in) == 0;
}

void add_areas(World& world) {
  const auto& n = world.settings.organisations;
  const RandomStream stream(world.request.seed, "small-areas");
  for (std::size_t a = 0; a < world.authorities.size(); ++a) {
    auto& authority = world.authorities[a];
    const int count = std::max(10, static_cast<int>(n.small_areas * authority.learners / 466000 + 0.5));
    authority.first_area = static_cast<std::uint32_t>(world.areas.size());
    const double rate = authority.shape->fsm;
    for (int k = 0; k < count; ++k)
      world.areas.push_back({"", stream.at(a, static_cast<std::uint32_t>(k)).normal() + portable_log(rate / (1 - rate)), 10});
    authority.last_area = static_cast<std::uint32_t>(world.areas.size());
    std::sort(world.areas.begin() + authority.first_area, world.areas.end(),
              [](const auto& x, const auto& y) { return x.deprivation < y.deprivation; });
  }
}

void rank_areas(World& world) {
  std::vector<std::size_t> order(world.areas.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto x, auto y) { return world.areas[x].deprivation > world.areas[y].deprivation; });
  for (std::size_t k = 0; k < order.size(); ++k) world.areas[order[k]].decile = 1 + static_cast<int>(k * 10 / order.size());
  for (std::size_t k = 0; k < world.areas.size(); ++k) {
    char code[16];
    std::snprintf(code, sizeof code, "W01%06d", static_cast<int>(900001 + k));
    world.areas[k].code = code;
  }
}

void place_schools(World& world) {
  const RandomStream stream(world.request.seed, "school-area");
  for (std::uint32_t i = 0; i < world.schools.size(); ++i) {
    const auto& authority = world.authorities[world.schools[i].authority];
    const auto count = authority.last_area - authority.first_area;
    world.schools[i].small_area = authority.first_area + stream.at(i).below(count);
  }
}

// Small neighbours of one language join: a shut school's learners go to the school that carries it on.
void close_schools(World& world) {
  const auto& n = world.settings.organisations;
  const RandomStream stream(world.request.seed, "closures");
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < world.schools.size(); ++i)
    if (world.schools[i].phase == Phase::primary && !world.schools[i].ctf) order.emplace_back(stream.at(i).uniform(), i);
  std::sort(order.begin(), order.end());
  const int wanted = static_cast<int>((n.mergers + n.closures) * std::min(1.0, world.scale()) + 0.5);
  int done = 0;
  for (const auto& [_, i] : order) {
    if (done >= wanted) break;
    auto& school = world.schools[i];
    for (auto k = world.authorities[school.authority].first_school; k < world.authorities[school.authority].last_school; ++k) {
      auto& other = world.schools[k];
      if (k == i || other.phase != Phase::primary || other.welsh != school.welsh || other.closed || other.ctf ||
          other.predecessor != nowhere || school.predecessor != nowhere || school.closed || other.cluster != school.cluster)
        continue;
      school.closed = Request::last_year - done % std::max(1, world.request.years - 1);
      school.successor = k;
      if (done < static_cast<int>(n.mergers * std::min(1.0, world.scale()) + 0.5)) other.predecessor = i;
      ++done;
      break;
    }
  }
}

void choose_silent(World& world) {
  const auto& n = world.settings.learners;
  const RandomStream stream(world.request.seed, "not-recorded");
  const double carers = n.carer_silent_schools / 1800.0;
  for (std::uint32_t i = 0; i < world.schools.size(); ++i) {
    auto draws = stream.at(i);
    auto& school = world.schools[i];
    school.records_carers = !draws.happens(carers);
    school.records_ethnic = !draws.happens(n.ethnic_silent) || !world.request.faults;
    school.records_eal = !draws.happens(n.eal_silent) || !world.request.faults;
  }
}

void choose_pilots(World& world) {
  const auto& n = world.settings.attainment;
  const RandomStream stream(world.request.seed, "foundation-phase-pilots");
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < world.schools.size(); ++i)
    if (world.schools[i].phase == Phase::primary && !world.schools[i].ctf) order.emplace_back(stream.at(i).uniform(), i);
  std::sort(order.begin(), order.end());
  const auto wanted = static_cast<std::size_t>(std::max(1, scaled(n.pilot_schools, std::min(1.0, world.scale()))));
  if (order.size() < 3) return;
  for (std::size_t k = 0; k < std::min(wanted, order.size()); ++k) world.schools[order[k].second].pilot = true;
}

}  // namespace making

std::string_view word(Phase phase) {
  constexpr std::string_view words[] = {"nursery", "primary", "secondary", "special", "pru"};
  return words[static_cast<int>(phase)];
}

std::size_t World::secondaries() const {
  std::size_t count = 0;
  for (const auto& authority : authorities) count += authority.secondaries.size();
  return count;
}

std::uint32_t World::open_in(std::uint32_t school, int year) const {
  while (school != nowhere && schools[school].closed && year >= schools[school].closed && schools[school].successor != nowhere)
    school = schools[school].successor;
  return school;
}

World make_world(const Request& request, const Settings& settings) {
  World world{.request = request, .settings = settings};
  making::add_authorities(world);
  for (std::uint32_t i = 0; i < world.authorities.size(); ++i) making::add_schools(world, i);
  for (auto& authority : world.authorities) {
    making::shape_primaries(world, authority);
    making::shape_secondaries(world, authority);
    making::make_clusters(world, authority);
    making::number_schools(world, authority);
  }
  making::draw_effects(world);
  making::centre_effects(world);
  making::choose_ctf(world);
  making::add_areas(world);
  making::rank_areas(world);
  making::place_schools(world);
  making::close_schools(world);
  making::choose_silent(world);
  making::choose_pilots(world);
  name_schools(world);
  return world;
}

}  // namespace potensial::demonstration
