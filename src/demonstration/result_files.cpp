#include "demonstration/result_files.hpp"

#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace result_files {

constexpr std::string_view key_stage_header = "upn,school,subject,component,level,newbes";

std::string file_name(const World& world, std::string_view folder, int year, std::uint32_t authority, std::string_view ending) {
  return std::string(folder) + "/" + std::to_string(year) + "/" + world.authorities[authority].number + std::string(ending) + ".csv";
}

void put(Output& output, const World& world, std::string_view folder, std::string_view collection, int year,
         std::uint32_t authority, std::string_view ending, const CsvRows& rows) {
  if (rows.rows() == 0) return;
  output.write({file_name(world, folder, year, authority, ending), std::string(collection),
                world.authorities[authority].number, "", year, rows.rows(), ""}, rows.text());
}

class KeyStageRows {
 public:
  explicit KeyStageRows(CsvRows& rows) : rows_(rows) {}

  void result(std::string_view upn, const School& school, bool fresh, std::string_view subject, std::string_view component, std::string_view level) {
    rows_ << upn << school.number << subject << component << level << fresh;
    rows_.end();
  }
  void levels(std::string_view upn, const School& school, bool fresh, const KeyStageResult& found) {
    const std::string_view subjects[] = {school.welsh ? "CYM" : "ENG", "MAT", "SCI"};
    constexpr std::string_view components[] = {"ORA", "REA", "WRI"};
    for (std::size_t s = 0; s < 3; ++s) {
      result(upn, school, fresh, subjects[s], "SUB", found.level[s]);
      if (s == 0)
        for (std::size_t c = 0; c < 3; ++c) result(upn, school, fresh, subjects[0], components[c], found.component[c]);
    }
  }
  void outcomes(std::string_view upn, const School& school, bool fresh, const KeyStageResult& found) {
    const std::string_view areas[] = {school.welsh ? "LCW" : "LCE", "MDT", "PSD"};
    for (std::size_t s = 0; s < 3; ++s) result(upn, school, fresh, areas[s], "SUB", found.outcome[s]);
  }

 private:
  CsvRows& rows_;
};

}  // namespace result_files

bool comes_by_ctf(const World& world, const School& school, int year) { return school.ctf && year >= world.request.first_year(); }

bool reports_foundation_phase(const World& world, std::uint32_t school, int year) {
  return world.schools[school].pilot && year >= world.settings.attainment.pilot_from;
}

void write_key_stages(const Nation& nation, Output& output, int year, std::uint32_t authority) {
  using namespace result_files;
  const auto& world = nation.world;
  CsvRows rows[3] = {CsvRows(key_stage_header), CsvRows(key_stage_header), CsvRows(key_stage_header)}, foundation(key_stage_header);
  for (const auto* learner : nation.roster.of(year, authority)) {
    const auto& stay = *learner->in_year(year);
    const auto& school = world.schools[stay.school];
    if (comes_by_ctf(world, school, year) || school.phase == Phase::pru) continue;
    for (int stage = 0; stage < 3; ++stage) {
      if (learner->group_in(year) != Attainment::year_groups[static_cast<std::size_t>(stage)]) continue;
      const auto found = nation.attainment.key_stage(*learner, stage);
      const bool pilot = stage == 0 && reports_foundation_phase(world, stay.school, year), fresh = stay.has(stay_new_to_system);
      KeyStageRows to(pilot ? foundation : rows[stage]);
      if (pilot) to.outcomes(learner->upn_in(year), school, fresh, found);
      else to.levels(learner->upn_in(year), school, fresh, found);
    }
  }
  put(output, world, "assessment", "assessment", year, authority, "_ks1", rows[0]);
  put(output, world, "assessment", "assessment", year, authority, "_ks2", rows[1]);
  put(output, world, "assessment", "assessment", year, authority, "_ks3", rows[2]);
  put(output, world, "assessment", "assessment", year, authority, "_fp", foundation);
}

void write_examinations(const Nation& nation, Output& output, int year, std::uint32_t authority) {
  const auto& world = nation.world;
  CsvRows rows("upn,school,qualification,subject,grade,size,awarding_body,date");
  const Date published(year, 8, 21);
  for (const auto* learner : nation.roster.of(year, authority)) {
    if (learner->group_in(year) != 11) continue;
    const auto& school = world.schools[learner->in_year(year)->school];
    for (const auto& each : nation.attainment.examinations(*learner)) {
      rows << learner->upn_in(year) << school.number << "GCSE" << each.subject << each.grade << 1 << each.body << published;
      rows.end();
    }
  }
  result_files::put(output, world, "assessment", "examination", year, authority, "_ks4", rows);
}

void write_tests(const Nation& nation, Output& output, int year, std::uint32_t authority) {
  const auto& world = nation.world;
  if (!world.authorities[authority].shape->tests) return;
  const auto& n = world.settings.attainment;
  CsvRows rows("upn,school,nc_year,test,raw,standardised,date");
  const Date day(year, 5, 12);
  for (const auto* learner : nation.roster.of(year, authority)) {
    const int group = learner->group_in(year);
    const auto& school = world.schools[learner->in_year(year)->school];
    if (group < n.test_first || group > n.test_last || (school.phase != Phase::primary && school.phase != Phase::secondary)) continue;
    for (int test = 0; test < 2; ++test) {
      const int score = nation.attainment.test_score(*learner, group, test);
      rows << learner->upn_in(year) << school.number << group << (test ? "numeracy" : "reading")
           << (score - 70) * n.test_items / 70 << score << day;
      rows.end();
    }
  }
  result_files::put(output, world, "tests", "test", year, authority, "", rows);
}

}  // namespace potensial::demonstration
