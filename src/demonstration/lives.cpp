#include "demonstration/lives.hpp"

#include <algorithm>
#include <cmath>

#include "base/counter_random.hpp"
#include "base/date.hpp"
#include "base/parallel.hpp"
#include "base/portable_math.hpp"

namespace potensial::demonstration {
namespace lives {

constexpr int earliest_fsm_year = 1992;

struct Streams {
  explicit Streams(std::uint64_t seed)
      : family(seed, "family"), fsm(seed, "free-meals"), child(seed, "child"), ability(seed, "ability"),
        moves(seed, "moves"), care(seed, "looked-after"), eal(seed, "english"), missing(seed, "not-enrolled") {}
  RandomStream family, fsm, child, ability, moves, care, eal, missing;
};

// What the children of a family share.
struct Family {
  std::uint64_t number = 0;
  std::uint32_t authority = 0, primary = 0;
  int children = 1, first_reception = 0;
  std::uint8_t ethnic = 0, language = 0, name_list = 0;
  std::uint16_t surname = 0;
  std::uint32_t small_area = 0;
  bool eal = false, home_welsh = false, migrant = false, service = false;
  int arrival_group = first_group;
  double fsm_rate = 0;
  std::array<bool, 24> fsm{};      // by year from earliest_fsm_year
  std::array<int, 4> spacing{};

  bool has_fsm(int year) const { return fsm[static_cast<std::size_t>(std::clamp(year - earliest_fsm_year, 0, 23))]; }
};

class Lives {
 public:
  Lives(const World& world, std::uint32_t authority);
  std::vector<Learner> all();
  static double solved_intercept(const World& world, const Authority& authority);

 private:
  Family family_of(std::uint64_t number) const;
  void give_fsm(Family& family) const;
  Learner child_of(const Family& family, int place, int reception) const;
  void give_ability(Learner& learner) const;
  void live_through(const Family& family, Learner& learner) const;
  bool kept(const Learner& learner) const;

