#include "store/delegation_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace delegation_rows {

constexpr const char* columns = "SELECT id, authority, fund, year, name, reason, actor, person, at, weight_learners, weight_lump, weight_need, floor_points, "
                                "cap_points, damping_points, weight_staff, weight_index, released_by, released_at FROM delegation_option ";
constexpr long long not_set = -1;

long long points_of(const std::optional<std::int64_t>& points) { return points ? static_cast<long long>(*points) : not_set; }
std::optional<std::int64_t> points_from(long long points) { return points == not_set ? std::nullopt : std::optional<std::int64_t>(points); }

// One fetched row, as its columns are read.
struct OptionRow {
  long long id = 0, person = 0, learners = 0, lump = 0, need = 0, floor = not_set, cap = not_set, damping = not_set, staff = 0, index = 0;
  int year = 0;
  DelegationOption option;
  std::string at, released_at;

  DelegationOption whole() const {
    auto made = option;
    made.id = id;
    made.year = {static_cast<std::int16_t>(year)};
    made.person = PersonId{person};
    made.at = instant_of(at);
    made.weights = {learners, lump, need, points_from(floor), points_from(cap), points_from(damping), staff, index};
    if (!released_at.empty()) made.released_at = instant_of(released_at);
    return made;
  }
};

void bind(soci::details::prepare_temp_type& query, OptionRow& row) {
  auto& each = row.option;
  query, soci::into(row.id), soci::into(each.authority), soci::into(each.fund), soci::into(row.year), soci::into(each.name), soci::into(each.reason),
      soci::into(each.actor), soci::into(row.person), soci::into(row.at), soci::into(row.learners), soci::into(row.lump), soci::into(row.need),
      soci::into(row.floor), soci::into(row.cap), soci::into(row.damping), soci::into(row.staff), soci::into(row.index), soci::into(each.released_by),
      soci::into(row.released_at);
}

std::vector<DelegatedAmount> schools_of(Ledger& ledger, long long option) {
  long long learners = 0, entitled = 0, staff = 0, points = 0, pence = 0;
  std::string school;
  soci::statement rows = (ledger.session().prepare << "SELECT school, learners, entitled, staff, points, pence FROM delegation_amount WHERE option_id = :o ORDER BY school",
                          soci::use(option), soci::into(school), soci::into(learners), soci::into(entitled), soci::into(staff), soci::into(points), soci::into(pence));
  std::vector<DelegatedAmount> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back({{school, learners, entitled, staff, points}, {pence}});
  return found;
}

std::vector<CentralAmount> central_of(Ledger& ledger, long long option) {
  long long pence = 0;
  std::string activity;
  soci::statement rows = (ledger.session().prepare << "SELECT activity, pence FROM delegation_central WHERE option_id = :o ORDER BY place", soci::use(option),
                          soci::into(activity), soci::into(pence));
  std::vector<CentralAmount> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back({activity, {pence}});
  return found;
}

template <class... Uses>
std::vector<DelegationOption> read(Ledger& ledger, const std::string& where, const Uses&... uses) {
  OptionRow row;
  soci::details::prepare_temp_type query = ledger.session().prepare << columns + where + " ORDER BY id";
  bind(query, row);
  ((query, soci::use(uses)), ...);
  soci::statement rows(query);
  std::vector<DelegationOption> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(row.whole());
  for (auto& each : found) {
    each.schools = schools_of(ledger, each.id);
    each.central = central_of(ledger, each.id);
  }
  return found;
}

void add_schools(Ledger& ledger, long long option, const std::vector<DelegatedAmount>& schools) {
  std::string school;
  long long learners = 0, entitled = 0, staff = 0, points = 0, pence = 0;
  soci::statement row = (ledger.session().prepare << "INSERT INTO delegation_amount (option_id, school, learners, entitled, staff, points, pence) "
                                                     "VALUES (:o, :s, :l, :e, :f, :n, :p)",
                         soci::use(option), soci::use(school), soci::use(learners), soci::use(entitled), soci::use(staff), soci::use(points), soci::use(pence));
  for (const auto& each : schools) {
    school = each.school.school;
    learners = each.school.learners;
    entitled = each.school.entitled;
    staff = each.school.staff;
    points = each.school.points;
    pence = each.amount.count;
    row.execute(true);
  }
}

