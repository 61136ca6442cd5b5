// All numbers and words of the demonstration nation, read once from catalogue/demonstration/.
// Probabilities are 0 to 1, effects in the unit of the latent score, lists of four by key stage 1 to 4.
// Value types; const use is thread-safe.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "model/text.hpp"

namespace potensial::demonstration {

struct AuthorityShape {
  std::string number, gss;
  Text name;
  int order = 0, primary = 0, secondary = 0, special = 0, pru = 0, rural = 0;
  double learners = 0, fsm = 0, welsh_medium = 0, eal = 0;  // fsm, welsh_medium, eal are shares
  bool tests = false, service = false;
  int delegated_percent = 0;   // of the authority's share of a fund
  std::string formula;         // how it is shared among schools: need, flat, lump, history
};

struct Partnership {
  std::string body, kind, source;
  std::vector<std::string> members;
};

struct OrganisationNumbers {
  double nation_learners, cluster_spread, cluster_noise, other_secondary, deprivation_spread, deprivation_per_rural;
  double area_correlation, dual_stream, transitional, significant_welsh, secondary_welsh, controlled, aided, foundation;
  double special_share, nursery_share, largest_primary_share;
  int small_areas, smallest_with_secondary, mergers, closures, ctf_one_in;
  std::array<double, 4> primary_spread;
  std::vector<std::string> bilingual;
  std::vector<Partnership> partnerships;
};

enum class EthnicPart { british, other_white, traveller, non_white, unknown };

struct EthnicGroup {
  std::string code;
  EthnicPart part = EthnicPart::british;
  double share = 1, eal = 0, fsm = 0, effect = 0;
  bool mixed = false;
  std::vector<std::string> languages;
};

struct LearnerNumbers {
  double girl, twin, younger_nursery, year_12, year_13;
  std::array<double, 4> children;
  std::array<double, 5> spacing;
  double move_school[2], move_authority[2];  // primary, secondary
  double leave, arrive, in_august;
  double times_fsm, times_looked_after, times_traveller, times_migrant, times_service;
  double fsm_kept, fsm_rate_times, fsm_migrant;
  double sen_base, sen_boy, sen_fsm, sen_looked_after, sen_r2, sen_carer, sen_traveller, severity_r2, severity_looked_after;
  double action_plus_from, statement_from, special_school;
  double looked_after, looked_after_per_fsm, looked_after_mean_fsm, looked_after_years, looked_after_elsewhere;
  double carer_true, carer_fsm, carer_recorded;
  int carer_silent_schools;
  double service_there, service_elsewhere;
  double offending_base, offending_boy, offending_fsm, offending_r9, offending_looked_after;
  double migrant, childrens_home, childrens_home_england, pru, pru_dual, ethnic_silent, eal_silent, temporary_upn, second_upn, counted_twice;
  int migrant_latest;
  double non_white_above_eal, other_white_base, other_white_per_eal, traveller, unknown_ethnic;
  std::array<double, 5> eal_entry, eal_migrant_entry;
  std::array<double, 4> eal_next;
  double home_welsh_rural, home_welsh, home_welsh_elsewhere, persistence;
  std::vector<EthnicGroup> ethnic;
};

using ByStage = std::array<double, 4>;

struct AttainmentNumbers {
  ByStage fsm, school_fsm, action, action_plus, statement, looked_after, carer, moved, youth_offending, month;
  std::array<double, 5> eal;
  std::array<ByStage, 3> girl;       // language, mathematics, science
  ByStage residual, drift;
  double fsm_growth, mean_school_fsm, drift_from, primary_spread, primary_later, secondary_spread, authority_spread;
  double shock_spread, noise, leniency, component_noise, writing_harder, writing_boys;
  std::array<ByStage, 3> expected;   // cuts; key stage 4: grade C
  std::array<std::array<double, 3>, 3> above;
  std::array<double, 3> two_above, below, two_below, share_below, expected_level;
  double not_awarded, disapplied, disapplied_statement, absent;
  int pilot_schools, pilot_from;
  int other_subjects;
  double other_noise, other_girl, other_c, core_g, other_g;
  std::array<double, 3> higher;
  std::vector<std::string> subjects, bodies;
  double test_noise, test_spread, test_centre;
  int test_first, test_last, test_items;
};

struct AttendanceNumbers {
  int sessions, snow_days;
  double base[2], fsm[2], spread[2], per_year_group, sen, traveller, youth_offending, carer, trait, residual, noise, drift;
  std::array<double, 6> half_terms;
  std::array<double, 5> weekdays;
  double illness_run, illness_2009, traveller_share, study_leave, late, approved;
  std::array<double, 10> absence_codes;  // I M H F C R G O N U
};

struct ExclusionNumbers {
  std::array<double, 12> base;
  double boy, fsm, action, action_plus, statement, looked_after, youth_offending, residual, secondary_effect, noise, drift;
  double permanent, days_mean, longer;
  std::vector<std::string> reasons;
  std::vector<double> reason_weights;
};

struct GroupRule {
  std::string id, outcome;               // outcome "KS2", "KS3", "KS2 writing"
  std::vector<std::string> where;
  std::vector<std::string> authorities;  // empty: all
  std::vector<double> effect;            // one, or one for each of 2006 to 2010
};

struct GroupNumbers {
  int smallest, fewest_secondaries;
  std::vector<GroupRule> rules;
  std::string under_awarded_id, not_enrolled_id;
  int under_awarded_schools;
  double under_awarded_share, not_enrolled_share;
};

struct PlantedSchoolNumbers {
  int concern_primaries, concern_secondaries, concern_inspected, concern_first, concern_last;
  double concern_slope, concern_absence, concern_exclusions;
  int false_alarms;
  double false_deprivation, false_effect;
  int recovering, recovering_from;
  double recovering_slope, recovering_effect;
  int inflated_primaries, inflated_secondaries, harsh, inflated_fewest;
  double inflated_primary, inflated_secondary, harsh_by;
  int inspection_one_in, inspection_first, inspection_last, questions;
  double inspection_correlation;
  std::array<double, 4> inspection_cuts;
};

struct StrategyRule {
  std::string id, choose;                // how learners are chosen: catalogue/demonstration/strategies.yaml
  Text name;
  std::string who, outcome, comparison, evaluation, fund, phase, mode;
  std::vector<std::string> authorities;  // empty: all
  std::array<bool, 14> groups{};         // year groups 0 to 13
  int first = 0, last = 0;               // summer years of the school years in which it runs
  int schools = 0;                       // of the nation; 0: as many as fit
  int sessions = 0, pence = 0;           // of a year; of one learner and session
  double share = 1;
  std::string until;                     // last day of its money; empty: the school year ends first
};

struct StrategyNumbers {
  std::array<double, 3> expected, able;  // by key stage 1 to 3
  int fewest_schools;
  double least_fidelity, most_fidelity;
  double grant_share, grant_places, by_attainment;
  int grant_learners, grant_first;
  std::vector<StrategyRule> rules;
};

struct NameLists {
  std::vector<std::string> first_elements, nouns, english_first, english_second;   // of schools
  std::vector<std::string> forenames[3][2];  // Welsh, English, other; girls, boys
  std::vector<std::string> surnames[3];
};

struct DelegationNumbers {
  int first_year = 0, lump_percent = 0;  // financial year by its first calendar year
  std::vector<double> millions;          // of the fund of the whole nation, by year
  double need_slope = 0, history_slope = 0, middle = 0;
};

struct StaffNumbers {
  std::array<double, 5> learners_per_teacher;   // by phase
  int fewest, deputy_from, most_service, fewest_service_of_leaders;
  double part_time, turnover, turnover_concern, subject_leaders, welsh_there, welsh_elsewhere;
  std::vector<double> part_time_hundredths;
  std::vector<std::string> primary_subjects, secondary_subjects;
};

struct BidDefect {
  std::string id;
  double typical = 0, poor = 0;          // chance in such a bid
};

struct AdviserNumbers {
  double visits, visits_per_learner, most_visits, habit, times_concern;
  std::vector<double> lengths;   // of a visit, in hundredths of a day
  std::vector<std::string> purposes, roles;
  std::vector<double> purpose_weights, role_weights;
};

struct BidLineTemplate {
  std::string area, initiative, title, priority, purpose, activity, group, indicator;
};

// How many are good and poor, and how many are as good as the year before.
struct QualityNumbers {
  double good = 0, poor = 0, persistence = 0;
  std::vector<BidDefect> defects;
};

struct BidNumbers : QualityNumbers {
  std::vector<double> shares;            // hundredths of the money, by line
  std::vector<std::pair<int, std::vector<std::string>>> areas;   // financial year from which they hold, areas of the lines
  std::vector<BidLineTemplate> lines;