  const World& world_;
  const LearnerNumbers& n_;
  Streams streams_;
  std::uint32_t authority_;
  std::vector<double> ethnic_weights_, primary_weights_;
};

std::vector<double> ethnic_weights(const LearnerNumbers& n, double eal) {
  const double non_white = eal + n.non_white_above_eal, other_white = n.other_white_base + n.other_white_per_eal * eal;
  const double rest = 1 - non_white - other_white - n.traveller - n.unknown_ethnic;
  const double parts[] = {rest, other_white, n.traveller, non_white, n.unknown_ethnic};
  std::vector<double> weights;
  for (const auto& group : n.ethnic) weights.push_back(group.share * parts[static_cast<int>(group.part)]);
  return weights;
}

double sum_of(const std::vector<double>& weights) {
  double sum = 0;
  for (const auto weight : weights) sum += weight;
  return sum;
}

// The share with free meals over schools and ethnic groups, for an intercept.
double expected_fsm(const World& world, const Authority& authority, const std::vector<double>& ethnic, double intercept) {
  double learners = 0, entitled = 0;
  const double all = sum_of(ethnic);
  for (const auto i : authority.primaries) {
    const auto& school = world.schools[i];
    for (std::size_t e = 0; e < ethnic.size(); ++e) {
      const double p = portable_logistic(intercept + school.deprivation + world.settings.learners.ethnic[e].fsm);
      entitled += school.weight * ethnic[e] / all * p;
    }
    learners += school.weight;
  }
  return entitled / learners;
}

double Lives::solved_intercept(const World& world, const Authority& authority) {
  const auto& n = world.settings.learners;
  const auto ethnic = ethnic_weights(n, authority.shape->eal);
  double low = -6, high = 3;
  for (int step = 0; step < 50; ++step) {
    const double middle = (low + high) / 2;
    (expected_fsm(world, authority, ethnic, middle) < authority.shape->fsm * n.fsm_rate_times ? low : high) = middle;
  }
  return (low + high) / 2;
}

Lives::Lives(const World& world, std::uint32_t authority)
    : world_(world), n_(world.settings.learners), streams_(world.request.seed), authority_(authority),
      ethnic_weights_(ethnic_weights(n_, world.authorities[authority].shape->eal)) {
  for (const auto i : world.authorities[authority].primaries) primary_weights_.push_back(world.schools[i].weight);
}

std::uint8_t chosen_name_list(const EthnicGroup& ethnic, bool home_welsh, bool welsh_school, double u) {
  if (ethnic.part == EthnicPart::non_white && !ethnic.mixed) return u < 0.9 ? 2 : 1;
  if (ethnic.part == EthnicPart::other_white) return u < 0.6 ? 2 : 1;
  return u < (home_welsh ? 0.85 : welsh_school ? 0.55 : 0.35) ? 0 : 1;
}

// Of the authority's areas, from least to most deprived: the one at the rank of a blurred school deprivation.
std::uint32_t chosen_area(const World& world, const School& school, double correlation, double z) {
  const auto& authority = world.authorities[school.authority];
  const double own = correlation * school.deprivation + std::sqrt(1 - correlation * correlation) * z;
  const auto count = authority.last_area - authority.first_area;
  return authority.first_area + std::min(count - 1, static_cast<std::uint32_t>(portable_logistic(1.702 * own) * count));
}

void Lives::give_fsm(Family& family) const {
  auto draws = streams_.fsm.at(family.number);
  bool now = draws.happens(family.fsm_rate);
  for (auto& year : family.fsm) {
    const bool keep = draws.happens(n_.fsm_kept), fresh = draws.happens(family.fsm_rate);
    if (!keep) now = fresh;
    year = now;
  }
}

Family Lives::family_of(std::uint64_t number) const {
  const auto& authority = world_.authorities[authority_];
  auto draws = streams_.family.at(number);
  Family family{.number = number, .authority = authority_};
  family.children = 1 + static_cast<int>(draws.pick(n_.children));
  const int first = world_.request.first_year() - last_group - 12;
  const int last = Request::last_year - first_group;
  family.first_reception = first + static_cast<int>(draws.below(static_cast<std::uint32_t>(last - first + 1)));
  for (auto& gap : family.spacing) {
    const bool twin = draws.happens(n_.twin);
    const int years = 1 + static_cast<int>(draws.pick(n_.spacing));
    gap = twin ? 0 : years;
  }
  family.primary = authority.primaries[draws.pick(primary_weights_)];
  family.ethnic = static_cast<std::uint8_t>(draws.pick(ethnic_weights_));
  const auto& school = world_.schools[family.primary];
  const auto& ethnic = n_.ethnic[family.ethnic];
  family.eal = draws.happens(ethnic.eal);
  family.language = static_cast<std::uint8_t>(draws.below(static_cast<std::uint32_t>(std::max<std::size_t>(1, ethnic.languages.size()))));
  const double welsh = !school.welsh ? n_.home_welsh_elsewhere : authority.shape->rural == 3 ? n_.home_welsh_rural : n_.home_welsh;
  family.home_welsh = draws.happens(welsh) && !family.eal && ethnic.part != EthnicPart::non_white;
  family.name_list = chosen_name_list(ethnic, family.home_welsh, school.welsh, draws.uniform());
  family.surname = static_cast<std::uint16_t>(draws.below(static_cast<std::uint32_t>(world_.settings.names.surnames[family.name_list].size())));
  family.small_area = chosen_area(world_, school, world_.settings.organisations.area_correlation, draws.normal());
  const bool can_migrate = family.eal && (ethnic.code == "WOTH" || ethnic.code == "AOTH" || ethnic.code == "OOTH");
  family.migrant = draws.happens(n_.migrant) && can_migrate;
  family.arrival_group = static_cast<int>(draws.below(static_cast<std::uint32_t>(n_.migrant_latest + 1)));
  family.service = draws.happens(authority.shape->service ? n_.service_there : n_.service_elsewhere);
  family.fsm_rate = portable_logistic(authority.intercept + school.deprivation + ethnic.fsm + (family.migrant ? n_.fsm_migrant : 0));
  return family;
}

Learner Lives::child_of(const Family& family, int place, int reception) const {
  const auto& ethnic = n_.ethnic[family.ethnic];
  Learner learner{.id = family.number * 4 + static_cast<unsigned>(place), .reception = static_cast<std::int16_t>(reception),
                  .ethnic = family.ethnic, .language = family.language, .name_list = family.name_list,
                  .surname = family.surname, .small_area = family.small_area};
  auto draws = streams_.child.at(learner.id);
  const bool boy = !draws.happens(n_.girl);
  // born between 1 September and 31 August, four at the start of the Reception year
  auto birth = family.spacing[static_cast<std::size_t>(std::max(0, place - 1))] == 0 && place > 0
                   ? streams_.child.at(learner.id - 1) : streams_.child.at(learner.id);
  birth.skip_to(20);
  const Date start(reception - 6, 9, 1), end(reception - 5, 9, 1);
  learner.born = start.days() + static_cast<int>(birth.below(static_cast<std::uint32_t>(end.days() - start.days())));
  learner.month = static_cast<std::uint8_t>((Date::from_days(learner.born).month() + 3) % 12);
  learner.forename = static_cast<std::uint16_t>(draws.below(static_cast<std::uint32_t>(world_.settings.names.forenames[family.name_list][boy].size())));
  learner.bits = static_cast<std::uint8_t>((boy ? is_boy : 0) | (family.migrant ? is_migrant : 0) |
      (family.home_welsh ? has_home_welsh : 0) | (ethnic.part == EthnicPart::traveller ? is_traveller : 0) |
      (ethnic.mixed ? is_mixed : 0) | (family.eal ? is_eal : 0) | (learner.month >= 8 ? is_summer_born : 0));
  return learner;
}

// r is 1 at Year 2 in variance and goes forward and backward from there as a stationary chain.
void Lives::give_ability(Learner& learner) const {
  const double keep = n_.persistence, fresh = std::sqrt(1 - keep * keep);
  auto draws = streams_.ability.at(learner.id);
  std::array<double, group_count> r{};
  r[4] = draws.normal();
  for (std::size_t i = 5; i < group_count; ++i) r[i] = keep * r[i - 1] + fresh * draws.normal();
  for (std::size_t i = 4; i > 0; --i) r[i - 1] = keep * r[i] + fresh * draws.normal();
  for (std::size_t i = 0; i < group_count; ++i) learner.stays[i].residual = static_cast<float>(r[i]);
}

bool Lives::kept(const Learner& learner) const {
  for (int year = world_.request.first_year(); year <= Request::last_year; ++year)
    if (learner.in_year(year)) return true;
  return false;
}

// One child's way through the years. Draws are numbered, so that a branch not taken moves nothing else.
class Way {
 public:
  Way(const World& world, const Streams& streams, const Family& family, Learner& learner);
  void go();

