#include "demonstration/census_file.hpp"

#include <algorithm>
#include <array>

#include "base/counter_random.hpp"
#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace census {

constexpr std::string_view header =
    "upn,former_upn,surname,forename,dob,sex,school,enrolment_status,nc_year,class,entry_date,leaving_date,"
    "leaving_reason,ethnic_background,ethnic_source,national_identity,first_language,speaks_welsh,home_welsh,"
    "study_welsh,eal_stage,sen_provision,sen_type_1,sen_type_2,fsm_eligible,looked_after,caring_authority,"
    "young_carer,service_child,traveller,migrant_worker,arrival_date,small_area";

constexpr std::string_view needs[] = {"GLD", "MLD", "SLCD", "BESD", "DYSL", "ADHD", "ASD", "PMED", "HI", "SLD", "VI", "PMLD"};
constexpr std::array<double, 12> need_weights{30, 22, 14, 12, 9, 5, 3, 2, 1, 1, 0.6, 0.4};

std::string_view national_identity(const Learner& learner, bool british, Draws& draws) {
  const double u = draws.uniform();
  if (learner.is(has_home_welsh)) return u < 0.9 ? "WAL" : "BRI";
  if (!british) return u < 0.3 ? "WAL" : u < 0.6 ? "BRI" : "OTH";
  return u < 0.57 ? "WAL" : u < 0.88 ? "BRI" : u < 0.97 ? "ENG" : u < 0.98 ? "SCO" : u < 0.985 ? "IRE" : "NOB";
}

std::string_view language_of(const World& world, const Learner& learner) {
  if (learner.is(has_home_welsh)) return "WEL";
  if (!learner.is(is_eal)) return "ENG";
  const auto& languages = world.settings.learners.ethnic[learner.ethnic].languages;
  return languages.empty() ? std::string_view("OTH") : std::string_view(languages[learner.language % languages.size()]);
}

void row(CsvRows& rows, const World& world, const Learner& learner, int year, const School& school, std::string_view status) {
  const auto& stay = *learner.in_year(year);
  const auto said = recorded_words(world, learner, year);
  const int group = learner.group_in(year);
  rows << learner.upn_in(year);
  if (learner.temporary_in && year == learner.temporary_in + 1) rows << std::string_view(learner.temporary_upn.data(), 13);
  else rows.blank();
  rows << said.surname << said.forename << Date::from_days(learner.born) << (learner.is(is_boy) ? "M" : "F") << school.number
       << status << year_group_word(group);
  rows << year_group_word(group) + static_cast<char>('A' + learner.id % 3) << Date::from_days(stay.entered);
  rows.blank(2);
  rows << said.ethnic << said.ethnic_source << said.identity << said.language << said.speaks_welsh << said.home_welsh
       << said.study_welsh << said.eal << said.provision << said.need_1 << said.need_2 << stay.has(stay_fsm)
       << stay.has(stay_looked_after);
  rows << caring_authority(world, learner, year) << said.carer << stay.has(stay_service) << learner.is(is_traveller)
       << learner.is(is_migrant);
  if (learner.is(is_migrant)) rows << arrival_of(learner);
  else rows.blank();
  rows << world.areas[learner.small_area].code;
  rows.end();
}

}  // namespace census

std::string year_group_word(int group) {
  if (group == -2) return "N1";
  if (group == -1) return "N2";
  return group == 0 ? "R" : std::to_string(group);
}

std::string caring_authority(const World& world, const Learner& learner, int year) {
  const auto& stay = *learner.in_year(year);
  if (!stay.has(stay_looked_after)) return "";
  const auto own = world.schools[stay.school].authority;
  if (!stay.has(stay_care_elsewhere)) return world.authorities[own].number;
  const auto step = 1 + learner.id % std::max<std::size_t>(1, world.authorities.size() - 1);
  return world.authorities[(own + step) % world.authorities.size()].number;
}

Date arrival_of(const Learner& learner) {
  const int year = learner.year_of(learner.arrived);
  return Date::from_days(Date(year - 1, 9, 1).days() - 20 - static_cast<int>(learner.id % 120));
}

RecordedWords recorded_words(const World& world, const Learner& learner, int year) {
  const auto& stay = *learner.in_year(year);
  const auto& school = world.schools[stay.school];
  const auto& names = world.settings.names;
  const auto& ethnic = world.settings.learners.ethnic[learner.ethnic];
  auto draws = RandomStream(world.request.seed, "recorded").at(learner.id);
  constexpr std::string_view stages[] = {"N", "A", "B", "C", "D", "E"}, provisions[] = {"N", "A", "P", "S"};
  const auto source = draws.uniform();
  RecordedWords said;
  said.surname = names.surnames[learner.name_list][learner.surname];
  said.forename = names.forenames[learner.name_list][learner.is(is_boy)][learner.forename];
  if (school.records_ethnic) {
    said.ethnic = ethnic.code;
    said.ethnic_source = source < 0.88 ? "P" : source < 0.92 ? "S" : source < 0.97 ? "T" : source < 0.99 ? "C" : "O";
  }
  said.identity = census::national_identity(learner, ethnic.part == EthnicPart::british, draws);
  said.language = census::language_of(world, learner);
  said.home_welsh = learner.is(has_home_welsh) ? "1" : "3";
  said.speaks_welsh = learner.is(has_home_welsh) ? "1" : school.welsh ? "2" : "3";
  said.study_welsh = school.welsh ? "1" : "2";
  if (school.records_eal) said.eal = stages[stay.eal];
  said.provision = provisions[static_cast<int>(stay.provision)];
  const auto first = draws.pick(census::need_weights), second = draws.pick(census::need_weights);
  if (stay.provision != Provision::none) {
    said.need_1 = census::needs[first];
    if (first != second && stay.provision >= Provision::action_plus) said.need_2 = census::needs[second];
  }
  if (school.records_carers) said.carer = stay.has(stay_carer) ? "Y" : "N";
  return said;
}

void write_census(const Nation& nation, Output& output, int year, std::uint32_t authority) {
  const auto& world = nation.world;
  CsvRows rows(census::header);
  std::vector<std::pair<std::uint32_t, const Learner*>> subsidiary;
  for (const auto* learner : nation.roster.of(year, authority)) {
    const auto& stay = *learner->in_year(year);
    const auto& school = world.schools[stay.school];
    if (comes_by_ctf(world, school, year)) continue;
    census::row(rows, world, *learner, year, school, stay.has(stay_dual) ? "M" : "C");
    if (stay.has(stay_dual)) subsidiary.emplace_back(stay.pru, learner);
  }
  std::stable_sort(subsidiary.begin(), subsidiary.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [unit, learner] : subsidiary)
    if (!comes_by_ctf(world, world.schools[unit], year)) census::row(rows, world, *learner, year, world.schools[unit], "S");
  for (const auto* learner : nation.roster.counted_twice(year, authority)) {
    const auto& left = world.schools[learner->in_year(year - 1)->school];
    if (!comes_by_ctf(world, left, year)) census::row(rows, world, *learner, year, left, "C");
  }
  if (rows.rows())
    output.write({"census/" + std::to_string(year) + "/" + world.authorities[authority].number + ".csv", "census",
                  world.authorities[authority].number, "", year, rows.rows(), ""}, rows.text());
}

}  // namespace potensial::demonstration