void add_central(Ledger& ledger, long long option, const std::vector<CentralAmount>& central) {
  for (std::size_t i = 0; i < central.size(); ++i) {
    const auto place = static_cast<long long>(i + 1), pence = static_cast<long long>(central[i].amount.count);
    ledger.session() << "INSERT INTO delegation_central (option_id, place, activity, pence) VALUES (:o, :n, :a, :p)", soci::use(option), soci::use(place),
        soci::use(central[i].activity), soci::use(pence);
  }
}

void add_option(Ledger& ledger, long long id, const DelegationOption& option) {
  const auto at = instant_text(option.at), released_at = option.is_released() ? instant_text(option.released_at) : std::string();
  const auto person = static_cast<long long>(option.person), learners = static_cast<long long>(option.weights.learners), lump = static_cast<long long>(option.weights.lump),
             need = static_cast<long long>(option.weights.need), floor = points_of(option.weights.floor), cap = points_of(option.weights.cap),
             damping = points_of(option.weights.damping), staff = static_cast<long long>(option.weights.staff), index = static_cast<long long>(option.weights.index);
  const int year = option.year.begins;
  ledger.session() << "INSERT INTO delegation_option (id, authority, fund, year, name, reason, actor, person, at, weight_learners, weight_lump, weight_need, "
                      "floor_points, cap_points, damping_points, weight_staff, weight_index, released_by, released_at) VALUES (:d, :a, :f, :y, :n, :r, :c, :q, :t, "
                      ":wl, :wu, :wn, :lf, :lc, :ld, :ws, :wi, :rb, :ra)",
      soci::use(id), soci::use(option.authority), soci::use(option.fund), soci::use(year), soci::use(option.name), soci::use(option.reason), soci::use(option.actor),
      soci::use(person), soci::use(at), soci::use(learners), soci::use(lump), soci::use(need), soci::use(floor), soci::use(cap), soci::use(damping), soci::use(staff),
      soci::use(index),
      soci::use(option.released_by), soci::use(released_at);
}

}  // namespace delegation_rows

std::int64_t keep_option(Ledger& ledger, const DelegationOption& option) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM delegation_option", soci::into(last);
  const long long id = last + 1;
  delegation_rows::add_option(ledger, id, option);
  delegation_rows::add_schools(ledger, id, option.schools);
  delegation_rows::add_central(ledger, id, option.central);
  return id;
}

std::optional<DelegationOption> delegation_option(Ledger& ledger, std::int64_t id) {
  const auto found = delegation_rows::read(ledger, "WHERE id = :d", static_cast<long long>(id));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<DelegationOption> delegation_options(Ledger& ledger, const DelegationsAsked& asked) {
  const int year = asked.year.begins, all = asked.released ? 0 : 1;
  if (asked.authority.empty()) return delegation_rows::read(ledger, "WHERE fund = :f AND year = :y AND (:k = 1 OR released_by <> '')", asked.fund, year, all);
  return delegation_rows::read(ledger, "WHERE fund = :f AND year = :y AND authority = :a AND (:k = 1 OR released_by <> '')", asked.fund, year, asked.authority, all);
}

std::optional<DelegationOption> released_delegation(Ledger& ledger, const std::string& authority, const std::string& fund, FinancialYear year) {
  const auto found = delegation_options(ledger, {authority, fund, year, true});
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<FinancialYear> years_released(Ledger& ledger, const std::string& fund) {
  int year = 0;
  soci::statement rows = (ledger.session().prepare << "SELECT DISTINCT year FROM delegation_option WHERE fund = :f AND released_by <> '' ORDER BY year DESC",
                          soci::use(fund), soci::into(year));
  std::vector<FinancialYear> years;
  for (bool more = rows.execute(true); more; more = rows.fetch()) years.push_back({static_cast<std::int16_t>(year)});
  return years;
}

Result<void> release_option(Ledger& ledger, std::int64_t id, const std::string& actor, std::chrono::sys_seconds at) {
  const auto option = delegation_option(ledger, id);
  if (!option) return refuse(Blame::input, "delegation.no-option", {{"parameter", "option"}});
  if (released_delegation(ledger, option->authority, option->fund, option->year))
    return refuse(Blame::input, "delegation.already-released", {{"parameter", ""}, {"year", option->year.text()}});
  const auto number = static_cast<long long>(id);
  const auto when = instant_text(at);
  ledger.session() << "UPDATE delegation_option SET released_by = :b, released_at = :t WHERE id = :d AND released_by = ''", soci::use(actor), soci::use(when),
      soci::use(number);
  return {};
}

}  // namespace potensial::store
