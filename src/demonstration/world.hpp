// The organisations of the invented nation: authorities, schools with their clusters, small areas.
// Made once by make_world, then only read; const use is thread-safe. Indexes are positions in the vectors.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "demonstration/request.hpp"
#include "demonstration/settings.hpp"
#include "model/text.hpp"

namespace potensial::demonstration {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

enum class Phase : std::uint8_t { nursery, primary, secondary, special, pru };
std::string_view word(Phase phase);

struct School {
  std::uint32_t authority = 0;
  int establishment = 0;            // four digits
  std::string number;               // authority and establishment: seven digits
  Phase phase = Phase::primary;
  Text name;
  std::string governance = "community", faith, language = "EM";
  bool welsh = false;               // learners are taught through Welsh
  double weight = 1;                // share of the authority's learners of its phase, relative
  double deprivation = 0;           // on the logit of free meals
  std::uint32_t cluster = nowhere;  // a primary's secondary
  double effect = 0;                // on the latent score, within its phase
  double leniency = 0;              // of teacher assessment
  int opened = 0, closed = 0;       // summer year of the first year open, of the first year shut; 0: always, never
  std::uint32_t successor = nowhere, predecessor = nowhere;
  std::uint32_t small_area = 0;
  bool ctf = false;                 // its learners come by CTF
  bool records_carers = true, records_ethnic = true, records_eal = true, pilot = false;
  // planted
  int changes_from = 0;             // year from which the effect moves by slope a year
  double slope = 0, inflation = 0, absence_slope = 0, exclusion_growth = 1;
  bool under_awards = false;
  std::string planted;              // "concern", "false-alarm", "recovering", or empty

  double effect_in(int year) const {
    return effect + (changes_from && year >= changes_from ? slope * (year - changes_from + 1) : 0.0);
  }
};

struct Authority {
  const AuthorityShape* shape = nullptr;
  std::string number, gss;
  Text name;
  double learners = 0;              // wanted on roll in the last January
  double intercept = 0;             // of free meals
  double effect = 0;
  double share = 0;                 // of all learners
  std::uint32_t first_school = 0, last_school = 0;   // [first, last)
  std::uint32_t first_area = 0, last_area = 0;       // sorted from least to most deprived
  std::vector<std::uint32_t> primaries, secondaries, specials, prus, nurseries;
};

struct SmallArea {
  std::string code;
  double deprivation = 0;
  int decile = 10;                  // 1 the most deprived
};

struct World {
  Request request;
  Settings settings;
  std::vector<Authority> authorities;
  std::vector<School> schools;
  std::vector<SmallArea> areas;

  double scale() const { return static_cast<double>(request.learners) / 466000; }
  bool has_secondaries() const { return request.learners >= settings.organisations.smallest_with_secondary; }
  std::size_t secondaries() const;
  // The school that holds the place of `school` in that year: itself, or what it merged into.
  std::uint32_t open_in(std::uint32_t school, int year) const;
};

World make_world(const Request& request, const Settings& settings);

// Ways of composing invented names; `taken` names are not used again.
void name_schools(World& world);

}  // namespace potensial::demonstration
