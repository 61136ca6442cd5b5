#include "insight/attendance.hpp"

#include <cctype>

#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

constexpr std::string_view code_prefix = "code_";

double integer_or_zero(const ValueColumn* column, std::size_t row) {
  if (!column || !column->has(row)) return 0;
  return column->type == ColumnType::real ? column->reals()[row] : static_cast<double>(column->integers()[row]);
}

struct AbsenceColumn {
  const ValueColumn* column;
  const Code* code;
};

std::vector<AbsenceColumn> absence_columns(const FactTable& rows, const CodeSet& codes) {
  std::vector<AbsenceColumn> found;
  for (const auto& column : rows.columns) {
    if (!column.name.starts_with(code_prefix)) continue;
    std::string letter = column.name.substr(code_prefix.size());
    for (auto& each : letter) each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
    const auto* code = codes.find(letter);
    if (code && (code->group == "authorised" || code->group == "unauthorised")) found.push_back({&column, code});
  }
  return found;
}

// Adds one row's absences; class totals come from the codes where the row does not give them.
void add_absences(Sessions& sessions, const FactTable& rows, std::size_t row, std::size_t place, std::span<const AbsenceColumn> absences) {
  double authorised = 0, unauthorised = 0;
  for (const auto& [column, code] : absences) {
    const double count = integer_or_zero(column, row);
    sessions.absent_by_code[code->code][place] += count;
    (code->group == "authorised" ? authorised : unauthorised) += count;
  }
  const auto* given_authorised = rows.find("authorised");
  const auto* given_unauthorised = rows.find("unauthorised");
  sessions.authorised[place] += given_authorised && given_authorised->has(row) ? integer_or_zero(given_authorised, row) : authorised;
  sessions.unauthorised[place] += given_unauthorised && given_unauthorised->has(row) ? integer_or_zero(given_unauthorised, row) : unauthorised;
}

// `is_persistent`: whether a row's learner, who has sessions, is persistently absent.
template <class IsPersistent>
AttendanceRate rate_where(const Sessions& sessions, std::span<const std::size_t> rows, IsPersistent is_persistent) {
  AttendanceRate rate;
  double authorised = 0, unauthorised = 0;
  std::size_t persistent = 0;
  for (const auto row : rows) {
    if (sessions.possible[row] <= 0) {
      ++rate.without_sessions;
      continue;
    }
    ++rate.learners;
    rate.possible += sessions.possible[row];
    authorised += sessions.authorised[row];
    unauthorised += sessions.unauthorised[row];
    persistent += is_persistent(row);
  }
  if (rate.learners == 0) return rate;
  rate.authorised = authorised / rate.possible;
  rate.unauthorised = unauthorised / rate.possible;
  const auto share = stats::wilson(persistent, rate.learners);
  rate.persistent = share.value;
  rate.persistent_low = share.low;
  rate.persistent_high = share.high;
  return rate;
}

void add_reasons(AttendanceRate& rate, const Sessions& sessions, std::span<const std::size_t> rows) {
  if (rate.learners == 0) return;
  for (const auto& [code, absent] : sessions.absent_by_code) {
    double sum = 0;
    for (const auto row : rows)
      if (sessions.possible[row] > 0) sum += absent[row];
    rate.by_code[code] = sum / rate.possible;
  }
}

}  // namespace

Sessions sessions_of(const Cohort& cohort, const FactTable& rows, const CodeSet& codes) {
  const std::vector<double> none(cohort.size(), 0.0);
  Sessions sessions{none, none, none, {}};
  const auto absences = absence_columns(rows, codes);
  for (const auto& [column, code] : absences) sessions.absent_by_code[code->code] = none;
  const auto* possible = rows.find("possible");
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto place = static_cast<std::size_t>(rows.find("place")->integers()[row]);
    sessions.possible[place] += integer_or_zero(possible, row);
    add_absences(sessions, rows, row, place, absences);
  }
  return sessions;
}

AttendanceRate attendance_rate(const Sessions& sessions, std::span<const std::size_t> rows, double persistent_threshold) {
  auto rate = rate_where(sessions, rows, [&](std::size_t row) {
    return sessions.authorised[row] + sessions.unauthorised[row] >= persistent_threshold * sessions.possible[row];
  });
  add_reasons(rate, sessions, rows);
  return rate;
}

AttendanceRate attendance_rate(const Sessions& sessions, std::span<const std::size_t> rows, const OutcomeColumn& persistent) {
  auto rate = rate_where(sessions, rows, [&](std::size_t row) { return persistent.attained[row] == 1; });
  add_reasons(rate, sessions, rows);
  return rate;
}

}  // namespace potensial::insight
