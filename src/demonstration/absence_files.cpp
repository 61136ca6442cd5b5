#include "demonstration/absence_files.hpp"

#include <algorithm>

#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace absence_files {

struct Counts {
  int possible = 0, late = 0, closed = 0, absent = 0;
  std::array<int, absence_letters.size()> letters{};
  std::array<int, approved_letters.size()> approved{};
};

void add(Counts& to, const YearOfAbsence& year, std::size_t h) {
  to.possible += year.possible[h];
  to.late += year.late[h];
  to.closed += year.closed[h];
  for (std::size_t k = 0; k < approved_letters.size(); ++k) to.approved[k] += year.approved[h][k];
  for (const auto& run : year.runs)
    if (run.half_term == h) {
      to.letters[run.letter] += run.sessions;
      to.absent += run.sessions;
    }
}

void row(CsvRows& rows, std::string_view upn, const School& school, std::string_view period, const Counts& counts) {
  rows << upn << school.number << period << counts.possible << counts.possible - counts.absent << counts.late;
  for (const int count : counts.approved) rows << count;
  for (const int count : counts.letters) rows << count;
  rows << counts.closed;
  rows.end();
}

void put(Output& output, const World& world, std::string_view kind, int year, std::uint32_t authority, const CsvRows& rows) {
  if (rows.rows() == 0) return;
  const auto& number = world.authorities[authority].number;
  output.write({std::string(kind) + "/" + std::to_string(year) + "/" + number + ".csv", std::string(kind), number, "", year, rows.rows(), ""},
               rows.text());
}

}  // namespace absence_files

void write_attendance(const Nation& nation, const Absences& absences, Output& output, int year, std::uint32_t authority) {
  using namespace absence_files;
  std::string header = "upn,school,period,possible,present,L";
  for (const char letter : approved_letters) header += std::string(",") + letter;
  for (const char letter : absence_letters) header += std::string(",") + letter;
  CsvRows rows(header + ",Y");
  constexpr std::string_view periods[] = {"1", "2", "3", "4", "5", "6"};
  for (const auto* learner : nation.roster.of(year, authority)) {
    const auto& school = nation.world.schools[learner->in_year(year)->school];
    if (school.ctf || !Absences::counts(*learner, year)) continue;
    const auto found = absences.year(*learner, year);
    Counts whole;
    std::array<Counts, 6> parts;
    for (std::size_t h = 0; h < 6; ++h) {
      add(whole, found, h);
      add(parts[h], found, h);
    }
    if (whole.possible == 0) continue;
    row(rows, learner->upn_in(year), school, "year", whole);
    for (std::size_t h = 0; year == Request::last_year && h < 6; ++h)
      if (parts[h].possible) row(rows, learner->upn_in(year), school, periods[h], parts[h]);
  }
  put(output, nation.world, "attendance", year, authority, rows);
}

void write_exclusions(const Nation& nation, const Absences& absences, Output& output, int year, std::uint32_t authority) {
  CsvRows rows("upn,school,type,start,days,reason");
  for (const auto* learner : nation.roster.of(year, authority)) {
    if (!Absences::counts(*learner, year)) continue;
    auto found = absences.exclusions(*learner, year);
    std::sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x.start < y.start; });
    for (const auto& each : found) {
      rows << learner->upn_in(year) << nation.world.schools[learner->in_year(year)->school].number << (each.permanent ? "PERM" : "FIXD") << each.start;
      if (each.permanent) rows.blank();
      else rows << each.days;
      rows << each.reason;
      rows.end();
    }
  }
  absence_files::put(output, nation.world, "exclusion", year, authority, rows);
}

}  // namespace potensial::demonstration
