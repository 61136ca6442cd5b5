#include "service/method_suppress.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "report/release_gate.hpp"

namespace potensial::service {
namespace method_suppress_detail {

namespace json = boost::json;

const char* code(HidingReason reason) {
  switch (reason) {
    case HidingReason::small_count: return "small-count";
    case HidingReason::small_group: return "small-group";
    case HidingReason::near_full: return "near-full";
    case HidingReason::nobody: return "nobody";
    case HidingReason::everybody: return "everybody";
    case HidingReason::difference: return "difference";
    case HidingReason::before: return "before";
    case HidingReason::secondary: break;
  }
  return "secondary";
}

json::object certificate_json(const DisclosureCertificate& certificate) {
  json::array hidden;
  for (const auto& each : certificate.hidden) {
    auto cell = each.cell;
    std::ranges::replace(cell, '\x1e', '|');
    std::ranges::replace(cell, '\x1f', '+');
    std::ranges::replace(cell, '\x1d', '-');
    hidden.push_back(json::object{{"cell", cell}, {"reason", code(each.reason)}, {"low", each.low},
                                  {"high", each.high ? json::value(*each.high) : json::value(nullptr)}, {"printed", each.printed}});
  }
  return {{"definition_hash", certificate.definition_hash}, {"solver", certificate.solver}, {"programs", certificate.programs},
          {"hidden", std::move(hidden)}};
}

const std::string& level_of(const ReleasedTable& table, const ReleasedCell& cell, std::size_t axis) {
  return table.variables()[axis].levels[cell.levels[axis]].code;
}

std::string mark_of(const ReleasedTable& table, const ReleasedCell& cell) { return cell.impossible ? "[z]" : table.policy().mark; }

json::object cell_json(const ReleasedTable& table, const ReleasedCell& cell) {
  json::object where;
  for (std::size_t axis = 0; axis < cell.levels.size(); ++axis) where[table.variables()[axis].name] = level_of(table, cell, axis);
  json::object object{{"where", std::move(where)}};
  object["count"] = cell.count ? json::value(*cell.count) : json::value(mark_of(table, cell));
  if (table.percentages_of()) object["percentage"] = cell.percentage.empty() ? mark_of(table, cell) : cell.percentage;
  return object;
}

std::size_t hidden_in(const ReleasedTable& table) {
  return static_cast<std::size_t>(std::ranges::count_if(table.cells(), [](const auto& cell) { return !cell.count && !cell.impossible; }));
}

std::string json_of(const Release& release) {
  json::array cells;
  for (const auto& cell : release.table.cells()) cells.push_back(cell_json(release.table, cell));
  return json::serialize(json::object{{"policy", release.certificate.policy}, {"table", release.table.id()},
                                      {"universe", release.table.universe()}, {"cells", std::move(cells)},
                                      {"hidden", hidden_in(release.table)}, {"share_hidden", release.certificate.share_hidden},
                                      {"certificate", certificate_json(release.certificate)}});
}

MethodTable table_of(const ReleasedTable& released) {
  MethodTable table{"release.table-title", {"release.cell", "release.count"}, {}};
  if (released.percentages_of()) table.columns.push_back("release.percentage");
  for (const auto& cell : released.cells()) {
    std::string name;
    for (std::size_t axis = 0; axis < cell.levels.size(); ++axis) name += (axis == 0 ? "" : " · ") + level_of(released, cell, axis);
    auto& row = table.rows.emplace_back();
    row.emplace_back(std::move(name));
    row.push_back(cell.count ? MethodCell(static_cast<double>(*cell.count)) : MethodCell(mark_of(released, cell)));
    if (released.percentages_of()) row.emplace_back(cell.percentage.empty() ? mark_of(released, cell) : cell.percentage);
  }
  return table;
}

}  // namespace method_suppress_detail

Result<SuppressAnswer> method_suppress(const SuppressRequest& request, const catalogue::Messages& messages) {
  using namespace method_suppress_detail;
  const auto table = count_table(request.csv, request.columns);
  if (!table) return std::unexpected(table.error());
  const auto release = report::ReleaseGate::publish(*table, request.policy, {});
  if (!release) return std::unexpected(release.error());
  const auto percent = std::to_string(std::lround(100 * release->certificate.share_hidden));
  return SuppressAnswer{{json_of(*release), {table_of(release->table)}, {{"release.hidden-share", {{"percent", percent}}}}},
                        report::released_files({&release->table, 1}, messages)};
}

}  // namespace potensial::service