  const std::vector<std::string>& areas_in(int financial_year) const {
    const auto* found = &areas.front().second;
    for (const auto& [from, list] : areas)
      if (from <= financial_year) found = &list;
    return *found;
  }
};

struct PlanActivity {
  std::string title, serves, purpose, activity, outcome, reason;   // reason: why it serves no priority
};

struct PlanNumbers : QualityNumbers {
  double schools = 0, unlinked = 0, pence_of_a_day = 0;   // share of schools with a plan, of activities that serve no priority; pence of a day
  int fewest_activities = 0, most_activities = 0, least_planned = 0;   // least planned: per cent of what the school was given
  std::vector<std::string> priorities;                   // about reading, about writing
  std::vector<PlanActivity> activities;
};

struct SpendNumbers {
  double underspend = 0, much_least = 0, much_most = 0, ineligible = 0, reversed = 0;   // shares
  int underspending = 0, of_several_sources = 0, claimed_twice = 0;                     // of the nation
  std::vector<std::string> spend, supplier_kinds, sources;
  std::vector<std::pair<int, std::vector<std::string>>> excluded;                       // financial year from which they hold, kinds of spend
};

struct Settings {
  std::vector<AuthorityShape> authorities;  // in the order they are taken
  OrganisationNumbers organisations;
  LearnerNumbers learners;
  AttainmentNumbers attainment;
  AttendanceNumbers attendance;
  ExclusionNumbers exclusion;
  GroupNumbers groups;
  PlantedSchoolNumbers schools;
  StrategyNumbers strategies;
  NameLists names;
  DelegationNumbers delegation;
  StaffNumbers staff;
  AdviserNumbers advisers;
  BidNumbers bids;
  PlanNumbers plans;
  SpendNumbers spend;
};

// Refuses when an entry or a number is missing, naming it.
Result<Settings> read_settings(const catalogue::Catalogue& catalogue);

}  // namespace potensial::demonstration