 private:
  void settle_lasting_traits();
  void year(int group);
  bool present(int group) const;
  void mark(Stay& stay, int group, int year) const;
  void give_provision(Stay& stay, bool fsm, bool looked_after, bool carer) const;
  void advance_care(int year);
  void advance_english(int group, int year);
  void enter(int group, int year);
  void maybe_move(int group, int year);
  void change_school(std::uint32_t to, int day, bool usual);
  std::uint32_t placed(std::uint32_t authority, int group, bool welsh, double u) const;
  std::uint32_t secondary_for(std::uint32_t primary, Draws draws) const;
  int moving_day(int year, Draws& draws) const;
  double times(int year) const;
  const std::vector<std::uint32_t>& list_of(std::uint32_t authority, int group) const;

  const World& world_;
  const LearnerNumbers& n_;
  const Streams& streams_;
  const Family& family_;
  Learner& learner_;
  std::uint32_t school_ = nowhere, special_ = nowhere, primary_ = nowhere;
  int entered_ = 0;
  bool usual_entry_ = true, gone_ = false, looked_after_ = false, care_elsewhere_ = false;
  int eal_ = 0, arrival_ = first_group;
  double u_sen_ = 0, severity_ = 0, u_carer_ = 0, u_recorded_ = 0, u_offending_ = 0, u_after_16_ = 0, u_nursery_ = 0,
         u_home_ = 0, u_special_ = 0, u_nursery_school_ = 0;
};

Way::Way(const World& world, const Streams& streams, const Family& family, Learner& learner)
    : world_(world), n_(world.settings.learners), streams_(streams), family_(family), learner_(learner) {
  settle_lasting_traits();
}

void Way::settle_lasting_traits() {
  auto draws = streams_.child.at(learner_.id, 1);
  u_sen_ = draws.uniform();
  severity_ = draws.normal();
  u_carer_ = draws.uniform();
  u_recorded_ = draws.uniform();
  u_offending_ = draws.uniform();
  u_after_16_ = draws.uniform();
  u_nursery_ = draws.uniform();
  u_home_ = draws.uniform();
  u_special_ = draws.uniform();
  u_nursery_school_ = draws.uniform();
  const bool arrives = draws.happens(n_.arrive * 11);
  const int group = 1 + static_cast<int>(draws.below(11));
  if (family_.migrant) arrival_ = std::max(first_group, family_.arrival_group - (learner_.reception - family_.first_reception));
  else if (arrives) arrival_ = group;
  learner_.arrived = static_cast<std::int8_t>(arrival_);
}

bool Way::present(int group) const {
  if (gone_ || group < arrival_) return false;
  if (group == -2) return u_nursery_ < n_.younger_nursery;
  if (group > 6 && !world_.has_secondaries()) return false;
  if (group == 12) return u_after_16_ < n_.year_12;
  if (group == 13) return u_after_16_ < n_.year_13;
  return true;
}

double Way::times(int year) const {
  double factor = family_.has_fsm(year) ? n_.times_fsm : 1;
  if (looked_after_) factor *= n_.times_looked_after;
  if (learner_.is(is_traveller)) factor *= n_.times_traveller;
  if (family_.migrant) factor *= n_.times_migrant;
  if (family_.service) factor *= n_.times_service;
  return std::min(factor, 8.0);
}

// A day between the censuses of year - 1 and year: in August half the time (the term starts 1 September).
int Way::moving_day(int year, Draws& draws) const {
  const bool august = draws.happens(n_.in_august);
  const double when = draws.uniform();
  if (august) return Date(year - 1, 9, 1).days();
  const int spring = Date(year - 1, 1, 20).days(), autumn = Date(year - 1, 9, 8).days();
  const int at = static_cast<int>(when * 240);   // school weeks of spring and summer, then of autumn
  return at < 150 ? spring + at : autumn + (at - 150);
}

const std::vector<std::uint32_t>& Way::list_of(std::uint32_t authority, int group) const {
  const auto& place = world_.authorities[authority];
  return group >= 7 ? place.secondaries : place.primaries;
}

// A school of the phase and medium, in proportion to size.
std::uint32_t Way::placed(std::uint32_t authority, int group, bool welsh, double u) const {
  const auto& list = list_of(authority, group);
  double total = 0;
  for (const auto i : list)
    if (world_.schools[i].welsh == welsh) total += world_.schools[i].weight;
  const bool any = total == 0;
  if (any)
    for (const auto i : list) total += world_.schools[i].weight;
  double left = u * total;
  for (const auto i : list)
    if ((any || world_.schools[i].welsh == welsh) && (left -= world_.schools[i].weight) < 0) return i;
  return list.back();
}

std::uint32_t Way::secondary_for(std::uint32_t primary, Draws draws) const {
  const auto& from = world_.schools[primary];
  const auto& list = world_.authorities[from.authority].secondaries;
  const bool other = draws.happens(world_.settings.organisations.other_secondary);
  const double which = draws.uniform();
  if (!other && from.cluster != nowhere) return from.cluster;
  if (list.empty()) return nowhere;
  const bool welsh = from.cluster != nowhere && world_.schools[from.cluster].welsh;
  return placed(from.authority, 7, welsh, which);
}

void Way::change_school(std::uint32_t to, int day, bool usual) {
  if (to == school_) return;
  school_ = to;
  entered_ = day;
  usual_entry_ = usual;
}

// The first school, nursery to Reception, and the step to Year 7.
void Way::enter(int group, int year) {
  auto draws = streams_.moves.at(learner_.id, static_cast<std::uint32_t>(year));
  draws.skip_to(20);
  const int start = Date(year - 1, 9, 1).days();
  const bool first = school_ == nowhere;
  const bool late = first && arrival_ > first_group && group == arrival_ && group > 0;
  if (first) primary_ = family_.primary;
  const double when = draws.uniform();
  const auto& nurseries = world_.authorities[family_.authority].nurseries;
  if (group < 0 && first) {
    const bool separate = !nurseries.empty() && u_nursery_school_ < world_.settings.organisations.nursery_share;
    change_school(separate ? nurseries.front() : primary_, start, true);
  } else if (group >= 0 && group < 7 && (first || world_.schools[school_].phase == Phase::nursery)) {
    change_school(primary_, late ? moving_day(year, draws) : start, !late);
  } else if (group >= 7 && (first || world_.schools[school_].phase == Phase::primary)) {
    const auto to = secondary_for(primary_, draws);
    change_school(to, late && when > n_.in_august ? moving_day(year, draws) : start, !late && group == 7);
  }
}

void Way::maybe_move(int group, int year) {
  auto draws = streams_.moves.at(learner_.id, static_cast<std::uint32_t>(year));
  const double u = draws.uniform(), where = draws.uniform(), which = draws.uniform();
  const int day = moving_day(year, draws);
  const double factor = times(year - 1);
  const int level = group >= 7;
  const double leave = n_.leave * factor, authority = n_.move_authority[level] * factor, school = n_.move_school[level] * factor;
  if (u < leave) {
    gone_ = true;
    return;
  }
  const auto phase = world_.schools[school_].phase;
  if (group < 1 || group == 7 || group > 11 || (phase != Phase::primary && phase != Phase::secondary)) return;
  if (u >= leave + authority + school) return;
  auto to = world_.schools[school_].authority;
  if (u < leave + authority) {
    double left = where;
    std::uint32_t k = 0;
    while (k + 1 < world_.authorities.size() && (left -= world_.authorities[k].share) >= 0) ++k;
    to = k;
  }
  const auto chosen = placed(to, group, world_.schools[school_].welsh, which);
  if (group < 7) primary_ = chosen;
  change_school(chosen, day, false);
}

void Way::advance_care(int year) {
  auto draws = streams_.care.at(learner_.id, static_cast<std::uint32_t>(year));
  const double rate = std::min(0.2, n_.looked_after * portable_exp(n_.looked_after_per_fsm *
                      (family_.fsm_rate - n_.looked_after_mean_fsm) / n_.looked_after_mean_fsm));
  const double end = 1 / n_.looked_after_years, start = rate * end / (1 - rate);
  const double u = draws.uniform(), elsewhere = draws.uniform();
  const bool before = looked_after_;
  if (learner_.group_in(year) == first_group) looked_after_ = u < rate;
  else looked_after_ = before ? u >= end : u < start;
  if (looked_after_ && !before) care_elsewhere_ = elsewhere < n_.looked_after_elsewhere;
}

void Way::advance_english(int group, int year) {
  if (!learner_.is(is_eal)) return;
  auto draws = streams_.eal.at(learner_.id, static_cast<std::uint32_t>(year));
  const double u = draws.uniform();
  if (eal_ == 0) eal_ = 1 + static_cast<int>(draws.pick(family_.migrant ? n_.eal_migrant_entry : n_.eal_entry));
  else if (eal_ < 5 && group >= 0 && u < n_.eal_next[static_cast<std::size_t>(eal_ - 1)]) ++eal_;
}

// Provision goes to low attainers, so it foretells what comes after a level that was measured with error. Where
// no characteristic may tell anything, provision must not either.
void Way::give_provision(Stay& stay, bool fsm, bool looked_after, bool carer) const {
  const double r2 = world_.request.main_effects ? learner_.in_group(2).residual : 0;
  const double logit = n_.sen_base + (learner_.is(is_boy) ? n_.sen_boy : 0) + (fsm ? n_.sen_fsm : 0) +
                       (looked_after ? n_.sen_looked_after : 0) + n_.sen_r2 * r2 + (carer ? n_.sen_carer : 0) +
                       (learner_.is(is_traveller) ? n_.sen_traveller : 0);
  if (u_sen_ >= portable_logistic(logit)) return;
  const double severity = severity_ + n_.severity_r2 * r2 + (looked_after ? n_.severity_looked_after : 0);
  stay.provision = severity < n_.action_plus_from ? Provision::action
                   : severity < n_.statement_from ? Provision::action_plus : Provision::statement;
}

void Way::mark(Stay& stay, int group, int year) const {
  const bool fsm = family_.has_fsm(year);
  const double carers = n_.carer_true * (fsm ? portable_exp(n_.carer_fsm) : 1);
  const bool carer = u_carer_ < carers, recorded = carer && u_recorded_ < n_.carer_recorded && world_.schools[school_].records_carers;
  give_provision(stay, fsm, looked_after_, carer);
  const double offending = n_.offending_base + (learner_.is(is_boy) ? n_.offending_boy : 0) + (fsm ? n_.offending_fsm : 0) +
                           n_.offending_r9 * learner_.in_group(9).residual + (looked_after_ ? n_.offending_looked_after : 0);
  const bool offends = group >= 8 && group <= 11 && u_offending_ < portable_logistic(offending);
  const Date january(year, 1, 15);
  const bool moved = !usual_entry_ && entered_ >= Date(year - 2, 1, 15).days();
  const bool fresh = learner_.is(is_migrant) && group - arrival_ < 2;
  const bool home = looked_after_ && group >= 6 && group <= 11 && u_home_ < n_.childrens_home;
  stay.bits = static_cast<std::uint16_t>((fsm ? stay_fsm : 0) | (looked_after_ ? stay_looked_after : 0) |
      (recorded ? stay_carer : 0) | (carer ? stay_carer_true : 0) | (moved ? stay_moved : 0) | (offends ? stay_offending : 0) |
      (home ? stay_children_home : 0) | (fresh ? stay_new_to_system : 0) | (care_elsewhere_ ? stay_care_elsewhere : 0) |
      (family_.service ? stay_service : 0) | (entered_ > january.days() - 366 ? stay_entered : 0));
  stay.eal = static_cast<std::uint8_t>(eal_);
}

void Way::year(int group) {
  const int at = learner_.year_of(group);
  advance_care(at);
  if (!present(group)) return;
  advance_english(group, at);
  if (school_ != nowhere) maybe_move(group, at);
  if (gone_) return;
  enter(group, at);
  if (school_ == nowhere) return;
  auto& stay = learner_.stays[static_cast<std::size_t>(group - first_group)];
  mark(stay, group, at);
  const auto& here = world_.authorities[world_.schools[school_].authority];
  if (stay.provision == Provision::statement && group >= 0 && u_special_ < n_.special_school && !here.specials.empty())
    special_ = here.specials[static_cast<std::size_t>(u_special_ / n_.special_school * static_cast<double>(here.specials.size()))];
  else special_ = nowhere;
  stay.school = special_ != nowhere ? special_ : world_.open_in(school_, at);
  stay.entered = entered_;
  auto draws = streams_.moves.at(learner_.id, static_cast<std::uint32_t>(at));
  draws.skip_to(40);
  const bool unit = draws.happens(n_.pru * (stay.residual < 0 ? 2 : 0));
  if (!unit || group < 7 || group > 11 || here.prus.empty() || special_ != nowhere) return;
  const auto pru = here.prus[draws.below(static_cast<std::uint32_t>(here.prus.size()))];
  if (draws.happens(n_.pru_dual)) stay.pru = pru, stay.bits |= stay_dual;
  else stay.school = pru, stay.bits |= stay_pru;
}

void Way::go() {
  const bool never = streams_.missing.at(learner_.id).happens(world_.settings.groups.not_enrolled_share);
  for (int group = first_group; group <= last_group; ++group) {
    if (group == 7 && world_.request.groups && learner_.is(is_traveller) && never) break;
    year(group);
  }
}

void Lives::live_through(const Family& family, Learner& learner) const {
  give_ability(learner);
  Way(world_, streams_, family, learner).go();
}

std::vector<Learner> Lives::all() {
  std::vector<Learner> learners;
  const auto& authority = world_.authorities[authority_];
  double on_roll = 0;
  const auto first = world_.request.first_year() - last_group, last = Request::last_year - first_group;
  for (std::uint64_t k = 0; on_roll < authority.learners; ++k) {
    auto family = family_of((std::uint64_t{authority_} << 24) | k);
    bool has_fsm = false;
    int reception = family.first_reception;
    for (int place = 0; place < family.children; ++place) {
      if (place > 0) reception += family.spacing[static_cast<std::size_t>(place - 1)];
      if (reception < first || reception > last) continue;
      if (!has_fsm) give_fsm(family), has_fsm = true;
      auto learner = child_of(family, place, reception);
      live_through(family, learner);
      if (!kept(learner)) continue;
      if (learner.in_year(Request::last_year)) ++on_roll;
      learners.push_back(learner);
    }
  }
  return learners;
}

}  // namespace lives

std::size_t Population::size() const {
  std::size_t count = 0;
  for (const auto& home : by_home) count += home.size();
  return count;
}

Population live(World& world) {
  for (auto& authority : world.authorities) authority.intercept = lives::Lives::solved_intercept(world, authority);
  Population population;
  population.by_home.resize(world.authorities.size());
  parallel_for(world.authorities.size(), world.request.threads, [&](std::size_t a) {
    population.by_home[a] = lives::Lives(world, static_cast<std::uint32_t>(a)).all();
  });
  return population;
}

}  // namespace potensial::demonstration
