#include "demonstration/transfer_files.hpp"

#include <map>
#include <vector>

#include "demonstration/census_file.hpp"
#include "exchange/ctf_writer.hpp"

namespace potensial::demonstration {
namespace transfers {

using exchange::CtfHeader;
using exchange::CtfKeyStage;
using exchange::CtfPupil;
using exchange::CtfResult;
using exchange::CtfSchool;
using exchange::ctf_file_name;

CtfSchool ctf_school(const World& world, std::uint32_t index) {
  const auto& school = world.schools[index];
  return {.lea = world.authorities[school.authority].number, .estab = school.number.substr(3), .name = school.name.en};
}

CtfHeader header_of(const World& world, std::uint32_t source, int year, bool partial) {
  CtfHeader header{.version = "9.0", .date_time = std::to_string(year) + (partial ? "-07-20T12:00:00" : "-08-31T12:00:00"),
                   .qualifier = partial ? "partial" : "full", .supplier = "POTENSIALDEMO", .source = ctf_school(world, source)};
  header.source.academic_year = std::to_string(year);
  return header;
}

std::string iso(std::int32_t day) { return Date::from_days(day).iso(); }

void describe(const World& world, const Learner& learner, int year, CtfPupil& pupil) {
  const auto& stay = *learner.in_year(year);
  const auto said = recorded_words(world, learner, year);
  pupil.upn = learner.upn_in(year);
  pupil.surname = said.surname;
  pupil.forename = said.forename;
  pupil.dob = iso(learner.born);
  pupil.sex = learner.is(is_boy) ? "M" : "F";
  if (learner.temporary_in && year == learner.temporary_in + 1) pupil.basic.former_upn = std::string(learner.temporary_upn.data(), 13);
  pupil.basic.nc_year = year_group_word(learner.group_in(year));
  pupil.basic.ethnicity = said.ethnic;
  pupil.basic.ethnicity_source = said.ethnic_source;
  pupil.basic.languages.push_back({.type = "F", .language = std::string(said.language)});
  pupil.basic.enrolment_status = stay.has(stay_dual) ? "M" : "C";
}

void describe_needs(const World& world, const Learner& learner, int year, CtfPupil& pupil) {
  const auto& stay = *learner.in_year(year);
  const auto said = recorded_words(world, learner, year);
  const auto start = Date(year - 1, 9, 1).iso();
  if (stay.has(stay_fsm)) pupil.meals.instances.push_back({.start = start, .country = "WLS"});
  pupil.welsh = {.speak_welsh = std::string(said.speaks_welsh), .home_welsh = std::string(said.home_welsh),
                 .national_identity = std::string(said.identity), .welsh_source = "P",
                 .eal_acquisition = std::string(said.eal), .language_source = "P"};
  pupil.looked_after.in_care = stay.has(stay_looked_after) ? "true" : "false";
  pupil.looked_after.care_authority = caring_authority(world, learner, year);
  pupil.sen.provisions.push_back({.start = start, .provision = std::string(said.provision)});
  int rank = 0;
  for (const auto need : {said.need_1, said.need_2})
    if (!need.empty()) pupil.sen.needs.push_back({.rank = std::to_string(++rank), .type = std::string(need)});
}

void attend(const World& world, const Absences& absences, const Learner& learner, int year, CtfPupil& pupil) {
  if (!Absences::counts(learner, year)) return;
  const auto found = absences.year(learner, year);
  int possible = 0, missed = 0, authorised = 0;
  for (const int each : found.possible) possible += each;
  for (const auto& run : found.runs) {
    missed += run.sessions;
    if (run.letter < authorised_letters) authorised += run.sessions;
  }
  if (possible == 0) return;
  const auto school = ctf_school(world, learner.in_year(year)->school);
  pupil.attendance.push_back({.year = std::to_string(year), .lea = school.lea, .estab = school.estab, .school_name = school.name,
                              .possible = std::to_string(possible), .authorised = std::to_string(authorised),
                              .attended = std::to_string(possible - missed), .unauthorised = std::to_string(missed - authorised),
                              .marks_start = Date(year - 1, 9, 1).iso(), .marks = attendance_marks(found, year)});
}

CtfResult assessed(int year, std::string_view subject, std::string_view component, std::string_view level) {
  return {.locale = "WLS", .year = std::to_string(year), .subject = std::string(subject), .method = "TA", .component = std::string(component),
          .status = "R", .qualifier = "NL", .result = std::string(level)};
}

// Results of key stages 1 to 3 reached by the year and from the first year of electronic returns.
void results(const Nation& nation, const Learner& learner, int year, CtfPupil& pupil) {
  constexpr std::string_view components[] = {"ORA", "REA", "WRI"};
  constexpr std::string_view stages[] = {"KS1", "KS2", "KS3"};
  for (int stage = 0; stage < 3; ++stage) {
    const int group = Attainment::year_groups[static_cast<std::size_t>(stage)], at = learner.year_of(group);
    const auto& stay = learner.in_group(group);
    if (at > year || at < 1997 || !stay.on_roll() || nation.world.schools[stay.school].phase == Phase::pru) continue;
    const auto found = nation.attainment.key_stage(learner, stage);
    const bool welsh = nation.world.schools[stay.school].welsh;
    const std::string_view subjects[] = {welsh ? "CYM" : "ENG", "MAT", "SCI"};
    CtfKeyStage key_stage{.stage = std::string(stages[stage])};
    if (stage == 0 && reports_foundation_phase(nation.world, stay.school, at)) continue;
    for (std::size_t s = 0; s < 3; ++s) {
      key_stage.results.push_back(assessed(at, subjects[s], "SUB", found.level[s]));
      for (std::size_t c = 0; s == 0 && c < 3; ++c) key_stage.results.push_back(assessed(at, subjects[0], components[c], found.component[c]));
    }
    pupil.stages.push_back(std::move(key_stage));
  }
}

void history(const World& world, const Learner& learner, int year, CtfPupil& pupil) {
  for (int group = first_group; group <= learner.group_in(year); ++group) {
    const auto& stay = learner.in_group(group);
    if (!stay.on_roll()) continue;
    const auto school = ctf_school(world, stay.school);
    const auto entered = iso(stay.entered);
    if (!pupil.history.empty()) {
      auto& last = pupil.history.back();
      if (last.estab == school.estab && last.lea == school.lea) continue;
      if (last.leaving_date.empty()) last.leaving_date = iso(stay.entered - 1);
      last.leaving_reason = group == 7 ? "PF" : "PM";
    }
    pupil.history.push_back({.lea = school.lea, .estab = school.estab, .name = school.name, .entry_date = entered});
  }
}

std::string name_of(const CtfSchool& source, const CtfSchool& destination, int year, int serial) {
  return "ctf/" + std::to_string(year) + "/" + ctf_file_name(source, destination, serial);
}

}  // namespace transfers

std::string attendance_marks(const YearOfAbsence& year, int summer) {
  const Date first(summer - 1, 9, 1), last(summer, 8, 31);
  std::string marks(static_cast<std::size_t>(last.days() - first.days() + 1) * 2, '#');
  for (int h = 0; h < 6; ++h) {
    const auto at = static_cast<std::size_t>(h);
    if (!year.possible[at]) continue;
    // the half-days of the half-term: weekdays from its first Monday, some of them shut by snow
    std::vector<std::size_t> places;
    for (int day = Absences::half_term_start(summer, h).days(); static_cast<int>(places.size()) < Absences::sessions[at]; ++day) {
      if ((day + 3) % 7 >= 5) continue;
      for (std::size_t half = 0; half < 2; ++half) places.push_back(static_cast<std::size_t>(day - first.days()) * 2 + half);
    }
    for (std::size_t k = 0; k < places.size(); ++k) marks[places[k]] = k % 2 ? '\\' : '/';
    std::size_t next = 0;
    for (int k = 0; k < year.closed[at]; ++k) marks[places[next++]] = 'Y';
    // runs one after the other with equal spaces between them; late and approved marks fill from the end
    int absent = 0, runs = 0;
    for (const auto& run : year.runs)
      if (run.half_term == h) absent += run.sessions, ++runs;
    const auto space = runs ? static_cast<std::size_t>((static_cast<int>(places.size() - next) - absent) / (runs + 1)) : 0;
    for (const auto& run : year.runs) {
      if (run.half_term != h) continue;
      next += space;
      for (int k = 0; k < run.sessions; ++k) marks[places[next++]] = absence_letters[run.letter];
    }
    std::size_t back = places.size();
    const auto put = [&](char mark, int count) {
      while (count > 0 && back > 0) {
        auto& place = marks[places[--back]];
        if (place != '/' && place != '\\') continue;
        place = mark;
        --count;
      }
    };
    for (std::size_t k = 0; k < approved_letters.size(); ++k) put(approved_letters[k], year.approved[at][k]);
    put('L', year.late[at]);
  }
  return marks;
}

void write_school_transfers(const Nation& nation, const Absences& absences, Output& output, int year, std::uint32_t authority) {
  using namespace transfers;
  const auto& world = nation.world;
  const auto& learners = nation.roster.of(year, authority);
  for (std::size_t i = 0; i < learners.size();) {
    const auto school = learners[i]->in_year(year)->school;
    std::size_t end = i;
    while (end < learners.size() && learners[end]->in_year(year)->school == school) ++end;
    if (world.schools[school].ctf) {
      auto header = header_of(world, school, year, false);
      header.destination = {.lea = header.source.lea, .estab = "LLLL"};
      std::string text;
      exchange::CtfWriter writer(text, header);
      for (std::size_t k = i; k < end; ++k) {
        exchange::CtfPupil pupil;
        describe(world, *learners[k], year, pupil);
        describe_needs(world, *learners[k], year, pupil);
        attend(world, absences, *learners[k], year, pupil);
        results(nation, *learners[k], year, pupil);
        history(world, *learners[k], year, pupil);
        writer.pupil(pupil);
      }
      writer.finish();
      output.write({name_of(header.source, header.destination, year, 1), "ctf", header.source.lea, world.schools[school].number, year,
                    static_cast<std::int64_t>(end - i), ""}, text);
    }
    i = end;
  }
}

void write_learner_transfers(const Nation& nation, Output& output, int most) {
  using namespace transfers;
  const auto& world = nation.world;
  const int year = Request::last_year;
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> serials;
  for (const auto& home : nation.population.by_home)
    for (const auto& learner : home) {
      if (most == 0) return;
      const auto* now = learner.in_year(year);
      const auto* before = learner.in_year(year - 1);
      if (!now || !before || now->school == before->school || !now->has(stay_moved) || learner.temporary_in) continue;
      auto header = header_of(world, before->school, year - 1, true);
      header.destination = ctf_school(world, now->school);
      exchange::CtfPupil pupil;
      describe(world, learner, year - 1, pupil);
      results(nation, learner, year - 1, pupil);
      history(world, learner, year - 1, pupil);
      std::string text;
      exchange::CtfWriter writer(text, header);
      writer.pupil(pupil);
      writer.finish();
      const int serial = 1 + ++serials[{before->school, now->school}];
      output.write({name_of(header.source, header.destination, year - 1, serial), "ctf", header.source.lea,
                    world.schools[before->school].number, year - 1, 1, ""}, text);
      --most;
    }
}

}  // namespace potensial::demonstration
